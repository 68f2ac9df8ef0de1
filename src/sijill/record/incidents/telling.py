"""Entering information: the account sealed, its words filed as keyed hashes."""

from __future__ import annotations

from django.utils import timezone

from sijill.base.crypto import tokens
from sijill.base.merge import stamp_all
from sijill.intake.models import Report
from sijill.record.incidents.entry import InformationEntry
from sijill.record.incidents.models import AccountKey, Incident, Information
from sijill.record.plain_words import plain_words
from sijill.record.sources.models import Source
from sijill.record.sources.registration import enter_source
from sijill.record.terms import checked_terms
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent, Problem
from sijill.trust.access.viewer import Viewer
from sijill.trust.keys.keyring import keyring
from sijill.trust.ledger.actions import commit_to

PURPOSE = "accounts"
SHORTEST_WORD = 2
GRADES = ("proximity", "stance", "question", "material", "reliability", "credibility")


def enter_information(incident: Incident, entry: InformationEntry, *, by: Viewer) -> Information:
    """Save one piece of information; a new source needs the permission to register one.

    Raises Problem ``term.*``, ``incident.received_in_future``, ``source.absent``; Denied.
    """
    checked_terms([(name, getattr(entry, name)) for name in GRADES])
    received = entry.received_on or timezone.localdate()
    if received > timezone.localdate():
        raise Problem("incident.received_in_future", day=received.isoformat())
    if entry.report and not Report.objects.filter(pk=entry.report).exists():
        raise Absent("record.absent")
    row = Information(
        incident=incident,
        source=_source(incident, entry, by),
        report_id=entry.report,
        language=entry.language,
        summary=entry.summary.strip()[:500],
        received_on=received,
        created_by=by.account,
        **{f"{name}_id": getattr(entry, name) for name in GRADES},
    )
    row.labels_of(incident, row.source)
    if entry.account.strip():
        row.seal(account=entry.account)
    stamp_all([row], by=by.account)
    row.save(force_insert=True)
    file_account(row, entry.account)
    commit_to(
        "information",
        row.pk,
        {
            "source": row.source_id,
            "account": entry.account,
            "summary": entry.summary,
            **{name: getattr(entry, name) for name in GRADES},
        },
    )
    return row


def file_account(information: Information, account: str) -> None:
    """Replace the keyed hashes of an account's words."""
    AccountKey.objects.filter(information=information).delete()
    rows = []
    for token in account_tokens(account):
        row = AccountKey(information=information, token=token, created_by=information.created_by)
        row.labels_of(information)
        rows.append(row)
    AccountKey.objects.bulk_create(rows, batch_size=1000)


def account_tokens(text: str) -> list[int]:
    """The hashes of the words of a text, under the key of this purpose."""
    found = {word for word in plain_words(text) if len(word) >= SHORTEST_WORD}
    return tokens(keyring().purpose_key(PURPOSE), found)


def _source(incident: Incident, entry: InformationEntry, by: Viewer) -> Source:
    if entry.source is None:
        by.check(Permission.SOURCES)
        return enter_source(
            by=by,
            kind=entry.new_source_kind,
            reliability=entry.reliability,
            description=entry.new_source_description,
            like=incident,
        )
    source = Source.objects.filter(pk=entry.source).first()
    if source is None:
        raise Problem("source.absent")
    return source
