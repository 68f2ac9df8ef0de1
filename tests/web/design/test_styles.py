"""The style sheets: small, logical, legible in both themes, and no font for Latin-only pages."""

from __future__ import annotations

import gzip
import re
from itertools import product
from pathlib import Path

import pytest

import sijill.web.design

STYLES = Path(sijill.web.design.__file__).parent / "static" / "design"
SHEETS = sorted(STYLES.glob("*.css"))


def tokens(selector: str) -> dict[str, str]:
    text = (STYLES / "base.css").read_text(encoding="utf-8")
    block = text.split(f"{selector} {{", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-f]{6})\b", block))


LIGHT = tokens(":root")
DARK = LIGHT | tokens(':root[data-theme="dark"]')
BY_DEVICE = LIGHT | tokens(':root:not([data-theme="light"])')


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_all_sheets_together_are_small():
    whole = b"".join(sheet.read_bytes() for sheet in SHEETS)
    assert len(gzip.compress(whole, 9)) < 14_000


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_only_logical_directions(sheet):
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.S)
    physical = (
        r"(?:margin|padding|border|inset)-(?:left|right|top|bottom)|text-align:\s*(?:left|right)"
    )
    assert re.findall(physical, text) == []
    assert re.findall(r"[;{]\s*(?:left|right|top|bottom|width|height)\s*:", text) == []
    assert re.findall(r"https?://|@import", text) == []


def test_the_contrast_rule_of_this_test_is_right():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_both_ways_to_dark_are_the_same():
    assert DARK == BY_DEVICE
    assert DARK != LIGHT


TEXT = [
    *product(["--ink", "--ink-soft", "--link"], ["--paper", "--sheet", "--raised"]),
    *product(["--ink", "--link"], ["--wash", "--neutral-wash"]),
    ("--ink-soft", "--neutral-wash"), ("--on-action", "--action"), ("--on-action", "--action-over"),
    ("--on-bar", "--bar"), ("--on-bar-soft", "--bar"), ("--on-bar", "--bar-field"),
    ("--on-bar-soft", "--bar-field"), ("--seal", "--sheet"), ("--danger", "--raised"),
    *((f"--{tone}", f"--{tone}-wash") for tone in ("ok", "warning", "danger", "info")),
    *(("--ink", f"--{tone}-wash") for tone in ("ok", "warning", "danger", "info")),
    *(("--seq-ink", f"--seq-{step}") for step in range(4)),
    *(("--seq-ink-deep", f"--seq-{step}") for step in (4, 5)),
]  # fmt: skip
PARTS = [
    *product(["--rule-strong", "--action", "--focus"], ["--paper", "--sheet", "--raised"]),
    *((f"--chart-{number}", "--sheet") for number in range(1, 7)),
]  # fmt: skip


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_is_legible(theme, front, back):
    assert contrast(theme[front], theme[back]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), PARTS)
def test_edges_and_marks_are_visible(theme, front, back):
    assert contrast(theme[front], theme[back]) >= 3


def test_the_font_is_for_arabic_script_only():
    text = (STYLES / "base.css").read_text(encoding="utf-8")
    face = text.split("@font-face {")[1].split("}")[0]
    ranges = re.findall(r"U\+([0-9A-F]+)-([0-9A-F]+)", face)
    assert ranges
    assert all(int(first, 16) >= 0x600 for first, _ in ranges)
