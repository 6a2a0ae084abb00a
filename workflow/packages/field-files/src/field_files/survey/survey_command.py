"""``field-files survey``: any tool's export as one plain table, without personal data."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from field_files.survey.declared_missing import with_missing
from field_files.survey.export import Export, NoAnswersError
from field_files.survey.limesurvey import syntax_beside
from field_files.survey.personal_columns import personal_columns, without_personal
from field_files.survey.recognition import read_file
from human_files.errors import DataError, Problem
from human_files.formula_cells import harmless
from human_files.language.messages import counted_message, message, said_by_others
from human_files.system_errors import reason_of


def import_survey(
    file: Path, output: Path, codebook: Path | None, missing: Sequence[str] = ()
) -> int:
    """Read the file, print what it holds, and write its answers; return the exit code.

    ``missing`` are the codes that mean "no answer". Raises DataError for a file that cannot be read
    or holds no answers.
    """
    write_columns(read_and_describe(file, codebook, missing), output)
    return 0


def read_and_describe(file: Path, codebook: Path | None, missing: Sequence[str] = ()) -> Export:
    """Return the export, and print its format and size.

    ``codebook`` explains the codes; LimeSurvey's, beside the data, is found without being named.
    Raises NoAnswersError for a file that belongs to a survey but holds no answers.
    """
    explained_by = codebook or syntax_beside(file)
    export = read_file(file, explained_by)
    print(message("Format: {name}", name=said_by_others(export.format)))
    print(message("Rows: {n}", n=len(export.rows)))
    print(message("Columns: {n}", n=len(export.headers)))
    if export.no_answers:
        found = message("is {what}: it holds no answers.", what=export.no_answers)
        advice = message("Give the file of the answers; nothing was written.")
        raise NoAnswersError(Problem(str(file), found, advice))
    if explained_by is not None:
        print(message("Codes explained by: {name}", name=explained_by.name))
    return with_missing(export, missing)


def print_set_aside(notes: Iterable[tuple[str, str]]) -> None:
    """Print what is not written, and why."""
    listed = list(notes)
    print(message("Set aside:") if listed else message("Set aside: nothing."))
    for what, why in listed:
        print(f"  {what}: {why}.")


def write_columns(export: Export, output: Path) -> None:
    """Write every column that is not personal, and each repeated group in a file beside it.

    A declared "no answer" is in a column of its own, such as "income (missing)". What the file says
    of its columns and codes (questions, value labels) is in a file beside it, ``….labels.csv``.
    """
    clean = without_personal(export, personal_columns(export))
    print_set_aside(clean.set_aside)
    places = [place for place, header in enumerate(clean.headers) if header]
    headers = [clean.headers[place] for place in places]
    declared = list(dict.fromkeys(name for _, name in clean.user_missing if name in headers))
    rows = (
        [
            *(cells[place] for place in places),
            *(clean.user_missing.get((number, name)) for name in declared),
        ]
        for number, cells in clean.rows
    )
    write_answers(output, [*headers, *(f"{name} (missing)" for name in declared)], rows)
    explained = _explanations(clean, headers)
    if explained:
        beside = output.with_name(f"{output.stem}.labels{output.suffix}")
        write_answers(beside, ["column", "code", "label"], explained)
    for title, repeat in export.repeats.items():
        inner = without_personal(repeat, personal_columns(repeat))
        print_set_aside(inner.set_aside)
        beside = output.with_name(f"{output.stem}.{title}{output.suffix}")
        write_answers(beside, inner.headers, (cells for _, cells in inner.rows))


def _explanations(export: Export, headers: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return what the file says of columns (code "") and of their codes: column, code, label."""
    return [
        (name, code, label)
        for name in headers
        for code, label in (
            ("", export.wording.get(name, "")),
            *export.value_labels.get(name, {}).items(),
        )
        if label
    ]


def write_answers(path: Path, headers: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table of answers as UTF-8 CSV, and print its size.

    Raises DataError where the file cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([harmless(header) for header in headers])
            count = 0
            for row in rows:
                writer.writerow([_plain(cell) for cell in row])
                count += 1
    except OSError as error:
        raise DataError(
            Problem(
                str(path),
                message("cannot be written: {reason}.", reason=reason_of(error)),
                message("Name another file."),
            )
        ) from error
    print(
        counted_message(
            count,
            "Written: {name}, {n} row, {columns} columns.",
            "Written: {name}, {n} rows, {columns} columns.",
            name=path.name,
            columns=len(headers),
        )
    )


def _plain(cell: object) -> object:
    """Return a cell as it is written: nothing as "", whole numbers without decimals, ISO dates."""
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, str):
        return harmless(cell)
    return cell.isoformat() if isinstance(cell, datetime) else cell
