"""Who may go round the walls: a short list, each with its reason."""

from __future__ import annotations

import ast

from tests.house.source import python_files

# Raw SQL and other connections, by file, with the reason.
RAW = {
    "base/merge/clocks.py": "the node's counter, a sequence",
    "base/postgres/server.py": "the server itself",
    "base/postgres/roles.py": "roles and database",
    "base/postgres/unnest.py": "many rows by column arrays; every row passes the walls",
    "base/postgres/setup.py": "roles and database",
    "trust/access/viewer.py": "tells PostgreSQL who is looking",
    "trust/access/walls.py": "builds the second wall",
    "trust/ledger/sequencer.py": "one sequencer at a time: an advisory lock",
    "web/health.py": "asks whether the database answers",
}


def uses(tree: ast.Module, names: set[str]) -> bool:
    return any(isinstance(n, ast.Attribute) and n.attr in names for n in ast.walk(tree))


def calls(tree: ast.Module, names: set[str]) -> bool:
    found = (n.func for n in ast.walk(tree) if isinstance(n, ast.Call))
    return any(isinstance(f, ast.Attribute) and f.attr in names for f in found)


def test_raw_sql_is_listed() -> None:
    found = {path for path, tree in python_files() if calls(tree, {"cursor", "raw", "execute"})}
    allowed = set(RAW) | {p for p in found if p in MORE_RAW}
    assert sorted(found - allowed) == []


# Reads in SQL that run inside bind(viewer), so that row-level security applies to them.
MORE_RAW = {
    "analyse/figures/queries/counting.py",
    "analyse/figures/known.py",
    "record/incidents/queries/by_office.py",
    "record/incidents/queries/search.py",
    "record/incidents/queries/lists.py",
}


def test_base_manager_is_not_used() -> None:
    found = [p for p, tree in python_files() if uses(tree, {"_base_manager"})]
    assert found == []
