"""Rows of one kind on the recording form: any number, each with its own names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import QueryDict

from sijill.web.desk.incidents.entry_forms import EntryForm

MOST_ROWS = 200
# Stands for the number of a row in the form that the script copies.
PATTERN = "__row__"


class Rows:
    """Forms under ``<name>-<number>``; the hidden field ``<name>`` lists the numbers.

    A row in which nothing was written is passed over.
    """

    def __init__(
        self,
        form: type[EntryForm],
        name: str,
        data: QueryDict | None = None,
        *,
        quiet: bool = False,
        initial: dict[str, Any] | None = None,
        **given: Any,
    ) -> None:
        self.form, self.name, self.given = form, name, given
        numbers = data.getlist(name)[:MOST_ROWS] if data is not None else ["0"]
        self.forms = [
            form(
                data,
                prefix=f"{name}-{number}",
                quiet=quiet,
                empty_permitted=True,
                initial=initial,
                **given,
            )
            for number in numbers
            if number.isdigit()
        ]

    def __iter__(self) -> Iterator[EntryForm]:
        return iter(self.forms)

    @property
    def pattern(self) -> EntryForm:
        """An empty form whose number the script puts in."""
        return self.form(prefix=f"{self.name}-{PATTERN}", **self.given)

    @property
    def filled(self) -> list[EntryForm]:
        """The rows in which something was written."""
        return [form for form in self.forms if form.has_changed()]

    def is_valid(self) -> bool:
        """Whether every filled row is right; all are checked, so that all errors show."""
        valid = [form.is_valid() for form in self.forms]
        return all(valid)


def with_row(data: QueryDict, name: str) -> QueryDict:
    """The form as sent, with one more row; a victim takes over what the one above suffered."""
    changed = data.copy()
    numbers = [int(n) for n in data.getlist(name) if n.isdigit()]
    number = max(numbers, default=-1) + 1
    changed.appendlist(name, str(number))
    if name == "victims" and numbers:
        _carry(changed, f"victims-{numbers[-1]}", f"victims-{number}")
    return changed


CARRIED = ("status", "acts", "cause")


def _carry(data: QueryDict, above: str, new: str) -> None:
    for field in CARRIED:
        data.setlist(f"{new}-{field}", data.getlist(f"{above}-{field}"))
    data[f"{new}-carried"] = "1"


def without_row(data: QueryDict, row: str) -> QueryDict:
    """The form as sent, without one row (``victims-1``)."""
    changed = data.copy()
    name, _, number = row.rpartition("-")
    changed.setlist(name, [n for n in data.getlist(name) if n != number])
    return changed


def with_act(data: QueryDict, row: str) -> QueryDict:
    """The form as sent, with one more act for one victim."""
    changed = data.copy()
    changed.appendlist(f"{row}-acts", "")
    return changed


def rearranged(data: QueryDict) -> QueryDict | None:
    """The form after "add" or "remove" was pressed, or None when it was sent to be saved."""
    added, removed = data.get("add", ""), data.get("remove", "")
    if added.endswith("-acts"):
        return with_act(data, added.removesuffix("-acts"))
    if added in ("victims", "perpetrators", "information"):
        return with_row(data, added)
    if removed.partition("-")[0] in ("victims", "perpetrators", "information"):
        return without_row(data, removed)
    return None
