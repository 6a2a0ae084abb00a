"""What can still be read of a damaged XLSX workbook: its rows up to the damage.

An XLSX file is a ZIP archive with its table of contents at the end. Without that, the parts are
found by their own headers, and each is unpacked as far as possible.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_HEAD = struct.Struct("<4s5H3L2H")
_SIGN = b"PK\x03\x04"
_STORED, _DEFLATED = 0, 8
#: A part is unpacked up to this many bytes.
_LARGEST = 100_000_000
_ROW = re.compile(r"<row\b[^>]*>(.*?)</row>", re.DOTALL)
_CELL = re.compile(r"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_PLACE = re.compile(r'\br="([A-Z]{1,3})\d+"')
_KIND = re.compile(r'\bt="(\w+)"')
_VALUE = re.compile(r"<v>(.*?)</v>", re.DOTALL)
_TEXT = re.compile(r"<t\b[^>]*>(.*?)</t>", re.DOTALL)
_SHARED = re.compile(r"<si\b[^>]*?(?:/>|>(.*?)</si>)", re.DOTALL)
_PHONETIC = re.compile(r"<rPh\b.*?</rPh>", re.DOTALL)


class Rows(NamedTuple):
    """The rows of a sheet as text, and how many others have cells whose text is lost."""

    rows: list[list[str]]
    lost: int


def recovered_sheets(raw: bytes) -> list[Rows]:
    """Return the rows that can be read of each sheet of a damaged workbook."""
    parts = dict(_parts(raw))
    shared = [
        "".join(unescape(text) for text in _TEXT.findall(_PHONETIC.sub("", item)))
        for item in _SHARED.findall(parts.get("xl/sharedStrings.xml", ""))
    ]
    names = sorted(name for name in parts if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name))
    return [_rows(parts[name], shared) for name in names]


def _parts(raw: bytes) -> Iterator[tuple[str, str]]:
    """Yield name and text of each part of a workbook, as far as it can be unpacked."""
    place = raw.find(_SIGN)
    while place >= 0:
        following = raw.find(_SIGN, place + 4)
        if place + _HEAD.size > len(raw):
            return
        _, _, _, method, _, _, _, size, _, length, extra = _HEAD.unpack_from(raw, place)
        start = place + _HEAD.size + length + extra
        name = raw[place + _HEAD.size : place + _HEAD.size + length].decode("utf-8", "replace")
        if method == _DEFLATED:
            yield name, _unpacked(raw[start:]).decode("utf-8", "replace")
        elif method == _STORED:
            yield name, raw[start : start + size].decode("utf-8", "replace")
        place = following


def _unpacked(packed: bytes) -> bytes:
    """Return as much of a compressed part as can be unpacked, up to the first damage."""
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    found: list[bytes] = []
    length = 0
    for start in range(0, len(packed), 512):
        try:
            found.append(engine.decompress(packed[start : start + 512]))
        except zlib.error:
            break
        length += len(found[-1])
        if engine.eof or length > _LARGEST:
            break
    return b"".join(found)


def _rows(sheet: str, shared: list[str]) -> Rows:
    """Return the rows of a sheet's XML; ``shared`` are the texts that cells refer to."""
    rows, lost = [], 0
    for match in _ROW.finditer(sheet):
        cells: list[str] = []
        whole = True
        for attributes, inner in _CELL.findall(match[1]):
            place = _PLACE.search(attributes)
            column = _column(place[1]) if place is not None else len(cells)
            text = _cell(attributes, inner, shared)
            whole = whole and text is not None
            cells += [""] * (column + 1 - len(cells))
            cells[column] = text or ""
        if whole:
            rows.append(cells)
        else:
            lost += 1
    return Rows(rows, lost + (sheet.count("<row") > sheet.count("</row>")))


def _cell(attributes: str, inner: str, shared: list[str]) -> str | None:
    """Return the text of a cell, None where it is in a part of the file that is lost."""
    kind = _KIND.search(attributes)
    if kind is not None and kind[1] == "inlineStr":
        return "".join(unescape(text) for text in _TEXT.findall(inner))
    value = _VALUE.search(inner)
    if value is None:
        return ""
    if kind is not None and kind[1] == "s":
        number = int(value[1]) if value[1].isdigit() else -1
        return shared[number] if 0 <= number < len(shared) else None
    return unescape(value[1])


def _column(letters: str) -> int:
    """Return the number of a column (from 0), given its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return min(number - 1, 16_383)
