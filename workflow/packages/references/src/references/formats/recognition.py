"""All known formats, and the recognition of that of a file from its content."""

from __future__ import annotations

import codecs
import gc
from bisect import bisect_right
from collections.abc import Iterator

from human_files.errors import DataError, Problem
from human_files.language.messages import message, template
from human_files.text.content import WORKBOOKS, Content
from references.formats import (
    bibtex,
    cochrane,
    csl_json,
    delimited,
    ebsco_xml,
    embase_text,
    endnote_tagged,
    endnote_xml,
    medline,
    ovid,
    pubmed_xml,
    record_table,
    refworks,
    ris,
    scopus_text,
    workbook,
    wos_tagged,
    zotero_rdf,
)
from references.formats.plug_ins import plugin_readers
from references.reading import (
    DOUBLY_ENCODED,
    MOST_DAMAGED,
    MOST_RECORDS,
    Reader,
    Reading,
    Remark,
    TooManyRecordsError,
    shorten,
)

#: The built-in formats in the order in which they are tried: the more distinctive, the earlier.
READERS: tuple[Reader, ...] = (
    workbook.READER,
    record_table.READER,
    pubmed_xml.READER,
    ebsco_xml.READER,
    zotero_rdf.READER,
    endnote_xml.READER,
    csl_json.READER,
    embase_text.READER,
    scopus_text.READER,
    cochrane.READER,
    ovid.READER,
    refworks.READER,
    delimited.READER,
    ris.READER,
    wos_tagged.READER,
    medline.READER,
    bibtex.READER,
    endnote_tagged.READER,
)

#: Formats that nearly any file of their kind passes for. Before one of them is used, the readers of
#: other distributions are asked: they may know the file more exactly.
_CATCH_ALL = (workbook.READER, csl_json.READER, delimited.READER)

#: Lines with which files of some formats begin, which saves trying the others.
_OPENINGS = (
    ("\nTY  - ", ris.READER),
    ("\nPMID- ", medline.READER),
    ("\nFN ", wos_tagged.READER),
    ("\nPT ", wos_tagged.READER),
)

_DOUBTFUL = (
    "The file has letters of another alphabet in an encoding that is not known, and they may be wrong "
    "here: export it again as UTF-8."
)
#: Control signs that no text has; zero bytes are half of a text in UTF-16.
_CONTROLS = bytes({*range(1, 32)} - {9, 10, 11, 12, 13, 26, 27, 31})
_RIS = template("Export the references from there again, as RIS or BibTeX.")
_XLS = template("Export the references from there again, as RIS, or XLS.")
_UNPACK = template("Unpack it and read the files in it.")
_FROM_THERE = template("Export the references from the database or reference manager instead.")
_LOOK = template("Open it in a browser to see what it says, then export the references again.")
#: Files that are often mistaken for exports: how they begin, what they are, what to do.
_STRANGERS = (
    (b"pk\x03\x04", template("is a ZIP archive that is not a workbook."), _UNPACK),
    (b"%pdf", template("is a PDF."), _FROM_THERE),
    (b"{\\rtf", template("is a formatted text (RTF)."), _RIS),
    (b"sqlite format 3", template("is the library file of a reference manager."), _RIS),
    (b"document 1 of ", template("is ProQuest's text for reading."), _XLS),
    (b"_" * 60, template("is a text for reading, as ProQuest writes it."), _XLS),
    (
        (b"<!doctype html", b"<html"),
        template("is a web page, perhaps a login page instead of the download."),
        _LOOK,
    ),
)


class UnknownFormatError(DataError):
    """A file that no reader recognises."""


def read_content(content: Content) -> tuple[str, Reading]:
    """Return the format of a file, recognised from its content, and its reading.

    Raises UnknownFormatError, and PluginError if another distribution's reader fails.
    """
    is_binary = _is_binary(content.raw)
    reader = None if is_binary else _reader_of(content)
    if reader is not None:
        # Reading makes many objects but no reference cycles, so looking for cycles would only
        # take half as long again.
        running = gc.isenabled()
        gc.disable()
        try:
            reading = _read(reader, content)
            if reader is not record_table.READER and not content.raw.startswith(WORKBOOKS):
                _list_repaired_encoding(content, reading)
            if content.is_doubtful:
                reading.warnings.append(_DOUBTFUL)
            return reader.format, reading
        finally:
            if running:
                gc.enable()
    known = ", ".join(reader.format for reader in READERS[2:])
    if content.raw.startswith(b"PK") and b"word/" in content.raw:
        found, advice = message("is a Word document."), message(_RIS)
        raise UnknownFormatError(Problem(content.file, found, advice))
    for signs, found, advice in _STRANGERS:
        if content.raw[:500].lstrip().lower().startswith(signs):
            raise UnknownFormatError(Problem(content.file, message(found), message(advice)))
    if not is_binary and content.text.lstrip().startswith("<"):
        found = message("is XML, but in none of the formats that are read here.")
        raise UnknownFormatError(Problem(content.file, found, message(_RIS)))
    raise UnknownFormatError(
        Problem(
            content.file,
            message("no bibliographic format is recognised in this file."),
            message(
                "Export the references as one of: {known}. The name of the file does not matter.",
                known=known,
            ),
        )
    )


def _is_binary(raw: bytes) -> bool:
    """Return whether a file is neither a text nor a workbook: many of its bytes are control signs."""
    if raw.startswith((*WORKBOOKS, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    sample = raw[:20_000]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return len(sample) > 2_000 and controls * 20 > len(sample)


def _read(reader: Reader, content: Content) -> Reading:
    """Return the reading of a file; raises DataError if it has too many records."""
    try:
        return reader.read(content)
    except TooManyRecordsError:
        found = message(
            "has more than {n} records, or {damaged} damaged ones: too many to read.",
            n=f"{MOST_RECORDS:_}".replace("_", " "),
            damaged=f"{MOST_DAMAGED:_}".replace("_", " "),
        )
        advice = message("If it is what you exported, divide it into several files.")
        raise DataError(Problem(content.file, found, advice)) from None


def known_formats() -> list[str]:
    """List the formats that can be read.

    Returns
    -------
    list of str
        The built-in formats in the order in which they are tried, then those that other installed
        distributions add.

    Raises
    ------
    PluginError
        If a reader of another distribution cannot be loaded.
    """
    return [reader.format for reader in (*READERS, *plugin_readers())]


def _reader_of(content: Content) -> Reader | None:
    """Return the reader of a file: a specific one of ours, else a plug-in, else a general one."""
    ours = next((reader for reader in _candidates(content) if reader.recognises(content)), None)
    if ours is not None and ours not in _CATCH_ALL:
        return ours
    return next((reader for reader in plugin_readers() if reader.recognises(content)), ours)


def _candidates(content: Content) -> Iterator[Reader]:
    """Yield the built-in readers, first those whose opening lines the file has."""
    yield workbook.READER  # before the bytes are taken for text
    opening = f"\n{content.text[:100].lstrip()}"
    yield from (reader for begin, reader in _OPENINGS if begin in opening)
    yield from READERS


def _list_repaired_encoding(content: Content, reading: Reading) -> None:
    """List the records in which text that had been encoded twice was repaired."""
    lines = content.repaired_lines if reading.records else []
    if lines:
        starts = [record.line for record in reading.records]
        touched = sorted({bisect_right(starts, line) - 1 for line in lines})
        for index in touched:
            if index >= 0:
                record = reading.records[index]
                name = shorten(record.title or record.doi or "no title")
                earlier = [remark for remark in reading.repaired if remark.line == record.line]
                reasons = "; ".join([*(remark.reason for remark in earlier), DOUBLY_ENCODED])
                reading.repaired[:] = [r for r in reading.repaired if r.line != record.line]
                reading.repaired.append(Remark(record.line, name, reasons))
