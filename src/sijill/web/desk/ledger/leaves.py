"""The ledger's page: who did what and when, never what was said."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.http import urlencode

from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Problem
from sijill.trust.accounts.queries import staff_visible_to
from sijill.trust.ledger.actions import ACTIONS
from sijill.trust.ledger.models import Leaf, Root
from sijill.trust.ledger.queries import leaves_visible_to
from sijill.web.desk.ledger.words import LOOKS, action_label, kind_label, said
from sijill.web.page import DeskRequest, page
from sijill.web.staff import names_of

PAGE = 50
FILTERS = ("action", "by", "from", "until")


@page(Permission.LEDGER)
def ledger(request: DeskRequest) -> HttpResponseBase:
    """Leaves, newest first, by action, person and day; and the tree they stand in."""
    asked = {name: request.GET[name] for name in FILTERS if request.GET.get(name, "").strip()}
    rows = _page(_filtered(leaves_visible_to(request.viewer), asked), request.GET.get("after", ""))
    accounts = dict(staff_visible_to(request.viewer).values_list("pk", "full_name"))
    context = {
        "asked": asked,
        "leaves": _lines(rows[:PAGE], names_of(row.by for row in rows[:PAGE])),
        "next": _next(rows, asked),
        "actions": sorted((str(action_label(code)), code) for code in {*ACTIONS, *LOOKS}),
        "accounts": accounts,
        "tree": _tree(),
    }
    return TemplateResponse(request, "ledger/ledger.html", context)


@page(Permission.LEDGER)
def ledger_record(request: DeskRequest, kind: str, key: str) -> HttpResponseBase:
    """Everything the ledger holds on one record, newest first."""
    seen = leaves_visible_to(request.viewer)
    about = seen.filter(subjects__kind=kind, subjects__key=key).distinct()
    rows = _page(about, request.GET.get("after", ""))
    context = {
        "kind": kind_label(kind),
        "key": key,
        "leaves": _lines(rows[:PAGE], names_of(row.by for row in rows[:PAGE])),
        "next": _next(rows, {}),
    }
    return TemplateResponse(request, "ledger/record.html", context)


def _filtered(rows: QuerySet[Leaf], asked: dict[str, str]) -> QuerySet[Leaf]:
    try:
        if "action" in asked:
            rows = rows.filter(action=asked["action"])
        if "by" in asked:
            rows = rows.filter(by=UUID(asked["by"]))
        if "from" in asked:
            rows = rows.filter(at__gte=_midnight(asked["from"]))
        if "until" in asked:
            rows = rows.filter(at__lt=_midnight(asked["until"]) + timedelta(days=1))
    except (ValueError, OverflowError):  # the day after the last day there is
        raise Problem("ledger.bad_filter") from None
    return rows


def _midnight(text: str) -> datetime:
    return datetime.combine(date.fromisoformat(text), time(), tzinfo=UTC)


def _page(rows: QuerySet[Leaf], after: str) -> list[Leaf]:
    """One page and one leaf more, newest first. Cursor: moment and id of the last one shown."""
    if after:
        try:
            at, _, key = after.partition("_")
            moment, last = datetime.fromisoformat(at), UUID(key)
        except ValueError:
            raise Problem("page.bad_cursor") from None
        # Ids rise with time: of leaves written in the same microsecond, the id decides.
        rows = rows.filter(at__lte=moment).exclude(at=moment, pk__gte=last)
    return list(rows.order_by("-at", "-pk")[: PAGE + 1])


def _next(rows: list[Leaf], asked: dict[str, str]) -> str:
    if len(rows) <= PAGE:
        return ""
    last = rows[PAGE - 1]
    return f"?{urlencode({**asked, 'after': f'{last.at.isoformat()}_{last.pk}'})}"


def _lines(rows: list[Leaf], accounts: dict[UUID, str]) -> list[dict[str, Any]]:
    """What a page shows of leaves: from their own bytes, which say no content."""
    lines = []
    for row in rows:
        body = json.loads(bytes(row.body))
        about = [(kind, kind_label(kind), key) for kind, key in body["on"]]
        lines.append(
            {
                "leaf": row,
                "action": action_label(row.action),
                "who": accounts.get(row.by, ""),
                "office": body["office"],
                "on": about[:3],
                "more": max(0, len(about) - 3),
                "said": said(body.get("said", {})),
            }
        )
    return lines


def _tree() -> dict[str, Any]:
    last = Root.objects.order_by("-size").first()
    if last is None:
        return {"size": 0, "root": [], "at": None}
    # In groups of eight: it is compared by eye, and it must wrap on a phone.
    digits = bytes(last.root).hex()
    root = [digits[start : start + 8] for start in range(0, len(digits), 8)]
    return {"size": last.size, "root": root, "at": last.at}
