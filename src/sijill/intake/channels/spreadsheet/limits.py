"""How large a file may be. Beyond these a file is refused before it is parsed."""

from __future__ import annotations

ROWS = 1_000_000
COLUMNS = 500
CELL = 32_767  # characters; what spreadsheet programs themselves allow
FILE_BYTES = 2 * 1024**3
UNPACKED_BYTES = 4 * 1024**3
STRINGS_BYTES = 300 * 1024**2  # the table of texts of a workbook is held in memory
MEMBERS = 5000
# Deflate reaches about 1000; a sheet of numbers 10 to 40, one value repeated about 150.
RATIO = 300
RATIO_FROM_BYTES = 20 * 1024**2
MERGED_RANGES = 10_000
MERGED_ROWS = 200_000
