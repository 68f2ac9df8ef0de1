"""The first page: what waits for me, then how the office stands."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sijill.trust.accounts.own import see_tour
from sijill.web.desk.home.standing import tallies
from sijill.web.desk.home.waiting import idle_cases, own_drafts, waiting
from sijill.web.page import DeskRequest, page


@page(None)
def home(request: DeskRequest) -> HttpResponseBase:
    """Everything that waits for this person, the late first; then a few numbers."""
    viewer = request.viewer
    queues, office = tallies(viewer)
    context = {
        "waiting": waiting(viewer),
        "drafts": own_drafts(viewer),
        "idle": idle_cases(viewer),
        "to_sort": queues,
        "tally": office,
        "tour": _tour_url() if not request.user.tour_seen else "",  # type: ignore[union-attr]
        "today": timezone.localdate(),
    }
    return TemplateResponse(request, "home/home.html", context)


@page(None, methods=("POST",))
def put_tour_away(request: DeskRequest) -> HttpResponseBase:
    """Remember that the tour need not be offered again."""
    see_tour(by=request.viewer)
    messages.info(request, _("The tour stays in the guides, should you want it later."))
    return HttpResponseRedirect(reverse("home"))


def _tour_url() -> str:
    for name in ("tour", "guides"):
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return ""
