"""Arabic and Sorani are complete: no string missing, guessed or without its placeholder."""

from __future__ import annotations

import re
from gettext import c2py

import pytest

from sijill.cli.language import CODES, LOCALE, SOURCE
from sijill.web.catalogues import KEYWORDS, problems


@pytest.mark.parametrize("code", CODES)
def test_catalogue_is_complete(code: str) -> None:
    assert problems(SOURCE, LOCALE, (code,)) == []


def test_a_missing_string_would_be_found(tmp_path) -> None:  # type: ignore[no-untyped-def]
    source = tmp_path / "source"
    source.mkdir()
    (source / "page.html").write_text("{% load i18n %}{% translate 'A sentence nobody wrote' %}")
    found = problems(source, LOCALE, CODES)
    assert [line.split(":")[0] for line in found] == list(CODES)


def test_arabic_counts_take_the_form_written_for_them() -> None:
    # Zero, one, two, few (3 to 10), many (11 to 99), other: the order in which they are translated.
    header = (LOCALE / "ar" / "LC_MESSAGES" / "django.po").read_text().partition("MIME-Version")[0]
    rule = "".join(re.findall(r'^"(.*)"$', header, re.MULTILINE)).partition("plural=")[2]
    form = c2py(rule.partition(";")[0])
    assert [form(n) for n in (0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111)] == [
        0, 1, 2, 3, 3, 4, 4, 5, 5, 3, 4,
    ]  # fmt: skip


def test_no_string_hides_behind_a_name_extraction_does_not_know() -> None:
    renamed = re.compile(r"import (n?p?gettext(?:_lazy|_noop)?) as (\w+)")
    hidden = [
        f"{path.relative_to(SOURCE)}: {name}"
        for path in SOURCE.rglob("*.py")
        for _, name in renamed.findall(path.read_text())
        if name not in KEYWORDS
    ]
    assert hidden == []
