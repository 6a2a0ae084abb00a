"""The command ``references``: import bibliographic files, find the duplicates among records."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from human_files.command_ends import run_command
from human_files.language.command_line_words import settle_language
from human_files.language.messages import message, template
from human_files.language.terminal_language import add_language, language_of

#: The languages of the reports.
LANGUAGES = ("en", "es", "pt")
IMPORT = template("Read bibliographic files into one table of records.")
DEDUPLICATE = template("Find the records of a table that describe the same publication.")
_FORMATS = template(
    """\
Formats are recognised by their content, not by their names: RIS, BibTeX, Web of Science (tagged,
tab-delimited, Excel), CSV of Scopus, PubMed, Lens, Dimensions, OpenAlex, IEEE, Springer, Zotero,
Rayyan and others, MEDLINE (nbib), PubMed XML, EndNote (tagged, XML), RefWorks, CSL-JSON, text of
Ovid, Embase, Cochrane and Scopus; and what installed plug-ins add.

exit code: 0 every record is kept; 3 records were rejected, or recovered from a damaged file;
1 a file could not be read (the others are)."""
)


def add_import_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of :func:`run_import` to a parser."""
    command.epilog = message(_FORMATS)
    command.formatter_class = argparse.RawDescriptionHelpFormatter
    command.add_argument("files", nargs="+", metavar="FILE")
    command.add_argument(
        "--output",
        required=True,
        metavar="RECORDS",
        help=message(
            "a table of records (records.csv), or a file for a reference manager (records.ris)"
        ),
    )
    add_language(command, LANGUAGES)


def run_import(options: argparse.Namespace, folder: Path) -> int:
    """Carry out ``import``; files are named from ``folder``. Returns the exit code."""
    from references.import_command import import_files

    return import_files(options.files, options.output, language_of(options, LANGUAGES), folder)


def add_deduplicate_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of :func:`run_deduplicate` to a parser."""
    command.add_argument("records", metavar="RECORDS.csv")
    command.add_argument(
        "--output", required=True, metavar="GROUPS.csv", help=message("one row per group: a;b;c")
    )
    command.add_argument(
        "--maybe",
        metavar="MAYBE.csv",
        help=message("write the undecided pairs here (.csv or .xlsx)"),
    )
    command.add_argument(
        "--decided",
        metavar="MAYBE.csv",
        help=message("such a file with the verdicts filled in, to apply"),
    )
    add_language(command, LANGUAGES)


def run_deduplicate(options: argparse.Namespace, folder: Path) -> int:
    """Carry out ``deduplicate``; files are named from ``folder``. Returns the exit code."""
    from references.deduplication.deduplicate_table import deduplicate_table

    print(
        deduplicate_table(
            options.records,
            options.output,
            maybe=options.maybe,
            decided=options.decided,
            language=language_of(options, LANGUAGES),
            folder=folder,
        )
    )
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command."""
    top = argparse.ArgumentParser(
        prog="references", description=message("Read, deduplicate and write bibliographic records.")
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, words, add_arguments, run in (
        ("import", IMPORT, add_import_arguments, run_import),
        ("deduplicate", DEDUPLICATE, add_deduplicate_arguments, run_deduplicate),
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
