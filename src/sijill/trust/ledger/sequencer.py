"""Ordering committed leaves into the tree. One sequencer at a time; others wait their turn."""

from __future__ import annotations

import threading

from django.db import close_old_connections, connection, transaction
from django.utils import timezone

from sijill.methods.transparency import Frontier, leaf_hash
from sijill.trust.ledger.models import Entry, Leaf, Root, Unsequenced

LOCK = 0x5349_4A49  # any number of our own
BATCH = 5000
PAUSE = 0.3


def sequence_once() -> int:
    """Order what is waiting (at most BATCH leaves); returns how many were ordered."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
            if not cursor.fetchone()[0]:
                return 0
        waiting = list(Unsequenced.objects.values_list("leaf_id", flat=True)[:BATCH])
        if not waiting:
            return 0
        leaves = list(Leaf.objects.filter(pk__in=waiting).order_by("id"))
        last = Root.objects.order_by("-size").first()
        frontier = Frontier.from_bytes(bytes(last.frontier)) if last else Frontier()
        start = frontier.size
        for leaf in leaves:
            frontier.append(leaf_hash(bytes(leaf.body)))
        Entry.objects.bulk_create(
            [Entry(index=start + n, leaf=leaf) for n, leaf in enumerate(leaves)]
        )
        Root.objects.create(
            size=frontier.size,
            root=frontier.root(),
            frontier=frontier.to_bytes(),
            at=timezone.now(),
        )
        Unsequenced.objects.filter(pk__in=waiting).delete()
    return len(leaves)


def run_until(stop: threading.Event) -> None:
    """The sequencer's life inside a worker: order, pause, until told to stop."""
    import logging

    while not stop.is_set():
        try:
            ordered = sequence_once()
        except Exception:
            logging.getLogger("sijill.ledger").exception("sequencing failed, trying again")
            close_old_connections()
            ordered = 0
        if ordered < BATCH:
            stop.wait(PAUSE)
    connection.close()
