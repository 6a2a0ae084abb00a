"""The command ``field-files``: survey exports and coded texts as plain tables."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from human_files.command_ends import run_command
from human_files.language.command_line_words import settle_language
from human_files.language.messages import message, template

SURVEY = template(
    "Turn an export of any survey tool into one table of answers, without personal data."
)
CODING = template("Read what coders did in other programs into one table of passages.")
_SURVEY_FORMATS = template(
    """\
Formats are recognised by their content: KoboToolbox, ODK, SurveyCTO, Qualtrics, LimeSurvey,
REDCap, SurveyMonkey, Google Forms, Microsoft Forms, SPSS (.sav), Stata (.dta), plain CSV and XLSX;
and what installed plug-ins add. What a file says of its columns and codes is written beside the
answers (ANSWERS.labels.csv).

exit code: 0 the answers are written; 1 the file cannot be read or holds no answers."""
)
_CODING_FORMATS = template(
    """\
Formats are recognised by their content: REFI-QDA projects (.qdpx, as NVivo, ATLAS.ti, MAXQDA,
QualCoder, Dedoose, Taguette and others export) and codebooks (.qdc), the tables of passages that
Taguette, Dedoose, QualCoder, NVivo, ATLAS.ti, MAXQDA, RQDA and requal export (CSV, XLSX), coding
sheets, and tables with the columns case, source, coder, code, start, end, text, value.

exit code: 0 everything was read and is known; 3 something was set aside, is unknown or in doubt;
1 a file could not be read (the others are)."""
)


def add_survey_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of :func:`run_survey` to a parser."""
    command.epilog = message(_SURVEY_FORMATS)
    command.formatter_class = argparse.RawDescriptionHelpFormatter
    command.add_argument(
        "file", type=Path, metavar="FILE", help=message("recognised by its content")
    )
    command.add_argument("--output", type=Path, required=True, metavar="ANSWERS.csv")
    command.add_argument(
        "--codebook",
        type=Path,
        metavar="CODEBOOK",
        help=message(
            "a file that explains the codes: LimeSurvey's R syntax file (found without this "
            "option if it lies beside the data), REDCap's data dictionary"
        ),
    )
    command.add_argument(
        "--missing",
        action="append",
        default=[],
        metavar="CODE",
        help=message('a code that means "no answer", such as -99; may be repeated'),
    )


def run_survey(options: argparse.Namespace, folder: Path) -> int:
    """Carry out ``survey``; files are named from ``folder``. Returns the exit code."""
    from field_files.survey.survey_command import import_survey

    codebook = None if options.codebook is None else folder / options.codebook
    output = folder / options.output
    return import_survey(folder / options.file, output, codebook, options.missing)


def add_coding_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of :func:`run_coding` to a parser."""
    command.epilog = message(_CODING_FORMATS)
    command.formatter_class = argparse.RawDescriptionHelpFormatter
    command.add_argument("files", nargs="+", metavar="FILE")
    command.add_argument("--output", required=True, metavar="CODING.csv")
    command.add_argument(
        "--coder", default="", metavar="NAME", help=message("who coded, where the files do not say")
    )


def run_coding(options: argparse.Namespace, folder: Path) -> int:
    """Carry out ``coding``; files are named from ``folder``. Returns the exit code."""
    from field_files.coding.coding_command import import_coding

    return import_coding(options.files, options.output, options.coder, folder)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command."""
    top = argparse.ArgumentParser(
        prog="field-files",
        description=message("Read survey exports and coded texts into plain tables."),
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, words, add_arguments, run in (
        ("survey", SURVEY, add_survey_arguments, run_survey),
        ("coding", CODING, add_coding_arguments, run_coding),
    ):
        command = commands.add_parser(name, help=message(words), description=message(words))
        add_arguments(command)
        command.set_defaults(run=run)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command line; return its exit code (0 = in order)."""
    settle_language(arguments)
    options = parser().parse_args(arguments)
    run: Callable[[argparse.Namespace, Path], int] = options.run
    return run_command(lambda: run(options, Path()))
