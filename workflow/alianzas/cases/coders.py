"""The work of all coders, from any supported kind of file, as judgements and their passages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from alianzas.cases.judgements import CodingSheetError, Judgement, Material, read_judgements
from alianzas.cases.judgements_from_passages import judge
from field_files.coding.coding_file import CodingFile
from field_files.coding.importing import is_table, read_coding_file
from field_files.coding.passage_tables import is_table_of_passages
from human_files.errors import DataError, Problem, did_you_mean
from human_files.language.messages import message

if TYPE_CHECKING:
    import pandas as pd


class CoderMissingError(DataError):
    """A file that does not hold the work of the coder it is named for."""


def read_passages(
    files: Mapping[str, Path | str], material: Material, users: Mapping[str, str | None] = {}
) -> pd.DataFrame:
    """Return what all coders found, in long form.

    ``files`` names each coder's file (a sheet, a table of passages or a REFI-QDA project), ``users``
    the person whose work is meant, where the file holds several people's. One row per passage of a
    code in a case, or per code that is absent from a case; columns coder and those of
    :class:`~alianzas.cases.judgements.Judgement`; passage, start and end (characters) are missing
    where value is 0. Raises CodingSheetError with every problem of every file.
    """
    import pandas as pd

    problems: list[Problem] = []
    rows: list[tuple[object, ...]] = []
    for coder, path in files.items():
        try:
            work = read_work(path, material, coder, users.get(coder))
            rows += [(coder, *judgement) for judgement in work]
        except DataError as error:
            problems += [one for one in error.problems if one not in problems]
    if problems:
        raise CodingSheetError(problems)
    frame = pd.DataFrame(rows, columns=["coder", *Judgement._fields])
    return frame.astype({"value": "int64", "start": "Int64", "end": "Int64"})


def judgements_of(passages: pd.DataFrame) -> pd.DataFrame:
    """Return one row per coder, case and code of :func:`read_passages`' frame: the first passage."""
    kept = passages.drop_duplicates(["coder", "case", "code"])
    return kept.reset_index(drop=True)


def read_coders(
    files: Mapping[str, Path | str], material: Material, users: Mapping[str, str | None] = {}
) -> pd.DataFrame:
    """Return one judgement per coder, case and code, with its first passage.

    As :func:`read_passages`, also in its errors.
    """
    return judgements_of(read_passages(files, material, users))


def read_work(
    path: Path | str, material: Material, coder: str, user: str | None
) -> list[Judgement]:
    """Return one coder's judgements, several for a code with several passages in a case.

    Raises CoderMissingError where the file holds other people's work, or several coders' work and
    ``user`` does not say whose is meant; CodingSheetError, SheetError or CodingFileError with
    every problem.
    """
    if is_table(path) and not is_table_of_passages(path):
        return read_judgements(path, material)
    found = read_coding_file(path, coder=coder)
    if not found.holds_passages:
        advice = message("Name the project (.qdpx) or the sheet with the coder's passages.")
        raise CoderMissingError(
            Problem(found.file, message("is a codebook; nothing is coded."), advice)
        )
    return judge(_only(found, coder, user), material)


def _only(found: CodingFile, coder: str, user: str | None) -> CodingFile:
    """Keep only the passages of one coder."""
    there = found.coders
    wanted = user or (coder if coder in there else None)
    if wanted is None and len(there) > 1:
        names = ", ".join(f'"{name}"' for name in there)
        raise CoderMissingError(
            Problem(
                found.file,
                message("holds the work of several coders: {names}.", names=names),
                message(
                    "Say whose it is with `user:` beside `name: {coder}` in the study file.",
                    coder=coder,
                ),
            )
        )
    if wanted is not None and wanted not in there:
        advice = (
            did_you_mean(wanted, there)
            if there
            else message("Export the project with its codings.")
        )
        found_nothing = message('holds nothing coded by "{wanted}".', wanted=wanted)
        raise CoderMissingError(Problem(found.file, found_nothing, advice))
    if not there:
        advice = message("Export the project with its codings.")
        raise CoderMissingError(Problem(found.file, message("holds no coded passages."), advice))
    found.passages = [one for one in found.passages if wanted is None or one.coder == wanted]
    return found
