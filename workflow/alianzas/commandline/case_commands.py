"""``alianzas cases ACTION``: coding outside a build: import from other programs, blank sheets."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from alianzas.commandline.sheet_arguments import add_sheet_arguments
from field_files import commandline
from honest_results.project import codebook_file, load_project, study_file
from human_files.errors import DataError, Problem
from human_files.language.messages import counted_message, message

if TYPE_CHECKING:
    from alianzas.cases.case_codes import CaseCodes
    from alianzas.cases.judgements import Material
    from alianzas.config.study_model import Study
    from field_files.coding.coding_file import CodingFile


def add_actions(command: ArgumentParser) -> None:
    """Add the actions with their arguments to the command's parser."""
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    reading = actions.add_parser(
        "import", help=message(commandline.CODING), description=message(commandline.CODING)
    )
    commandline.add_coding_arguments(reading)
    reading.add_argument(
        "--study",
        metavar="STUDY",
        help=message(
            "check passages against its texts, name its cases, and write which codes are absent"
        ),
    )
    reading.set_defaults(anywhere=True)
    words = message("Write a blank coding sheet (.xlsx), or the codebook for QDA programs (.qdc).")
    sheet = actions.add_parser("sheet", help=words, description=words)
    add_sheet_arguments(sheet, "CODING.xlsx|CODES.qdc")
    words = message("Write a workbook (.xlsx) to settle what the coders judged differently.")
    agreed = actions.add_parser("consensus-sheet", help=words, description=words)
    add_sheet_arguments(agreed, "CONSENSUS.xlsx")


def run(options: Namespace, root: Path | None) -> int:
    """Carry out the action; outside a compendium (no ``root``) import knows no codebook."""
    if root is None:
        return commandline.run_coding(options, options.folder)
    return ACTIONS[options.action](options, root)


def import_files(options: Namespace, root: Path) -> int:
    """Read the files as ``field-files coding`` does, in the terms of the compendium's codebook."""
    from alianzas.cases.case_codes import load_case_codes
    from alianzas.cases.coding_report import report, settled
    from field_files.coding.coding_command import Outcome, import_coding, output_path

    output_path(options.output, options.folder, (".csv",))  # before a study's texts are read
    study = options.study or load_project(root).studies[0]
    codes = load_case_codes(root / codebook_file(study, "case_codes", root))
    material = _material(options.study, codes, root) if options.study else None

    def outcome_of(found: CodingFile) -> Outcome:
        result = settled(found, codes, material)
        in_doubt = bool(result.unknown or result.doubts or found.set_aside or found.warnings)
        return Outcome(result.passages, report(found, result), in_doubt)

    return import_coding(options.files, options.output, options.coder, options.folder, outcome_of)


def sheet(options: Namespace, root: Path) -> int:
    """Write the workbook or the codebook."""
    from alianzas.cases.case_codes import load_case_codes
    from alianzas.cases.case_coding_workbook import coding_sheet
    from alianzas.cases.codebook_export import case_codebook
    from alianzas.commandline.chosen_studies import sheet_language
    from field_files.coding.coding_command import output_path
    from human_files.language.labels import load_labels

    output = output_path(options.output, options.folder, (".xlsx", ".qdc"))
    study = _study(options.study, root)
    codes = load_case_codes(root / codebook_file(study.study, "case_codes", root))
    _refuse_existing(output, options.output)
    options.language = sheet_language(options.language, study, root)
    if output.suffix.lower() == ".qdc":
        output.write_bytes(case_codebook(codes, options.language))
        print(
            message(
                "{output}: {n} codes. Import it as a codebook (REFI-QDA).",
                output=options.output,
                n=len(codes.judged),
            )
        )
        return 0
    material = _material(options.study, codes, root)
    labels = load_labels("common", "cases", root=root)
    content = coding_sheet(material.cases, material.texts, codes, labels, options.language)
    output.write_bytes(content)
    count = len(material.cases) * len(codes.judged)
    print(
        message(
            "{output}: {n} judgements of {cases} cases to make.",
            output=options.output,
            n=count,
            cases=len(material.cases),
        )
    )
    print(
        message(
            "Name it under `coders:` in {file} when it is filled in.",
            file=study_file(study.study, "cases"),
        )
    )
    return 0


def consensus(options: Namespace, root: Path) -> int:
    """Write the workbook with what the coders differ on, and what is settled already."""
    from alianzas.cases.case_codes import load_case_codes
    from alianzas.cases.case_consensus_workbook import consensus_sheet, disagreements, reasons_in
    from alianzas.cases.coders import read_coders
    from alianzas.cases.judgements import read_judgements
    from alianzas.commandline.chosen_studies import sheet_language
    from alianzas.config.study_model import present
    from field_files.coding.coding_command import output_path
    from human_files.language.labels import load_labels

    output = output_path(options.output, options.folder, (".xlsx",))
    study = _study(options.study, root)
    codes = load_case_codes(root / codebook_file(study.study, "case_codes", root))
    _refuse_existing(output, options.output)
    settings, material = present(study.cases), _material(options.study, codes, root)
    work = {coder.name: root / coder.file for coder in settings.coders}
    users = {coder.name: coder.user for coder in settings.coders}
    judgements = read_coders(work, material, users)
    path = root / settings.consensus
    there = path.is_file()
    settled = read_judgements(path, material, complete=False) if there else []
    reasons = reasons_in(path) if there else {}
    options.language = sheet_language(options.language, study, root)
    labels = load_labels("common", "cases", root=root)
    content = consensus_sheet(judgements, settled, reasons, codes, labels, options.language)
    output.write_bytes(content)
    differing = disagreements(judgements)
    known = {(one.case, one.code) for one in settled}
    left = sum(pair not in known for pair in differing)
    print(
        counted_message(
            len(differing),
            "{file}: {n} judgement on which the coders differ, {left} not settled yet.",
            "{file}: {n} judgements on which the coders differ, {left} not settled yet.",
            file=options.output,
            left=left,
        )
    )
    file = study_file(study.study, "cases")
    print(message("Name it as `consensus:` in {file} when it is filled in.", file=file))
    return 0


def _refuse_existing(output: Path, shown: str) -> None:
    """Raise DataError where a sheet is there already, in which somebody may have worked."""
    if output.exists():
        found = message("is there already, and somebody may have filled it in.")
        raise DataError(
            Problem(shown, found, message("Choose another name, or move the file away."))
        )


def _material(name: str, codes: CaseCodes, root: Path) -> Material:
    """Return the cases of a study and their texts."""
    from alianzas.cases.case_texts import read_texts
    from alianzas.cases.judgements import Material
    from alianzas.cases.profiles import read_profiles
    from alianzas.config.study_model import present
    from honest_results.settings_addresses import files_at

    settings = present(_study(name, root).cases)
    profiles = read_profiles(settings.profiles, codes)
    cases = list(profiles["case"])
    files = files_at(settings.model_dump(mode="json"), "texts", root)
    texts = read_texts([root / file for file in files], cases, settings.texts)
    return Material(codes, cases, texts, list(profiles["firm"]))


def _study(name: str, root: Path) -> Study:
    from alianzas.commandline.chosen_studies import study_with

    return study_with("cases", name, root)


ACTIONS: dict[str, Callable[[Namespace, Path], int]] = {
    "import": import_files,
    "sheet": sheet,
    "consensus-sheet": consensus,
}
