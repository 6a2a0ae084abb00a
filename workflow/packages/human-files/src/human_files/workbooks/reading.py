"""Reading workbooks within limits of memory and time, whatever is wrong with them.

One process reads all small workbooks of a command, since starting it takes 50 ms (importing an
engine into this one would take as long); after a large one it is ended, and its memory is free.
"""

from __future__ import annotations

import atexit
import contextlib
import datetime
import os
import pickle
import struct
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from human_files.errors import DataError, Problem
from human_files.language.messages import message
from human_files.workbooks import child

#: Bytes of memory that reading may take, and seconds.
MEMORY, SECONDS = 1_500_000_000, 40.0
#: The process is kept for further workbooks up to this many bytes.
_SMALL = 1_000_000
_LENGTH = struct.Struct(">Q")
#: The package is found as this process found it, and nothing in the folder at work is.
_START = (
    "import sys; sys.path.append(sys.argv[1]); "
    f"from {child.__name__} import serve; serve(int(sys.argv[2]))"
)
_LOCK = threading.Lock()

#: What a cell holds: a text, number, truth value or time; None for an empty one.
Cell = str | float | bool | datetime.datetime | datetime.time | datetime.timedelta | None


class WorkbookError(DataError):
    """A workbook that cannot be read.

    Attributes
    ----------
    kind : str
        ``"password"``, ``"damaged"``, ``"large"``, or ``"stopped"`` (it took too much memory or
        time, or ended the process that read it).
    detail : str
        What the engine says of a damaged one, in English.
    """

    def __init__(self, problem: Problem, kind: str, detail: str = "") -> None:
        super().__init__(problem)
        self.kind, self.detail = kind, detail


class WorkbookSheet(NamedTuple):
    """One sheet of a workbook.

    Parameters
    ----------
    name : str
        Its name.
    rows : sequence of sequence
        Its cells from the first row and column on, without empty ones at the ends of rows:
        texts, numbers, truth values, dates (with a time), times, and None for empty ones.
    declared : int
        How many rows it says it has, where these are not those that were found; else 0.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    declared: int = 0


def read_workbook(raw: bytes, file: str) -> list[WorkbookSheet]:
    """Read a workbook of any kind: .xlsx, .xlsm, .xlsb, .xls or .ods.

    Parameters
    ----------
    raw : bytes
        Its content.
    file : str
        What messages call it.

    Returns
    -------
    list of WorkbookSheet
        Its sheets, hidden ones too; charts are none.

    Raises
    ------
    WorkbookError
        If it has a password, is damaged or too large, or would take too much memory or time.
    """
    with _LOCK:
        answer = _asked(raw)
    if "error" in answer:
        kind = answer["error"]
        raise _refusal(file, "stopped" if kind == "memory" else kind, answer["detail"])
    sheets = [WorkbookSheet(name, rows) for name, rows in answer["sheets"]]
    told = answer["told"]
    if len(told) == len(sheets):
        sheets = [
            sheet._replace(declared=declared)
            if not whole or (declared and declared != max(written, len(sheet.rows)))
            else sheet
            for sheet, (declared, written, whole) in zip(sheets, told, strict=True)
        ]
    elif answer["missing"] > 0 and sheets:
        longest = max(range(len(sheets)), key=lambda place: len(sheets[place].rows))
        declared = len(sheets[longest].rows) + answer["missing"]
        sheets[longest] = sheets[longest]._replace(declared=declared)
    return sheets


def _refusal(file: str, kind: str, detail: str) -> WorkbookError:
    """Return the one error of a workbook that cannot be read."""
    advice = message(
        "Open it in Excel or LibreOffice, see that all its rows are there, and save it as CSV."
    )
    if kind == "password":
        found = message("is a workbook with a password.")
        advice = message("Save it without a password, as .xlsx or CSV.")
    elif kind == "large":
        found = message(
            "is too large a workbook: more than {n} cells, with the empty ones between others, or "
            "too much text.",
            n=f"{child.LARGEST:_}".replace("_", " "),
        )
        advice = message("Copy the cells with content to a new workbook, or save it as CSV.")
    elif kind == "stopped":
        found = message(
            "is a damaged workbook: reading it took too much memory or time, and was stopped."
        )
    else:
        found = message("is a damaged workbook, or a file of another program.")
    return WorkbookError(Problem(file, found, advice), kind, detail)


class _Child:
    """A process that reads workbooks."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START, str(Path(__file__).parents[2]), str(MEMORY)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def ask(self, raw: bytes) -> dict[str, Any]:
        """Return the answer to one workbook; raises OSError if the process ends or is too slow."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        watch = threading.Timer(SECONDS, self._process.kill)
        watch.daemon = True
        watch.start()
        try:
            self._process.stdin.write(_LENGTH.pack(len(raw)))
            self._process.stdin.write(raw)
            self._process.stdin.flush()
            head = self._process.stdout.read(_LENGTH.size)
            if len(head) < _LENGTH.size:
                raise BrokenPipeError
            size = _LENGTH.unpack(head)[0]
            packed = self._process.stdout.read(size)
            if len(packed) < size:
                raise BrokenPipeError
        finally:
            watch.cancel()
        answer: dict[str, Any] = pickle.loads(packed)  # of our own process
        return answer

    def end(self) -> None:
        """End the process."""
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                assert pipe is not None
                pipe.close()
        self._process.kill()
        self._process.wait()


_child: _Child | None = None


def _asked(raw: bytes) -> dict[str, Any]:
    """Return what the process answers, which is started or kept as it serves."""
    global _child
    if _child is not None and _child.owner != os.getpid():
        _child = None  # that of the process that this one was forked from
    if _child is None:
        _child = _Child()
    try:
        answer = _child.ask(raw)
    except OSError:
        answer = {"error": "stopped", "detail": ""}
    if "error" in answer or len(raw) > _SMALL:
        _end()
    return answer


def _end() -> None:
    """End the process, if this one started it."""
    global _child
    if _child is not None and _child.owner == os.getpid():
        _child.end()
    _child = None


atexit.register(_end)
