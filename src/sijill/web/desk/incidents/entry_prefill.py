"""A form begun from a report: what the channel understood of it, for a person to check."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from sijill.intake.models import Report
from sijill.record.people.queries import display_name
from sijill.trust.access.enums import Permission
from sijill.trust.access.viewer import Viewer
from sijill.trust.keys.sealed import open_sealed
from sijill.web.desk.incidents.entry_forms import WHO
from sijill.web.desk.incidents.entry_page import EntryPage
from sijill.web.desk.incidents.record_places import place_name

SEALED = ["received", "parsed"]


def from_report(viewer: Viewer, report: Report) -> EntryPage:
    """The recording form with what a report holds. Opening the report leaves its leaf.

    Raises Denied for whoever may not open what is sealed.
    """
    viewer.check(Permission.OPEN_NAMES)
    opened = open_sealed([report], SEALED, code="report.open", viewer=viewer)[report.pk]
    data = QueryDict(mutable=True)
    for name, value in _fields(report, opened["parsed"] or {}, opened["received"]).items():
        data.setlist(name, value if isinstance(value, list) else [str(value)])
    return EntryPage(data, quiet=True)


def _fields(report: Report, parsed: dict[str, Any], received: Any) -> dict[str, Any]:
    place = parsed.get("place") or {}
    unit = place.get("unit") or ""
    occurred = parsed.get("occurred") or {}
    fields: dict[str, Any] = {
        "title": parsed.get("title", ""),
        "summary": parsed.get("summary", ""),
        "occurred": _as_typed(occurred),
        "calendar": occurred.get("calendar", "gregorian"),
        "place": place_name(unit) if unit else place.get("unmatched", ""),
        "place_code": unit,
        "precision": place.get("precision", ""),
        "kind": parsed.get("kind", ""),
        "conflict_link": parsed.get("conflict_link", ""),
    }
    victims = [*map(_group, parsed.get("groups", ())), *map(_person, parsed.get("persons", ()))]
    cause = parsed.get("cause", "")
    for number, victim in enumerate(victims or [{}]):
        fields |= {f"victims-{number}-{name}": value for name, value in victim.items()}
        if victim and cause:
            fields[f"victims-{number}-cause"] = cause
    fields["victims"] = [str(number) for number in range(len(victims) or 1)]
    return fields | _perpetrators(parsed) | _information(report, received)


def _as_typed(occurred: dict[str, Any]) -> str:
    """What was entered, or else the days in a form the date field understands."""
    if occurred.get("entered"):
        return str(occurred["entered"])
    first, last = occurred.get("from"), occurred.get("to")
    if first and last:
        return first if first == last else f"{first} .. {last}"
    return f"before {last}" if last else f"since {first}" if first else ""


def _group(group: dict[str, Any]) -> dict[str, Any]:
    return {
        "group": "on",
        "least": group["least"],
        "best": group["best"],
        "most": group["most"],
        "acts": [group["act"]],
        "status": group["status"],
        **_who(group["sex"], group["age"]),
    }


def _person(person: dict[str, Any]) -> dict[str, Any]:
    years = person.get("age_years")
    return {
        "name": display_name(person["names"]),
        "acts": [person["act"]],
        "status": person["status"],
        "age": "" if years is None else years,
        **_who(person["sex"], person["age_group"]),
    }


def _who(sex: str, age: str) -> dict[str, str]:
    """The one-letter choice where there is one for this sex and age, else both apart."""
    who = next((key for key, pair in WHO.items() if pair == (sex, age)), "")
    return {"who": who} if who else {"sex": sex, "age_group": age}


def _perpetrators(parsed: dict[str, Any]) -> dict[str, Any]:
    """Each actor once: on this form they are entered for every act."""
    named = [*parsed.get("groups", ()), *parsed.get("persons", ())]
    actors = {actor["code"]: actor for one in named for actor in one.get("by", ())}
    fields: dict[str, Any] = {"perpetrators": [str(number) for number in range(len(actors) or 1)]}
    for number, actor in enumerate(actors.values()):
        for name, key in (("actor", "code"), ("degree", "degree"), ("certainty", "certainty")):
            fields[f"perpetrators-{number}-{name}"] = actor.get(key, "")
    return fields


def _information(report: Report, received: Any) -> dict[str, Any]:
    told = received.get("told", "") if isinstance(received, dict) else ""
    language = f"language.{report.language}" if report.language else ""
    return {
        "information": ["0"],
        "information-0-account": told,
        "information-0-received_on": report.received_on.isoformat(),
        "information-0-language": language,
        "information-0-stance": "stance.supports",
        "information-0-question": "question.act_occurred",
        "information-0-material": "material.testimony",
        "information-0-credibility": "credibility.6",
    }
