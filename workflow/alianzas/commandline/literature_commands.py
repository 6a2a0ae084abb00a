"""``alianzas literature ACTION``: the tools of the review outside a build.

Each action is a function here and adds its own arguments in :func:`add_actions`.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from alianzas.commandline import (
    literature_prisma,
    literature_screening,
    literature_sheets,
    literature_update,
)
from alianzas.commandline.sheet_arguments import add_sheet_arguments
from honest_results.project import codebook_file
from human_files.errors import DataError, Problem
from human_files.language.grammar import known_languages
from human_files.language.messages import message
from references import commandline

if TYPE_CHECKING:
    from alianzas.config.study_model import Study

#: The arguments that are files.
_PATHS = ("file", "log", "output")


def add_actions(command: ArgumentParser) -> None:
    """Add the actions with their arguments to the command's parser."""
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")

    def add(name: str, words: str) -> ArgumentParser:
        return actions.add_parser(name, help=words, description=words)

    sheet = add("coding-sheet", message("Write a workbook to code the included studies in."))
    add_sheet_arguments(sheet, "SHEET.xlsx")
    literature_sheets.add_new(sheet)

    prisma = add("prisma", message("Write the flow of records for the R package PRISMA2020."))
    prisma.add_argument("study", metavar="STUDY")
    prisma.add_argument("--output", required=True, metavar="PRISMA.csv")
    prisma.add_argument(
        "--language",
        choices=known_languages(),
        help=message("default: the study's first"),
    )

    reading = add("import", message(commandline.IMPORT))
    commandline.add_import_arguments(reading)
    deduplicate = add("deduplicate", message(commandline.DEDUPLICATE))
    commandline.add_deduplicate_arguments(deduplicate)
    for action in (reading, deduplicate):
        action.set_defaults(anywhere=True)
    literature_screening.add_actions(add)
    literature_sheets.add_actions(add)
    literature_update.add_actions(add)


def run(options: Namespace, root: Path | None) -> int:
    """Carry out the action; the files it names count from where the person stands."""
    if root is None or options.action in ANYWHERE:
        return ANYWHERE[options.action](options, options.folder)
    if options.folder != root:
        for name in _PATHS:
            if getattr(options, name, None):
                setattr(options, name, str(options.folder / getattr(options, name)))
    return ACTIONS[options.action](options, root)


def coding_sheet(options: Namespace, root: Path) -> int:
    """Write the workbook; one row per included study."""
    from alianzas.commandline.chosen_studies import sheet_language
    from alianzas.config.codebook import Codebook
    from alianzas.config.study_model import present
    from alianzas.literature.study_coding_workbook import write_coding_sheet
    from alianzas.literature.study_records import included_records, unique
    from alianzas.literature.undecided_records import undecided
    from human_files.language.labels import load_labels
    from human_files.settings_files import load_model
    from references.screening.codebook import ScreeningCodebook

    path = _output(options.output, ".xlsx")
    study = _study(options.study, root)
    screening = load_model(root / codebook_file(study.study, "screening", root), ScreeningCodebook)
    codebook = load_model(root / codebook_file(study.study, "ado_tcm", root), Codebook)
    literature_update.require_listed(study, root)
    records = included_records(study, screening, root)
    if options.new:
        settings, names = present(study.literature), unique(study, root).names
        records = undecided(records, settings, settings.coding, names, root, options.reader)
    language = sheet_language(options.language, study, root)
    labels = load_labels("common", "literature", root=root)
    write_coding_sheet(records, codebook, path, labels, language)
    print(
        message(
            "{path}: {n} studies to code. Name it in the study file when it is filled in.",
            path=path,
            n=len(records),
        )
    )
    return 0


def _study(name: str, root: Path) -> Study:
    from alianzas.commandline.chosen_studies import study_with

    return study_with("literature", name, root)


def _output(name: str, ending: str) -> Path:
    """Return the path to write to; it must end as its format does, and nothing is overwritten."""
    path = Path(name)
    if path.suffix.lower() != ending:
        found = message("does not end in {ending}.", ending=ending)
        raise DataError(
            Problem(name, found, message("Call the output something{ending}.", ending=ending))
        )
    if path.exists():
        found = message("is there already, and somebody may have filled it in.")
        raise DataError(
            Problem(name, found, message("Choose another name, or move the file away."))
        )
    if not path.parent.is_dir():
        raise DataError(
            Problem(
                name, message("is in a folder that does not exist."), message("Create the folder.")
            )
        )
    return path


#: Actions that need no compendium.
ANYWHERE: dict[str, Callable[[Namespace, Path], int]] = {
    "deduplicate": commandline.run_deduplicate,
    "import": commandline.run_import,
}
ACTIONS: dict[str, Callable[[Namespace, Path], int]] = {
    "coding-sheet": coding_sheet,
    "prisma": lambda options, root: literature_prisma.prisma(
        options, root, _output(options.output, ".csv")
    ),
    "export": literature_screening.export,
    "decisions": literature_screening.decisions,
    "update": literature_update.update,
    "screening-sheet": lambda options, root: literature_sheets.screening_sheet(
        options, root, _output(options.output, ".xlsx")
    ),
    "consensus-sheet": lambda options, root: literature_sheets.consensus_sheet(
        options, root, _output(options.output, ".xlsx")
    ),
}
