"""Reading Embase's own downloads that are not tables: headings above values, or beside them.

Both list a record field by field: the plain text has the heading on a line of its own, the CSV of
the kind "field by row" has heading and values in the cells of one row.
"""

from __future__ import annotations

import csv
import re

from human_files.text.content import Content
from references.formats.plain_values import cleaner, plain_text
from references.formats.table_columns import known_columns
from references.formats.table_records import Layout
from references.reading import Reader, Reading, Remark, shorten

#: The format is recognised from this many characters.
_HEAD = 20_000
_RECORD = re.compile(r"^\s*\"?RECORD \d+\"?\s*$", re.MULTILINE)
_VERTICAL = re.compile(r'^"(?:TITLE|AUTHOR NAMES|SOURCE(?: TITLE)?)","', re.MULTILINE)
_HEADING = re.compile(r"[A-Z][A-Za-z]*[A-Z/]+(?:[ /()&-][A-Za-z()/&-]+)*")
#: Lines that Embase prints on each page.
_FURNITURE = re.compile(r"(?:Page \d+|Record downloaded - .*|Embase .*results.*)", re.IGNORECASE)
_LISTS = frozenset({"AUTHOR NAMES", "AUTHORS", "AUTHOR ADDRESSES", "AUTHOR KEYWORDS"})


def recognises(content: Content) -> bool:
    """Return whether the file has Embase's numbered records, or its rows of headings."""
    head = content.text[:_HEAD]
    if _RECORD.search(head) is not None and "\nTITLE\n" in re.sub(r"[ \t]+\n", "\n", head):
        return True
    return len(_VERTICAL.findall(head)) >= 2


def read(content: Content) -> Reading:
    """Return the records of the file.

    The format has no end mark, so that a record cut off at the end of the file cannot be recognised
    as such; a file that ends within a line gets a warning.
    """
    text = plain_text(content)
    rows = _cells_of(text) if _VERTICAL.search(text[:_HEAD]) else _headings_of(text)
    reading = Reading()
    cells: dict[str, str] = {}
    start = 0
    numbered = any(heading == "RECORD" for _, heading, _ in rows)
    for line, heading, values in rows:
        opens = heading == "RECORD" if numbered else heading == "TITLE"
        if opens and cells:
            _close(reading, cells, start)
            cells = {}
        if not cells:
            start = line
        if heading != "RECORD" and values:
            joined = ("; " if heading in _LISTS or "TERMS" in heading else " ").join(values)
            cells[heading] = f"{cells[heading]}; {joined}" if heading in cells else joined
    if cells:
        _close(reading, cells, start)
    if reading.records and not content.text.endswith("\n"):
        last = shorten(reading.records[-1].title)
        reading.warnings.append(f'The file ends within a line, in the record "{last}".')
    return reading


def _close(reading: Reading, cells: dict[str, str], line: int) -> None:
    """Add the record of the cells by heading; it begins at ``line``."""
    layout = Layout(list(cells), "Embase")
    record = layout.record(list(cells.values()))
    reading.records.append(record)
    record.position, record.line = len(reading.records), line
    if not record.title:
        reading.repaired.append(Remark(line, record.doi or "no title", "no TITLE"))


def _headings_of(text: str) -> list[tuple[int, str, list[str]]]:
    """Return line, heading and values of the plain text; only known headings count."""
    clean = cleaner(text)
    rows: list[tuple[int, str, list[str]]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        words = clean(line)
        if not words or _FURNITURE.fullmatch(words):
            continue
        if re.fullmatch(r"RECORD \d+", words):
            rows.append((number, "RECORD", []))
        elif _is_heading(words):
            rows.append((number, words, []))
        elif rows:
            rows[-1][2].append(words)
    return rows


def _is_heading(words: str) -> bool:
    """Return whether a line is a known heading."""
    if words in known_columns("Embase"):
        return True
    return words.isupper() and len(words) < 60 and words.casefold() in known_columns("Embase")


def _cells_of(text: str) -> list[tuple[int, str, list[str]]]:
    """Return line, heading and values of the rows of the CSV."""
    clean = cleaner(text)
    rows: list[tuple[int, str, list[str]]] = []
    reader = csv.reader(text.split("\n"))
    line = 1
    try:
        for row in reader:
            if row and row[0].strip():
                heading = clean(row[0])
                if re.fullmatch(r"RECORD \d+", heading):
                    heading = "RECORD"
                rows.append((line, heading, [value for cell in row[1:] if (value := clean(cell))]))
            line = reader.line_num + 1
    except csv.Error:
        pass
    return rows


READER = Reader("Embase text", recognises, read)
