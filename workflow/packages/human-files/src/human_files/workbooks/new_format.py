"""What an .xlsx workbook says of itself, read without building it: how far its cells go, and more.

A workbook of 1.5 kB may have a cell in row 1,048,576 and column XFD; engines that make a whole
rectangle of cells of it need 549 GB. Looking through its text first takes no memory.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

#: Unpacked, a workbook may have this many bytes.
LARGEST_UNPACKED = 1_000_000_000
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension\b[^>]*?\bref="(?:[A-Z]+\d+:)?[A-Z]{1,3}(\d{1,7})"')
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d{1,7})"')
#: A cell with something in it: one that is only formatted is closed at once.
_CELL = re.compile(rb'<(?:\w+:)?c\b([^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*)(?<!/)>')
_PIECE = 1 << 20


class BombError(Exception):
    """A workbook that would be gigantic when it is unpacked."""


class Extent(NamedTuple):
    """How far the sheets of a workbook go.

    Parameters
    ----------
    rows, columns : int
        The last row and column (from 1) that some sheet has a value in.
    has_errors : bool
        Whether some cell shows an error such as ``#N/A``.
    missing : int
        The rows that some sheet says it has but has not, at the most; 0 for a workbook in order.
    """

    rows: int
    columns: int
    has_errors: bool
    missing: int


def extent_of(raw: bytes) -> Extent:
    """Look through the sheets of a workbook.

    Parameters
    ----------
    raw : bytes
        An .xlsx or .xlsm workbook; one of another kind gives an extent of nothing.

    Returns
    -------
    Extent
        How far its sheets go.

    Raises
    ------
    BombError
        If it would be larger than :data:`LARGEST_UNPACKED` when unpacked.
    zipfile.BadZipFile, OSError, ValueError
        If it is damaged; also ``NotImplementedError``, ``EOFError`` and ``zlib.error``.
    """
    rows = columns = missing = 0
    has_errors = False
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise BombError
        for part in parts:
            if not _SHEET.fullmatch(part.filename):
                continue
            declared = written = 0
            for number, text in enumerate(_pieces(archive, part)):
                said = _DIMENSION.search(text) if not number else None
                declared = declared if said is None else int(said[1])
                for match in _ROW.finditer(text):
                    written = max(written, int(match[1]))
                for attributes, letters, row in _CELL.findall(text):
                    rows, columns = max(rows, int(row)), max(columns, _column(letters))
                    has_errors = has_errors or b't="e"' in attributes
            if written:
                missing = max(missing, declared - written)
    return Extent(rows, columns, has_errors, missing)


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the text of a part in pieces that no tag is cut by."""
    with archive.open(part) as file:
        rest = b""
        while piece := file.read(_PIECE):
            whole, sign, tag = (rest + piece).rpartition(b"<")
            yield whole
            rest = (sign + tag)[:_PIECE]  # no tag is longer
        yield rest


def _column(letters: bytes) -> int:
    """Return the number of a column (from 1), given its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
