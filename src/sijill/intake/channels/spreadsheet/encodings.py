"""Which encoding a text file is in, found by reading all of it, never assumed."""

from __future__ import annotations

import codecs
import os
import re
from typing import BinaryIO

from charset_normalizer import from_bytes

from sijill.trust.access.errors import Problem

PIECE = 1024 * 1024
SAMPLE = 256 * 1024

# What partners of this region send besides Unicode.
_SINGLE_BYTE = ("cp1256", "iso8859_6", "cp1252", "cp1254", "latin_1", "mac_roman", "mac_arabic")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ARABIC_WORD = re.compile("[\u0621-\u064a\u067e\u0686\u0698\u06a9\u06af\u06be\u06cc]{3,}")
# Latin and its neighbours, Arabic, Syriac: what a column or a cell here is written in.
_ORDINARY = re.compile("[\t\r\n -~\u00a0-\u024f\u0600-\u074f\u2010-\u2026]")
# UTF-8 bytes of Arabic letters read as a single-byte encoding and saved again.
_GARBLED = re.compile("(?:[ØÙÚÛ][\u0080-\u00bf\u0152-\u2122]){3,}")


def find_encoding(source: BinaryIO, stated: str = "") -> str:
    """Give the encoding of a text file.

    A byte-order mark decides, then the encoding a mapping states, then strict UTF-8, then the
    likeliest single-byte encoding. Raises Problem: ``spreadsheet.encoding_wrong`` (line) when the
    file is not in the stated encoding or changes it midway, ``spreadsheet.encoding_unknown`` when
    nothing fits, ``spreadsheet.garbled`` when letters were already damaged by the sender.
    """
    source.seek(0)
    start = source.read(SAMPLE)
    found = next((name for bom, name in _BOMS if start.startswith(bom)), None)
    if found is None and stated:
        found = _checked(stated)
    if found is None:
        found = _wide(start)
    if found is None:
        line = _first_bad_line(source, "utf-8")
        found = "utf-8" if line is None else _single_byte(_around(source), line)
    line = _first_bad_line(source, found)
    if line is not None:
        raise Problem("spreadsheet.encoding_wrong", encoding=found, line=line)
    if _GARBLED.search(start.decode(found, "ignore")):
        raise Problem("spreadsheet.garbled")
    return found


def _checked(stated: str) -> str:
    try:
        return codecs.lookup(stated).name
    except LookupError:
        raise Problem("mapping.unknown_encoding", encoding=stated) from None


def _wide(start: bytes) -> str | None:
    """UTF-16 without a mark: NULs occur, and read as such it is ordinary text."""
    sample = start[: min(len(start), 20_000) & ~1]
    if sample.count(0) < max(2, len(sample) // 50):
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, "replace")
        if len(_ORDINARY.findall(text)) > 0.9 * len(text):
            return encoding
    return None


def _first_bad_line(source: BinaryIO, encoding: str) -> int | None:
    """Decode everything; the number of the first line that does not decode, or None."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    source.seek(0)
    line = 1
    while piece := source.read(PIECE):
        try:
            line += decoder.decode(piece).count("\n")
        except UnicodeDecodeError as problem:
            return line + piece[: problem.start].count(b"\n")
    try:
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return line
    return None


def _around(source: BinaryIO) -> bytes:
    """A sample that surely holds letters beyond ASCII."""
    source.seek(0)
    position = 0
    while piece := source.read(PIECE):
        for index in range(0, len(piece), 4096):
            if not piece[index : index + 4096].isascii():
                source.seek(max(0, position + index - 4096), os.SEEK_SET)
                return source.read(SAMPLE)
        position += len(piece)
    return b""


def _single_byte(sample: bytes, line: int) -> str:
    if _reads_as_arabic(sample):
        return "cp1256"
    best = from_bytes(sample, cp_isolation=list(_SINGLE_BYTE)).best()
    if best is None or best.encoding not in _SINGLE_BYTE:
        raise Problem("spreadsheet.encoding_unknown", line=line)
    return best.encoding


def _reads_as_arabic(sample: bytes) -> bool:
    """Windows-1256 decodes any bytes, so what comes out must look like Arabic words."""
    text = sample.decode("cp1256")
    arabic = sum(len(word) for word in _ARABIC_WORD.findall(text))
    beyond = sum(1 for sign in text if ord(sign) > 127)
    return beyond > 0 and arabic >= 0.6 * beyond
