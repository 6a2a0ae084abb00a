"""What a person may say to a script that runs alone: the study, and what the rule makes one of each."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from honest_results.project import Project
from human_files.errors import ConfigurationError, Problem
from human_files.language.command_line_words import settle_language
from human_files.language.messages import message
from human_files.language.terminal_language import terminal_language

#: The option for each wildcard of a rule but the study's.
OPTIONS = {
    "lang": "--language",
    "scatteritem": "--part",
    "document": "--document",
    "format": "--format",
}


@dataclass(frozen=True)
class Asked:
    """What a script alone is to do: ``chosen`` are the values that were named, by wildcard.

    ``output`` is the folder for what it makes, None for the usual one.
    """

    study: str | None = None
    chosen: Mapping[str, str] = field(default_factory=dict)
    output: Path | None = None


def read_arguments(rule: str, arguments: Sequence[str] | None = None) -> Asked:
    """Return what the arguments of the script of ``rule`` ask for (default: the command line's)."""
    settle_language(arguments)
    parser = argparse.ArgumentParser(
        prog=f"{rule}.py",
        description=message(
            "Run the step {rule} alone, on what a build has made. results/ stays as it is.",
            rule=rule,
        ),
    )
    parser.add_argument(
        "study",
        nargs="?",
        metavar="STUDY",
        help=message("default: the first in config/config.yaml"),
    )
    parser.add_argument(
        "--language", dest="lang", metavar="LANGUAGE", help=message("default: the terminal's")
    )
    parser.add_argument(
        "--part",
        dest="scatteritem",
        metavar="PART",
        help=message("such as 2; default: the first"),
    )
    parser.add_argument("--document", help=message("default: the first"))
    parser.add_argument("--format", help=message("default: the first"))
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FOLDER",
        help=message("default: scratch/{rule} in the compendium", rule=rule),
    )
    said = parser.parse_args(arguments)
    chosen = {name: getattr(said, name) for name in OPTIONS if getattr(said, name) is not None}
    return Asked(said.study, chosen, said.output)


def wildcards(
    rule: str, names: Sequence[str], asked: Asked, project: Project, parts: int
) -> dict[str, str]:
    """Return a value for each wildcard in ``names`` of ``rule``: what was asked for, or the first.

    ``parts`` is the number of parts of a step that has any. Raises ConfigurationError for a value that
    the project does not have, or where the rule has no such thing.
    """
    for name in asked.chosen:
        if name not in names:
            _refuse(
                rule,
                message(
                    "knows no {option}: it has the same outputs for all.", option=OPTIONS[name]
                ),
                "",
            )
    values: dict[str, str] = {}
    if "study" in names:
        values["study"] = asked.study or project.studies[0]
        _allowed(rule, message("the study"), values["study"], project.studies)
    there = project.documents_of(values["study"]) if "study" in values else project.documents
    choices: dict[str, list[str]] = {
        "document": [document.name for document in there],
        "lang": [*project.languages_of(values.get("study", ""))],
        "scatteritem": [f"{number}-of-{parts}" for number in range(1, parts + 1)],
    }
    for name, allowed in choices.items():
        if name in names:
            default = terminal_language(allowed) if name == "lang" else allowed[0]
            value = asked.chosen.get(name, default)
            if name == "scatteritem" and re.fullmatch(r"\d+", value):
                value = f"{value}-of-{parts}"
            values[name] = _allowed(rule, OPTIONS[name], value, allowed)
    if "format" in names:
        document = next(d for d in project.documents if d.name == values.get("document", d.name))
        formats = project.formats_of(document)
        value = asked.chosen.get("format", formats[0])
        values["format"] = _allowed(rule, OPTIONS["format"], value, formats)
    return values


def _allowed(rule: str, what: str, value: str, allowed: Sequence[str]) -> str:
    if value not in allowed:
        _refuse(
            rule,
            message('{what} "{value}" is none of the project\'s.', what=what, value=value),
            ", ".join(allowed),
        )
    return value


def _refuse(rule: str, found: str, allowed: str) -> None:
    advice = (
        message("Known (config/config.yaml): {allowed}.", allowed=allowed)
        if allowed
        else message("Leave it out.")
    )
    raise ConfigurationError(Problem(f"{rule}.py", found, advice))
