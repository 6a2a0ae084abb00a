"""The content of a file: its bytes, and its text whatever the encoding."""

from __future__ import annotations

import codecs
import re
from functools import cached_property
from pathlib import Path

from human_files.errors import DataError, Problem
from human_files.language.messages import message
from human_files.system_errors import reason_of
from human_files.text import mojibake
from human_files.text.code_pages import USUAL, code_page

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),  # before UTF-16, whose mark begins like it
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_RETURNS = re.compile(r"\r+\n")
_FIRST_LINE = re.compile(r"[^\r\n]+")
_SEPARATORS = ",;\t|"
#: How workbooks begin: those in the old format (OLE), and those in the new one (ZIP).
WORKBOOKS = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04")
_ASCII, _BEYOND = bytes(range(128)), bytes(range(128, 256))
_HANDLER = "human_files.windows1252"


class UnreadableFileError(DataError):
    """A file that is missing, empty or cannot be opened."""


class Content:
    """A file as bytes and as text, whatever its encoding.

    Parameters
    ----------
    file : str
        What messages call the file.
    raw : bytes
        Its bytes.

    Attributes
    ----------
    text : str
        The text, with ``\\n`` between lines, without byte-order mark, text that had been encoded
        twice repaired.
    lines : list of str
        The lines of the text.
    encoding : str
        The encoding that was detected, such as ``"UTF-8"``; ``""`` for a workbook.
    repaired_lines : list of int
        The lines (from 1) in which text that had been encoded twice was repaired.
    """

    def __init__(self, file: str, raw: bytes) -> None:
        self.file = file
        self.raw = raw
        #: The UTF-8 bytes of the text beyond ASCII: a small part of it, and quick to search.
        self.beyond_ascii = b""

    @classmethod
    def load(cls, path: Path | str, file: str | None = None) -> Content:
        """Read a file.

        Parameters
        ----------
        path : pathlib.Path or str
            The file.
        file : str, optional
            What messages call it; the path if not given.

        Returns
        -------
        Content
            Its content.

        Raises
        ------
        UnreadableFileError
            If the file is missing, empty, or cannot be opened.
        """
        name = file or str(path)
        try:
            raw = Path(path).read_bytes()
        except OSError as error:
            raise UnreadableFileError(
                Problem(
                    name,
                    message("cannot be opened: {reason}.", reason=reason_of(error)),
                    message("Restore the file, or correct its path."),
                )
            ) from error
        if not raw.strip():
            raise UnreadableFileError(
                Problem(name, message("is empty."), message("Restore or export it again."))
            )
        return cls(name, raw)

    @cached_property
    def _decoded(self) -> tuple[str, str, list[int]]:
        """The text, the name of its encoding, and the lines that were repaired."""
        text, name = decode(self.raw)
        if text.isascii():
            return text, name, []
        raw = self.raw if name == "UTF-8" else text.encode("utf-8", "replace")
        self.beyond_ascii = raw.translate(None, _ASCII)
        # The small part nearly always shows that there is none; in it, bytes may meet by chance.
        if mojibake.is_likely(self.beyond_ascii) and mojibake.is_likely(raw):
            text, lines = mojibake.repair_mojibake(text)
            if lines:
                self.beyond_ascii = text.encode("utf-8", "replace").translate(None, _ASCII)
            return text, name, lines
        return text, name, []

    @property
    def text(self) -> str:
        """The text, with ``\\n`` between lines and without byte-order mark."""
        return self._decoded[0]

    @property
    def text_as_encoded(self) -> str:
        """The text as it was decoded, with nothing repaired."""
        return decode(self.raw)[0]

    @property
    def encoding(self) -> str:
        """The encoding that was detected; "" for a workbook, which is not a text."""
        return "" if self.raw.startswith(WORKBOOKS) else self._decoded[1]

    @property
    def is_doubtful(self) -> bool:
        """Whether the text has letters of another alphabet, in a code page that is not known."""
        return "Windows-1252" in self.encoding and not code_page(self.raw)[2]

    @property
    def repaired_lines(self) -> list[int]:
        """The lines (from 1) in which text that had been encoded twice was repaired."""
        return self._decoded[2]

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.split("\n")


def decode(raw: bytes) -> tuple[str, str]:
    """Decode bytes whose encoding is not known; never fails.

    A byte-order mark decides, else the zero bytes of UTF-16, else UTF-8. Bytes that are not UTF-8
    are read as Windows-1252, one by one, so that two files of different encodings pasted together
    are read correctly (Latin-1 differs only in control characters, which texts do not use); but if
    no letter is in UTF-8, what is clearly in another code page is read in that.

    Parameters
    ----------
    raw : bytes
        The bytes.

    Returns
    -------
    text : str
        The text, with ``\\n`` between lines and without byte-order marks.
    encoding : str
        ``"UTF-8"``, ``"UTF-16"``, ``"UTF-32"``, ``"Windows-1252"``,
        ``"UTF-8 and Windows-1252"``, or another code page, such as ``"Windows-1253"``.
    """
    for mark, codec, name in _MARKS:
        if raw.startswith(mark):
            return _plain(raw[len(mark) :].decode(codec, errors="replace")), name
    sample = raw[:4096]
    for offset, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(sample) > 3 and sample[offset::2].count(0) > len(sample) / 5:
            return _plain(raw.decode(codec, errors="replace")), "UTF-16"
    try:
        return _plain(raw.decode("utf-8")), "UTF-8"
    except UnicodeDecodeError:
        text = raw.decode("utf-8", errors=_HANDLER)
    beyond = len(raw) - len(raw.translate(None, _BEYOND))
    lost = len(raw) - len(raw.decode("utf-8", errors="ignore").encode())
    # Bytes of another code page look like UTF-8 now and then, by chance.
    codec, name, _ = code_page(raw) if lost * 4 > beyond else (USUAL, "", True)
    if codec != USUAL:
        return _plain(raw.decode(codec, errors="replace")), name
    return _plain(text), "UTF-8 and Windows-1252" if lost < beyond else "Windows-1252"


def _windows1252(error: UnicodeError) -> tuple[str, int]:
    """Decode the bytes that a codec failed at, as an error handler does."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(_character(byte) for byte in wrong), error.end


def _character(byte: int) -> str:
    """Return the character of a byte in Windows-1252."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:  # the five bytes that Windows-1252 does not define
        return chr(byte)


codecs.register_error(_HANDLER, _windows1252)


def _plain(text: str) -> str:
    """Return a text without byte-order marks (joined files have several) and with one line end.

    Files that were joined or edited on several systems have several line ends; so a lone carriage
    return (old Macintosh) ends a line too, unless it is within a cell.
    """
    if "\ufeff" in text:
        text = text.replace("\ufeff", "")
    if "\r" not in text:
        return text
    if "\n" not in text:
        return text.replace("\r", "\n")
    text = _RETURNS.sub("\n", text)
    return _without_returns(text) if "\r" in text else text


def _without_returns(text: str) -> str:
    """Return a text with lone carriage returns: a line end each, or a space within a row of cells.

    Where cells are not in quotation marks, as in the tab-delimited file of Web of Science, only what
    has as many cells as the first line is a row.
    """
    first = _FIRST_LINE.search(text)
    head = first[0] if first is not None else ""
    separator = max(_SEPARATORS, key=head.count)
    width = head.count(separator)
    if width < 3 or '"' in head:
        return text.replace("\r", "\n")
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if "\r" in line:
            parts = line.split("\r")
            rows = (separator != "\t" and '"' in line) or all(
                part.count(separator) == width for part in parts if part
            )
            lines[number] = ("\n" if rows else " ").join(parts)
    return "\n".join(lines)
