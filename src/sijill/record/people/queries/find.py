"""Finding people by sealed names: on keyed hashes alone, saying why each was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Sum

from sijill.record.people.models import NameKey, Person
from sijill.record.people.name_index import PAIR, WORD, Sought, pairs_in, sought
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Denied
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import record_look

# Of how many people, best by the plain sum of weights, the parts are compared one by one.
SHORTLIST = 200
MOST_WARNED = 20


@dataclass(frozen=True)
class Reason:
    """Which typed part met one of the person's keys: ``same`` as written, or alike in ``sound``."""

    part: str
    how: str


@dataclass(frozen=True)
class Found:
    """A person who may be meant. score: 2 for a part met as written, 1 for one met by sound."""

    person: Person
    score: int
    why: tuple[Reason, ...]


def find_people(viewer: Viewer, text: str, limit: int = 20) -> list[Found]:
    """People whose names meet the typed text, best first, within the viewer's sight.

    A look in the ledger, with a count and no text. Raises Denied for those who may neither
    record nor open names: a search by name tells who is held.
    """
    _check_may_search(viewer)
    parts = sought(text)
    found = _ranked(parts, limit) if parts else []
    record_look("people.search", viewer, [], results=len(found))
    return found


def warn_if_names(viewer: Viewer, text: str) -> list[str]:
    """Codes of people two of whose name words stand side by side in a text, at most twenty.

    For the form, which warns before a name enters a summary. Looks at hashes only; a single
    common word warns of nobody.
    """
    _check_may_search(viewer)
    pairs = pairs_in(text)
    if not pairs:
        return []
    held = NameKey.objects.filter(token__in=pairs, weight=PAIR)
    codes = held.values_list("person__reference", flat=True).distinct()
    found = sorted(codes[:MOST_WARNED])
    record_look("people.search", viewer, [], results=len(found))
    return found


def _check_may_search(viewer: Viewer) -> None:
    if not (viewer.may(Permission.RECORD) or viewer.may(Permission.OPEN_NAMES)):
        raise Denied("access.no_permission", permission=str(Permission.OPEN_NAMES))


def _ranked(parts: Sequence[Sought], limit: int) -> list[Found]:
    tokens = sorted({token for part in parts for token in part.tokens})
    keys = NameKey.objects.filter(token__in=tokens).exclude(weight=PAIR)
    by_sum = keys.values("person").annotate(total=Sum("weight")).order_by("-total", "-person")
    shortlist = [row["person"] for row in by_sum[:SHORTLIST]]
    rows = keys.filter(person__in=shortlist).values_list("person", "token", "weight")
    reasons = _reasons(parts, rows)
    best = sorted(reasons, key=lambda pk: (-_score(reasons[pk]), -pk.int))[:limit]
    people = Person.objects.select_related("sex").in_bulk(best)
    return [Found(people[pk], _score(reasons[pk]), reasons[pk]) for pk in best if pk in people]


def _reasons(
    parts: Sequence[Sought], rows: Iterable[tuple[UUID, int, int]]
) -> dict[UUID, tuple[Reason, ...]]:
    """For each person the parts that met a key of theirs, in the order typed.

    As written wins over alike in sound.
    """
    met: dict[UUID, dict[str, int]] = defaultdict(dict)
    for person, token, weight in rows:
        for part in parts:
            if token in part.tokens:
                strength = min(weight, part.tokens[token])
                met[person][part.text] = max(strength, met[person].get(part.text, 0))
    return {
        person: tuple(
            Reason(part.text, "same" if found[part.text] == WORD else "sound")
            for part in parts
            if part.text in found
        )
        for person, found in met.items()
    }


def _score(reasons: Sequence[Reason]) -> int:
    return sum(2 if reason.how == "same" else 1 for reason in reasons)
