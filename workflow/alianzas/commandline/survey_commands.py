"""``alianzas survey import``: any tool's export as one plain table, without personal data."""

from __future__ import annotations

import csv
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from human_files.errors import DataError, Problem

if TYPE_CHECKING:
    from field_files.survey.export import Export


def add_actions(command: ArgumentParser) -> None:
    """Add the actions with their arguments to the command's parser."""
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    words = "Turn an export of any survey tool into one table of answers, without personal data."
    reading = actions.add_parser("import", help=words, description=words)
    # Resolved at once: paths count from where the person stands.
    reading.add_argument("file", type=_place, metavar="FILE", help="recognised by its content")
    reading.add_argument("--output", type=_place, required=True, metavar="ANSWERS.csv")
    reading.add_argument(
        "--questionnaire",
        type=_place,
        metavar="QUESTIONNAIRE.yaml",
        help="check the answers against it and write its questions only, as codes",
    )
    reading.add_argument(
        "--study", metavar="STUDY", help="whose answer lists take the place of the questionnaire's"
    )
    reading.add_argument(
        "--codebook",
        type=_place,
        metavar="CODEBOOK",
        help="what explains the codes: LimeSurvey's R syntax file (found beside the data by "
        "itself), REDCap's data dictionary",
    )


def _place(text: str) -> Path:
    return Path(text).absolute()


def run(options: Namespace, root: Path) -> int:
    """Read the file, say what it holds, and write the table; 1 where it holds no answers."""
    from field_files.survey.limesurvey import syntax_beside
    from field_files.survey.recognition import read_file

    codebook = options.codebook or syntax_beside(options.file)
    export = read_file(options.file, codebook)
    print(f"Format: {export.format}")
    print(f"Rows: {len(export.rows)}")
    print(f"Columns: {len(export.headers)}")
    if export.no_answers:
        raise DataError(
            Problem(
                str(options.file),
                f"is {export.no_answers}: it holds no answers.",
                "Give the file of the answers; nothing was written.",
            )
        )
    if codebook is not None:
        print(f"Codes explained by: {codebook.name}")
    if options.questionnaire is not None:
        _write_questions(export, options, root)
    else:
        _write_columns(export, options.output)
    return 0


def _say(notes: Iterable[tuple[str, str]]) -> None:
    listed = list(notes)
    print("Set aside:" if listed else "Set aside: nothing.")
    for what, why in listed:
        print(f"  {what}: {why}.")


def _write_questions(export: Export, options: Namespace, root: Path) -> None:
    """Write one row per submission and one column per question of the questionnaire."""
    from alianzas.config.study_files import load_study
    from alianzas.survey.questionnaire import load_questionnaire
    from alianzas.survey.responses.response_import import receive

    lists = load_study(options.study, root).survey.lists if options.study else None
    questionnaire = load_questionnaire(options.questionnaire, lists)
    received, personal = receive(export, questionnaire, [])
    names = [q.id for q in questionnaire.questions if q.id != "invitation"]
    _say([*export.set_aside, *(column.note() for column in personal)])
    frame = received.frame
    refused = int((~frame["consented"]).sum())
    if refused:
        print(f"Answers not read, because consent is missing: {refused}.")
    rows = frame[["row", "submitted", *names]].to_dict("records")
    _write(options.output, ["row", "submitted", *names], (list(row.values()) for row in rows))


def _write_columns(export: Export, output: Path) -> None:
    """Write every column that is not personal, and each repeated group beside the output."""
    from field_files.survey.personal_columns import personal_columns, without_personal

    clean = without_personal(export, personal_columns(export))
    _say(clean.set_aside)
    places = [place for place, header in enumerate(clean.headers) if header]
    headers = [clean.headers[place] for place in places]
    apart = list(dict.fromkeys(name for _, name in clean.user_missing if name in headers))
    rows = (
        [
            *(cells[place] for place in places),
            *(clean.user_missing.get((number, name)) for name in apart),
        ]
        for number, cells in clean.rows
    )
    _write(output, [*headers, *(f"{name} (missing)" for name in apart)], rows)
    for title, repeat in export.repeats.items():
        inner = without_personal(repeat, personal_columns(repeat))
        _say(inner.set_aside)
        beside = output.with_name(f"{output.stem}.{title}{output.suffix}")
        _write(beside, inner.headers, (cells for _, cells in inner.rows))


def _write(path: Path, headers: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(headers)
            count = 0
            for row in rows:
                writer.writerow([_plain(cell) for cell in row])
                count += 1
    except OSError as error:
        raise DataError(
            Problem(str(path), f"cannot be written: {error.strerror}.", "Name another file.")
        ) from error
    print(f"Written: {path.name}, {count} rows, {len(headers)} columns.")


def _plain(cell: object) -> object:
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell.isoformat() if isinstance(cell, datetime) else cell
