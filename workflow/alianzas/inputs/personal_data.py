"""Personal data in the raw files of a study, which are shared with its repository.

Sheets and texts are read as they are, and a text may be quoted in the article: there, personal data is
an error. An export of a survey comes with some (the tool writes it), and the import leaves it out:
there it is a doubt. Who wrote the records of a bibliographic file is no secret.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from alianzas.config.study_model import Study
from alianzas.inputs.workbook_people import people_in_workbook
from human_files.errors import DataError, Problem
from human_files.language.messages import both, counted_message, message, template
from human_files.personal_data import find_personal_data
from human_files.personal_data.columns import kind_of_header
from human_files.text.content import Content

_SEPARATORS = ",;\t"
_SHEETS, _TEXTS, _BOOKS = (".csv", ".tsv"), (".md", ".txt"), (".xlsx",)
#: The kinds in words.
_WORDS = {
    "name": template("names"),
    "email": template("e-mail addresses"),
    "phone": template("phone numbers"),
    "ruc": template("taxpayers’ numbers"),
    "cedula": template("identity numbers"),
    "ip": template("IP addresses"),
    "coordinates": template("coordinates"),
    "address": template("addresses"),
    "birth_date": template("dates of birth"),
    "device": template("devices"),
}
_ADVICE = template(
    "Remove it, or put a mark such as [{kind}] in its place: raw files are shared with the study. "
    "If it was committed, remove it from the history too."
)


class Cells(NamedTuple):
    """A table: its header, and its further rows with their numbers."""

    header: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]


def personal_data(study: Study, root: Path) -> list[Problem]:
    """Return where sheets and texts of a study hold personal data."""
    problems: list[Problem] = []
    country = study.country.code
    for file in _read_as_they_are(study, root):
        ending = Path(file).suffix.lower()
        try:
            if ending in _SHEETS:
                problems += _in_table(file, _csv(Content.load(root / file, file)), country)
            elif ending in _BOOKS:
                for table in _workbook(root / file):
                    problems += _in_table(file, table, country)
            elif ending in _TEXTS:
                problems += _in_text(file, Content.load(root / file, file).lines, country)
        except (DataError, csv.Error):
            continue  # cannot be read: its own check says so
    return problems


def doubtful_people(study: Study, root: Path) -> list[Problem]:
    """Return which workbooks of a study name people: in their properties and comments."""
    return [
        Problem(
            file,
            message(
                "names people in its {places}: {names}.",
                places=both(places),
                names=", ".join(names),
            ),
            message(
                "If they are not to be named, remove them (in Excel: File, Info, Inspect document)."
            ),
        )
        for file in _files(study, root)
        if Path(file).suffix.lower() in _BOOKS
        for places, names in [people_in_workbook(root / file)]
        if names
    ]


def _files(study: Study, root: Path) -> list[str]:
    """Return every raw file of a study, those in folders too."""
    found: list[str] = []
    for name in study.sources():
        place = root / name
        inside = sorted(place.iterdir()) if place.is_dir() else [place]
        found += [path.relative_to(root).as_posix() for path in inside if path.is_file()]
    return found


def _read_as_they_are(study: Study, root: Path) -> list[str]:
    """Return the raw files that are neither an export of a survey nor bibliographic."""
    apart = {source.file for source in study.literature.sources} if study.literature else set()
    apart |= {study.survey.responses.file} if study.survey else set()
    return [file for file in _files(study, root) if file not in apart]


def _csv(content: Content) -> Cells:
    """Return the cells of a CSV file, whatever separates them."""
    first = content.lines[0] if content.lines else ""
    separator = max(_SEPARATORS, key=first.count)
    header, *rows = [*csv.reader(io.StringIO(content.text), delimiter=separator)] or [[]]
    return Cells(header, [*enumerate(rows, start=2)])


def _workbook(path: Path) -> Iterator[Cells]:
    """Yield the cells of every sheet of a workbook."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception:  # openpyxl raises almost anything at a damaged workbook; its reader says so
        return
    for sheet in book.worksheets:
        rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
        yield Cells(rows[0] if rows else [], [*enumerate(rows[1:], start=2)])


def _in_table(file: str, table: Cells, country: str) -> Iterator[Problem]:
    """Yield a problem for each column that holds personal data."""
    for place, name in enumerate(table.header):
        cells = [
            (n, row[place]) for n, row in table.rows if place < len(row) and row[place].strip()
        ]
        announced = kind_of_header(name)
        if announced is not None:
            found = [(number, announced) for number, _ in cells]
        else:
            found = [
                (n, item.kind)
                for n, text in cells
                for item in find_personal_data(text, country)[:1]
            ]
        if found:
            (row, kind), many = found[0], len(found)
            words = counted_message(
                many,
                "holds personal data ({kind}): {n} cell.",
                "holds personal data ({kind}): {n} cells, this is the first.",
                kind=message(_WORDS[kind]),
            )
            yield Problem(file, words, message(_ADVICE, kind=kind), row, name)


def _in_text(file: str, lines: Sequence[str], country: str) -> Iterator[Problem]:
    """Yield a problem for each line that holds personal data."""
    for number, line in enumerate(lines, start=1):
        for item in find_personal_data(line, country)[:1]:
            words = message("holds personal data ({kind}).", kind=message(_WORDS[item.kind]))
            yield Problem(file, words, message(_ADVICE, kind=item.kind), number)
