"""The command line: reads the arguments and hands over to one module per command."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from alianzas.commandline import (
    case_commands,
    checklists_command,
    deposit_command,
    language_command,
    new_command,
    simulate_command,
    survey_commands,
)
from alianzas.commandline.literature_commands import add_actions
from honest_results.build.surroundings import settle_process
from human_files.command_ends import run_command
from human_files.errors import ConfigurationError, Problem
from human_files.language.command_line_words import settle_language
from human_files.language.grammar import known_languages
from human_files.language.messages import message, template

#: The module that carries out each command; it has a function ``run(options, root)``.
MODULES = {
    "build": "alianzas.commandline.build_command",
    "outputs": "alianzas.commandline.outputs_command",
    **{
        name: f"alianzas.commandline.{name}_command"
        for name in (
            *("preview", "draft", "check", "checklists", "trace", "claims", "verify", "describe"),
            *("deposit", "bench", "pictures", "instruments", "new", "simulate", "next", "language"),
        )
    },
    **{name: f"alianzas.commandline.{name}_commands" for name in ("literature", "survey")},
    "cases": "alianzas.commandline.case_commands",
}
#: Verdicts on a claim, as in honest_results.claims.verdicts, which takes longer to import.
VERDICTS = ("supported", "not_supported", "inconclusive", "not_testable")
#: Which studies a command is about where none is named.
EVERY_STUDY = template("default: every study in config/config.yaml")
THE_TERMINALS = template("default: the terminal's")
FIRST_STUDY = template("default: the first in config/config.yaml")


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; each names the module that carries it out."""
    top = argparse.ArgumentParser(
        prog="alianzas", description=message("Build, check and explain the article.")
    )
    top.add_argument("--language", metavar="LANGUAGE", help=message(THE_TERMINALS))
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, words: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=words, description=words)

    new_command.add_arguments(
        add(
            "new",
            message("Begin a study: its first files, and what to do next; asks what is not given."),
        )
    )
    simulate_command.add_arguments(
        add(
            "simulate",
            message("Write pretend data for a trial build, or take them away again."),
        )
    )
    _add_study(
        add("next", message("Tell where a study stands: done, waiting for whom, next command."))
    )
    build = add("build", message("Build everything: results and documents."))
    build.add_argument(
        "--study", metavar="STUDY", help=message("only this one; default: every study")
    )
    build.add_argument(
        "--verbose", action="store_true", help=message("show Snakemake's own output")
    )
    build.add_argument(
        "snakemake",
        nargs="*",
        metavar="-- ARGUMENTS",
        help=message("arguments for Snakemake itself"),
    )
    preview = add("preview", message("Show a document in the browser, renewed at each save."))
    preview.add_argument(
        "document",
        nargs="?",
        metavar="DOCUMENT",
        help=message(
            "article, article.es or a file of manuscript/; default: the first in config/config.yaml"
        ),
    )
    preview.add_argument("--study", metavar="STUDY", help=message(FIRST_STUDY))
    _add_language(preview)
    preview.add_argument(
        "--draft", action="store_true", help=message("show what `alianzas draft` made")
    )
    preview.add_argument("--port", type=int, default=0, help=message("default: any that is free"))
    preview.add_argument(
        "--no-browser", action="store_true", help=message("print the address only")
    )
    draft = add(
        "draft",
        message("A first look at a study in seconds: few replicates, in the folder draft/."),
    )
    _add_study(draft, FIRST_STUDY)
    _add_language(draft)
    draft.add_argument(
        "--verbose", action="store_true", help=message("show Snakemake's own output")
    )
    check = add(
        "check", message("Look for mistakes in all inputs, and try every step with few replicates.")
    )
    _add_study(check)
    check.add_argument(
        "--deposit",
        action="store_true",
        help=message("say what a data editor would send back, in their order"),
    )
    check.add_argument(
        "--quick",
        action="store_true",
        help=message("look at the inputs alone, without trying the steps"),
    )
    checklists_command.add_arguments(
        add(
            "checklists",
            message("Answer the checklists of data editors and archives from a deposit."),
        )
    )
    trace = add("trace", message("Tell where a fact, table, figure or claim comes from."))
    trace.add_argument(
        "what",
        nargs="+",
        metavar="WHAT",
        help=message(
            'as the article prints it: "Table 6", "Figure A3", 0.27, 42%%, a sentence '
            "copied from the PDF; or a key such as literature.included.n, a label "
            "such as tbl-drivers or fig-flow, the id of a claim such as income"
        ),
    )
    trace.add_argument("--study", metavar="STUDY", help=message(FIRST_STUDY))
    trace.add_argument("--language", choices=known_languages(), help=message(THE_TERMINALS))
    trace.add_argument(
        "--all", action="store_true", help=message("explain every result that a number stands for")
    )
    claims = add(
        "claims",
        message("Print what was published, what was found, and the verdict on each claim."),
    )
    _add_study(claims)
    claims.add_argument("--language", choices=known_languages(), help=message(THE_TERMINALS))
    claims.add_argument(
        "--verdict", choices=VERDICTS, help=message("only the claims with this verdict")
    )
    claims.add_argument(
        "--json", action="store_true", help=message("as JSON: see claims-ledger.json")
    )
    _add_verify(
        add(
            "verify",
            message("Rebuild from the raw files elsewhere and compare with what was published."),
        )
    )
    deposit = add(
        "deposit", message("Write code, data and published results as one folder and one ZIP.")
    )
    _add_study(deposit)
    deposit_command.add_arguments(deposit)
    describe = add(
        "describe", message("Write data/STUDY/datapackage.json: every raw file with its hash.")
    )
    _add_study(describe)
    instruments = add(
        "instruments", message("Write forms, questionnaires, guides and protocols for fieldwork.")
    )
    _add_study(instruments)
    language_command.add_arguments(
        add(
            "language",
            message("Translate: a language as a workbook, and back; list what each lacks."),
        )
    )
    add("bench", message("Measure how long a build takes, and why."))
    outputs = add(
        "outputs", message("List every table and figure with the rule and script behind it.")
    )
    _add_study(outputs, FIRST_STUDY)
    outputs.add_argument(
        "--markdown", action="store_true", help=message("as a table for docs/outputs.md")
    )
    pictures = add("pictures", message("Draw pages of the article for README.md."))
    pictures.add_argument(
        "pages", nargs="*", type=int, default=[1, 5, 12], help=message("default: 1 5 12")
    )
    add_actions(add("literature", message("Work on the review outside a build: sheets, exports.")))
    case_commands.add_actions(
        add("cases", message("Work on case coding outside a build: import, blank sheets."))
    )
    survey_commands.add_actions(
        add("survey", message("Work on survey answers outside a build: import."))
    )
    return top


def _add_study(command: argparse.ArgumentParser, default: str = EVERY_STUDY) -> None:
    command.add_argument("study", nargs="?", metavar="STUDY", help=message(default))


def _add_verify(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "deposit",
        nargs="?",
        metavar="DEPOSIT",
        help=message("a folder or ZIP file that `make deposit` wrote; default: the folder at hand"),
    )
    command.add_argument(
        "--study",
        metavar="STUDY",
        help=message("only this one; default: every study whose results were published"),
    )
    command.add_argument(
        "--rebuilt",
        metavar="FOLDER",
        help=message("compare with these results, built elsewhere, in place of building here"),
    )
    command.add_argument(
        "--report", metavar="FOLDER", help=message("where the report goes; default: verification/")
    )
    command.epilog = message(
        "Exit codes: 0 full reproduction; 3 full with minor issues; 1 partial; 2 not able to "
        "reproduce, or a command that is not understood; 130 stopped."
    )


def _add_language(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--language",
        choices=known_languages(),
        help=message("default: the terminal's, if the documents have it"),
    )


def repository(start: Path) -> Path:
    """Return the compendium's folder: ``start`` or the nearest above it.

    Raises ConfigurationError where there is none.
    """
    for folder in (start, *start.parents):
        if (folder / "Snakefile").is_file() and (folder / "config/config.yaml").is_file():
            return folder
    raise ConfigurationError(
        Problem(
            str(start),
            message("is not inside a compendium (a folder with Snakefile and config/config.yaml)."),
            message("Change to the compendium's folder and try again."),
        )
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; return its exit code (0 = in order)."""
    settle_language(arguments)
    options = parser().parse_args(arguments)
    return run_command(lambda: _carry_out(options))


def _carry_out(options: argparse.Namespace) -> int:
    options.folder = Path.cwd()  # where the person is: files are named from there
    root = _root(options)
    if root is not None:
        os.chdir(root)
        settle_process(root)
    module = import_module(MODULES[options.command])
    code: int = module.run(options, root)
    return code


def _root(options: argparse.Namespace) -> Path | None:
    """Return the compendium's folder; None outside one, for an action that needs none there."""
    try:
        return repository(options.folder)
    except ConfigurationError:
        if not getattr(options, "anywhere", False):
            raise
    if getattr(options, "study", None) is None:
        return None
    found = message("needs a compendium, and {folder} is not inside one.", folder=options.folder)
    advice = message("Change to the compendium's folder, or leave --study out.")
    raise ConfigurationError(Problem("--study", found, advice))
