"""Registering a source: a code for everyone, an identity under seal."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sijill.record.sources.actions import register_source
from sijill.reference.queries import in_language, terms
from sijill.trust.access.enums import Permission
from sijill.web.page import DeskRequest, page


def listed(vocabulary: str) -> list[tuple[str, str]]:
    """The terms of a vocabulary that may be chosen today."""
    found = terms(vocabulary, timezone.localdate())
    return [(term.key, in_language(term.label.texts).text) for term in found]


class SourceForm(forms.Form):
    """What is asked of a new source. The identity is sealed apart from what it tells."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of source"), choices=lambda: listed("source"))
    reliability = forms.ChoiceField(
        label=gettext_lazy("Reliability"),
        choices=lambda: listed("reliability"),
        initial="reliability.f",
        help_text=gettext_lazy("Of the source as such. F means that it cannot be judged yet."),
    )
    description = forms.CharField(
        label=gettext_lazy("What may be said openly"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "Such as “staff of a hospital”. Never a name, a phone or an address."
        ),
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Sealed. Colleagues see the code only."),
    )
    contact = forms.CharField(
        label=gettext_lazy("How to reach them safely"), max_length=300, required=False
    )


@page(Permission.SOURCES, methods=("GET", "POST"))
def source_new(request: DeskRequest) -> HttpResponseBase:
    """An empty form; sent, the new source's page."""
    form = SourceForm(request.POST or None)
    for field in form.fields.values():
        field.widget.attrs["dir"] = "auto"
        field.widget.attrs["autocomplete"] = "off"
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        identity = {part: given[part] for part in ("name", "contact") if given[part]}
        made = register_source(
            by=request.viewer,
            kind=given["kind"],
            reliability=given["reliability"],
            description=given["description"],
            identity=identity or None,
        )
        said = {"reference": made.reference}
        messages.success(request, _("Registered under the code %(reference)s.") % said)
        return HttpResponseRedirect(reverse("source", args=[made.reference]))
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "sources/new.html", {"form": form}, status=status)
