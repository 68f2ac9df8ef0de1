"""Each of the 97 requirements has a test here, or the number of the issue that brings it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.house.source import PROJECT

TABLE = PROJECT / "tests" / "house" / "requirements.toml"
DOMAIN = PROJECT.parent / "shared" / "domain.md"
COUNTS = {1: 15, 2: 14, 3: 12, 4: 9, 5: 10, 6: 6, 7: 4, 8: 10, 9: 5, 10: 12}


def rows() -> list[dict]:  # type: ignore[type-arg]
    return tomllib.loads(TABLE.read_text())["requirement"]


def test_all_requirements_are_listed_once() -> None:
    wanted = [f"R{s}.{n:02d}" for s, last in COUNTS.items() for n in range(1, last + 1)]
    assert [row["id"] for row in rows()] == wanted
    assert len(wanted) == 97


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_a_requirement_is_tested_or_promised(row: dict) -> None:  # type: ignore[type-arg]
    assert row.get("tests") or row.get("issue"), row["id"]
    assert row.get("issue") is None or 1 <= row["issue"] <= 8
    if row.get("partly"):
        assert row.get("issue"), "what is owed names the issue that brings it"
    for name in row.get("tests", []):
        path, _, test = name.partition("::")
        assert (PROJECT / path).exists(), name
        if test:
            assert f"def {test}" in (PROJECT / path).read_text(), name


@pytest.mark.skipif(not DOMAIN.exists(), reason="the domain reference is not on this machine")
def test_the_list_is_the_reference_s_own() -> None:
    there = re.findall(r"^- (R\d+\.\d\d) ", Path(DOMAIN).read_text(), re.M)
    assert [row["id"] for row in rows()] == there
