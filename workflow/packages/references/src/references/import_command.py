"""``references import``: bibliographic files of any format as one table of records."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from human_files.errors import DataError, Problem, error_mark
from human_files.language.messages import message
from references.import_report import ImportReport

if TYPE_CHECKING:
    from references.importing import FileImport
    from references.record import Record

#: Exit codes besides 0: nothing or not every file could be read; records are lost or damaged.
UNREADABLE, DAMAGED = 1, 3


def import_files(files: Sequence[str], output: str, language: str, folder: Path) -> int:
    """Read the files, print what was found in each, write the records; return the exit code.

    ``files`` and ``output`` are named from ``folder``. A file that cannot be read is reported and
    the others are written. Raises DataError for an output that cannot be written.
    """
    from references.formats import record_table, ris_writing
    from references.importing import recover_source

    target = _output(output, folder)
    imports: list[FileImport] = []
    for name, file in zip(_source_names(files), files, strict=True):
        try:
            imports.append(recover_source(name, folder / file, file))
        except DataError as error:
            print(f"{error_mark()}{error}\n", file=sys.stderr)
    if not imports:
        return UNREADABLE
    if target.suffix.lower() == ".ris":
        count = ris_writing.write_ris((record for _, _, record in _rows(imports)), target)
    else:
        count = record_table.write_rows(_rows(imports), target)
    report = ImportReport(language)
    for item in imports:
        print("\n".join(report.lines(item)), end="\n\n")
    print(report.total(imports, output, count, len(files)))
    if len(imports) < len(files):
        return UNREADABLE
    harmed = any(item.rejected or item.warnings or _is_damaged(item) for item in imports)
    return DAMAGED if harmed else 0


def _output(name: str, folder: Path) -> Path:
    """Return where to write to; raises DataError for another format or a folder that is missing."""
    output = folder / name
    if not output.parent.is_dir():
        found = message("is in a folder that does not exist.")
        raise DataError(Problem(name, found, message("Create the folder.")))
    if output.suffix.lower() not in (".csv", ".ris"):
        found = message(
            'ends in "{suffix}"; records are written as .csv or .ris.', suffix=output.suffix
        )
        advice = message("Name it records.csv (a table that keeps everything) or records.ris.")
        raise DataError(Problem(name, found, advice))
    return output


def _is_damaged(item: FileImport) -> bool:
    """Return whether some record was recovered from damage, rather than merely tidied."""
    return any(remark.record is not None for remark in item.repaired)


def _source_names(files: Sequence[str]) -> list[str]:
    """Return a name for each file: its own without the ending, numbered where two are equal."""
    names: list[str] = []
    for file in files:
        stem = Path(file).stem or file
        name, number = stem, 1
        while name in names:
            number += 1
            name = f"{stem}-{number}"
        names.append(name)
    return names


def _rows(imports: Sequence[FileImport]) -> Iterator[tuple[str, str, Record]]:
    """Yield the kept records with source and file; those of a record table keep their own."""
    for item in imports:
        if len(item.origins) != len(item.kept):
            yield from ((item.source, item.file, record) for record in item.kept)
            continue
        for record, origin in zip(item.kept, item.origins, strict=True):
            source, file, record.position, record.line = origin
            yield source, file, record
