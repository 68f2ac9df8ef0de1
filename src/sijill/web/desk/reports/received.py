"""What a report holds, line by line, when it has been opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sijill.intake.channels.spreadsheet.headings import letters
from sijill.reference.models import PlaceUnit
from sijill.reference.queries import place_label
from sijill.web.templatetags.field import partial_date

LABELS: dict[str, str | Promise] = {
    "short": _("In short"),
    "told": _("As told"),
    "teller": _("Who told us, and how to reach them"),
    "place": _("Place"),
    "place_written": _("Place as written"),
    "occurred": _("When it happened"),
}


def lines_of(received: Any, columns: Sequence[str] = ()) -> list[tuple[str | Promise, str]]:
    """(label, text) of everything received: the fields of a form, the cells of a row.

    columns: the headings of the file the row came from; a cell beyond them goes by its letters.
    """
    if isinstance(received, Mapping):
        cells = received.get("cells")
        if isinstance(cells, Mapping):
            return [(str(name), str(value)) for name, value in cells.items()]
        return [
            (LABELS.get(str(key), str(key)), _said(str(key), value))
            for key, value in received.items()
        ]
    if isinstance(received, list):
        return [
            (columns[at] if at < len(columns) else letters(at + 1), str(cell))
            for at, cell in enumerate(received)
        ]
    return [("", str(received))]


def _said(key: str, value: Any) -> str:
    if key == "occurred" and isinstance(value, Mapping):
        return partial_date(value)
    if key == "place":
        unit = PlaceUnit.objects.filter(pk=value).first()
        return place_label(unit).text if unit else str(value)
    return str(value)
