"""Reading what a screening tool exported: rows with a title, identifiers, notes and other fields."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from alianzas.errors import DataError, Problem
from alianzas.literature.content import Content
from alianzas.literature.exchange.tools import ID_COLUMN, marked_id
from alianzas.literature.text import find_year, normal_doi
from alianzas.sheets import read_sheet

_TAG = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*))?$")
#: RIS tag → name of the column that the tools' CSV has for it.
_COLUMNS = {
    "TI": "title",
    "T1": "title",
    "DO": "doi",
    "UR": "url",
    "PY": "year",
    "Y1": "year",
    "ID": "key",
    "N1": "notes",
    "KW": "keywords",
}
_NOTES = re.compile(r"notes|exported_notes.*|asreview_note.*")


class ExportError(DataError):
    """A file that is no export of a screening tool."""


class ExportedRow(NamedTuple):
    """A row of an export: its number (RIS: the line where it begins), and what identifies it.

    ``ids`` are what may be the record's id, the surest first; ``notes`` all notes, joined by " | ".
    """

    number: int
    ids: Sequence[str]
    doi: str
    title: str
    year: int | None
    notes: str
    cells: Mapping[str, str]


def read_export(path: Path | str, file: str | None = None) -> list[ExportedRow]:
    """Return the rows of an export, RIS or a table (CSV, tab-separated, XLSX).

    Raises ExportError, SheetError and UnreadableFileError.
    """
    content = Content.load(path, file)
    if not content.raw.startswith(b"PK"):
        starts = [place for place, line in enumerate(content.lines) if line.startswith("TY  -")]
        if starts:
            return _ris(content, starts)
        header = content.lines[0].casefold()
        if header.startswith("@") or not ("title" in header or any(s in header for s in ",;\t")):
            found = "is neither RIS nor a table with a column of titles."
            raise ExportError(Problem(content.file, found, "Export it as RIS or CSV."))
    sheet = read_sheet(path, ("title",), content.file)
    return [_row(row.number, row.cells) for row in sheet.rows]


def _ris(content: Content, starts: Sequence[int]) -> list[ExportedRow]:
    rows = []
    for start, end in zip(starts, [*starts[1:], len(content.lines)], strict=True):
        values: dict[str, list[str]] = {}
        last: list[str] | None = None
        closed = False
        for line in content.lines[start:end]:
            found = _TAG.match(line.rstrip())
            if found and found[1] == "ER":
                closed = True
                break
            if found:
                last = values.setdefault(_COLUMNS.get(found[1], found[1]), [])
                last.append((found[2] or "").strip())
            elif line.strip() and last is not None:  # a long field that was broken into lines
                last[-1] = f"{last[-1]} {line.strip()}".strip()
        if not closed:
            raise ExportError(
                Problem(
                    content.file,
                    "the record that begins here does not end (ER): the file is cut off.",
                    "Export it again.",
                    start + 1,
                )
            )
        rows.append(_row(start + 1, {name: " | ".join(parts) for name, parts in values.items()}))
    return rows


def _row(number: int, cells: Mapping[str, str]) -> ExportedRow:
    notes = " | ".join(cell for name, cell in cells.items() if cell and _NOTES.fullmatch(name))
    ids = [
        cells.get(ID_COLUMN, ""),
        marked_id(notes),
        marked_id(cells.get("keywords", "")),
        cells.get("key", ""),
    ]
    return ExportedRow(
        number,
        [name for name in ids if name],
        normal_doi(cells.get("doi", "")) or normal_doi(cells.get("url", "")),
        cells.get("title", ""),
        find_year(cells.get("year", "")),
        notes,
        cells,
    )
