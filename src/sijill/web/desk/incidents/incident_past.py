"""What happened on a case, and what changed in its record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sijill.record.incidents.models import Incident
from sijill.record.incidents.queries import Change, FieldChange, Moment, history_of, timeline_of
from sijill.reference.queries import in_language, term_label
from sijill.trust.access.viewer import Viewer
from sijill.verify.models import Decision, Finding
from sijill.web.reasons import reason_label
from sijill.web.staff import names_of

MOST = 200


def timeline_part(viewer: Viewer, incident: Incident) -> dict[str, Any]:
    """The context of the part "timeline": newest first, findings among the rest."""
    moments = [_told(moment) for moment in timeline_of(viewer, incident)] + _findings(incident)
    moments.sort(key=lambda moment: moment["at"], reverse=True)
    shown = moments[:MOST]
    names = names_of(moment["by"] for moment in shown)
    for moment in shown:
        moment["who"] = names.get(moment["by"], "")
    return {"moments": shown, "more": len(moments) - len(shown)}


def _told(moment: Moment) -> dict[str, Any]:
    title, text, tone = TELLERS[moment.kind](moment.about)
    return _line(moment.at, moment.by, title, text, tone)


def _line(
    at: datetime, by: UUID | None, title: str, text: str = "", tone: str = ""
) -> dict[str, Any]:
    return {"at": at, "by": by, "title": title, "text": text, "tone": tone}


def _recorded(about: dict[str, Any]) -> tuple[str, str, str]:
    return _("Recorded"), "", ""


def _moved(about: dict[str, Any]) -> tuple[str, str, str]:
    title = _("%(before)s → %(after)s") % {
        "before": term_label(f"state.{about['from']}"),
        "after": term_label(f"state.{about['to']}"),
    }
    said = [term_label(about["closure"]), about["reason"]]
    return title, " · ".join(part for part in said if part), "ok"


def _received(about: dict[str, Any]) -> tuple[str, str, str]:
    title = _("Information from source %(source)s") % {"source": about["source"]}
    return title, term_label(about["proximity"]), ""


def _acts(about: dict[str, Any]) -> tuple[str, str, str]:
    count = about["count"]
    title = ngettext("%(count)s act entered", "%(count)s acts entered", count) % {"count": count}
    return title, "", ""


def _looked(about: dict[str, Any]) -> tuple[str, str, str]:
    titles = {
        "names.open": _("Names opened"),
        "accounts.open": _("An account opened"),
        "address.open": _("The exact address opened"),
    }
    people = about["people"]
    said = [reason_label(about["reason"])] if about["reason"] else []
    if people:
        said.append(ngettext("%(n)s person", "%(n)s people", people) % {"n": people})
    return titles.get(about["action"], about["action"]), " · ".join(said), "warning"


TELLERS = {
    "recorded": _recorded,
    "moved": _moved,
    "received": _received,
    "acts": _acts,
    "looked": _looked,
}


def _findings(incident: Incident) -> list[dict[str, Any]]:
    """Findings proposed, confirmed and returned, as moments."""
    moments = []
    for row in Finding.objects.filter(incident=incident).select_related("decision"):
        what = f"{term_label(row.question_id)} {term_label(row.outcome_id)}"
        said = {"reference": row.reference}
        title = _("Finding %(reference)s proposed") % said
        moments.append(_line(row.created_at, row.created_by, title, what))
        decision: Decision | None = getattr(row, "decision", None)
        if decision is not None:
            confirmed = decision.kind == Decision.Kind.CONFIRMED
            ending = (
                _("Finding %(reference)s confirmed")
                if confirmed
                else _("Finding %(reference)s returned")
            )
            tone = "ok" if confirmed else "danger"
            moments.append(
                _line(decision.created_at, decision.created_by, ending % said, decision.note, tone)
            )
    return moments


def history_part(viewer: Viewer, incident: Incident) -> dict[str, Any]:
    """The context of the part "history": every change, field by field."""
    changes = history_of(viewer, incident)
    shown = changes[:MOST]
    names = names_of([*(change.by for change in shown), *_assignees(shown)])
    kinds = {
        "incident": _("Incident"),
        "act": _("Act"),
        "person": _("Person"),
        "involvement": _("Alleged perpetrator"),
        "information": _("Information"),
    }
    return {
        "changes": [
            {
                "change": change,
                "who": names.get(change.by, "") if change.by else "",
                "kind": kinds.get(change.kind, change.kind),
                "fields": [_field(one, names) for one in change.fields],
            }
            for change in shown
        ],
        "more": len(changes) - len(shown),
    }


def _assignees(changes: Iterable[Change]) -> Iterator[UUID]:
    """The accounts a case was given to, before and after."""
    for change in changes:
        for one in change.fields:
            if one.field == "assigned_to":
                yield from (account for account in (one.before, one.after) if account)


def _field(change: FieldChange, accounts: Mapping[UUID, str]) -> dict[str, Any]:
    return {
        "label": change.label,
        "sealed": change.sealed,
        "before": _name(accounts, change.before)
        or _value(change.field, change.before, change.before_names),
        "after": _name(accounts, change.after)
        or _value(change.field, change.after, change.after_names),
    }


def _value(field: str, value: Any, names: Mapping[str, str] | None) -> str:
    if value is None or value == "" or value == []:
        return "–"
    if names:
        return in_language(names).text
    if field == "state":
        return term_label(f"state.{value}")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(value)


def _name(accounts: Mapping[UUID, str], value: Any) -> str:
    """The colleague a value names, if it is one's id."""
    return accounts.get(value, "") if isinstance(value, UUID) else ""
