"""Every format that is known, and the one of a file, recognised from its content."""

from __future__ import annotations

import gc

from alianzas.errors import DataError, Problem
from alianzas.literature.content import Content
from alianzas.literature.formats import (
    bibtex,
    csl_json,
    delimited,
    embase_text,
    endnote_tagged,
    endnote_xml,
    medline,
    own,
    ris,
    workbook,
    wos_tagged,
)
from alianzas.literature.reading import Reader, Reading

#: The formats in the order in which they are tried: the surer its signs, the earlier.
READERS: tuple[Reader, ...] = (
    workbook.READER,
    own.READER,
    endnote_xml.READER,
    csl_json.READER,
    embase_text.READER,
    delimited.READER,
    ris.READER,
    wos_tagged.READER,
    medline.READER,
    bibtex.READER,
    endnote_tagged.READER,
)

#: How files of some formats begin, which spares looking for the signs of the others.
_OPENINGS = (("TY  - ", ris.READER), ("FN ", wos_tagged.READER), ("PT ", wos_tagged.READER))


class UnknownFormatError(DataError):
    """A file that no reader recognises."""


def read_content(content: Content) -> tuple[str, Reading]:
    """Return the format of a file, recognised from its content, and its reading.

    Raises UnknownFormatError.
    """
    opening = content.text[:100].lstrip()
    likely = [reader for begin, reader in _OPENINGS if opening.startswith(begin)]
    for reader in (*likely, *READERS):
        if reader.recognises(content):
            # Reading makes many objects and no garbage in cycles: looking for it takes half
            # of the time again.
            running = gc.isenabled()
            gc.disable()
            try:
                return reader.format, reader.read(content)
            finally:
                if running:
                    gc.enable()
    known = ", ".join(reader.format for reader in READERS[2:])
    raise UnknownFormatError(
        Problem(
            content.file,
            "no bibliographic format is recognised in this file.",
            f"Export the references as one of: {known}. The name of the file does not matter.",
        )
    )
