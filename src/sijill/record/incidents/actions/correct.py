"""Correcting an act or a piece of information, never over somebody else's correction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.utils import timezone

from sijill.base.merge import stamp
from sijill.record.incidents.actions.edit import check_unchanged
from sijill.record.incidents.models import Act, Information
from sijill.record.incidents.recording import age_group_of, casualty_of, locked, touch
from sijill.record.incidents.telling import file_account
from sijill.record.terms import checked_terms
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent, Problem
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import action, commit_to

# Field of the entry → its vocabulary; each is a column of the same name.
ACT_TERMS = {
    "kind": "act",
    "cause": "cause",
    "sex": "sex",
    "age_group": "age",
    "status": "status",
}
TOLD_TERMS = {name: name for name in ("proximity", "stance", "question", "material")}

Row = TypeVar("Row", Act, Information)


@action("act.edit", permission=Permission.RECORD)
def edit_act(*, by: Viewer, act: Act, changes: Mapping[str, Any], seen: str | datetime) -> Act:
    """Change kind, cause, sex, age_group, age_years, status or note of an act.

    seen: its changed_at when the form was drawn. Raises Problem ``incident.changed_meanwhile``,
    ``incident.not_editable`` (field), ``incident.act_known``, ``incident.age``,
    ``incident.age_differs``, ``term.*``.
    """
    fresh = _held(Act, act, seen)
    _check_fields(changes, {*ACT_TERMS, "age_years", "note"})
    terms = checked_terms((ACT_TERMS[name], changes[name]) for name in changes if name in ACT_TERMS)
    if "kind" in changes:
        _check_free(fresh, changes["kind"])
        fresh.casualty = casualty_of(terms[changes["kind"]])
    for name in changes:
        setattr(fresh, f"{name}_id" if name in ACT_TERMS else name, changes[name])
    if {"age_years", "age_group"} & changes.keys():
        fresh.age_group_id = age_group_of(changes.get("age_group", ""), fresh.age_years)
    fresh.note = fresh.note.strip()[:300]
    return _finish(fresh, changes, by)


@action("information.edit", permission=Permission.RECORD)
def edit_information(
    *, by: Viewer, information: Information, changes: Mapping[str, Any], seen: str | datetime
) -> Information:
    """Change proximity, stance, question, material, summary, language, received_on or account.

    Grades are changed by grade_information. Problems as in edit_act.
    """
    fresh = _held(Information, information, seen)
    _check_fields(changes, {*TOLD_TERMS, "summary", "language", "received_on", "account"})
    checked_terms((name, changes[name]) for name in changes if name in TOLD_TERMS)
    received = changes.get("received_on", fresh.received_on)
    if received > timezone.localdate():
        raise Problem("incident.received_in_future", day=received.isoformat())
    for name in changes.keys() - {"account"}:
        setattr(fresh, f"{name}_id" if name in TOLD_TERMS else name, changes[name])
    fresh.summary = fresh.summary.strip()[:500]
    if "account" in changes:
        fresh.seal(account=changes["account"].strip() or None)
        file_account(fresh, changes["account"])
    return _finish(fresh, changes, by)


@action("information.grade", permission=Permission.ASSESS)
def grade_information(
    *,
    by: Viewer,
    information: Information,
    reliability: str,
    credibility: str,
    seen: str | datetime,
) -> Information:
    """Grade the source's letter and the piece's number; findings keep what they rested on."""
    fresh = _held(Information, information, seen)
    checked_terms([("reliability", reliability), ("credibility", credibility)])
    fresh.reliability_id, fresh.credibility_id = reliability, credibility
    return _finish(fresh, {"reliability": reliability, "credibility": credibility}, by)


def _held(model: type[Row], row: Row, seen: str | datetime) -> Row:
    """The row as it stands now, locked after its incident, if the writer has read that version."""
    locked(row.incident)
    fresh = model.objects.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if fresh is None:
        raise Absent("record.absent")
    check_unchanged(fresh, seen)
    return fresh


def _check_fields(changes: Mapping[str, Any], allowed: set[str]) -> None:
    for name in changes.keys() - allowed:
        raise Problem("incident.not_editable", field=name)


def _check_free(act: Act, kind: str) -> None:
    same = Act.objects.filter(incident=act.incident_id, victim=act.victim_id, kind=kind)
    if same.exclude(pk=act.pk).exists():
        raise Problem("incident.act_known", kind=kind)


def _finish(row: Row, changes: Mapping[str, Any], by: Viewer) -> Row:
    stamp(row, list(changes), by=by.account)
    row.save()
    touch(row.incident)
    commit_to(row._meta.model_name or "", row.pk, dict(changes), changed=sorted(changes))
    commit_to("incident", row.incident_id)
    return row
