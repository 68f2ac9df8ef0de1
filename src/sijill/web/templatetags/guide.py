"""Links of the guides: `{% load guide %}` … `{% to "record_new record" "the record page" %}`."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sijill.trust.access.viewer import Viewer

register = template.Library()


def open_to(viewer: Viewer, names: tuple[str, ...]) -> str:
    """The address of the first named page that exists and that this viewer may see, else empty.

    A link that ends in a refusal teaches nothing, and the refusal would stand in the ledger.
    """
    for name in names:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        declared = getattr(resolve(url).func, "declared", None)
        if declared is None or declared.permission is None or viewer.may(declared.permission):
            return url
    return ""


@register.simple_tag(takes_context=True)
def to(context: dict[str, Any], names: str, text: str) -> str | SafeString:
    """A link to a page by name (several names: the first that exists), or the text alone."""
    url = open_to(context["request"].viewer, tuple(names.split()))
    return format_html('<a href="{}">{}</a>', url, text) if url else text
