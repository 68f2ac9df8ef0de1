"""A mapping's definition as TOML text, which people keep, send and change."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def toml_text(definition: Mapping[str, Any]) -> str:
    """The TOML of a definition: plain values first, then tables. Reads back to the same."""
    return "\n".join(_table(definition, ())).strip() + "\n"


def _table(content: Mapping[str, Any], path: tuple[str, ...]) -> list[str]:
    lines = [f"{_key(key)} = {_value(value)}" for key, value in content.items() if _plain(value)]
    for key, value in content.items():
        inside = (*path, str(key))
        name = ".".join(_key(part) for part in inside)
        if isinstance(value, Mapping):
            lines += ["", f"[{name}]", *_table(value, inside)]
        elif not _plain(value):
            for part in value:
                lines += ["", f"[[{name}]]", *_table(part, inside)]
    return lines


def _plain(value: Any) -> bool:
    if isinstance(value, Mapping):
        return False
    return not (isinstance(value, list) and value and isinstance(value[0], Mapping))


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _value(key)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(_value(part) for part in value) + "]"
    if isinstance(value, (int, float)):
        return str(value)
    # A JSON text is a TOML text, DEL apart.
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
