"""No country in the code: what is particular to one lives in its pack.

Comments and docstrings may give examples; values may not.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"

PARTICULAR = re.compile(
    r"\b(Iraq\w*|Baghdad\w*|Basra\w*|Erbil\w*|Kirkuk\w*|Mosul\w*|Halabja\w*|Kurdistan\w*|Duhok|"
    r"Ninewa\w*|Anbar\w*|Diyala|UNAMI|Peshmerga\w*|Da.?esh|ISIL|IQG\d+\w*|IQ-\w+|IRQ|BGD|BSR|"
    r"ERB|KRK|MSL)\b|العراق|بغداد|عێراق|کوردستان|كردستان|^IQ$"
)

# Reason beside each. The list may only shrink.
ALLOWED = {
    "sijill/base/text/latin.py": "customary Latin spellings of Arabic words, places among them",
    "sijill/reference/glossary.toml": "says which published text each official translation is from",
    "sijill/reference/vocabularies/language.toml": "the name of a variety of a language",
}


def values(path: Path) -> Iterator[tuple[int, str]]:
    """Give the text values of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    spoken = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in spoken
        ):
            yield node.lineno, node.value


def lines(path: Path) -> Iterator[tuple[int, str]]:
    text = re.sub(
        r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->|/\*.*?\*/",
        "",
        path.read_text(encoding="utf-8"),
        flags=re.S,
    )
    yield from enumerate(text.splitlines(), start=1)


def offences(path: Path) -> list[str]:
    texts = values(path) if path.suffix == ".py" else lines(path)
    return [
        f"{path.relative_to(SOURCE)}:{number}: {found[0]}"
        for number, text in texts
        if (found := PARTICULAR.search(text))
    ]


def sources() -> list[Path]:
    kinds = {".py", ".html", ".js", ".css", ".txt", ".toml", ".typ"}
    return [path for path in sorted(SOURCE.rglob("*")) if path.suffix in kinds]


def test_no_country_in_code() -> None:
    found = [
        offence
        for path in sources()
        if path.relative_to(SOURCE).as_posix() not in ALLOWED
        for offence in offences(path)
    ]
    assert not found, "Move these into a country pack:\n" + "\n".join(found)


@pytest.mark.parametrize("value", ["Asia/Baghdad", "IQG08", "UNAMI", "IQ", "العراق"])
def test_the_search_would_find_one(tmp_path: Path, value: str) -> None:
    assert PARTICULAR.search(value)


def test_every_exception_is_still_needed() -> None:
    for name in ALLOWED:
        assert offences(SOURCE / name), f"{name} needs no exception any more; remove it."
