"""Charts and hex maps of published (or, on the desk, unpublished) numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sijill.publish.canonical import TOTAL, PublicCell
from sijill.reference.queries import pack
from sijill.web.design.charts import bar_chart, column_chart
from sijill.web.design.hexmap import Tile, hex_map
from sijill.web.public.words import MONTH, key_label, measure_label, order_of, place_of, stands_in

Rows = Sequence[tuple[str, int | None]]


def totals_by_key(cells: Sequence[PublicCell], measure: str) -> dict[str, dict[str, int | None]]:
    """Published totals of each row and column key, by margin, in reading order."""
    found: dict[str, dict[str, int | None]] = {}
    for cell in cells:
        if cell.measure != measure or (cell.row == TOTAL) == (cell.column == TOTAL):
            continue
        key = cell.column if cell.row == TOTAL else cell.row
        found.setdefault(cell.margin, {})[key] = cell.value
    return {
        margin: dict(sorted(numbers.items(), key=lambda pair: order_of(pair[0])))
        for margin, numbers in found.items()
    }


def months_chart(numbers: Mapping[str, int | None], measure: str, unit: str) -> SafeString | None:
    """Columns by month, or None when there is no month."""
    rows = [(_short(key), value) for key, value in numbers.items() if MONTH.fullmatch(key)]
    if len(rows) < 2:
        return None
    title = _("%(measure)s by month") % {"measure": measure_label(measure)}
    return _safe(column_chart(rows, title=title, unit=unit, language=_language(),
                              withheld=_("withheld")))


def terms_chart(numbers: Mapping[str, int | None], heading: str, unit: str) -> SafeString | None:
    """Bars by a term, in the order of its list, or None when there are none."""
    rows = [(key_label(key), value) for key, value in numbers.items() if "." in key]
    if not rows:
        return None
    return _safe(bar_chart(rows, title=heading, unit=unit, language=_language(),
                           withheld=_("withheld")))


def places_map(
    numbers: Mapping[str, int | None], measure: str, unit: str, first: date, last: date
) -> SafeString | None:
    """The pack's tiles with their numbers, or None when the numbers are not of places."""
    if not any(place_of(key) for key in numbers):
        return None
    tiles = [
        Tile(tile.code, key_label(tile.code), tile.column, tile.row, numbers.get(tile.code, 0))
        for tile in pack().tiles
        if stands_in(tile.code, first, last)
    ]
    title = _("%(measure)s by place") % {"measure": measure_label(measure)}
    return _safe(hex_map(tiles, title=title, unit=unit, language=_language(),
                         withheld=_("withheld"), none=_("none recorded")))


def _short(key: str) -> str:
    """A month for an axis: its name and year on two lines."""
    return key_label(key)


def _safe(svg: str) -> SafeString:
    # Drawn by our own code from labels it escapes itself.
    return mark_safe(svg)  # noqa: S308


def _language() -> str:
    return get_language() or "en"
