"""What an .xls workbook says of itself, by its own records: the rows of each sheet, and its cells.

An old workbook has no checksum: a single wrong bit moves a row to another place or ends the reading
early, and nothing in the cells shows it. Each sheet tells how many rows it has, though (the record
DIMENSIONS), and each cell is a record that can be counted. The layout is that of Microsoft's
[MS-CFB] (the file within the file) and [MS-XLS].
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

_FREE = 0xFFFFFFFA  # sector numbers from here on are marks
_BOF, _EOF, _DIMENSIONS, _ROW, _SHEET = 0x0809, 0x000A, 0x0200, 0x0208, 0x0010
#: Records of one cell with a value: texts, numbers, formulas, errors.
_CELLS = frozenset({0x00FD, 0x0204, 0x00D6, 0x0203, 0x027E, 0x0006, 0x0205})
_BLANK, _BLANKS, _NUMBERS = 0x0201, 0x00BE, 0x00BD


class Told(NamedTuple):
    """What a sheet of an old workbook says of itself.

    Parameters
    ----------
    declared : int
        Its last row (from 1) as it says; 0 if it does not say.
    written : int
        The last row that its records mention.
    is_whole : bool
        Whether its records go to its end.
    """

    declared: int
    written: int
    is_whole: bool


def told_by(raw: bytes) -> list[Told]:
    """Return what each sheet of an .xls workbook says; none if its records are not found."""
    stream = _stream(raw)
    sheets: list[Told] = []
    within = False
    declared = written = 0
    for kind, data in _records(stream):
        if kind == _BOF and len(data) >= 4:
            if within:
                sheets.append(Told(declared, written, is_whole=False))
            within = struct.unpack_from("<H", data, 2)[0] == _SHEET
            declared = written = 0
        elif not within:
            continue
        elif kind == _EOF:
            sheets.append(Told(declared, written, is_whole=True))
            within = False
        elif kind == _DIMENSIONS and len(data) >= 8:
            declared = min(struct.unpack_from("<I", data, 4)[0], 65_536)
        elif (kind in _CELLS or kind in (_ROW, _BLANK, _BLANKS, _NUMBERS)) and len(data) >= 2:
            written = max(written, struct.unpack_from("<H", data)[0] + 1)
    if within:
        sheets.append(Told(declared, written, is_whole=False))
    return sheets


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield kind and data of each record."""
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        if not kind and not length:
            return  # what fills the last sector
        yield kind, stream[place + 4 : place + 4 + length]
        place += 4 + length


def _stream(raw: bytes) -> bytes:
    """Return the stream "Workbook" of the file, b"" if it is not found."""
    try:
        return _chained(raw)
    except (struct.error, IndexError, UnicodeDecodeError):
        return b""


def _chained(raw: bytes) -> bytes:
    """Return the stream, following the chains of sectors; raises errors where they lead nowhere."""
    size = 1 << min(struct.unpack_from("<H", raw, 30)[0], 16)
    (count, directory), (further,) = (
        struct.unpack_from("<II", raw, 44),
        struct.unpack_from("<I", raw, 68),
    )

    def sector(number: int) -> bytes:
        """Return one sector."""
        return raw[(number + 1) * size : (number + 2) * size]

    tables = list(struct.unpack_from("<109I", raw, 76))
    while further < _FREE and len(tables) < count:
        *more, further = struct.unpack(f"<{size // 4}I", sector(further))
        tables += more
    following: list[int] = []
    for table in tables[:count]:
        if table < _FREE:
            following += struct.unpack(f"<{size // 4}I", sector(table))

    def chain(number: int) -> bytes:
        """Return all sectors from one on."""
        parts, seen = [], set()
        while number < _FREE and number not in seen:
            seen.add(number)
            parts.append(sector(number))
            number = following[number]
        return b"".join(parts)

    entries = chain(directory)
    for place in range(0, len(entries) - 127, 128):
        length = struct.unpack_from("<H", entries, place + 64)[0]
        name = entries[place : place + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
        if name in ("Workbook", "Book"):
            first, size_of = struct.unpack_from("<II", entries, place + 116)
            return chain(first)[:size_of] if size_of >= 4096 else b""
    return b""
