"""Message catalogues: extraction, checks and compilation with Babel, no gettext binary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "gettext_noop": None,
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")


def _python_of(template: str) -> bytes:
    """A template as the Python calls Django reads in it, one flat block."""
    from django.utils.translation.template import templatize

    # Indentation and stray apostrophes are layout to a template and errors to a tokenizer.
    return "\n".join(line.strip() for line in templatize(template).splitlines()).encode()


def _messages(path: Path) -> Iterator[tuple]:
    text = path.read_bytes()
    if path.suffix == ".html":
        text = _python_of(text.decode())
    yield from extract(
        "python",
        BytesIO(text),
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    )


def collect(source: Path) -> Catalog:
    """Every translatable string under ``source``, with the files it stands in."""
    catalog = Catalog(project="Sijill", charset="utf-8")
    for path in sorted([*source.rglob("*.py"), *source.rglob("*.html")]):
        if "migrations" in path.parts:
            continue
        where = path.relative_to(source).as_posix()
        for line, message, comments, context in _messages(path):
            # Line numbers would change with every edit; the file is enough to find a string.
            catalog.add(message, locations=[(where, 0)], auto_comments=comments, context=context)
            del line
    return catalog


def _path(locale: Path, code: str) -> Path:
    return locale / code / "LC_MESSAGES" / "django.po"


def _read(locale: Path, code: str) -> Catalog:
    path = _path(locale, code)
    if not path.exists():
        return Catalog(locale=_babel_code(code), project="Sijill")
    with path.open("rb") as file:
        return read_po(file, locale=_babel_code(code))


def _babel_code(code: str) -> str:
    return code


def extract_all(source: Path, locale: Path, codes: tuple[str, ...]) -> str:
    """Merge the strings of the source into each catalogue; translations are kept."""
    template = collect(source)
    lines = []
    for code in codes:
        catalog = _read(locale, code)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        path = _path(locale, code)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(
                file,
                catalog,
                sort_output=True,
                width=100,
                omit_header=False,
                include_lineno=False,
                ignore_obsolete=True,
            )
        missing = sum(1 for m in catalog if m.id and not _done(m))
        lines.append(f"{code}: {len(catalog)} strings, {missing} to translate")
    return "\n".join(lines)


def compile_all(locale: Path, codes: tuple[str, ...]) -> str:
    """Write the compiled catalogues beside their sources."""
    for code in codes:
        with _path(locale, code).with_suffix(".mo").open("wb") as file:
            write_mo(file, _read(locale, code))
    return f"{len(codes)} catalogues compiled"


def _done(message: Message) -> bool:
    if isinstance(message.string, (tuple, list)):
        return bool(message.string) and all(message.string)
    return bool(message.string)


def problems(source: Path, locale: Path, codes: tuple[str, ...]) -> list[str]:
    """What keeps the catalogues from being complete: one line each."""
    template = collect(source)
    found = []
    for code in codes:
        catalog = _read(locale, code)
        for message in template:
            if not message.id:
                continue
            name = message.id if isinstance(message.id, str) else message.id[0]
            known = catalog.get(name, message.context)
            if known is None or not _done(known):
                found.append(f"{code}: not translated: {name[:80]}")
            elif known.fuzzy:
                found.append(f"{code}: only guessed: {name[:80]}")
            else:
                found.extend(f"{code}: {problem}: {name[:80]}" for problem in _lost(known))
    return found


def _lost(message: Message) -> list[str]:
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    told = message.string or ""
    strings = [told] if isinstance(told, str) else list(told)
    wanted = set(PLACEHOLDER.findall(ids[-1]))
    for string in strings:
        extra = set(PLACEHOLDER.findall(string)) - set(PLACEHOLDER.findall(" ".join(ids)))
        if extra:
            return [f"a placeholder of its own {sorted(extra)}"]
    if wanted - set(PLACEHOLDER.findall(strings[-1])):
        return [f"a lost placeholder {sorted(wanted)}"]
    return []
