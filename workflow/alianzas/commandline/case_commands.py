"""``alianzas cases ACTION``: coding outside a build: import from other programs, blank sheets."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from human_files.errors import DataError, Problem

if TYPE_CHECKING:
    from alianzas.cases.case_codes import CaseCodes
    from alianzas.cases.judgements import Material
    from alianzas.config.study_model import Study

#: Exit codes besides 0: a file could not be read; something is set aside, unknown or in doubt.
UNREADABLE, IN_DOUBT = 1, 3
CODEBOOK = "config/codebooks/case_codes.yaml"
LABELS = ("config/i18n/common.yaml", "config/i18n/cases.yaml")
_EPILOG = """\
Formats are recognised from content: REFI-QDA projects (.qdpx, as NVivo, ATLAS.ti, MAXQDA, QualCoder,
Dedoose, Taguette and others export) and codebooks (.qdc), coding sheets (CSV, XLSX) and tables with
the columns case, source, coder, code, start, end, text, value.

exit code: 0 everything was read and is known; 3 something was set aside, is unknown or in doubt;
1 a file could not be read (the others are)."""


def add_actions(command: ArgumentParser) -> None:
    """Add the actions with their arguments to the command's parser."""
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    words = "Read what coders did in other programs into one table of passages."
    reading = actions.add_parser(
        "import",
        help=words,
        description=words,
        epilog=_EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
    )
    reading.add_argument("files", nargs="+", metavar="FILE")
    reading.add_argument("--output", required=True, metavar="CODING.csv")
    reading.add_argument(
        "--study",
        metavar="STUDY",
        help="check passages against its texts, name its cases, and write which codes are absent",
    )
    reading.add_argument(
        "--coder", default="", metavar="NAME", help="who coded, if no file says so"
    )
    words = "Write a blank coding sheet (.xlsx), or the codebook for QDA programs (.qdc)."
    sheet = actions.add_parser("sheet", help=words, description=words)
    sheet.add_argument("study", metavar="STUDY")
    sheet.add_argument("--output", required=True, metavar="CODING.xlsx|CODES.qdc")
    sheet.add_argument("--language", choices=("en", "es"), default="en", help="default: en")


def run(options: Namespace, root: Path) -> int:
    """Carry out the action."""
    return ACTIONS[options.action](options, root)


def import_files(options: Namespace, root: Path) -> int:
    """Read the files, print what was found in each, write the passages; return the exit code."""
    from alianzas.cases.case_codes import load_case_codes
    from alianzas.cases.coding_report import report, settled
    from field_files.coding.importing import read_coding_file
    from field_files.coding.passage_tables import write_table

    output = _output(options, (".csv",))
    codes = load_case_codes(root / CODEBOOK)
    material = _material(options.study, codes, root) if options.study else None
    passages, read, in_doubt = [], 0, False
    for name in options.files:
        try:
            found = read_coding_file(options.folder / name, name, options.coder)
        except DataError as error:
            print(f"error: {error}\n", file=sys.stderr)
            continue
        read += 1
        result = settled(found, codes, material)
        print("\n".join(report(found, result)), end="\n\n")
        passages += result.passages
        in_doubt |= bool(result.unknown or result.doubts or found.set_aside or found.warnings)
    if not read:
        return UNREADABLE
    count = write_table(passages, output)
    print(f"{options.output}: {count} rows from {read} of {len(options.files)} files.")
    if read < len(options.files):
        return UNREADABLE
    return IN_DOUBT if in_doubt else 0


def sheet(options: Namespace, root: Path) -> int:
    """Write the workbook or the codebook."""
    from alianzas.cases.case_codes import load_case_codes
    from alianzas.cases.case_coding_workbook import coding_sheet
    from alianzas.cases.codebook_export import case_codebook
    from human_files.language.labels import Labels

    output = _output(options, (".xlsx", ".qdc"))
    codes = load_case_codes(root / CODEBOOK)
    if output.exists():
        found = "is there already, and somebody may have filled it in."
        advice = "Choose another name, or move the file away."
        raise DataError(Problem(options.output, found, advice))
    if output.suffix.lower() == ".qdc":
        _study(options.study, root)  # its name must be right, though all studies share the codes
        output.write_bytes(case_codebook(codes, options.language))
        print(f"{options.output}: {len(codes.judged)} codes. Import it as a codebook (REFI-QDA).")
        return 0
    material = _material(options.study, codes, root)
    labels = Labels.load(*(root / name for name in LABELS))
    content = coding_sheet(material.cases, material.texts, codes, labels, options.language)
    output.write_bytes(content)
    count = len(material.cases) * len(codes.judged)
    print(f"{options.output}: {count} judgements of {len(material.cases)} cases to make.")
    print("Name it under `cases: coders:` in the study file when it is filled in.")
    return 0


def _material(name: str, codes: CaseCodes, root: Path) -> Material:
    """Return the cases of a study and their texts."""
    from alianzas.cases.case_texts import read_texts
    from alianzas.cases.judgements import Material
    from alianzas.cases.profiles import read_profiles
    from honest_results.settings_addresses import files_at

    settings = _study(name, root).cases
    profiles = read_profiles(settings.profiles, codes)
    cases = list(profiles["case"])
    files = files_at(settings.model_dump(mode="json"), "texts", root)
    texts = read_texts([root / file for file in files], cases, settings.texts)
    return Material(codes, cases, texts, list(profiles["firm"]))


def _study(name: str, root: Path) -> Study:
    from alianzas.commandline.chosen_studies import chosen_studies

    return chosen_studies(name, root)[0]


def _output(options: Namespace, endings: tuple[str, ...]) -> Path:
    """Return where to write, counted from where the person is; it ends as its format does."""
    path: Path = options.folder / options.output
    if path.suffix.lower() not in endings:
        found = f"does not end in {' or '.join(endings)}."
        raise DataError(Problem(options.output, found, f"Call the output something{endings[0]}."))
    if not path.parent.is_dir():
        found = "lies in a folder that is not there."
        raise DataError(Problem(options.output, found, "Make the folder."))
    return path


ACTIONS: dict[str, Callable[[Namespace, Path], int]] = {"import": import_files, "sheet": sheet}
