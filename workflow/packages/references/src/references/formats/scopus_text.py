"""Reading the plain text of Scopus: a record begins with unlabelled lines, then come labelled ones.

The lines become cells under the column names of Scopus' CSV, so that both give the same record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from human_files.text.content import Content
from references.formats.plain_values import cleaner, plain_text
from references.formats.table_records import Layout
from references.reading import Reader, Reading, Remark, shorten
from references.record import Record

_SIGNS = re.compile(
    r"(?:\A|\n)Scopus\s*\nEXPORT DATE:[^\n]*\s*\n(?!\s*(?:@|TY ))|\nSOURCE: Scopus\s*(?=\n|\Z)"
)
_ADDRESS = "https://www.scopus.com/"
_END = re.compile(r"SOURCE: (.*)")
_LABEL = re.compile(
    r"(AUTHOR FULL NAMES|DOI|AFFILIATIONS|ABSTRACT|AUTHOR KEYWORDS|INDEX KEYWORDS|FUNDING DETAILS"
    r"|FUNDING TEXT(?: \d+)?|REFERENCES|CORRESPONDENCE ADDRESS|EDITORS?|SPONSORS|PUBLISHER|ISSN|ISBN"
    r"|CODEN|PUBMED ID|LANGUAGE OF ORIGINAL DOCUMENT|ABBREVIATED SOURCE TITLE|DOCUMENT TYPE"
    r"|PUBLICATION STAGE|OPEN ACCESS|MANUFACTURERS|TRADENAMES|CHEMICALS/CAS|MOLECULAR SEQUENCE NUMBERS"
    r"|CONFERENCE (?:NAME|DATE|LOCATION|CODE)): ?(.*)"
)
_NAMES = {"DOI": "DOI", "ISSN": "ISSN", "ISBN": "ISBN", "PUBMED ID": "PubMed ID"}
#: Fields in which each line is a value.
_LINES = frozenset({"Affiliations", "References"})
_NUMBERS = re.compile(r"\d{7,}(?:; ?\d{7,})*;?|\[No author id available\]", re.IGNORECASE)
_WHERE = re.compile(r"\((?P<year>(?:19|20)\d\d)\) (?P<rest>.+)")
_CITED = re.compile(r"[,.]?\s*Cited (\d+) times?\.?\s*$")
_PAGES = re.compile(r",\s*pp?\. (\S+?)(?:\s*-\s*(\S+?))?[.,]?$")
_ARTICLE = re.compile(r",\s*art\. no\. ([^,]+?)[.,]?$")
_VOLUME = re.compile(r",\s*(?:([^,()]{0,20}?) ?\(([^()]*)\)|([^,()]*\d[^,()]*))$")


def recognises(content: Content) -> bool:
    """Return whether the file begins, or a record ends, as in such a download."""
    return _SIGNS.search(content.text[:200_000]) is not None


def read(content: Content) -> Reading:
    """Return the records of the file, each of which ends with a line SOURCE.

    A record without it is kept and listed as repaired; if it is the last of the file, it is ``cut``.
    """
    text = plain_text(content)
    clean = cleaner(text)
    reading = Reading()
    lines = [clean(line) for line in text.split("\n")]
    for begin, end in _stretches(lines):
        cells, start = _cells(lines, begin, end)
        if not cells:
            continue
        record = _record(cells, len(reading.records) + 1, start + 1)
        name = shorten(record.title or record.doi or "no title")
        if "Source" not in cells and end == len(lines):
            reason = "the file ends before this record does (no SOURCE)"
            reading.cut = Remark(start + 1, name, reason, record)
            break
        reading.records.append(record)
        if "Source" not in cells:
            reading.repaired.append(Remark(start + 1, name, "no SOURCE line at its end"))
    return reading


def _stretches(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where records begin and end: after SOURCE, or before another record's address."""
    begin, blank, addressed = 0, 0, False
    for number, line in enumerate(lines):
        if not line:
            blank = number
        elif line.startswith(_ADDRESS):
            if addressed and blank > begin:
                yield begin, blank
                begin = blank
            addressed = True
        elif _END.fullmatch(line):
            yield begin, number + 1
            begin, addressed = number + 1, False
    yield begin, len(lines)


def _cells(lines: list[str], begin: int, end: int) -> tuple[dict[str, list[str]], int]:
    """Return the lines of a record by the names of Scopus' columns, and where the first one is."""
    cells: dict[str, list[str]] = {}
    last, start = "", begin
    for number in range(begin, end):
        words = lines[number]
        if not words or (not cells and (words == "Scopus" or words.startswith("EXPORT DATE:"))):
            continue
        if not cells:
            start = number
        source, label = _END.fullmatch(words), _LABEL.match(words)
        if source is not None:
            cells["Source"] = [source[1]]
        elif label is not None:
            last = _NAMES.get(label[1], label[1].capitalize())
            cells.setdefault(last, []).append(label[2])
        elif _head(words, cells, last):
            last = ""
        elif last:
            cells[last].append(words)
        else:
            cells.setdefault("Lines", []).append(words)
    return cells, start


def _head(words: str, cells: dict[str, list[str]], last: str) -> bool:
    """Add a line without label to the cells; return False if it continues a labelled one."""
    where = _WHERE.fullmatch(words)
    if words.startswith(_ADDRESS):
        cells["Link"] = [words]
    elif "Link" in cells or "Where" in cells:
        return False
    elif where is not None and "Title" in cells:
        cells["Where"] = [words]
    elif "Authors" not in cells:
        cells["Authors"] = [words]
    elif _NUMBERS.fullmatch(words):
        cells["Author(s) ID"] = [words]
    elif last == "Author full names" and ";" in words and "Title" not in cells:
        return False  # the list of names continues
    else:
        cells.setdefault("Title", []).append(words)
    return True


def _record(cells: dict[str, list[str]], position: int, line: int) -> Record:
    """Return the record of the lines under the names of Scopus' columns."""
    row = {
        name: ("; " if name in _LINES else " ").join(
            part.rstrip("; ") if name in _LINES else part for part in parts
        )
        for name, parts in cells.items()
    }
    row |= _place(row.pop("Where", ""))
    record = Layout(list(row), "Scopus").record(list(row.values()))
    record.position, record.line = position, line
    return record


def _place(where: str) -> dict[str, str]:
    """Return year, source, volume, issue, pages and citations from the line with all of them."""
    match = _WHERE.fullmatch(where)
    if match is None:
        return {"Place": where} if where else {}
    found, rest = {"Year": match["year"]}, match["rest"].rstrip(" ,")
    for pattern, columns in (
        (_CITED, ("Cited by",)),
        (_PAGES, ("Page start", "Page end")),
        (_ARTICLE, ("Art. No.",)),
    ):
        part = pattern.search(rest)
        if part is not None:
            found |= {name: value or "" for name, value in zip(columns, part.groups(), strict=True)}
            rest = rest[: part.start()].rstrip(" ,")
    part = _VOLUME.search(rest.rstrip("."))
    if part is not None:
        found["Volume"], found["Issue"] = part[1] or part[3] or "", part[2] or ""
        rest = rest[: part.start()]
    return {**found, "Source title": rest.rstrip(" ,.")}


READER = Reader("Scopus text", recognises, read)
