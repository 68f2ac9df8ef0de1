"""Telling a file's format by its first bytes, and refusing all but CSV and XLSX with advice."""

from __future__ import annotations

import io
import os
import zipfile
from typing import Any, BinaryIO

from sijill.intake.channels.spreadsheet import limits
from sijill.trust.access.errors import Problem

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BY_START = {
    _OLE: "spreadsheet.old_or_locked",
    b"%PDF": "spreadsheet.pdf",
    b"{\\rtf": "spreadsheet.not_a_spreadsheet",
    b"\x89PNG": "spreadsheet.picture",
    b"\xff\xd8\xff": "spreadsheet.picture",
    b"Rar!": "spreadsheet.packed",
    b"7z\xbc\xaf": "spreadsheet.packed",
    b"\x1f\x8b": "spreadsheet.packed",
    b"PAR1": "spreadsheet.not_a_spreadsheet",
    b"SQLite format 3": "spreadsheet.not_a_spreadsheet",
}


def form_of(source: BinaryIO) -> str:
    """Say ``csv`` or ``xlsx``; raises Problem for everything else, saying how to save the file.

    The content decides, not the name: a workbook renamed to .csv is read as a workbook.
    """
    size = source.seek(0, os.SEEK_END)
    source.seek(0)
    start = source.read(512)
    source.seek(0)
    if size == 0:
        raise Problem("spreadsheet.empty")
    if size > limits.FILE_BYTES:
        raise Problem("spreadsheet.too_large", limit=limits.FILE_BYTES // 1024**2)
    for sign, code in _BY_START.items():
        if start.startswith(sign):
            raise Problem(code)
    if start.startswith(b"PK"):
        _check_archive(source)
        return "xlsx"
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        raise Problem("spreadsheet.web_page")
    return "csv"


def _check_archive(source: BinaryIO) -> None:
    """Refuse what is not a plain workbook, and what would unpack to far more than it is."""
    try:
        with zipfile.ZipFile(source) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        raise Problem("spreadsheet.damaged") from None
    source.seek(0)
    _check_sizes(members)
    names = {member.filename for member in members}
    if any(member.flag_bits & 1 for member in members):
        raise Problem("spreadsheet.old_or_locked")
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Problem("spreadsheet.macros")
    if "xl/workbook.bin" in names:
        raise Problem("spreadsheet.binary_workbook")
    if "xl/workbook.xml" not in names:
        raise Problem(
            "spreadsheet.open_document" if "content.xml" in names else "spreadsheet.packed"
        )


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    swollen = any(
        member.file_size > limits.RATIO_FROM_BYTES
        and member.file_size > limits.RATIO * max(member.compress_size, 1)
        for member in members
    )
    strings = sum(m.file_size for m in members if m.filename == "xl/sharedStrings.xml")
    if total > limits.UNPACKED_BYTES or swollen or len(members) > limits.MEMBERS:
        raise Problem("spreadsheet.bomb")
    if strings > limits.STRINGS_BYTES:
        raise Problem("spreadsheet.too_many_texts", limit=limits.STRINGS_BYTES // 1024**2)


def as_text(source: BinaryIO, encoding: str) -> io.TextIOWrapper:
    """The file as text, line ends untouched, without closing the file when the text is dropped."""
    source.seek(0)
    kept = io.BufferedReader(_Kept(source), 256 * 1024)
    return io.TextIOWrapper(kept, encoding=encoding, newline="")


class _Kept(io.RawIOBase):
    """Passes reads through and leaves the file open."""

    def __init__(self, source: BinaryIO) -> None:
        super().__init__()
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._source.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)
