"""Languages: what each lacks, and a workbook for translators."""

from __future__ import annotations

import argparse
from argparse import Namespace
from pathlib import Path

from alianzas.languages.catalogue import ENGLISH, incomplete
from human_files.errors import ConfigurationError, Problem
from human_files.language.grammar import LANGUAGES_FOLDER, grammar, known_languages, steps_in
from human_files.language.messages import message

ACTIONS = ("export", "import", "list")


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    command.add_argument("action", choices=ACTIONS, help=message("what to do"))
    command.add_argument(
        "language", nargs="?", metavar="LANGUAGE", help=message("code of the language, such as pt")
    )
    command.add_argument(
        "file", nargs="?", metavar="FILE", help=message("the workbook to read back")
    )
    command.add_argument("--output", metavar="FILE", help=message("the workbook to write"))


def run(options: Namespace, root: Path) -> int:
    """Export, import or list; raises UserError for an unknown language and a workbook's mistakes."""
    from alianzas.languages.exchange import read_workbook, write_workbook

    if options.action == "list":
        for code in known_languages(root):
            print(f"{code}  {grammar(code).name}: {standing(code, root)}")
        return 0
    language = _language(options.language)
    if options.action == "export":
        path = options.folder / (options.output or f"{language}.xlsx")
        entries = write_workbook(language, path, root)
        print(message("{n} texts are in {file}.", n=len(entries), file=path.name))
    else:
        path = options.folder / (options.file or f"{language}.xlsx")
        changed = read_workbook(language, path, root)
        folder = f"{LANGUAGES_FOLDER}/{language}"
        print(message("{n} texts have changed in {folder}.", n=changed, folder=folder))
    print(f"{grammar(language).name}: {standing(language, root)}")
    return 0


def standing(language: str, root: Path) -> str:
    """Return in words what a language lacks, and which language steps in."""
    counts = incomplete(language, root)
    parts = []
    if counts["missing"]:
        others = ", ".join(grammar(one).name for one in steps_in(language)[1:])
        parts.append(
            message(
                "texts missing: {n} (in their place: {others})", n=counts["missing"], others=others
            )
        )
    if counts["outdated"]:
        parts.append(message("texts outdated: {n}", n=counts["outdated"]))
    if counts["unused"]:
        parts.append(message("texts that nothing uses: {n}", n=counts["unused"]))
    return "; ".join(parts) or message("complete")


def _language(code: str | None) -> str:
    """Return the code of a language that may be translated into; raises ConfigurationError."""
    from babel import Locale, UnknownLocaleError

    try:
        if code and code != ENGLISH and Locale(code).language == code:
            return code
    except (UnknownLocaleError, ValueError):
        pass
    found = (
        message("name the language: its code, such as pt or fr.")
        if code is None
        else message('"{code}" is no language to translate into.', code=code)
    )
    advice = message("Codes are those of ISO 639; texts are translated from English.")
    raise ConfigurationError(Problem("alianzas language", found, advice))
