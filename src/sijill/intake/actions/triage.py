"""Sorting what arrives: taking it in by hand, giving it, taking it up, setting it aside."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from sijill.base.dates import PartialDate
from sijill.base.ids import new_reference
from sijill.base.merge import stamp, stamp_all
from sijill.intake.channels.spreadsheet.places import normal_place
from sijill.intake.models import PlaceQuery, Report
from sijill.intake.parsed import Parsed, ParsedPlace, date_json
from sijill.intake.set_aside import SetAside
from sijill.reference.models import PlaceUnit
from sijill.reference.queries import first_level, terms
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent, Problem
from sijill.trust.access.models import Office
from sijill.trust.access.viewer import Viewer
from sijill.trust.accounts.models import Account
from sijill.trust.accounts.viewers import viewer_of
from sijill.trust.keys.keyring import keyring
from sijill.trust.ledger.actions import action, commit_to
from sijill.trust.worklist.actions import ask, settle

SORT = "report.sort"  # the request on the worklist
TYPED = "typed"  # the stream of reports that staff took down themselves
CHANNELS = ("telephone", "in_person", "field_visit", "email", "letter")
PURPOSES = ("store", "share_un", "share_others", "quote", "name")
ANSWERS = ("yes", "no", "not_asked")
TITLE, TRIES = 200, 30


@dataclass(frozen=True)
class TypedReport:
    """What somebody told us, as staff took it down. A place, a period and a short text are
    enough (R1.01).

    channel: one of CHANNELS. told, teller and place_written are sealed with the rest; sender is
    an organisation that may be named openly, never a person. consent: purpose → answer.
    """

    channel: str
    received_on: date
    short: str
    occurred: PartialDate
    place: str | None = None
    place_written: str = ""
    told: str = ""
    teller: str = ""
    sender: str = ""
    language: str = ""
    consent: dict[str, str] = field(default_factory=dict)


@action("report.register", permission=Permission.TRIAGE)
def register_report(*, by: Viewer, typed: TypedReport, office: str | None = None) -> Report:
    """Take in a report typed by staff: sealed at once, waiting to be sorted.

    Raises Problem ``report.no_text``, ``report.no_place``, ``report.no_period``,
    ``report.day_to_come``, ``report.unknown_channel``, ``report.unknown_consent``.
    """
    _check_typed(typed)
    code = office or by.office
    by.check_office(code)
    received = _received(typed)
    content = json.dumps(received, ensure_ascii=False, sort_keys=True).encode()
    report = Report(
        office_id=code,
        created_by=by.account,
        channel=f"channel.{typed.channel}",
        sender=typed.sender.strip()[:120],
        language=typed.language[:8],
        received_on=typed.received_on,
        stream=TYPED,
        digest=hmac.digest(keyring().purpose_key("rows"), content, "sha256"),
        consent={**typed.consent, "recorded_on": typed.received_on.isoformat()},
    )
    # Two calls that say the same are two reports: the row is its own key.
    report.source_key = hashlib.sha256(report.pk.bytes).digest()
    parsed = _parsed(typed, code)
    report.seal(received=received, parsed=parsed.to_json())
    stamp_all([report], by=by.account)
    report.place_query = _waits(parsed, report, by)
    _save_new(report)
    ask(SORT, report, needs=Permission.TRIAGE, by=by)
    commit_to("report", report.pk, received, reference=report.reference)
    return report


@action("report.assign", permission=Permission.ASSIGN)
def assign_report(*, by: Viewer, report: Report, to: UUID | None) -> Report:
    """Give a report to a colleague who can sort it (None: to nobody).

    Raises Problem ``report.assignee_unknown`` for somebody absent, or who could not see it.
    """
    fresh = _locked(report)
    if to is not None:
        _check_sorts(to, fresh)
    fresh.assigned_to = to
    _save(fresh, ["assigned_to"], by)
    settle(SORT, fresh.pk, by=by)
    if to is not None and fresh.state == Report.State.NEW:
        ask(SORT, fresh, needs=Permission.TRIAGE, by=by, assigned_to=to)
    commit_to("report", fresh.pk, {"assigned_to": to}, assigned_to=str(to) if to else None)
    return fresh


@action("report.set_aside", permission=Permission.TRIAGE)
def set_aside(*, by: Viewer, report: Report, reason: str) -> Report:
    """Put a report aside with a reason; it is kept. Raises Problem ``report.no_reason``,
    ``report.already_sorted``."""
    if reason not in SetAside.values:
        raise Problem("report.no_reason")
    fresh = _locked(report)
    _check_new(fresh)
    fresh.state, fresh.set_aside_reason = Report.State.SET_ASIDE, reason
    _save(fresh, ["state", "set_aside_reason"], by)
    settle(SORT, fresh.pk, by=by)
    commit_to("report", fresh.pk, {"state": fresh.state, "reason": reason}, reason=reason)
    return fresh


@action("report.bring_back", permission=Permission.TRIAGE)
def bring_back(*, by: Viewer, report: Report) -> Report:
    """Put a report that was set aside among the new ones again. Raises ``report.not_aside``."""
    fresh = _locked(report)
    if fresh.state != Report.State.SET_ASIDE:
        raise Problem("report.not_aside", reference=fresh.reference)
    fresh.state, fresh.set_aside_reason = Report.State.NEW, ""
    _save(fresh, ["state", "set_aside_reason"], by)
    ask(SORT, fresh, needs=Permission.TRIAGE, by=by, assigned_to=fresh.assigned_to)
    commit_to("report", fresh.pk, {"state": fresh.state})
    return fresh


@action("report.take_up", permission=Permission.TRIAGE)
def take_up(*, by: Viewer, report: Report, incident: str) -> Report:
    """Note that a report became, or belongs to, an incident (by reference); it is sorted.

    Doing it again changes nothing but adds a leaf: one report may belong to several incidents.
    """
    fresh = _locked(report)
    fresh.state, fresh.set_aside_reason = Report.State.DRAFTED, ""
    _save(fresh, ["state", "set_aside_reason"], by)
    settle(SORT, fresh.pk, by=by)
    commit_to("report", fresh.pk, {"state": fresh.state}, incident=incident)
    return fresh


def may_sort(account: Account, report: Report) -> bool:
    """Could this colleague see the report and sort it?"""
    viewer = viewer_of(account)
    return (
        account.is_active
        and viewer.may(Permission.TRIAGE)
        and report.office_id in viewer.offices
        and viewer.compartments.issuperset(report.compartments)
        and report.classification <= viewer.clearance
    )


def _check_typed(typed: TypedReport) -> None:
    if typed.channel not in CHANNELS:
        raise Problem("report.unknown_channel")
    if not typed.short.strip():
        raise Problem("report.no_text")
    if not typed.place and not typed.place_written.strip():
        raise Problem("report.no_place")
    if typed.place and not PlaceUnit.objects.filter(pk=typed.place).exists():
        raise Problem("report.no_place")
    if typed.occurred.earliest is None and typed.occurred.latest is None:
        raise Problem("report.no_period")
    today = timezone.localdate()
    if typed.received_on > today or (typed.occurred.earliest or today) > today:
        raise Problem("report.day_to_come")
    if not set(typed.consent) <= set(PURPOSES) or not set(typed.consent.values()) <= set(ANSWERS):
        raise Problem("report.unknown_consent")


def _received(typed: TypedReport) -> dict[str, Any]:
    """As it was taken down, in words anyone can read when it is opened."""
    found = {
        "short": typed.short.strip(),
        "told": typed.told.strip(),
        "teller": typed.teller.strip(),
        "place": typed.place,
        "place_written": typed.place_written.strip(),
        "occurred": date_json(typed.occurred),
    }
    return {key: value for key, value in found.items() if value}


def _parsed(typed: TypedReport, office: str) -> Parsed:
    known = {term.key for term in terms("language")}
    language = f"language.{typed.language}"
    return Parsed(
        title=typed.short.strip()[:TITLE],
        summary="",
        occurred=typed.occurred,
        place=_place(typed),
        kind="",
        cause="cause.unknown",
        office=office,
        language=typed.language if language in known else "",
    )


def _place(typed: TypedReport) -> ParsedPlace:
    if not typed.place:
        return ParsedPlace(unmatched=typed.place_written.strip())
    unit = PlaceUnit.objects.get(pk=typed.place)
    codes = unit.path.split("/")
    area = codes[first_level()] if len(codes) > first_level() else None
    return ParsedPlace(
        unit=unit.code, area=area, precision="", confidence=1.0, reason={"code": "chosen"}
    )


def _waits(parsed: Parsed, report: Report, by: Viewer) -> PlaceQuery | None:
    """The queue entry of an unknown place: the report waits there with those of files."""
    written = parsed.place.unmatched
    if not written:
        return None
    normal = normal_place(written)
    waiting = PlaceQuery.objects.filter(office=report.office_id, normal=normal)
    query = waiting.select_for_update(of=("self",)).first()
    if query is None:
        query = PlaceQuery(written=written[:300], normal=normal, created_by=by.account)
        query.labels_of(report)
    query.reports += 1
    query.save()
    return query


def _save_new(report: Report) -> None:
    """Under a fresh reference; one taken by a hidden row shows itself only as a refusal."""
    prefix = Office.objects.values_list("prefix", flat=True).get(pk=report.office_id) + "R"
    for _ in range(TRIES):
        report.reference = new_reference(prefix, timezone.localdate().year)
        try:
            with transaction.atomic():
                report.save(force_insert=True)
        except IntegrityError as error:
            if "reference" not in str(error):
                raise
        else:
            return
    raise Problem("report.no_reference_free")


def _check_sorts(account: UUID, report: Report) -> None:
    holder = Account.objects.filter(pk=account).first()
    if holder is None or not may_sort(holder, report):
        raise Problem("report.assignee_unknown")


def _check_new(report: Report) -> None:
    if report.state != Report.State.NEW:
        raise Problem("report.already_sorted", reference=report.reference)


def _locked(report: Report) -> Report:
    fresh = Report.objects.select_for_update(of=("self",)).filter(pk=report.pk).first()
    if fresh is None:
        raise Absent("record.absent")
    return fresh


def _save(report: Report, fields: list[str], by: Viewer) -> None:
    stamp(report, fields, by=by.account)
    report.save(update_fields=[*fields, "clocks", "changed_at", "changed_by"])
