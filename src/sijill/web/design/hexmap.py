"""A map of equal six-sided tiles, one an administrative unit, as SVG text.

Equal tiles keep a small, crowded governorate as visible as a wide, empty one. Geography does not
turn round with the language: only the words and the legend do. The table beside it is the caller's.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import log10

from sijill.web.design.drawing import FONTS, Labels

ACROSS = 84.0  # width of a tile; pointed sides up and down
SIDE = ACROSS / 3**0.5
DOWN = SIDE * 1.5
MARGIN = 4.0
CLASSES = 5
# Light-theme values of --seq-0 … --seq-5, for places without our style sheet.
SHADES = ("#eef0ee", "#d3e1ea", "#a9c8dc", "#74a6c6", "#3c7ba5", "#174f77")
INK, DEEP_INK, SOFT_INK = "#1b2631", "#ffffff", "#4b5763"
DEEP_FROM = 4


@dataclass(frozen=True)
class Tile:
    """One unit: its code, its label in the reader's language, its place, its number.

    Odd rows stand half a tile further right. `value` None is withheld. `url` makes it a link.
    """

    code: str
    label: str
    column: int
    row: int
    value: float | None
    url: str = ""


def hex_map(
    tiles: Iterable[Tile],
    *,
    title: str,
    unit: str,
    language: str,
    withheld: str,
    none: str,
    description: str = "",
) -> str:
    """Draw `tiles` shaded by value, with a legend in the words `withheld` and `none` (for zero).

    Returns SVG text. Raises ValueError when there is no tile.
    """
    placed = list(tiles)
    if not placed:
        raise ValueError("A map needs at least one unit: show an empty state instead")
    labels = Labels(title, description or unit, language)
    key = hashlib.blake2s(repr((placed, labels)).encode(), digest_size=5).hexdigest()
    bounds = classes([tile.value for tile in placed if tile.value])
    words = _Words(unit, withheld, none, f"m{key}", f"x{key}")
    width, height = _extent(placed)
    legend, depth = _legend(bounds, words, width, height + 10, labels.right_to_left)
    drawn = "".join(_tile(tile, bounds, words) for tile in placed)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart hexmap" role="group" '
        f'lang="{escape(language)}" direction="{"rtl" if labels.right_to_left else "ltr"}" '
        f'font-family="{FONTS}" viewBox="0 0 {width:g} {depth:g}" width="{width:g}" '
        f'height="{depth:g}" aria-labelledby="t{key} d{key}">'
        f'<title id="t{key}">{escape(title)}</title>'
        f'<desc id="d{key}">{escape(labels.description)}</desc>'
        f'<defs><pattern id="m{key}" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path class="hatch" d="M1,0v6" stroke="#857f73" '
        f'stroke-width="1.5"/></pattern><path id="x{key}" d="{_hexagon(SIDE - 1)}"/></defs>'
        f'<g role="list" text-anchor="middle">{drawn}</g>'
        f'<g class="key" aria-hidden="true">{legend}</g></svg>'
    )


def classes(values: Sequence[float]) -> list[float]:
    """Upper bounds of at most five classes for positive `values`, rounded to readable numbers.

    The bounds grow as squares: counts of harm have many small units and few large ones.
    """
    if not values:
        return []
    top = max(values)
    if top <= CLASSES and all(float(value).is_integer() for value in values):
        return [float(bound) for bound in range(1, int(top) + 1)]
    steps = [_readable(top * (step / CLASSES) ** 2) for step in range(1, CLASSES)]
    return [*sorted({step for step in steps if 1 <= step < top}), float(top)]


@dataclass(frozen=True)
class _Words:
    unit: str
    withheld: str
    none: str
    hatch: str
    shape: str


def _readable(number: float) -> float:
    """`number` to one figure below ten, to two above: 3.6 → 4, 14.4 → 14, 137 → 140."""
    if number < 1:
        return 1.0
    return float(round(number, 1 - int(log10(number)) if number >= 10 else 0))


def _shade(value: float, bounds: Sequence[float]) -> int:
    if value <= 0:
        return 0
    position = next(place for place, bound in enumerate(bounds) if value <= bound)
    return CLASSES if len(bounds) == 1 else 1 + round(position * (CLASSES - 1) / (len(bounds) - 1))


def _centre(tile: Tile) -> tuple[float, float]:
    x = MARGIN + ACROSS / 2 + ACROSS * (tile.column + (0.5 if tile.row % 2 else 0))
    return x, MARGIN + SIDE + DOWN * tile.row


def _extent(tiles: Sequence[Tile]) -> tuple[float, float]:
    centres = [_centre(tile) for tile in tiles]
    width = max(x for x, _ in centres) + ACROSS / 2 + MARGIN
    return max(round(width), 300), round(max(y for _, y in centres) + SIDE + MARGIN)


def _hexagon(side: float) -> str:
    half = side * 3**0.5 / 2
    return (
        f"M0,{-side:.1f}l{half:.1f},{side / 2:.1f}v{side:.1f}l{-half:.1f},{side / 2:.1f}"
        f"l{-half:.1f},{-side / 2:.1f}v{-side:.1f}z"
    )


def _tile(tile: Tile, bounds: Sequence[float], words: _Words) -> str:
    """One tile: its name for the reader that speaks, its shape, its label and number."""
    x, y = _centre(tile)
    shade = _shade(tile.value or 0, bounds)
    shown = "" if tile.value is None else _number(tile.value)
    name = escape(f"{tile.label}: {_spoken(tile, shown, words)}")
    ink = DEEP_INK if shade >= DEEP_FROM else INK
    body = f'<use href="#{words.shape}" class="q{shade}" fill="{SHADES[shade]}"/>'
    if tile.value is None:
        body += f'<use href="#{words.shape}" fill="url(#{words.hatch})"/>'
    inside = f"<title>{name}</title>{body}{_lines(tile.label, shown)}"
    if tile.url:
        inside = f'<a href="{escape(tile.url)}" aria-label="{name}">{inside}</a>'
    look = "kept-back" if tile.value is None else "deep" if shade >= DEEP_FROM else "light"
    return (
        f'<g role="listitem" aria-label="{name}" class="{look}" '
        f'transform="translate({x:.4g},{y:.4g})" fill="{ink}">{inside}</g>'
    )


def _spoken(tile: Tile, shown: str, words: _Words) -> str:
    if tile.value is None:
        return words.withheld
    return words.none if tile.value == 0 else f"{shown} {words.unit}"


def _swatch(shade: int, hatch: str = "") -> str:
    shape = "M0.5,0.5h15v15h-15z"
    body = f'<path class="q{shade}" d="{shape}" fill="{SHADES[shade]}"/>'
    return body + (f'<path d="{shape}" fill="url(#{hatch})"/>' if hatch else "")


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def _lines(label: str, number: str) -> str:
    """The label, on two lines when long, and the number under it, centred on the tile."""
    lines = _broken(label)
    size = min(13.0, (ACROSS - 10) / (max(len(line) for line in lines) * 0.56))
    top = -(len(lines) - 1) * size * 0.6 - (3 if number else -size / 3)
    written = [
        f'<text y="{top + place * size * 1.2:.1f}" font-size="{size:.3g}">{escape(line)}</text>'
        for place, line in enumerate(lines)
    ]
    if number:
        below = top + len(lines) * size * 1.2 + 3
        written.append(f'<text y="{below:.1f}" font-size="14" direction="ltr">{number}</text>')
    return "".join(written)


def _broken(label: str) -> list[str]:
    if len(label) <= 9:
        return [label]
    breaks = [found.end() for found in re.finditer(r"[ -]", label)]
    if not breaks:
        return [label]
    cut = min(breaks, key=lambda place: abs(place - len(label) / 2))
    return [label[:cut].strip(), label[cut:].strip()]


def _legend(
    bounds: Sequence[float], words: _Words, width: float, top: float, right_to_left: bool
) -> tuple[str, float]:
    """The key under the map, in rows from the reading side; also how deep the drawing now is."""
    entries = [(_swatch(0), words.none, False)]
    lower = 1.0
    for place, bound in enumerate(bounds):
        shade = _shade(bound, bounds)
        span = _number(bound) if lower >= bound else f"{_number(lower)}–{_number(bound)}"
        entries.append((_swatch(shade), span, True))
        lower = bound + 1 if place < len(bounds) else bound
    entries.append((_swatch(0, words.hatch), words.withheld, False))
    drawn, at, line = [], MARGIN, top
    for swatch, text, numeric in entries:
        room = 26 + len(text) * 7.5 + 10
        if at + room > width and at > MARGIN:
            at, line = MARGIN, line + 24
        drawn.append(_entry(swatch, text, numeric, at, line, width, right_to_left))
        at += room
    return "".join(drawn), line + 22


def _entry(
    swatch: str, text: str, numeric: bool, at: float, top: float, width: float, right_to_left: bool
) -> str:
    x = width - at - 16 if right_to_left else at
    # "1–5" in right-to-left text would read 5–1: numbers keep their own direction.
    direction = "ltr" if numeric or not right_to_left else "rtl"
    anchor = "end" if right_to_left and numeric else "start"
    offset = -6 if right_to_left else 22
    return (
        f'<g transform="translate({x:.1f},{top:.1f})">{swatch}<text x="{offset}" y="12" '
        f'font-size="12" text-anchor="{anchor}" direction="{direction}" fill="{SOFT_INK}">'
        f"{escape(text)}</text></g>"
    )
