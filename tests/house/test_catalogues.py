"""Arabic and Sorani are complete: no string missing, guessed or without its placeholder."""

from __future__ import annotations

import pytest

from sijill.cli.language import CODES, LOCALE, SOURCE
from sijill.web.catalogues import problems


@pytest.mark.parametrize("code", CODES)
def test_catalogue_is_complete(code: str) -> None:
    assert problems(SOURCE, LOCALE, (code,)) == []


def test_a_missing_string_would_be_found(tmp_path) -> None:  # type: ignore[no-untyped-def]
    source = tmp_path / "source"
    source.mkdir()
    (source / "page.html").write_text("{% load i18n %}{% translate 'A sentence nobody wrote' %}")
    found = problems(source, LOCALE, CODES)
    assert [line.split(":")[0] for line in found] == list(CODES)
