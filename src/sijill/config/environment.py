"""Typed readers of the environment: a wrong value fails at once and says what to write."""

from __future__ import annotations

import os
from pathlib import Path


class SettingProblem(RuntimeError):
    """A setting is missing or wrong; the message says how to set it."""


def text(name: str, default: str | None = None) -> str:
    """A text setting; raises SettingProblem when it is missing and has no default."""
    value = os.environ.get(name, default)
    if value is None:
        raise SettingProblem(f"Set {name} in the environment (see docs/settings.md).")
    return value


def optional(name: str) -> str | None:
    """A text setting that may be absent or empty."""
    return os.environ.get(name) or None


def flag(name: str) -> bool:
    """A yes/no setting: 1 or 0 (default 0)."""
    value = os.environ.get(name, "0")
    if value not in ("0", "1"):
        raise SettingProblem(f"{name} is {value!r}: write 1 for yes or 0 for no.")
    return value == "1"


def number(name: str, default: int) -> int:
    """A whole number."""
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise SettingProblem(f"{name} is {value!r}: write a whole number.") from None


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """A folder, made when absent (readable by our account alone)."""
    path = Path(os.environ.get(name) or default).expanduser().resolve()
    path.mkdir(parents=True, exist_ok=True)
    return path


def secret_file(path: Path) -> str:
    """A secret of 50 random bytes kept in a file, made on first need.

    There is no default secret: two installations never share one.
    """
    if not path.exists():
        import secrets

        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()
