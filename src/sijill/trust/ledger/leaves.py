"""Writing a leaf: canonical bytes, a salted commitment, the queue of the sequencer."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone

from sijill.base.ids import new_id
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.models import Leaf, Salt, Subject, Unsequenced

BULK = 1000

Record = tuple[str, str]


def canonical(value: Any) -> bytes:
    """One byte string per value: sorted keys, no spaces, UTF-8, everything else as text."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str
    ).encode()


def commitment(salt: bytes, fields: Any) -> str:
    """SHA-256 over salt and canonical fields: proves what was written, tells nothing of it."""
    return hashlib.sha256(salt + canonical(fields)).hexdigest()


def write_leaf(
    action: str,
    by: Viewer,
    subjects: Sequence[Record],
    fields: Any,
    *,
    using: str = "default",
    said: dict[str, Any] | None = None,
) -> UUID:
    """Insert one leaf in the current transaction of ``using``; returns its id.

    said: further plain values (identifiers, codes and counts only) written readably.
    """
    at = timezone.now()
    salt = os.urandom(16)
    leaf_id = new_id()
    body = {
        "v": 1,
        "id": str(leaf_id),
        "action": action,
        "by": str(by.account),
        "for": by.purpose,
        "office": by.office,
        "at": at.isoformat(),
        "on": [list(s) for s in subjects],
        "commitment": commitment(salt, fields),
        **({"said": said} if said else {}),
    }
    leaf = Leaf(
        id=leaf_id, body=canonical(body), action=action, by=by.account, at=at, office=by.office
    )
    leaf.save(using=using, force_insert=True)
    Salt(leaf=leaf, salt=salt).save(using=using, force_insert=True)
    Unsequenced(leaf=leaf).save(using=using, force_insert=True)
    Subject.objects.using(using).bulk_create(
        Subject(leaf=leaf, kind=kind, key=key) for kind, key in subjects
    )
    return leaf_id


def row_digest(fields: Any) -> str:
    """The digest of one row inside a bulk leaf, salted there as a whole."""
    return hashlib.sha256(canonical(fields)).hexdigest()


def write_bulk(
    action: str,
    by: Viewer,
    subject: Record,
    rows: Iterable[Any],
    *,
    said: dict[str, Any] | None = None,
) -> int:
    """One leaf per thousand rows, committing to each row's digest; returns how many leaves."""
    batch: list[str] = []
    leaves = 0
    for row in rows:
        batch.append(row_digest(row))
        if len(batch) == BULK:
            write_leaf(action, by, [subject], batch, said={**(said or {}), "rows": len(batch)})
            batch, leaves = [], leaves + 1
    if batch:
        write_leaf(action, by, [subject], batch, said={**(said or {}), "rows": len(batch)})
        leaves += 1
    return leaves
