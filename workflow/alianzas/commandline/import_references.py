"""``alianzas literature import``: bibliographic files of any format as one table of records."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from human_files.errors import DataError, Problem
from references.import_report import ImportReport

if TYPE_CHECKING:
    from references.importing import FileImport
    from references.record import Record

#: Exit codes besides 0: nothing or not every file could be read; records are lost or damaged.
UNREADABLE, DAMAGED = 1, 3
_EPILOG = """\
Formats are recognised from content, not from names: RIS, BibTeX, Web of Science (tagged, tab-
delimited, Excel), CSV of Scopus, PubMed, Lens, Dimensions, OpenAlex, IEEE, Springer, Zotero,
Rayyan and others, MEDLINE (nbib), EndNote (tagged, XML), CSL-JSON, Embase text.

exit code: 0 every record is kept; 3 records were rejected, or saved from a damaged file;
1 a file could not be read (the others are)."""


def add_action(add: Callable[[str, str], ArgumentParser]) -> None:
    """Add the action with its arguments."""
    command = add("import", "Read bibliographic files into one table of records.")
    command.epilog = _EPILOG
    command.formatter_class = RawDescriptionHelpFormatter
    command.add_argument("files", nargs="+", metavar="FILE")
    command.add_argument(
        "--output",
        required=True,
        metavar="RECORDS",
        help="a table of records (records.csv), or a file for a reference manager (records.ris)",
    )
    command.add_argument("--language", choices=("en", "es"), default="en", help="default: en")


def run(options: Namespace, root: Path) -> int:
    """Read the files, print what was found in each, write the records; return the exit code."""
    from references.formats import record_table, ris_writing
    from references.importing import recover_source

    folder: Path = options.folder
    output = folder / options.output
    if not output.parent.is_dir():
        found = "lies in a folder that is not there."
        raise DataError(Problem(options.output, found, "Make the folder."))
    if output.suffix.lower() not in (".csv", ".ris"):
        found = f'ends in "{output.suffix}"; records are written as .csv or .ris.'
        advice = "Name it records.csv (for the next step here) or records.ris."
        raise DataError(Problem(options.output, found, advice))
    names = _source_names(options.files)
    imports: list[FileImport] = []
    unread = 0
    for name, file in zip(names, options.files, strict=True):
        try:
            item = recover_source(name, folder / file, file)
        except DataError as error:
            unread += 1
            print(f"error: {error}\n", file=sys.stderr)
            continue
        imports.append(item)
    if not imports:
        return UNREADABLE
    if output.suffix.lower() == ".ris":
        count = ris_writing.write((record for _, _, record in _rows(imports)), output)
    else:
        count = record_table.write(_rows(imports), output)
    report = ImportReport(options.language)
    for item in imports:
        print("\n".join(report.lines(item)), end="\n\n")
    total = sum(item.found for item in imports)
    print(
        report.word(
            "total_one" if count == 1 else "total",
            output=options.output,
            count=count,
            read=len(imports),
            files=len(options.files),
            found=total,
            kept=count,
            rejected=total - count,
        )
    )
    if unread:
        return UNREADABLE
    harmed = any(item.rejected or item.warnings or _damaged(item) for item in imports)
    return DAMAGED if harmed else 0


def _damaged(item: FileImport) -> bool:
    return any(remark.record is not None for remark in item.repaired)


def _source_names(files: Sequence[str]) -> list[str]:
    """Return a name for each file: its own without ending, with a number where two are equal."""
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
    """Yield the kept records with source and file; those of a table of ours keep their own."""
    for item in imports:
        if len(item.origins) != len(item.kept):
            yield from ((item.source, item.file, record) for record in item.kept)
            continue
        for record, origin in zip(item.kept, item.origins, strict=True):
            source, file, record.position, record.line = origin
            yield source, file, record
