"""Inserting many rows at once: one array a column, columns that never vary as one value.

Django's own ``bulk_create`` sends a placeholder a cell for tables with array columns, and builds
an object a row; for a file of a million rows that is most of the time. ``COPY`` is refused by
PostgreSQL under row-level security. This is a plain INSERT … SELECT FROM unnest: row-level
security, constraints and triggers stand as always.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

NULL = "NULL"


class Batch:
    """Rows of one table, gathered column by column.

    same: values of columns that are alike in every row. Columns named neither there nor in
    ``add`` take the model's default, which must not be made anew for each row.
    """

    def __init__(self, model: type[models.Model], **same: Any) -> None:
        self._model = model
        self._fields = {
            field.attname: field
            for field in model._meta.concrete_fields
            if not getattr(field, "generated", False)
        }
        self._same = dict(same)
        self._columns: dict[str, list[Any]] = {}
        self.count = 0
        unknown = same.keys() - self._fields.keys()
        if unknown:
            raise TypeError(f"{model.__name__} has no column {', '.join(sorted(unknown))}")

    def add(self, **values: Any) -> None:
        """Add one row; every row names the same columns."""
        if self.count == 0:
            unknown = values.keys() - self._fields.keys()
            if unknown:
                raise TypeError(f"{self._model.__name__} has no column {unknown}")
            self._columns = {name: [] for name in values}
        if len(values) != len(self._columns):
            raise TypeError("every row of a batch names the same columns")
        for name, value in values.items():
            self._columns[name].append(value)
        self.count += 1

    def values(self, column: str) -> list[Any]:
        """What was gathered of one column."""
        return self._columns[column]

    def insert(self) -> int:
        """Write the rows; returns how many. Raises IntegrityError as any insert does."""
        if self.count == 0:
            return 0
        names, wanted, parameters = [], [], []
        arrays: list[str] = []
        for name, field in self._fields.items():
            kind = field.db_type(connection)
            if kind is None:
                continue
            names.append(connection.ops.quote_name(field.column or name))
            if name in self._columns:
                arrays.append(f"%s::{_base(kind)}[]")
                wanted.append(f"u.c{len(arrays)}")
            else:
                wanted.append(f"%s::{_base(kind)}")
        for name, field in self._fields.items():
            if name not in self._columns and field.db_type(connection) is not None:
                parameters.append(self._one(name, field))
        written = [
            _array(self._fields[name], self._columns[name])
            for name in self._fields
            if name in self._columns
        ]
        table = connection.ops.quote_name(self._model._meta.db_table)
        columns = ", ".join(f"c{n}" for n in range(1, len(arrays) + 1))
        statement = (
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(wanted)} "  # noqa: S608
            f"FROM unnest({', '.join(arrays)}) AS u({columns})"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [*parameters, *written])
        return self.count

    def _one(self, name: str, field: models.Field[Any, Any]) -> Any:
        value = self._same[name] if name in self._same else field.get_default()
        return field.get_db_prep_save(value, connection)


def _base(kind: str) -> str:
    """A column's type without its length: the table itself checks lengths."""
    return kind if kind.endswith("]") else kind.partition("(")[0]


def _array(field: models.Field[Any, Any], values: Sequence[Any]) -> str:
    """An array literal of PostgreSQL (section 8.15.6 of its manual)."""
    write = _writer(field)
    return "{" + ",".join([NULL if value is None else write(value) for value in values]) + "}"


def _writer(field: models.Field[Any, Any]) -> Callable[[Any], str]:
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    for kind, write in _WRITERS:
        if isinstance(field, kind):
            return write
    raise TypeError(f"no way to write many values of {field}")


def _quoted(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


def _json(value: Any) -> str:
    return _quoted(json.dumps(value, ensure_ascii=False))


def _bytes(value: bytes) -> str:
    return f'"\\\\x{value.hex()}"'


def _uuid(value: UUID) -> str:
    return value.hex


def _moment(value: date | datetime) -> str:
    return f'"{value.isoformat()}"'


def _truth(value: bool) -> str:
    return "t" if value else "f"


def _number(value: float) -> str:
    return repr(value)


_WRITERS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (models.UUIDField, _uuid),
    (models.JSONField, _json),
    (models.BinaryField, _bytes),
    (models.BooleanField, _truth),
    (models.DateTimeField, _moment),
    (models.DateField, _moment),
    (models.FloatField, _number),
    (models.IntegerField, str),
    (models.CharField, _quoted),
    (models.TextField, _quoted),
)
