"""Proposing a finding: one judgement, by its author, on named pieces of information."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from sijill.base.ids import new_reference
from sijill.base.merge import stamp_all
from sijill.record.incidents.models import Act, Incident, Information
from sijill.record.sources.queries import clusters
from sijill.reference.models import Actor, Term
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent, Problem
from sijill.trust.access.models import Office
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import action, commit_to
from sijill.trust.worklist.actions import ask, settle
from sijill.verify import access, policies, wording
from sijill.verify.actions.cases import enter_by_finding, locked, touch
from sijill.verify.models import Basis, Finding, Standing
from sijill.verify.states import VERIFICATION

CONFIRM, REVISE = "finding.confirm", "finding.revise"
REVIEW_DAYS = 14

Given = Term | Actor | str | None


@action("finding.propose", permission=Permission.ASSESS)
def propose_finding(
    *,
    by: Viewer,
    incident: Incident | UUID,
    regime: Term | str,
    question: Term | str,
    outcome: Term | str,
    standard: Term | str,
    reasons: str,
    basis: Iterable[UUID | Information] = (),
    act: Act | UUID | None = None,
    actor: Actor | str | None = None,
    right: Term | str | None = None,
    person_status: Term | str | None = None,
    wording_override: str = "",
    word: str = "",
    supersedes: Finding | UUID | None = None,
    dissent: str = "",
) -> Finding:
    """Propose a finding for a colleague to confirm.

    Terms by key ("regime.casualty") or row. basis: pieces of information of this incident; their
    letter, number and stance are kept as they stand now. act: only that act, else every act of
    the incident. word and wording_override: another word than the actor's category asks for, and
    the reason (verify/wording.py). supersedes: the standing finding this one would replace; none
    is changed before the new one is confirmed. A case in triage or reopened goes under
    verification. Raises Problem finding.*, case.closed; Absent.
    """
    case = locked(incident)
    access.capacity_in(by, Permission.ASSESS, case.office_id)
    policies.check_open_to_findings(case.state)
    terms = _terms(
        regime=regime,
        question=question,
        outcome=outcome,
        standard=standard,
        right=right,
        status=person_status,
    )
    one_act = _act_of(case, act)
    who = _actor(actor)
    pieces = _pieces_of(case, basis)
    policies.check_claim(_claim(terms, pieces, reasons, who))
    older = _superseded(case, supersedes)
    finding = Finding(
        reference=fresh_reference(case.office_id),
        incident=case,
        act=one_act,
        regime=terms["regime"],
        question=terms["question"],
        outcome=terms["outcome"],
        standard=terms["standard"],
        actor=who,
        right=terms.get("right"),
        person_status=terms.get("status"),
        wording_override=wording_override.strip()[:300],
        wording=_word(case, terms, who, word, wording_override.strip()),
        reasons=reasons.strip(),
        dissent=dissent.strip(),
        supersedes=older,
        occurred_to=case.occurred_to,
        created_by=by.account,
        independent_sources=0,
    )
    check_alone(finding, older)
    _save(finding, pieces, by=by)
    settle_revision(finding, by=by)
    ask(
        CONFIRM,
        finding,
        needs=Permission.CONFIRM,
        by=by,
        reference=case.reference,
        not_by=by.account,
        due=timezone.localdate() + timedelta(days=REVIEW_DAYS),
    )
    if not enter_by_finding(case, VERIFICATION, by=by, reference=finding.reference):
        touch(case, by=by)
    _commit(finding, pieces)
    return finding


def fresh_reference(office: str) -> str:
    """A reference no finding bears yet: the office's prefix after an F."""
    prefix = Office.objects.values_list("prefix", flat=True).get(pk=office)
    while True:
        made = new_reference(f"F{prefix}", timezone.localdate().year)
        if not Finding.objects.filter(reference=made).exists():
            return made


def check_alone(finding: Finding, older: Finding | None) -> None:
    """Raise Problem when another finding stands on the same question: it must be superseded.

    Otherwise one case would be answered twice, and counted through both.
    """
    rivals = Standing.objects.filter(
        incident=finding.incident,
        act=finding.act,
        regime=finding.regime_id,
        question=finding.question_id,
        until=None,
    )
    if finding.question_id in (policies.ATTRIBUTION, policies.IN_LAW):
        rivals = rivals.filter(finding__actor=finding.actor, finding__right=finding.right)
    if rivals.exclude(finding=older).exists():
        raise Problem("finding.one_stands")


def _terms(**given: Given) -> dict[str, Term]:
    """The rows of the terms named, each of the vocabulary it must be of."""
    keys = {name: str(getattr(one, "pk", one)) for name, one in given.items() if one}
    rows = Term.objects.in_bulk(list(keys.values()))
    found: dict[str, Term] = {}
    for name, key in keys.items():
        row = rows.get(key)
        # A status may be one of the shared non-answers: "unknown" is a finding, too.
        if row is None or row.vocabulary not in (name, *(["answer"] if name == "status" else [])):
            raise Problem("finding.unknown_term", term=key)
        found[name] = row
    for name in ("regime", "question", "outcome", "standard"):
        if name not in found:
            raise Problem("finding.unknown_term", term=name)
    return found


def _act_of(case: Incident, act: Act | UUID | None) -> Act | None:
    if act is None:
        return None
    row = Act.objects.filter(pk=getattr(act, "pk", act), incident=case).first()
    if row is None:
        raise Absent("record.absent")
    return row


def _actor(actor: Actor | str | None) -> Actor | None:
    if actor is None or actor == "":
        return None
    row = Actor.objects.filter(pk=getattr(actor, "pk", actor)).first()
    if row is None:
        raise Problem("finding.unknown_actor")
    return row


def _pieces_of(case: Incident, basis: Iterable[UUID | Information]) -> list[Information]:
    keys = {str(getattr(piece, "pk", piece)) for piece in basis}
    found = list(Information.objects.filter(pk__in=keys, incident=case).order_by("pk"))
    if len(found) != len(keys):
        raise Problem("finding.basis_elsewhere")
    return found


def _claim(
    terms: dict[str, Term], pieces: list[Information], reasons: str, actor: Actor | None
) -> policies.Claim:
    return policies.Claim(
        regime=terms["regime"].pk,
        question=terms["question"].pk,
        outcome=terms["outcome"].pk,
        standard_rank=int(terms["standard"].attributes.get("rank", 0)),
        regime_rank=regime_rank(terms["regime"]),
        court_only=bool(terms["standard"].attributes.get("court_only", False)),
        pieces=tuple(policies.Piece(p.stance_id, p.proximity_id) for p in pieces),
        reasons=reasons,
        names_actor=actor is not None,
        names_right="right" in terms,
        names_status="status" in terms,
    )


def regime_rank(regime: Term) -> int:
    """The rank of the least standard of proof under which the regime counts anything."""
    least = Term.objects.get(pk=f"standard.{regime.attributes['standard']}")
    return int(least.attributes["rank"])


def _superseded(case: Incident, given: Finding | UUID | None) -> Finding | None:
    if given is None:
        return None
    older = Finding.objects.filter(pk=getattr(given, "pk", given), incident=case).first()
    if older is None:
        raise Absent("record.absent")
    if not Standing.objects.filter(finding=older, until=None).exists():
        raise Problem("finding.does_not_stand")
    return older


def _word(
    case: Incident, terms: dict[str, Term], actor: Actor | None, word: str, reason: str
) -> str:
    """The word of a legal characterisation; other questions carry none."""
    if terms["question"].pk != policies.IN_LAW:
        return ""
    computed = wording.word_for(actor, case.occurred_from, case.occurred_to)
    return wording.chosen(computed, word, reason)


def _save(finding: Finding, pieces: list[Information], *, by: Viewer) -> None:
    numbers = clusters(piece.source_id for piece in pieces)
    supporting = {numbers[p.source_id] for p in pieces if p.stance_id == policies.SUPPORTS}
    finding.independent_sources = len(supporting)
    finding.labels_of(finding.incident, finding.act)
    stamp_all([finding], by=by.account)
    finding.save()
    rows = []
    for piece in pieces:
        row = Basis(
            finding=finding,
            information=piece,
            reliability_id=piece.reliability_id,
            credibility_id=piece.credibility_id,
            stance_id=piece.stance_id,
            cluster=numbers[piece.source_id],
            created_by=by.account,
        )
        row.labels_of(finding, piece)
        rows.append(row)
    Basis.objects.bulk_create(rows)


def settle_revision(finding: Finding, *, by: Viewer) -> None:
    """A returned finding of the same question no longer waits for its author."""
    returned = Finding.objects.filter(
        incident=finding.incident,
        act=finding.act,
        regime=finding.regime,
        question=finding.question,
        decision__kind="returned",
        created_by=finding.created_by,
    )
    for key in returned.values_list("pk", flat=True):
        settle(REVISE, key, by=by)


def _commit(finding: Finding, pieces: list[Information]) -> None:
    commit_to(
        "finding",
        finding.pk,
        {
            "reasons": finding.reasons,
            "dissent": finding.dissent,
            "wording": finding.wording,
            "override": finding.wording_override,
            "outcome": finding.outcome_id,
            "basis": [[str(p.pk), p.reliability_id, p.credibility_id, p.stance_id] for p in pieces],
        },
        regime=finding.regime_id,
        question=finding.question_id,
        standard=finding.standard_id,
    )
    commit_to("incident", finding.incident_id)
