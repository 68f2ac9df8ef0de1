"""The units of tests/spec/units.md, counted from what record_incident wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from sijill.record.incidents.entry import VictimEntry
from sijill.record.incidents.models import Act
from sijill.trust.access.viewer import bind
from tests.cast import Cast
from tests.record.incidents.cases import an_incident

pytestmark = pytest.mark.django_db

SPEC = Path(__file__).parents[2] / "spec" / "units.md"


def table(text: str) -> list[list[str]]:
    """The cells of a markdown table without its head."""
    rows = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def examples() -> list[tuple[str, list[VictimEntry], dict[str, int]]]:
    found = []
    for section in SPEC.read_text(encoding="utf-8").split("\n## ")[1:]:
        title, _, body = section.partition("\n")
        people, _, counts = body.partition("### Counts")
        victims = [VictimEntry(acts=tuple(acts.split(", "))) for _, acts in table(people)]
        found.append((title, victims, {unit: int(n) for unit, n in table(counts)}))
    return found


@pytest.mark.parametrize(("title", "victims", "expected"), examples())
def test_units(
    cast: Cast, title: str, victims: list[VictimEntry], expected: dict[str, int]
) -> None:
    viewer = cast.viewer("documenter")
    incident = an_incident(viewer, title=title, victims=tuple(victims))
    with bind(viewer):
        acts = Act.objects.filter(incident=incident)
        killed = set(acts.filter(casualty="killed").values_list("victim", flat=True))
        injured = set(acts.filter(casualty="injured").values_list("victim", flat=True))
        counted = {
            "events": 1,
            "acts": acts.count(),
            "victims": acts.values("victim").distinct().count(),
            "killed": len(killed),
            "injured": len(injured - killed),
            "casualties": len(killed | injured),
        }
    assert counted == expected


def test_the_example_of_the_domain_is_there() -> None:
    assert len(examples()) >= 3
