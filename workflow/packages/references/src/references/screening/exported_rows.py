"""Reading the export of a screening tool: rows with a title, identifiers, notes and other fields."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from human_files.errors import DataError, Problem
from human_files.language.messages import message
from human_files.sheet_reading import read_sheet
from human_files.text.content import Content
from references.comparable_text import find_year, normal_doi
from references.screening.tools import ID_COLUMN, marked_id

_TAG = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*))?$")
#: RIS tag → name of the column in the CSV files of the tools.
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
#: A column of its own that ASReview writes as a note: asreview_note: "too old".
_OWN_COLUMN = re.compile(r"(asreview_\w+): (.+)", re.DOTALL)
_NOTES = re.compile(r"notes|exported_notes.*|asreview_note.*")
#: The names of the files in Rayyan's archive, the most complete first.
_ARTICLES, _LOGS = ("articles.csv", "articles.ris"), ("customizations_log.csv",)


class ExportError(DataError):
    """A file that is not an export of a screening tool."""


class ExportedRow(NamedTuple):
    """A row of an export: its number (in RIS: the line where it begins), and what identifies it.

    ``ids`` are possible ids of the record, the surest first; ``notes`` all notes, joined by " | ".
    """

    number: int
    ids: Sequence[str]
    doi: str
    title: str
    year: int | None
    notes: str
    cells: Mapping[str, str]


def read_export(path: Path | str, file: str | None = None) -> list[ExportedRow]:
    """Return the rows of an export, which is RIS or a table (CSV, tab-separated, XLSX).

    Raises ExportError, SheetError or UnreadableFileError.
    """
    content = Content.load(path, file)
    if not content.raw.startswith(b"PK"):
        starts = [place for place, line in enumerate(content.lines) if line.startswith("TY  -")]
        if starts:
            return _ris(content, starts)
        header = content.lines[0].casefold()
        if header.startswith("@") or not ("title" in header or any(s in header for s in ",;\t")):
            found = message("is neither RIS nor a table with a column of titles.")
            raise ExportError(Problem(content.file, found, message("Export it as RIS or CSV.")))
    sheet = read_sheet(path, ("title",), content.file)
    return [_row(row.number, row.cells) for row in sheet.rows]


def _ris(content: Content, starts: Sequence[int]) -> list[ExportedRow]:
    """Return the records of a RIS file that begin at these lines."""
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
            elif line.strip() and last is not None:  # a long field that was wrapped
                last[-1] = f"{last[-1]} {line.strip()}".strip()
        if not closed:
            raise ExportError(
                Problem(
                    content.file,
                    message("the record that begins here has no end (ER): the file is cut off."),
                    message("Export it again."),
                    start + 1,
                )
            )
        cells = {name: " | ".join(parts) for name, parts in values.items()}
        rows.append(_row(start + 1, cells | _own_columns(values.get("notes", ()))))
    return rows


def _own_columns(notes: Sequence[str]) -> dict[str, str]:
    """Return the columns of ASReview's tables that its RIS files have as notes, as text."""
    found = {}
    for note in notes:
        column = _OWN_COLUMN.fullmatch(note)
        if column:
            try:
                value = json.loads(column[2])
            except ValueError:
                value = column[2]
            found[column[1]] = "" if value is None else str(value)
    return found


class Unpacked(NamedTuple):
    """The contents of Rayyan's archive: the articles, and the log of changes if there is one."""

    articles: Path
    log: Path | None


def unpack(path: Path | str, folder: Path) -> Unpacked | None:
    """Unpack the archive (.zip) that Rayyan sends into ``folder``; None for any other file.

    Raises ExportError for an archive without articles.
    """
    if not zipfile.is_zipfile(path):
        return None
    with zipfile.ZipFile(path) as archive:
        names = {Path(name).name: name for name in archive.namelist() if not name.endswith("/")}
        if "[Content_Types].xml" in names:  # a workbook
            return None
        found: dict[str, Path] = {}
        for kind, known in (("articles", _ARTICLES), ("log", _LOGS)):
            name = next((name for name in known if name in names), None)
            if name is not None:
                found[kind] = folder / name
                found[kind].write_bytes(archive.read(names[name]))
    if "articles" not in found:
        inside = ", ".join(sorted(names)[:5])
        what = message(
            "is an archive without articles.csv or articles.ris; it contains: {names}.",
            names=inside,
        )
        advice = message(
            "From Rayyan, give the archive as it came; from ASReview, export the data set, not the"
        )
        raise ExportError(Problem(str(path), what, f"{advice} project."))
    return Unpacked(found["articles"], found.get("log"))


def _row(number: int, cells: Mapping[str, str]) -> ExportedRow:
    """Return a row by the names of its columns."""
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
