"""Declared questions, answered from findings as they stood. See README.md."""

from __future__ import annotations

from typing import Any


def __getattr__(name: str) -> Any:
    """``casualty_tables`` and ``unverified_tables``, found late: this package is also an app."""
    if name in ("casualty_tables", "unverified_tables"):
        from sijill.analyse.figures import queries

        return getattr(queries, name)
    raise AttributeError(name)
