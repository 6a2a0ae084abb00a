"""Workbooks of Excel before 2007 (.xls), the smallest that are read: a sheet of texts, made by hand."""

from __future__ import annotations

import struct
from collections.abc import Sequence

_END, _TABLE, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_SECTOR = 512


def record(kind: int, data: bytes) -> bytes:
    """Return a record of the stream."""
    return struct.pack("<HH", kind, len(data)) + data


def text(value: str) -> bytes:
    """Return a text as records have it: length, one byte for its width, letters."""
    return struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")


def old_workbook(
    rows: Sequence[Sequence[str]], declared: int | None = None, moved: tuple[int, int] | None = None
) -> bytes:
    """Return an .xls workbook with one sheet.

    ``declared`` is how many rows it says it has (default: as many as it has); ``moved`` writes the
    cells of one row (from 0) to another.
    """
    width = max(len(row) for row in rows)
    height = len(rows) if declared is None else declared
    place_of = {**{number: number for number in range(len(rows))}, **dict([moved] if moved else [])}
    cells = b"".join(
        record(0x0204, struct.pack("<HHH", place_of[number], column, 0) + text(value))
        for number, row in enumerate(rows)
        for column, value in enumerate(row)
    )
    sheet = (
        record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 1997, 0, 0x0600))
        + record(0x0200, struct.pack("<IIHHH", 0, height, 0, width, 0))
        + cells
        + record(0x000A, b"")
    )
    head = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 1997, 0, 0x0600))
    name = struct.pack("<BB", 6, 0) + b"Sheet1"
    start = len(head) + len(record(0x0085, bytes(6) + name)) + 4
    stream = (
        head + record(0x0085, struct.pack("<IH", start, 0) + name) + record(0x000A, b"") + sheet
    )
    return _file(stream.ljust(4096, b"\0"))


def _file(stream: bytes) -> bytes:
    """Return the file that holds the stream "Workbook"."""
    stream += bytes(-len(stream) % _SECTOR)
    count = len(stream) // _SECTOR
    following = [_TABLE, _END, *range(3, count + 2), _END]
    assert len(following) <= _SECTOR // 4, "a larger one needs more tables"
    table = struct.pack("<128I", *following, *[_FREE] * (128 - len(following)))
    entries = _entry("Root Entry", 5, _END, 0, child=1) + _entry("Workbook", 2, 2, len(stream))
    head = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6, bytes(6), 0, 1, 1, 0,
        4096, _END, 0, _END, 0, 0,
    )  # fmt: skip
    return head + struct.pack("<108I", *[_FREE] * 108) + table + entries.ljust(512, b"\0") + stream


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    """Return an entry of the directory."""
    encoded = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII36sIQ", encoded, len(encoded), kind, 1, _FREE, _FREE, child, bytes(36), start, size
    )  # fmt: skip
