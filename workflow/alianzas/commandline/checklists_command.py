"""``alianzas checklists``: the lists of those who check deposits, answered from a deposit's folder."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

from human_files.errors import ConfigurationError, Problem
from human_files.language.messages import message

#: By what a deposit is known.
_MARK = "codecheck.yml"


def add_arguments(command: ArgumentParser) -> None:
    """Add what the command takes."""
    command.add_argument(
        "deposit",
        nargs="?",
        metavar="DEPOSIT",
        help=message("its folder; default: the one at hand"),
    )
    command.add_argument("--json", action="store_true", help=message("as JSON"))


def run(options: Namespace, root: Path) -> int:
    """Print the lists; return 1 if an answer is no.

    Raises ConfigurationError where the folder is no deposit.
    """
    folder = (options.folder / options.deposit) if options.deposit else root
    if not (folder / _MARK).is_file():
        raise ConfigurationError(
            Problem(
                str(folder),
                message("is no deposit: it has no {file}.", file=_MARK),
                message("Make one by `alianzas deposit`, and name its unpacked folder."),
            )
        )
    from alianzas.deposit.checklists.looking import Deposit
    from alianzas.deposit.checklists.writing import answered, as_json, as_markdown

    os.environ["LANGUAGE"] = "en"  # evidence is quoted as the deposit's files have it
    found = answered(Deposit(folder.resolve()))
    print(as_json(found) if options.json else as_markdown(found), end="")
    return int(any(answer.verdict == "no" for lines in found.values() for _, answer in lines))
