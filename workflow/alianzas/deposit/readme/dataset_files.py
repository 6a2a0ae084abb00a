"""What a raw file holds, as far as it can be told from outside: rows and the names of variables."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from alianzas.config.study_model import Study
from alianzas.data_package import package_file, raw_files

#: Cells of the first rows of a sheet that are looked at.
_MOST_COLUMNS = 5000


class Dataset(NamedTuple):
    """A raw file: its path from the top, its level, rows (None for a text), and its variables."""

    file: str
    level: str
    bytes: int
    rows: int | None
    variables: list[str]


def datasets(study: Study, root: Path) -> list[Dataset]:
    """Return every raw file of a study, in the order of their names."""
    described = _described(study, root)
    return [
        _dataset(file, level, root, described) for file, level in raw_files(study, root).items()
    ]


def _described(study: Study, root: Path) -> dict[str, dict[str, Any]]:
    """Return the entry of each raw file in the study's data package, by the path from the top."""
    path = root / package_file(study.study)
    if not path.is_file():
        return {}
    package = json.loads(path.read_text(encoding="utf-8"))
    return {f"data/{study.study}/{entry['path']}": entry for entry in package.get("resources", [])}


def _dataset(file: str, level: str, root: Path, described: dict[str, dict[str, Any]]) -> Dataset:
    path = root / file
    rows, names = _contents(path)
    fields = (described.get(file, {}).get("schema") or {}).get("fields")
    if fields:  # the data package names them, as its readers see them
        names = [str(one["name"]) for one in fields]
    return Dataset(file, level, path.stat().st_size, rows, names)


def _contents(path: Path) -> tuple[int | None, list[str]]:
    """Return the rows and variables of a file, or nothing where its form has none."""
    ending = path.suffix.lower()
    if ending in (".csv", ".tsv"):
        return _sheet(_lines(path, "\t" if ending == ".tsv" else None))
    if ending == ".xlsx":
        return _sheet(_workbook_rows(path))
    if ending == ".ris":
        tags = re.findall(r"^([A-Z][A-Z0-9])  -", _text(path), re.MULTILINE)
        return tags.count("TY"), sorted({*tags} - {"ER"})
    if ending == ".bib":
        entries = re.findall(r"^\s*@(?!comment|string|preamble)\w+\s*\{", _text(path), re.I | re.M)
        fields = re.findall(r"^\s*([\w-]+)\s*=", _text(path), re.MULTILINE)
        return len(entries), sorted({field.lower() for field in fields})
    return None, []


def _sheet(rows: Iterator[list[str]]) -> tuple[int, list[str]]:
    """Return how many rows there are under the first, and what that names."""
    head = next(rows, [])
    count = sum(1 for row in rows if any(row))
    return count, [name for name in head if name]


def _lines(path: Path, delimiter: str | None) -> Iterator[list[str]]:
    """Yield the rows of a text with separated values."""
    text = _text(path)
    first = text.partition("\n")[0]
    found = delimiter or max(",;\t", key=first.count)
    yield from csv.reader(text.splitlines(keepends=True), delimiter=found)


def _workbook_rows(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a workbook's first sheet."""
    from openpyxl import load_workbook

    workbook = load_workbook(path, read_only=True)
    try:
        for row in workbook.worksheets[0].iter_rows(values_only=True, max_col=_MOST_COLUMNS):
            yield ["" if cell is None else str(cell) for cell in row]
    finally:
        workbook.close()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig", errors="replace")
