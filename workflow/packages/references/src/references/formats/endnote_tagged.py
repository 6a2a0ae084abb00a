"""Reading EndNote's tagged text (.enw, "Refer"): lines begin with % and one character."""

from __future__ import annotations

import re

from human_files.text.content import Content
from references.databases import fill_database
from references.formats.endnote_fields import Values, record_of
from references.formats.plain_values import cleaner, plain_text
from references.reading import Reader, Reading, Remark, shorten
from references.record import Record

_FIRST = re.compile(r"\n%[0TA] \S")
_TAG = re.compile(r"%[0-9A-Z@!#$&()*+<>=?^~\[\]\\]")
#: The tags of Refer (Lesk, 1978) and EndNote's own.
_FIELDS = {
    "%0": "type",
    "%A": "authors",
    "%B": "journal",
    "%J": "journal",
    "%C": "%C",
    "%D": "year",
    "%8": "date",
    "%G": "language",
    "%I": "publisher",
    "%K": "keywords",
    "%M": "accession",
    "%N": "issue",
    "%O": "alternate_journal",
    "%P": "pages",
    "%Q": "translated_title",
    "%R": "doi",
    "%T": "title",
    "%U": "url",
    "%V": "volume",
    "%X": "abstract",
    "%Z": "notes",
    "%@": "issn",
    "%+": "affiliations",
    "%~": "database",
    "%W": "provider",
}
_LINES = frozenset({"keywords", "affiliations"})


def recognises(content: Content) -> bool:
    """Return whether some line of the file opens a reference of this format."""
    text = content.text
    return _FIRST.search(text) is not None or _FIRST.match(f"\n{text[:10]}") is not None


def read(content: Content) -> Reading:
    """Return the records of the file.

    An empty line before a %0 or %T ends a record, as does a second %0. The format has no end mark:
    a file that ends within a line gets a warning that names the last record.
    """
    text = plain_text(content)
    clean = cleaner(text)
    reading = Reading()
    given: Values = {}
    last = ""
    further: list[str] = []  # the lines that continue the last value
    blank = True
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = clean(line)
        if not stripped:
            blank = True
            continue
        tag = stripped[:2]
        if stripped[2:3].strip() == "" and _TAG.fullmatch(tag):
            _continue(given, last, further)
            name = _FIELDS.get(tag, tag)
            again = (name == "type" and name in given) or (
                name in ("type", "title") and name in given
            )
            if given and (again or (blank and (name in ("type", "title") or "title" in given))):
                _close(reading, given, start)
                given = {}
            if not given:
                start = number
            given.setdefault(name, []).append(stripped[3:].strip())
            last = name
        elif given:
            further.append(stripped)
        else:
            reading.outside.append(number)
        blank = False
    if given:
        _continue(given, last, further)
        _close(reading, given, start)
        if not text.endswith("\n"):
            reading.warnings.append(
                f'The file ends within a line, in the record "{_name(reading.records[-1])}".'
            )
    fill_database(reading.records)
    return reading


#: Fields that a record has once; of two records that ran into each other, twice.
_ONCE = ("doi", "year", "title", "abstract")


def _continue(given: Values, last: str, further: list[str]) -> None:
    """Add the lines that continue the last value to it, and forget them."""
    if further:
        values = given[last]
        values[-1] = ("\n" if last in _LINES else " ").join([values[-1], *further]).strip()
        further.clear()


def _close(reading: Reading, given: Values, line: int) -> None:
    """Add the record of the values found; it begins at ``line``."""
    typed = "type" in given or "title" in given
    twice = [name for name in _ONCE if len(given.get(name, ())) > 1]
    record = record_of({name: kept for name, v in given.items() if (kept := [x for x in v if x])})
    reading.records.append(record)
    record.position, record.line = len(reading.records), line
    if not typed:
        reading.repaired.append(Remark(line, _name(record), "no %0 and no %T line"))
    elif twice:
        reason = f"the field {twice[0]} occurs twice"
        reading.repaired.append(Remark(line, _name(record), reason))


def _name(record: Record) -> str:
    """Return what a record is called in messages."""
    return shorten(record.title or record.doi or "no title")


READER = Reader("EndNote tagged text", recognises, read)
