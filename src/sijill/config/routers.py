"""Which connection serves what: migrations run as the owner, everything else says where."""

from __future__ import annotations

from typing import Any


class PublishedRouter:
    """Only the owner connection migrates; reads and writes stay on the connection asked for."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        """Tables are made as owner and by nobody else."""
        return db == "owner"

    def allow_relation(self, obj1: Any, obj2: Any, **hints: Any) -> bool | None:
        """Rows read over one connection may be joined with rows of another: one database."""
        return True
