"""Column, bar and stacked charts as SVG text, for the page, the printed report and Word alike.

Vega-Lite draws; the drawing is then made plain: colours become classes that follow the page's
theme (and stay as attributes, for places without our style sheet), numbers are rounded, roles
meant for interactive charts go. For right-to-left languages the whole drawing is mirrored and each
text turned back, so that time runs with the reading. A number that is withheld is a hatched stub,
never zero.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import ceil
from typing import Any

from sijill.web.design.drawing import Labels, plain

Row = tuple[str, float | None]
SeriesRow = tuple[str, str, float | None]

# Light-theme values of --chart-1 … --chart-6; also the keys by which a mark gets its class.
SERIES = ("#1f5f8b", "#c0803a", "#5d7f63", "#8a5a83", "#6e7780", "#a9473d")
WITHHELD = "#857f72"
WIDTH, HEIGHT, BAR_WIDTH = 420, 210, 320
# Room for readers whose font is wider than the one measured with.
PADDING = {"left": 22, "right": 22, "top": 8, "bottom": 4}
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
LONGEST_LINE = 24  # letters of a bar's label on one line
ROOM_FOR_WORDS = 5  # columns between which a word has room
SMALLEST_STUB = 0.05  # of the largest number: tall enough for the hatching to be seen
CONFIG: dict[str, Any] = {
    "background": None,
    "aria": False,
    "font": "Vazirmatn, Liberation Sans, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 12,
        "titleFontSize": 12,
        "labelColor": "#4b5763",
        "titleColor": "#4b5763",
        "titleFontWeight": "normal",
        "gridColor": "#dcd7cb",
        "domainColor": "#857f73",
        "tickColor": "#857f73",
        "ticks": False,
        "labelPadding": 5,
    },
    "legend": {"labelFontSize": 12, "labelColor": "#4b5763", "symbolType": "square"},
}


def column_chart(
    rows: Iterable[Row],
    *,
    title: str,
    unit: str,
    language: str,
    description: str = "",
    withheld: str = "",
) -> str:
    """Standing columns, one a label, in the order given.

    `unit` says what is counted; `withheld` (among many columns a star) is written beside a column
    whose number is None. Returns SVG text. Raises ValueError when there is no row.
    """
    marks = [_mark(label, "", number, 0) for label, number in _some(rows)]
    labels = [mark["label"] for mark in marks]
    spec = _columns(marks, labels, unit, colours=None)
    if len(marks) <= 12:
        # A word beside each of many columns would run into the next: the table explains the star.
        beside = withheld if len(marks) <= ROOM_FOR_WORDS else "*"
        spec = _with_numbers(spec, {"dy": -7}, beside)
    return _drawn(spec, Labels(title, description or unit, language))


def bar_chart(
    rows: Iterable[Row],
    *,
    title: str,
    unit: str,
    language: str,
    description: str = "",
    withheld: str = "",
) -> str:
    """Lying bars, for long labels; otherwise as `column_chart`."""
    marks = [_mark(on_two_lines(label), "", number, 0) for label, number in _some(rows)]
    spec = _base(marks) | {
        "width": BAR_WIDTH,
        "height": {"step": 36 if any("\n" in mark["label"] for mark in marks) else 28},
        "encoding": {
            "y": {
                "field": "label",
                "type": "nominal",
                "sort": None,
                "scale": {"paddingInner": 0.3},
                "axis": {
                    "title": None,
                    "labelLimit": 190,
                    "domain": True,
                    "labelExpr": "split(datum.label, '\\n')",
                },
            },
            "x": {
                "field": "drawn",
                "type": "quantitative",
                "axis": {
                    "title": unit,
                    "tickCount": 4,
                    "format": ",d",
                    "tickMinStep": 1,
                    "domain": False,
                },
            },
            "color": {"field": "colour", "type": "nominal", "scale": None},
        },
    }
    spec = _with_numbers(spec, {"align": "left", "dx": 5}, withheld)
    return _drawn(spec, Labels(title, description or unit, language))


def on_two_lines(label: str, longest: int = LONGEST_LINE) -> str:
    """A long label broken at the blank nearest to its middle."""
    blanks = [place for place, sign in enumerate(label) if sign == " "]
    if len(label) <= longest or not blanks:
        return label
    cut = min(blanks, key=lambda place: abs(place - len(label) / 2))
    return f"{label[:cut]}\n{label[cut + 1 :]}"


def stacked_columns(
    rows: Iterable[SeriesRow],
    *,
    title: str,
    unit: str,
    language: str,
    description: str = "",
    withheld: str = "",
) -> str:
    """Columns cut into at most six series, with a legend; labels and series in the order given.

    `withheld` is the legend's word for hatched parts. Raises ValueError when there is no row or
    there are more than six series.
    """
    given = _some(rows)
    series = list(dict.fromkeys(name for _, name, _ in given))
    if len(series) > len(SERIES):
        raise ValueError(f"A chart shows at most {len(SERIES)} series: group some of them first")
    marks = [_mark(label, name, number, series.index(name)) for label, name, number in given]
    for mark in marks:
        if mark["number"] is None:
            mark["series"] = withheld or "…"
    colours = dict(zip(series, SERIES, strict=False))
    if any(mark["number"] is None for mark in marks):
        colours[withheld or "…"] = WITHHELD
    labels = list(dict.fromkeys(mark["label"] for mark in marks))
    spec = _columns(marks, labels, unit, colours) | {"mark": "bar"}
    return _drawn(spec, Labels(title, description or unit, language))


def _some(rows: Iterable[Any]) -> list[Any]:
    given = list(rows)
    if not given:
        raise ValueError("A chart needs at least one row: show an empty state instead")
    return given


def _mark(label: str, series: str, number: float | None, position: int) -> dict[str, Any]:
    return {
        "label": str(label),
        "series": str(series),
        "number": number,
        "place": position,
        "colour": WITHHELD if number is None else SERIES[position],
    }


def _base(marks: list[dict[str, Any]]) -> dict[str, Any]:
    largest = max((mark["number"] or 0 for mark in marks), default=0) or 1
    values = [
        mark | {"drawn": largest * SMALLEST_STUB if mark["number"] is None else mark["number"]}
        for mark in marks
    ]
    return {
        "$schema": SCHEMA,
        "width": WIDTH,
        "height": HEIGHT,
        "config": CONFIG,
        "mark": "bar",
        "padding": PADDING,
        "data": {"values": values},
    }


def _columns(
    marks: list[dict[str, Any]],
    labels: Sequence[str],
    unit: str,
    colours: Mapping[str, str] | None,
) -> dict[str, Any]:
    colour: dict[str, Any] = {"field": "colour", "type": "nominal", "scale": None}
    if colours is not None:
        colour = {
            "field": "series",
            "type": "nominal",
            "scale": {"domain": list(colours), "range": list(colours.values())},
            "legend": {"orient": "bottom", "title": None, "offset": 8, "columnPadding": 14},
        }
    return _base(marks) | {
        "encoding": {
            "x": {
                "field": "label",
                "type": "nominal",
                "sort": None,
                "scale": {"padding": 0.25},
                "axis": _label_axis(labels),
            },
            "y": {"field": "drawn", "type": "quantitative", "axis": _number_axis(unit)},
            "color": colour,
            "order": {"field": "place", "type": "quantitative"},
        },
    }


def _number_axis(unit: str) -> dict[str, Any]:
    return {
        "title": unit,
        "titleAngle": 0,
        "titleAlign": "left",
        "titleAnchor": "end",
        "titleBaseline": "bottom",
        "titleX": -30,
        "titleY": -10,
        "tickCount": 4,
        "format": ",d",
        "tickMinStep": 1,
        "domain": False,
    }


def _label_axis(labels: Sequence[str]) -> dict[str, Any]:
    """Labels broken at spaces; when even their longest word is too wide, every second or third."""
    room = WIDTH / len(labels)
    longest = max(len(word) for label in labels for word in label.split() or [""])
    every = max(1, ceil((longest * 6.5 + 4) / room))
    return {
        "title": None,
        "labelAngle": 0,
        "labelExpr": "split(datum.label, ' ')",
        "values": list(dict.fromkeys(labels))[::every],
    }


def _with_numbers(spec: dict[str, Any], place: dict[str, Any], withheld: str) -> dict[str, Any]:
    """The same chart with each number written at the end of its column or bar."""
    word = json.dumps(withheld)
    number = f"datum.number === null ? {word} : format(datum.number, ',')"
    written = {
        "transform": [{"calculate": number, "as": "written"}],
        "mark": {"type": "text", "fontSize": 12, "color": "#1b2631", **place},
        "encoding": {"text": {"field": "written"}},
    }
    shared = dict(spec["encoding"])
    colour, order = shared.pop("color"), shared.pop("order", None)
    bars: dict[str, Any] = {"color": colour} | ({"order": order} if order else {})
    frame = {key: value for key, value in spec.items() if key not in ("mark", "encoding")}
    return frame | {"encoding": shared, "layer": [{"mark": "bar", "encoding": bars}, written]}


def _drawn(spec: dict[str, Any], labels: Labels) -> str:
    return _render(json.dumps(spec, sort_keys=True, ensure_ascii=False), labels)


@lru_cache(maxsize=256)
def _render(spec: str, labels: Labels) -> str:
    # Imported late: the engine takes most of a second to start, and most processes draw nothing.
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[], show_warnings=False)
    return plain(svg, labels)
