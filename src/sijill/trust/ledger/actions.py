"""An action: check, change, record. One transaction, and no change without its leaf."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from django.db import transaction

from sijill.trust.access.enums import Permission
from sijill.trust.access.models import writing
from sijill.trust.access.viewer import Viewer, bind
from sijill.trust.ledger.leaves import Record, write_bulk, write_leaf

Given = ParamSpec("Given")
Result = TypeVar("Result")


class NothingRecorded(RuntimeError):
    """An action ended without saying what it changed: a fault of the code."""


@dataclass
class _Account:
    """What a running action has said of itself."""

    subjects: list[Record] = field(default_factory=list)
    fields: list[Any] = field(default_factory=list)
    said: dict[str, Any] = field(default_factory=dict)
    bulk: bool = False


@dataclass(frozen=True)
class Declared:
    """An action as declared: its code serves permission, ledger and filter alike."""

    code: str
    permission: Permission | None
    function: str


ACTIONS: dict[str, Declared] = {}
_running: ContextVar[_Account | None] = ContextVar("sijill_running", default=None)


def _current() -> _Account:
    account = _running.get()
    if account is None:
        raise NothingRecorded("commit_to is called inside an action only.")
    return account


def commit_to(kind: str, key: Any, fields: Any = None, **said: Any) -> None:
    """Say which record the running action changed, and to what.

    fields are hashed under a salt, never stored; said (identifiers, codes, counts) is readable
    in the ledger for ever: nothing personal goes there.
    """
    account = _current()
    account.subjects.append((kind, str(key)))
    account.fields.append(fields)
    account.said.update(said)


def commit_rows(kind: str, key: Any, rows: Iterable[Any], *, by: Viewer, **said: Any) -> int:
    """Commit the running action to many rows: one leaf per thousand. Returns leaves written."""
    account = _current()
    account.bulk = True
    code = str(account.said["action"])
    return write_bulk(code, by, (kind, str(key)), rows, said=said)


def action(
    code: str, *, permission: Permission | None
) -> Callable[[Callable[Given, Result]], Callable[Given, Result]]:
    """Declare a write. The function is called with keywords only, among them ``by``.

    Within one transaction and both walls: the permission is checked, the function runs, its leaf
    is written. If the leaf cannot be written, nothing happened. permission None: whoever is
    signed in (their own draft, their own language).
    """

    def declare(function: Callable[Given, Result]) -> Callable[Given, Result]:
        if code in ACTIONS:
            raise RuntimeError(f"Two actions are called {code}.")
        ACTIONS[code] = Declared(code, permission, f"{function.__module__}.{function.__name__}")

        @functools.wraps(function)
        def run(*args: Given.args, **given: Given.kwargs) -> Result:
            by = given["by"]
            if args or not isinstance(by, Viewer):
                raise TypeError(f"{code} takes keywords only, with by=Viewer.")
            if permission is not None:
                by.check(permission)
            account = _Account(said={"action": code})
            with transaction.atomic(), bind(by), writing(code):
                token = _running.set(account)
                try:
                    result = function(*args, **given)
                finally:
                    _running.reset(token)
                if not account.subjects and not account.bulk:
                    raise NothingRecorded(f"{code} did not say what it changed.")
                if account.subjects:
                    said = {k: v for k, v in account.said.items() if k != "action"}
                    write_leaf(code, by, account.subjects, account.fields, said=said or None)
            return result

        run.action = ACTIONS[code]  # type: ignore[attr-defined]
        return run

    return declare


def record_look(code: str, by: Viewer, subjects: Iterable[Record], **said: Any) -> Any:
    """Commit the leaf of a look (an opening, a refusal, a search of people) at once.

    It goes over the journal connection, so that it stands whatever becomes of the page.
    Returns the leaf's id.
    """
    with transaction.atomic(using="journal"):
        return write_leaf(code, by, list(subjects), None, using="journal", said=said or None)
