"""Reading published files, which come from strangers: within limits, and never with a traceback."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from human_files.language.messages import message, template

#: No result of a build is as large as that (bytes).
LARGEST = 256 * 1024**2
#: Nor are the parts of a Word file or workbook together.
_LARGEST_ARCHIVE = 512 * 1024**2
_MOST_PARTS = 5000
#: What reading a damaged or hostile file raises, in the libraries that are used.
FAILURES = (
    *(ValueError, LookupError, OSError, EOFError, TypeError, AttributeError, SyntaxError),
    *(
        ArithmeticError,
        AssertionError,
        RecursionError,
        MemoryError,
        RuntimeError,
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
    ),
)


#: What is said of a file that is, or unpacks to, more than the limits.
TOO_LARGE = template("It is larger, or unpacks to more, than a result can be.")


class UnreadableError(ValueError):
    """A file cannot be read; its text says why, in the person's language."""


@contextmanager
def readable() -> Iterator[None]:
    """Turn what damaged content raises in a library into UnreadableError."""
    try:
        yield
    except UnreadableError:
        raise
    except FAILURES as error:
        raise UnreadableError(
            message("It is damaged, or no file of its kind ({error}).", error=type(error).__name__)
        ) from error


def read_text(content: bytes) -> str:
    """Return the text of a file in UTF-8."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError(message("It is no text in UTF-8.")) from error


def read_json(content: bytes) -> Any:
    """Return what a JSON file holds; a key that stands twice in an object is refused."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise UnreadableError(message("The key {key} stands twice in one object.", key=twice))
        return found

    with readable():
        return json.loads(read_text(content), object_pairs_hook=once)


def read_parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file or a workbook, by name."""
    with readable(), zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        if len({entry.filename for entry in entries}) != len(entries):
            raise UnreadableError(message("A part of it stands there twice."))
        size = sum(entry.file_size for entry in entries)
        if len(entries) > _MOST_PARTS or size > _LARGEST_ARCHIVE:
            raise UnreadableError(message(TOO_LARGE))
        return {entry.filename: archive.read(entry) for entry in entries}


def without_entities(content: bytes) -> bytes:
    """Return the content of an XML file; one that declares entities is refused."""
    marks = ("<!ENTITY".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
    if any(mark in content for mark in marks):
        raise UnreadableError(message("It declares entities, as no result does."))
    return content
