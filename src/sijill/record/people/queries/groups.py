"""How many of a group are still without a name (R2.03)."""

from __future__ import annotations

from django.db.models import Count, F, QuerySet, Value
from django.db.models.functions import Greatest

from sijill.record.people.models import Person


def remaining(group: Person) -> tuple[int, int, int]:
    """Least, best and most of a group less its members entered one by one; never below 0.

    A person (not a group) counts (1, 1, 1). Worked examples: tests/spec/groups.md.
    """
    if group.kind != Person.Kind.GROUP:
        return (1, 1, 1)
    members = Person.objects.filter(group=group).count()
    least, best, most = group.count_least or 0, group.count_best or 0, group.count_most or 0
    return (max(0, least - members), max(0, best - members), max(0, most - members))


def with_remaining(people: QuerySet[Person]) -> QuerySet[Person]:
    """Groups with ``left_least``, ``left_best`` and ``left_most``, for lists and tables."""
    counted = people.annotate(member_count=Count("members"))
    return counted.annotate(
        **{
            f"left_{which}": Greatest(F(f"count_{which}") - F("member_count"), Value(0))
            for which in ("least", "best", "most")
        }
    )
