"""The process that reads workbooks: what goes wrong in an engine ends it, and nothing else.

The engines are not ours: one allocates 549 GB for a workbook of 1.5 kB, another panics at a wrong
bit. This process limits its own memory where the system can (Linux; macOS in part), has its errors
thrown away, and may be killed at any time by the one that started it
(:mod:`human_files.workbooks.reading`). Requests and answers are a length of eight bytes and what it
counts: the bytes of a workbook; a pickled dictionary with ``sheets``, or with ``error`` and ``detail``.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import pickle
import struct
import sys
import zipfile
import zlib
from typing import Any

from human_files.workbooks.new_format import BombError, Extent, extent_of
from human_files.workbooks.old_format import told_by

#: A workbook may have this many cells, empty ones between others included; and this many bytes of text.
LARGEST = 5_000_000
LONGEST = 250_000_000
_OLD, _NEW = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LENGTH = struct.Struct(">Q")


def serve(memory: int) -> None:
    """Answer requests until there are no more, with at most so many bytes of memory."""
    limit_memory(memory)
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while len(head := source.read(_LENGTH.size)) == _LENGTH.size:
        answer = answered(source.read(_LENGTH.unpack(head)[0]))
        target.write(_LENGTH.pack(len(answer)))
        target.write(answer)
        target.flush()


def limit_memory(memory: int) -> None:
    """Limit the memory of this process, and write no picture of it when it ends."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, most in (("RLIMIT_AS", memory), ("RLIMIT_CORE", 0)):
        with contextlib.suppress(AttributeError, OSError, ValueError):
            resource.setrlimit(getattr(resource, kind), (most, most))


def answered(raw: bytes) -> bytes:
    """Return the answer to one request, pickled."""
    answer: dict[str, Any]
    try:
        answer = _sheets(raw)
        packed = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    except BombError:
        answer = {"error": "large", "detail": ""}
    except MemoryError:
        answer = {"error": "memory", "detail": ""}
    except BaseException as error:  # a panic of Rust is no Exception
        kind = "password" if type(error).__name__ == "PasswordError" else "damaged"
        answer = {"error": kind, "detail": str(error)[:200]}
    else:
        if len(packed) <= LONGEST:
            return packed
        answer = {"error": "large", "detail": ""}
    return pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)


def _sheets(raw: bytes) -> dict[str, Any]:
    """Return the cells of all sheets, and what the workbook says of them."""
    if raw.startswith(_OLD) and _ENCRYPTED in raw:
        return {"error": "password", "detail": ""}
    extent = Extent(0, 0, has_errors=False, missing=0)
    if raw.startswith(_NEW):
        # A damaged archive is the engine's to refuse, or to read.
        with contextlib.suppress(
            zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError
        ):
            extent = extent_of(raw)
        if extent.rows * extent.columns > LARGEST:
            raise BombError
    sheets = _by_openpyxl(raw) if extent.has_errors else _by_calamine(raw)
    told = told_by(raw) if raw.startswith(_OLD) else []
    return {"sheets": sheets, "told": [tuple(one) for one in told], "missing": extent.missing}


def _by_calamine(raw: bytes) -> list[tuple[str, list[list[Any]]]]:
    """Return name and rows of each sheet, quickly."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    found = []
    left = LARGEST
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        rows: list[list[Any]] = []
        if sheet.end is not None:
            left -= (sheet.end[0] + 1) * (sheet.end[1] + 1)
            if left < 0:
                raise BombError
            rows = [_trimmed(row) for row in sheet.to_python(skip_empty_area=False)]
        found.append((about.name, rows))
    return found


def _trimmed(row: list[Any]) -> list[Any]:
    """Return a row as openpyxl gives it: dates with their time, no empty cells at its end."""
    while row and row[-1] == "":
        row.pop()
    for place, cell in enumerate(row):
        if type(cell) is datetime.date:
            row[place] = datetime.datetime(cell.year, cell.month, cell.day)
        elif cell == "":
            row[place] = None
    return row


def _by_openpyxl(raw: bytes) -> list[tuple[str, list[list[Any]]]]:
    """Return name and rows of each sheet with the errors that cells show, which calamine leaves out."""
    import warnings

    from openpyxl import load_workbook

    warnings.simplefilter("ignore", UserWarning)  # about styles that it does not know
    book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    found = []
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        rows = [[*row] for row in sheet.iter_rows(values_only=True)]
        for row in rows:
            while row and row[-1] is None:
                row.pop()
        found.append((sheet.title, rows))
    return found
