"""``field-files coding``: what coders did in other programs, as one table of passages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from field_files.coding.coding_file import CodingFile, Passage
from field_files.coding.coding_report import report
from field_files.coding.importing import read_coding_file
from field_files.coding.passage_tables import write_table
from human_files.errors import DataError, Problem, error_mark
from human_files.language.messages import counted_message, either, message

#: Exit codes besides 0: a file could not be read; something was set aside or is in doubt.
UNREADABLE, IN_DOUBT = 1, 3


class Outcome(NamedTuple):
    """What becomes of one file: the rows to write, the lines to print, and whether all is clear."""

    passages: Sequence[Passage]
    lines: Sequence[str]
    in_doubt: bool


def as_it_is(found: CodingFile) -> Outcome:
    """Return the passages of a file as they are."""
    return Outcome(found.passages, report(found), bool(found.set_aside or found.warnings))


def import_coding(
    files: Sequence[str],
    output: str,
    coder: str,
    folder: Path,
    outcome_of: Callable[[CodingFile], Outcome] = as_it_is,
) -> int:
    """Read the files, print what was found in each, write the passages; return the exit code.

    ``files`` and ``output`` are named from ``folder``; ``coder`` made what no file attributes to
    anyone; ``outcome_of`` may translate the passages into the terms of a study. A file that cannot
    be read is reported and the others are written. Raises DataError for an output that cannot be
    written.
    """
    target = output_path(output, folder, (".csv",))
    passages: list[Passage] = []
    read, in_doubt = 0, False
    for name in files:
        try:
            found = read_coding_file(folder / name, name, coder)
        except DataError as error:
            print(f"{error_mark()}{error}\n", file=sys.stderr)
            continue
        read += 1
        outcome = outcome_of(found)
        print("\n".join(outcome.lines), end="\n\n")
        passages += outcome.passages
        in_doubt |= outcome.in_doubt
    if not read:
        return UNREADABLE
    count = write_table(passages, target)
    print(
        counted_message(
            count,
            "{output}: {n} row from {read} of {files} files.",
            "{output}: {n} rows from {read} of {files} files.",
            output=output,
            read=read,
            files=len(files),
        )
    )
    if read < len(files):
        return UNREADABLE
    return IN_DOUBT if in_doubt else 0


def output_path(name: str, folder: Path, endings: tuple[str, ...]) -> Path:
    """Return where to write ``name``, which is named from ``folder``.

    Raises DataError for another ending or a folder that is missing.
    """
    path = folder / name
    if path.suffix.lower() not in endings:
        found = message("does not end in {endings}.", endings=either(endings))
        raise DataError(
            Problem(name, found, message("Call the output something{ending}.", ending=endings[0]))
        )
    if not path.parent.is_dir():
        found = message("is in a folder that does not exist.")
        raise DataError(Problem(name, found, message("Create the folder.")))
    return path
