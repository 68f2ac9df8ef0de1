"""What can go wrong between a person and a record."""

from __future__ import annotations

from typing import Any


class Problem(Exception):
    """Base of every error a person may see: a stable code, values for the sentence.

    The sentence itself is written, in the reader's language, by ``web/problems.py``; ``params``
    never hold a name, a phone or an account.
    """

    status = 400

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class Denied(Problem):
    """This person may not do this. Shown like an absent record wherever a record is named."""

    status = 403


class Absent(Problem):
    """There is no such record, or none this person may know of: both answer alike."""

    status = 404


class NoViewer(RuntimeError):
    """A query for protected rows ran outside ``bind(viewer)``: a fault of the code."""


class OutsideAction(RuntimeError):
    """A protected row was written outside an action: a fault of the code."""
