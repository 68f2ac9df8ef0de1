"""Partial dates: what is known of a date and nothing more, in three calendars.

The reader's words are kept in ``PartialDate.entered``; a day nobody stated is never made up
(R2.06). Registry defaults for births lose their false day (R8.07). Hijri and Kurdish solar dates
are converted on entry (R8.10).
"""

from sijill.base.dates.ages import age_on, as_birth, birth
from sijill.base.dates.calendars import Calendar
from sijill.base.dates.display import WORDINGS, Wording, format
from sijill.base.dates.errors import DateProblem
from sijill.base.dates.months import MONTHS
from sijill.base.dates.parsing import parse
from sijill.base.dates.partial import PartialDate, Precision, overlaps, within
from sijill.base.dates.serials import from_excel_serial

__all__ = [
    "MONTHS",
    "WORDINGS",
    "Calendar",
    "DateProblem",
    "PartialDate",
    "Precision",
    "Wording",
    "age_on",
    "as_birth",
    "birth",
    "format",
    "from_excel_serial",
    "overlaps",
    "parse",
    "within",
]
