"""Recomputing the whole tree from the stored bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from sijill.methods.transparency import Frontier, leaf_hash
from sijill.trust.ledger.models import Entry, Root, Unsequenced


@dataclass
class Verdict:
    """What verification found. ``problems`` is empty when the log is whole."""

    size: int = 0
    root: str = ""
    roots_checked: int = 0
    waiting: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Is every leaf in place, unchanged, and every recorded root reached?"""
        return not self.problems


def _columns_agree(
    body: bytes, leaf_id: object, action: str, by: object, at: object, office: str
) -> bool:
    try:
        said = json.loads(body)
    except ValueError:
        return False
    return (
        said.get("id") == str(leaf_id)
        and said.get("action") == action
        and said.get("by") == str(by)
        and said.get("office") == office
        and said.get("at") == at.isoformat()  # type: ignore[attr-defined]
    )


def _entries() -> Iterator[tuple]:
    columns = (
        "index",
        "leaf_id",
        "leaf__body",
        "leaf__action",
        "leaf__by",
        "leaf__at",
        "leaf__office",
    )
    return Entry.objects.order_by("index").values_list(*columns).iterator(chunk_size=5000)


def verify() -> Verdict:
    """Recompute every leaf hash and every recorded root; stops listing after 20 problems."""
    verdict = Verdict(waiting=Unsequenced.objects.count())
    recorded = dict(Root.objects.values_list("size", "root"))
    frontier = Frontier()
    for index, leaf_id, body, action, by, at, office in _entries():
        if index != frontier.size:
            verdict.problems.append(f"entry {frontier.size} is missing")
            break
        if not _columns_agree(bytes(body), leaf_id, action, by, at, office):
            verdict.problems.append(f"the readable columns of entry {index} differ from its bytes")
        frontier.append(leaf_hash(bytes(body)))
        if frontier.size in recorded:
            verdict.roots_checked += 1
            if frontier.root() != bytes(recorded[frontier.size]):
                verdict.problems.append(f"the tree of {frontier.size} entries has another root")
        if len(verdict.problems) >= 20:
            break
    beyond = [size for size in recorded if size > frontier.size]
    if beyond and not verdict.problems:
        verdict.problems.append(f"{max(beyond) - frontier.size} entries were cut from the end")
    verdict.size, verdict.root = frontier.size, frontier.root().hex()
    return verdict
