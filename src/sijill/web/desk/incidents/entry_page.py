"""Everything of one recording screen, from what was sent to what the record takes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import QueryDict

from sijill.base.text import normalise, words
from sijill.record.incidents.entry import (
    IncidentEntry,
    InformationEntry,
    PerpetratorEntry,
    VictimEntry,
)
from sijill.record.people.queries import warn_if_names
from sijill.record.sources.models import Source
from sijill.reference.queries import gazetteer, vocabularies
from sijill.trust.access.viewer import Viewer
from sijill.web.desk.incidents.entry_forms import (
    WHO,
    EntryForm,
    IncidentForm,
    PerpetratorForm,
    VictimForm,
)
from sijill.web.desk.incidents.entry_information import PROXIMITY, InformationForm
from sijill.web.desk.incidents.entry_rows import Rows
from sijill.web.desk.incidents.record_dates import Age

SHORTEST_NAME = 3
UNKNOWN = "answer.unknown"


class EntryPage:
    """The incident's form and the rows of victims, perpetrators and information.

    data: as sent (None: an empty form). quiet: drawn again without checking.
    """

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        quiet: bool = False,
        initial: dict[str, Any] | None = None,
        information: dict[str, Any] | None = None,
    ) -> None:
        self.incident = IncidentForm(data, quiet=quiet, initial=initial)
        occurred = None
        if data is not None and not quiet and self.incident.is_valid():
            occurred = self.incident.cleaned_data["occurred"]
        self.victims = Rows(VictimForm, "victims", data, quiet=quiet, occurred=occurred)
        self.perpetrators = Rows(PerpetratorForm, "perpetrators", data, quiet=quiet)
        self.information = Rows(
            InformationForm, "information", data, quiet=quiet, initial=information
        )

    @property
    def blocks(self) -> list[Rows]:
        """The three kinds of rows."""
        return [self.victims, self.perpetrators, self.information]

    def is_valid(self) -> bool:
        """Whether all of it can be recorded; every part is checked, so that all errors show."""
        return all([self.incident.is_valid(), *(rows.is_valid() for rows in self.blocks)])

    def errors(self) -> list[tuple[str, str, str]]:
        """(id of the control, its label, what is wrong), for the list above the form."""
        forms: list[EntryForm] = [self.incident, *(form for rows in self.blocks for form in rows)]
        return [
            (form[name].auto_id, str(form[name].label), str(message))
            for form in forms
            for name, messages in form.errors.items()
            if name in form.fields
            for message in messages
        ]

    def named_in_summary(self, viewer: Viewer) -> list[str]:
        """Whose names stand in title or summary: codes of people held, and rows of this form."""
        text = f"{self.incident.cleaned_data['title']}\n{self.incident.cleaned_data['summary']}"
        said = set(words(text))
        own = [
            form.cleaned_data["name"]
            for form in self.victims.filled
            if said & _telling_words(form.cleaned_data.get("name", ""))
        ]
        return [*own, *warn_if_names(viewer, text)]

    def entry(self, reports: tuple[UUID, ...] = ()) -> IncidentEntry:
        """What the record takes."""
        given = self.incident.cleaned_data
        code = given["place_code"] or None
        return IncidentEntry(
            title=given["title"],
            summary=given["summary"],
            occurred=given["occurred"],
            place=code,
            place_precision=given["precision"] or precision_of(code),
            address=address_of(given),
            kind=given["kind"] or None,
            conflict_link=given["conflict_link"],
            victims=tuple(victim_entry(form.cleaned_data) for form in self.victims.filled),
            perpetrators=tuple(
                perpetrator_entry(form.cleaned_data) for form in self.perpetrators.filled
            ),
            information=tuple(
                information_entry(form.cleaned_data, reports) for form in self.information.filled
            ),
            reports=reports,
        )


def _telling_words(name: str) -> set[str]:
    return {word for word in words(name) if len(word) >= SHORTEST_NAME}


# What people write for a place nobody knows; it is an answer, not a place to be looked up.
NOT_KNOWN = {
    normalise(text) for text in ("unknown", "?", "غير معروف", "مجهول", "نەزانراو", "نادیار")
}


def is_unknown_place(text: str) -> bool:
    """Whether the answer to "where" was that nobody knows."""
    return normalise(text).strip() in NOT_KNOWN


def unmatched_place(given: dict[str, Any]) -> str:
    """The place as written when the gazetteer does not know it, else ""."""
    text: str = given["place"]
    return "" if given["place_code"] or is_unknown_place(text) else text


def address_of(given: dict[str, Any]) -> str:
    """The exact place, with the words of a place not matched yet: sealed, so that none is lost."""
    return "\n".join(part for part in (unmatched_place(given), given["address"]) if part)


def precision_of(code: str | None) -> str:
    """The precision a unit's level implies, where the vocabulary has a term for that level."""
    place = gazetteer().places.get(code) if code else None
    if place is None:
        return "precision_place.unknown"
    key = f"precision_place.{place.level}"
    return key if any(term.key == key for term in vocabularies()["precision_place"]) else ""


def victim_entry(given: dict[str, Any]) -> VictimEntry:
    """One victim as the record takes it; what was answered precisely wins over "who"."""
    sex, age_group = WHO.get(given["who"], (UNKNOWN, ""))
    age: Age = given["age"]
    group = given["age_group"] or age.group or ("" if age.years is not None else age_group)
    counts = (given["least"], given["best"], given["most"]) if given["group"] else None
    return VictimEntry(
        person=given["person"],
        names=given["name"] or None,
        kind="group" if given["group"] else "person",
        counts=counts,
        sex=given["sex"] or sex,
        age_group=group,
        age_years=age.years,
        status=given["status"] or UNKNOWN,
        acts=tuple(given["acts"]),
        cause=given["cause"] or "cause.unknown",
    )


def perpetrator_entry(given: dict[str, Any]) -> PerpetratorEntry:
    """Who is said to have done it, as the record takes it."""
    return PerpetratorEntry(
        actor=given["actor"],
        unit=given["unit"],
        degree=given["degree"] or "degree.unknown",
        certainty=given["certainty"] or "certainty.alleged",
        claimed=given["claimed"],
        denied=given["denied"],
    )


def information_entry(given: dict[str, Any], reports: tuple[UUID, ...] = ()) -> InformationEntry:
    """One piece of information as the record takes it."""
    source = given["source"]
    known = source if isinstance(source, Source) else None
    kind = known.kind_id if known else source
    registered = known.reliability_id if known else "reliability.f"
    return InformationEntry(
        source=known.pk if known else None,
        new_source_kind=kind,
        new_source_description="" if known else given["description"],
        reliability=given["reliability"] or registered,
        credibility=given["credibility"] or "credibility.6",
        proximity=given["proximity"] or PROXIMITY.get(kind, "proximity.unknown"),
        stance=given["stance"] or "stance.supports",
        question=given["question"] or "question.act_occurred",
        material=given["material"] or "material.testimony",
        account=given["account"],
        language=given["language"].partition(".")[2],
        received_on=given["received_on"],
        report=reports[0] if reports else None,
    )
