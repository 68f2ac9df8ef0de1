"""Charts and hex maps of published (or, on the desk, unpublished) numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sijill.publish.canonical import TOTAL, PublicCell
from sijill.reference.queries import pack
from sijill.web.design.charts import bar_chart, column_chart
from sijill.web.design.hexmap import Tile, hex_map
from sijill.web.public.words import MONTH, key_label, measure_label, order_of, place_of, stands_in

Totals = dict[str, int | None]


def row_totals(cells: Sequence[PublicCell], measure: str, margin: str) -> Totals:
    """Totals of the rows of one margin by key, in reading order; None is withheld."""
    own = [cell for cell in cells if (cell.measure, cell.margin) == (measure, margin)]
    found = {cell.row: cell.value for cell in own if cell.column == TOTAL and cell.row != TOTAL}
    return _in_order(found)


def column_totals(cells: Sequence[PublicCell], measure: str, margin: str) -> Totals:
    """Totals of the columns of one margin by key, in reading order; None is withheld."""
    own = [cell for cell in cells if (cell.measure, cell.margin) == (measure, margin)]
    found = {cell.column: cell.value for cell in own if cell.row == TOTAL and cell.column != TOTAL}
    return _in_order(found)


def _in_order(numbers: Totals) -> Totals:
    return dict(sorted(numbers.items(), key=lambda pair: order_of(pair[0])))


def months_chart(numbers: Totals, measure: str, unit: str) -> SafeString | None:
    """Columns by month, or None when there is no month or nothing in any of them."""
    rows = [(key_label(key), value) for key, value in numbers.items() if MONTH.fullmatch(key)]
    if len(rows) < 2 or all(value == 0 for _label, value in rows):
        return None
    title = _("%(measure)s by month") % {"measure": measure_label(measure)}
    return _safe(
        column_chart(rows, title=title, unit=unit, language=_language(), withheld=_("withheld"))
    )


def terms_chart(numbers: Totals, heading: str, unit: str) -> SafeString | None:
    """Bars by a term, in the order of its list, or None when there are none.

    Terms nobody was counted under are left to the table.
    """
    rows = [(key_label(key), value) for key, value in numbers.items() if "." in key and value != 0]
    if not rows:
        return None
    return _safe(
        bar_chart(rows, title=heading, unit=unit, language=_language(), withheld=_("withheld"))
    )


def places_map(
    numbers: Totals, measure: str, unit: str, first: date, last: date
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
    return _safe(
        hex_map(
            tiles,
            title=title,
            unit=unit,
            language=_language(),
            withheld=_("withheld"),
            none=_("none recorded"),
        )
    )


def _safe(svg: str) -> SafeString:
    # Drawn by our own code from labels it escapes itself.
    return mark_safe(svg)  # noqa: S308


def _language() -> str:
    return get_language() or "en"
