"""The narrow search table has one reader, and writers that add neutral words only."""

from __future__ import annotations

import ast

from tests.house.source import python_files

MAY = {
    "record/incidents/models/__init__.py",
    "record/incidents/queries/search.py",
    "record/incidents/search_words.py",
    "record/incidents/drafted.py",
}


def test_nobody_else_touches_the_search_table() -> None:
    found = {
        path
        for path, tree in python_files()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and any(alias.name == "SearchEntry" for alias in node.names)
    }
    assert found - MAY == set()
