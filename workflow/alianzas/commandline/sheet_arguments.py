"""The arguments of commands that write a sheet for a person to fill in."""

from __future__ import annotations

from argparse import ArgumentParser

from human_files.language.grammar import known_languages
from human_files.language.messages import message


def add_sheet_arguments(command: ArgumentParser, output: str) -> None:
    """Add the study, the file to write (``output`` names it in the help) and the sheet's language."""
    command.add_argument("study", metavar="STUDY")
    command.add_argument("--output", required=True, metavar=output)
    command.add_argument(
        "--language", choices=known_languages(), help=message("default: the study's first")
    )
