"""The state machine as a page for people: docs/states.md, drawn from states.py.

Run ``python -m sijill.verify.diagram`` to write it; a test compares.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sijill.verify.states import LEAD, STATES, Move

PAGE = Path(__file__).resolve().parents[3] / "docs" / "states.md"

HEADER = """# States of a case

Drawn from `src/sijill/verify/states.py` by `python -m sijill.verify.diagram`; change it there.
Each arrow names the permission that moves the case. `*`: a reason must be written. `+`: proposing
a finding (to verification) or confirming one on whether the act happened (to concluded) takes the
step by itself. Closing also takes a closure reason; reopening keeps the whole history.
"""


def page() -> str:
    """The page: a Mermaid diagram and the same as a table."""
    return "\n".join(
        [
            HEADER,
            "```mermaid",
            "stateDiagram-v2",
            f"    [*] --> {LEAD}",
            *_arrows(),
            "```",
            "",
            "| From | To | Permission | Reason | By a finding |",
            "|---|---|---|---|---|",
            *_rows(),
            "",
        ]
    )


def _moves() -> Iterator[tuple[str, str, Move]]:
    for start, ends in STATES.items():
        for end, move in ends.items():
            yield start, end, move


def _arrows() -> Iterator[str]:
    for start, end, move in _moves():
        marks = ("*" if move.reason else "") + ("+" if move.by_finding else "")
        yield f"    {start} --> {end}: {move.permission.value}{marks}"


def _rows() -> Iterator[str]:
    for start, end, move in _moves():
        flags = ("yes" if flag else "" for flag in (move.reason, move.by_finding))
        yield f"| {start} | {end} | {move.permission.value} | {' | '.join(flags)} |"


if __name__ == "__main__":  # pragma: no cover - writes what the test compares
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
