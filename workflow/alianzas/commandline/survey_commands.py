"""``alianzas survey import``: ``field-files survey``, and with a questionnaire its questions only."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from field_files import commandline
from human_files.language.messages import message

if TYPE_CHECKING:
    from field_files.survey.export import Export


def add_actions(command: ArgumentParser) -> None:
    """Add the actions with their arguments to the command's parser."""
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    words = message(commandline.SURVEY)
    reading = actions.add_parser("import", help=words, description=words)
    commandline.add_survey_arguments(reading)
    reading.add_argument(
        "--questionnaire",
        type=Path,
        metavar="QUESTIONNAIRE.yaml",
        help=message("check the answers against it and write its questions only, as codes"),
    )
    reading.add_argument(
        "--study",
        metavar="STUDY",
        help=message("whose answer lists take the place of the questionnaire's"),
    )
    reading.set_defaults(anywhere=True)


def run(options: Namespace, root: Path | None) -> int:
    """Read the file, say what it holds, and write the table; 1 where it holds no answers."""
    if options.questionnaire is None:
        return commandline.run_survey(options, options.folder)
    from field_files.survey.survey_command import read_and_describe

    folder: Path = options.folder
    codebook = None if options.codebook is None else folder / options.codebook
    _write_questions(
        read_and_describe(folder / options.file, codebook, options.missing), options, root
    )
    return 0


def _write_questions(export: Export, options: Namespace, root: Path | None) -> None:
    """Write one row per submission and one column per question of the questionnaire."""
    from alianzas.commandline.chosen_studies import study_with
    from alianzas.survey.questionnaire import load_questionnaire
    from alianzas.survey.responses.response_import import receive
    from field_files.survey.survey_command import print_set_aside, write_answers

    # Outside a compendium main() refuses --study.
    survey = study_with("survey", options.study, root).survey if options.study and root else None
    lists = None if survey is None else survey.lists
    questionnaire = load_questionnaire(options.folder / options.questionnaire, lists)
    received, personal = receive(export, questionnaire, [])
    invitation = questionnaire.role("invitation")
    names = [q.id for q in questionnaire.questions if q.id != invitation]
    print_set_aside([*export.set_aside, *(column.note() for column in personal)])
    frame, about = received.frame, received.about
    refused = int((~about["consented"]).sum())
    if refused:
        print(message("Answers not read, because consent is missing: {n}.", n=refused))
    told = zip(about["row"], about["submitted"], strict=True)
    given = frame[names].itertuples(index=False)
    rows = ([*known, *answers] for known, answers in zip(told, given, strict=True))
    output = options.folder / options.output
    write_answers(output, ["row", "submitted", *names], rows)
