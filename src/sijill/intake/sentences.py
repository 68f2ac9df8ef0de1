"""What intake says: the sentence of every code, what happened first and what to do next.

They stand here and not in web because the error sheet, made by a job, is written in them too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

FILES: dict[str, str | Promise] = {
    "spreadsheet.empty": _("The file is empty. Ask the sender for it again."),
    "spreadsheet.too_large": _(
        "The file is larger than %(limit)s MB. Split it into several files and import each."
    ),
    "spreadsheet.old_or_locked": _(
        "This is an old Excel file (.xls) or one locked with a password. Open it, remove the "
        "password, and save it as “Excel workbook (.xlsx)” or CSV UTF-8."
    ),
    "spreadsheet.pdf": _(
        "This is a PDF, not a spreadsheet. Ask the sender for the table it was made from."
    ),
    "spreadsheet.picture": _(
        "This is a picture, not a spreadsheet. Ask the sender for the table itself."
    ),
    "spreadsheet.packed": _(
        "This is a packed file. Unpack it and upload the spreadsheet inside it."
    ),
    "spreadsheet.not_a_spreadsheet": _(
        "This is not a spreadsheet. Save the table as “Excel workbook (.xlsx)” or CSV UTF-8."
    ),
    "spreadsheet.web_page": _(
        "This is a web page, even if it is called a spreadsheet. Open it in a spreadsheet "
        "program and save it as “Excel workbook (.xlsx)” or CSV UTF-8."
    ),
    "spreadsheet.open_document": _(
        "This is an OpenDocument file. Save it as “Excel workbook (.xlsx)” or CSV UTF-8."
    ),
    "spreadsheet.binary_workbook": _(
        "This is a binary workbook (.xlsb). Save it as “Excel workbook (.xlsx)”."
    ),
    "spreadsheet.macros": _(
        "This workbook carries macros, which are never run or kept here. Save it as “Excel "
        "workbook (.xlsx)”, without macros."
    ),
    "spreadsheet.damaged": _(
        "The workbook is damaged and cannot be read. Ask the sender for it again."
    ),
    "spreadsheet.bomb": _(
        "The file would unpack to far more than a spreadsheet holds, so it was not opened. Save "
        "the table as CSV UTF-8, or check where the file comes from."
    ),
    "spreadsheet.too_many_texts": _(
        "The workbook holds more than %(limit)s MB of texts. Save it as CSV UTF-8."
    ),
    "spreadsheet.too_many_rows": _(
        "The sheet has more than %(limit)s rows. Split it into several files and import each."
    ),
    "spreadsheet.too_many_columns": _(
        "The sheet has %(found)s columns; at most %(limit)s can be read. Delete the columns that "
        "are not needed, also empty ones far to the right."
    ),
    "spreadsheet.no_sheet": _("The workbook has no visible sheet."),
    "spreadsheet.sheet_absent": _(
        "The workbook has no sheet called “%(sheet)s”. Its sheets: %(sheets)s."
    ),
    "spreadsheet.no_heading": _(
        "Row %(row)s should hold the names of the columns, and it is empty. Put the headings "
        "there, or say in the mapping which row holds them."
    ),
    "spreadsheet.heading_twice": _(
        "Several columns have the same name (%(columns)s). Give each column a name of its own."
    ),
    "spreadsheet.merged_heading": _(
        "Cells of the heading are merged (%(range)s), so columns have no names of their own. "
        "Unmerge them and give each column a name."
    ),
    "spreadsheet.merged_everywhere": _(
        "Cells are merged all over the sheet, so it is not a table. Unmerge them and repeat the "
        "value in every row."
    ),
    "spreadsheet.encoding_unknown": _(
        "The letters of this file cannot be read (line %(line)s). Save it as CSV UTF-8."
    ),
    "spreadsheet.encoding_wrong": _(
        "The file was read as %(encoding)s, but line %(line)s is not. Save the whole file as CSV "
        "UTF-8, or correct the encoding in the mapping."
    ),
    "spreadsheet.garbled": _(
        "Arabic or Kurdish letters in this file were damaged before it reached us (they show as "
        "“Ø§Ù„”). Ask the sender to export it again as CSV UTF-8."
    ),
    "spreadsheet.open_quote": _(
        "A quotation mark opened near line %(line)s is never closed, so the rows after it cannot "
        "be told apart. Close it, or export the file again."
    ),
    "vault.absent": _("The sealed file is not in the vault. Tell the administrator."),
    "vault.damaged": _(
        "The sealed file was altered or cut off. Tell the administrator, and import the original "
        "again."
    ),
}

RUNS: dict[str, str | Promise] = {
    "import.not_waiting": _("This import has begun already."),
    "import.over": _("This import is over. Start a new one with the same file if you need to."),
    "import.no_mapping": _("Choose a mapping first."),
    "import.busy": _("The database was too busy to go on. Start the import again."),
    "import.unknown_form": _("Error sheets are made as csv or xlsx, not as “%(form)s”."),
    "place.already_settled": _("A colleague has settled this place already (%(unit)s)."),
}

MAPPINGS: dict[str, str | Promise] = {
    "mapping.not_toml": _("The mapping is not a TOML file: %(advice)s."),
    "mapping.format": _("The mapping must say “format = %(format)s”."),
    "mapping.missing": _("The mapping lacks “%(field)s”."),
    "mapping.not_a_table": _("“%(field)s” must be a table of the mapping."),
    "mapping.not_a_list": _("“%(field)s” must be a list of tables, written [[%(field)s]]."),
    "mapping.not_text": _("“%(field)s” must be a text of at most 1,000 characters."),
    "mapping.not_texts": _("“%(field)s” must be a text or a list of texts."),
    "mapping.not_pairs": _("“%(field)s” must translate values to codes, each a text."),
    "mapping.not_a_choice": _("“%(field)s” must be one of: %(options)s."),
    "mapping.unknown_field": _(
        "The mapping holds “%(field)s”, which means nothing. Check the spelling."
    ),
    "mapping.unknown_term": _(
        "“%(term)s” in “%(field)s” is not a term of the vocabulary “%(vocabulary)s”."
    ),
    "mapping.unknown_actor": _("“%(actor)s” in “%(field)s” is not an actor of the country pack."),
    "mapping.unknown_side": _("“%(side)s” in “%(field)s” is not one of the mapping's sides."),
    "mapping.bad_code": _(
        "The code may hold small letters, digits, - and _, two characters at least."
    ),
    "mapping.bad_header_row": _("The heading row must be a number from 1 to 100."),
    "mapping.key_or_keyless": _(
        "Say under [key] either which columns make a row itself, or “keyless = true”."
    ),
    "mapping.half_a_point": _("A point needs both a longitude and a latitude column."),
    "mapping.column_or_actor": _("“%(field)s” needs either a column or an actor, not both."),
    "mapping.unsafe_column": _(
        "“%(column)s” stands in “%(field)s” but not among the columns declared safe. Add it to "
        "“safe” only if it never names a person."
    ),
    "mapping.unknown_encoding": _("“%(encoding)s” is not a known encoding."),
    "mapping.columns_absent": _(
        "The file lacks columns that the mapping reads: %(columns)s. Choose another mapping, or "
        "correct the names."
    ),
}

# Reasons of rows and cells. They follow the column's name and a colon where there is a column.
REASONS: dict[str, str | Promise] = {
    "row.too_few_cells": _("The row has %(found)s cells for %(columns)s columns."),
    "row.too_many_cells": _("The row has %(found)s cells for %(columns)s columns."),
    "row.merged": _(
        "The row holds merged cells (%(range)s). Unmerge them and repeat the value in every row."
    ),
    "sheet.merged": _(
        "%(count)s ranges of cells are merged (%(ranges)s). Their rows will be "
        "rejected until they are unmerged."
    ),
    "cell.too_long": _("The cell is longer than a spreadsheet cell can be."),
    "cell.nul": _("The cell holds a character that is no text. Export the file again."),
    "cell.damaged": _("Letters in this cell were lost before the file reached us."),
    "cell.formula_without_value": _(
        "The cell holds a formula whose result was not saved. Open the file in a spreadsheet "
        "program, save it, and import it again."
    ),
    "cell.error_value": _("The cell holds an error of the spreadsheet program. Correct it."),
    "key.missing": _("The row has no identifier here, so it could not be found again later."),
    "key.twice": _("Another row of this file has the same identifier and other content. Keep one."),
    "value.not_in_mapping": _(
        "The mapping does not say what this value means. Add it to the "
        "mapping, or correct the cell."
    ),
    "date.not_understood": _("This is not a date that can be read. Write it as 2016-04-03."),
    "date.no_such_day": _("There is no such day. Check day and month."),
    "date.no_such_month": _(
        "There is no such month; day and month may be exchanged. Say in the "
        "mapping which comes first."
    ),
    "date.no_year": _("The year is missing."),
    "date.two_digit_year": _("The year has two digits. Write four."),
    "date.year_out_of_range": _("The year is too early or too late to be right."),
    "date.range_reversed": _("The end lies before the start."),
    "date.not_a_serial": _("This number is not a date."),
    "date.born_later": _("The person would be born after it happened."),
    "date.impossible": _("This date is impossible."),
    "date.in_future": _("The date lies in the future."),
    "count.not_a_number": _("This is not a number of people."),
    "count.not_whole": _("A number of people must be whole."),
    "count.negative": _("A number of people cannot be negative."),
    "count.too_large": _("This number of people is too large to be right."),
    "count.out_of_order": _("The least, best and greatest numbers are not in order."),
    "count.outside_bounds": _(
        "The numbers counted lie outside the bounds given for their total; the bounds were widened."
    ),
    "age.impossible": _("Nobody is that old. Check the age."),
    "place.not_a_number": _("A coordinate must be a number such as 44.361."),
    "place.outside_world": _(
        "The coordinate lies outside the world. Longitude and latitude may be exchanged."
    ),
    "place.half_a_point": _("One of the two coordinates is missing."),
    "place.waits": _("The place is not known yet; it waits among the places to settle."),
    "actor.unknown": _("The actor is not known to the country pack; “unknown” was recorded."),
    "actor.ambiguous": _("The label fits several actors; “unknown” was recorded."),
    "office.not_covered": _("No office covers this place; the importing office keeps the report."),
    "office.outside_sight": _(
        "Another office covers this place, but you cannot write there; "
        "your office keeps the report."
    ),
}

# How a place or an actor was found, for previews and for the incident's page.
MATCHES: dict[str, str | Promise] = {
    "name": _("its name"),
    "variant": _("a known spelling"),
    "former_name": _("a former name"),
    "spelling": _("the same name spelled otherwise"),
    "sound": _("a name that sounds alike"),
    "close": _("a name spelled almost alike"),
    "parent_only": _("the unit above is known, the place itself is not"),
    "place_elsewhere": _("a place of this name lies elsewhere"),
    "inside": _("the point lies inside its boundary"),
    "on_border": _("the point lies on a shared boundary"),
    "inside_predecessor": _("the point lies inside the unit it was split from"),
    "nearest": _("the nearest known place, %(distance_km)s km away"),
    "settled": _("settled by a colleague"),
    "place.unknown": _("nobody knows this place yet"),
    "place.not_given": _("no place is given"),
    "place.far_from_all": _("the point is far from every known place"),
}

SENTENCES: dict[str, str | Promise] = {**FILES, **RUNS, **MAPPINGS, **REASONS}


def reason_text(reason: Mapping[str, Any]) -> str:
    """A row's reason in the active language, as “column: what is wrong”."""
    sentence = _filled(SENTENCES.get(reason["code"]), reason.get("params", {}), reason["code"])
    column = reason.get("column")
    return f"{column}: {sentence}" if column else sentence


def match_text(reason: Mapping[str, Any]) -> str:
    """How a place was found, in the active language, from an incident's ``place_reason``."""
    code = str(reason.get("code", ""))
    return _filled(MATCHES.get(code), reason, code)


def _filled(sentence: str | Promise | None, params: Mapping[str, Any], code: str) -> str:
    if sentence is None:
        return gettext("This could not be read (%(code)s).") % {"code": code}
    try:
        return str(sentence) % params if "%(" in str(sentence) else str(sentence)
    except (KeyError, ValueError):
        return str(sentence)
