"""The front page: the presence as dated data, and the published figures."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from sijill.publish.queries.public import published_figures
from sijill.reference.pack import Pack
from sijill.reference.queries import pack
from sijill.web.public.cards import card
from sijill.web.public.lists import said
from sijill.web.public.moments import Asked, asked
from sijill.web.public.presence import presence_words
from sijill.web.public.site import address, public_answer, public_page

SHOWN = 3


@public_page
def front(request: HttpRequest) -> TemplateResponse:
    """The presence as it is today, or at the month asked for, with the newest figures."""
    country = pack()
    question = asked(request.GET.get("at", ""))
    on = question.day or today(country)
    words = presence_words(country, on)
    context = {
        "words": words,
        "asked": question.text,
        "wrong": _wrong(question),
        "heading_on": _heading(question, words.on),
        "not_begun": _("There was no presence before %(day)s.") % {"day": words.began_on},
        "now": address(request, "front"),
        "last_day": address(request, "front", at=words.last_day),
        "form_address": address(request, "front"),
        "all_figures": address(request, "public_figures"),
        "figures": [
            card(request, figure) for figure in published_figures() if not figure.withdrawn_at
        ][:SHOWN],
    }
    status = 400 if question.wrong else 200
    return public_answer(request, "public/front.html", "front", context, status)


def today(country: Pack) -> date:
    """The day it is in the country of the pack."""
    return datetime.now(ZoneInfo(country.rules.timezone)).date()


def _wrong(question: Asked) -> str:
    return _("This is no date we can read. Write a month as 2021-05.") if question.wrong else ""


def _heading(question: Asked, on: str) -> str:
    moment = said(question.when) if question.when else on
    return _("The presence as it was: %(moment)s") % {"moment": moment}
