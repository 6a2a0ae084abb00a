"""What a new study needs to be told: checked, understood, and asked for on a terminal."""

from __future__ import annotations

import re
import shlex
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from alianzas.config.study_model import BRANCHES
from alianzas.starting import country_data
from alianzas.starting.new_study import NewStudy
from honest_results.project import study_file
from human_files.collecting import Collector
from human_files.errors import ConfigurationError, Problem, did_you_mean
from human_files.language.grammar import known_languages
from human_files.language.messages import message, message_language
from human_files.language.terminal_language import country_of_terminal
from human_files.text.folding import fold

Answer = TypeVar("Answer")

#: The branches that a study has if nobody says otherwise.
USUAL_BRANCHES = ("literature", "survey")
#: The country that stands in examples.
_EXAMPLE = "PE"
_NAME = re.compile(r"[a-z][a-z0-9-]*")


def told(options: Namespace, root: Path) -> NewStudy:
    """Return what the options say of a new study; what they leave out is asked for on a terminal.

    Raises ConfigurationError for what cannot be, and, without a terminal, for what is left out.
    """
    given = {
        "STUDY": options.study or "",
        "COUNTRY": options.country or "",
        "LANGUAGE": " ".join(options.languages or ()),
        "BRANCHES": " ".join(options.branches or ()),
    }
    if not sys.stdin.isatty() and (missing := [name for name, words in given.items() if not words]):
        raise ConfigurationError(_not_told(missing, given, root))
    _refuse_mistakes(given, root)
    country = _answer(
        given["COUNTRY"],
        message("Country, by name or code"),
        country_of_terminal() or _EXAMPLE,
        lambda words: understood_country(words, root),
    )
    study = _answer(
        given["STUDY"],
        message("Name of the study: that of its folder"),
        study_name(country_data.country_name(country, "en") or country),
        lambda words: understood_study(words, root),
    )
    languages = _answer(
        given["LANGUAGE"],
        message("Languages of the documents ({known})", known=", ".join(known_languages(root))),
        " ".join(country_data.country_languages(country, root)),
        lambda words: understood_languages(words, root),
    )
    branches = _answer(
        given["BRANCHES"],
        message("Branches, one or more ({known})", known=", ".join(BRANCHES)),
        " ".join(USUAL_BRANCHES),
        understood_branches,
    )
    return NewStudy(study, country, languages, branches)


def _refuse_mistakes(given: Mapping[str, str], root: Path) -> None:
    """Raise ConfigurationError with every mistake in what was given, so that all are told at once."""
    understood: dict[str, Callable[[str], object]] = {
        "STUDY": lambda words: understood_study(words, root),
        "COUNTRY": lambda words: understood_country(words, root),
        "LANGUAGE": lambda words: understood_languages(words, root),
        "BRANCHES": understood_branches,
    }
    found = Collector()
    for name, words in given.items():
        if words:
            found.attempt(understood[name], words)
    if found.problems:
        raise ConfigurationError(found.problems)


def _answer(given: str, question: str, usual: str, understood: Callable[[str], Answer]) -> Answer:
    """Return what was given or, on a terminal, is answered; a wrong answer is asked for again."""
    if given:
        return understood(given)
    while True:
        words = input(f"{question} [{usual}]: ").strip() or usual
        try:
            return understood(words)
        except ConfigurationError as error:
            print(error, file=sys.stderr)


def understood_country(words: str, root: Path) -> str:
    """Return the code of a country given by code or name; raise ConfigurationError for none."""
    code = country_data.find_country(words, root)
    if code is not None:
        return code
    near = country_data.similar_country(words, root)
    advice = message("Give the country’s name, or its code of two letters (ISO 3166), such as PE.")
    if near is not None:
        name = country_data.country_name(near, message_language())
        advice = message('Did you mean "{name}" ({code})?', name=name, code=near)
    raise ConfigurationError(
        Problem("COUNTRY", message('"{words}" is no country.', words=words), advice)
    )


def understood_study(words: str, root: Path) -> str:
    """Return the name of a study; raise ConfigurationError for a bad one, or one that there is."""
    if not _NAME.fullmatch(words):
        raise ConfigurationError(
            Problem(
                "STUDY",
                message('"{words}" cannot be the name of a study.', words=words),
                message(
                    "A name has letters from a to z, digits and hyphens, and begins with a letter: "
                    "{name}",
                    name=study_name(words),
                ),
            )
        )
    folder = (root / study_file(words)).parent
    if folder.exists():
        raise ConfigurationError(
            Problem(
                folder.relative_to(root).as_posix(),
                message("exists already, and nothing in it was changed."),
                message(
                    "Give another name (STUDY=…), or go on with this study: alianzas next {study}",
                    study=words,
                ),
            )
        )
    return words


def understood_languages(words: str, root: Path) -> list[str]:
    """Return the languages that are listed; raise ConfigurationError for one that there is not."""
    known = known_languages(root)
    listed = _listed(words)
    for one in listed:
        if one not in known:
            raise ConfigurationError(
                Problem(
                    "LANGUAGE",
                    message('there is no language "{language}" in config/languages.', language=one),
                    did_you_mean(one, known),
                )
            )
    return listed


def understood_branches(words: str) -> list[str]:
    """Return the branches that are listed, in their order in a study; raise ConfigurationError."""
    listed = _listed(words)
    for one in listed:
        if one not in BRANCHES:
            raise ConfigurationError(
                Problem(
                    "BRANCHES",
                    message('there is no branch "{branch}".', branch=one),
                    did_you_mean(one, BRANCHES),
                )
            )
    if listed == ["synthesis"]:
        raise ConfigurationError(
            Problem(
                "BRANCHES",
                message("a synthesis joins other branches, and there is none."),
                message("Name one or more besides: literature, cases, survey."),
            )
        )
    return [branch for branch in BRANCHES if branch in listed]


def study_name(words: str) -> str:
    """Return a name for a study that is like these words: ``"Perú"`` → ``"peru"``."""
    name = re.sub(r"[^a-z0-9]+", "-", fold(words)).strip("-")
    return name if _NAME.fullmatch(name) else f"study-{name}".rstrip("-")


def _listed(words: str) -> list[str]:
    """Return the words of a list, parted by spaces or commas, each once."""
    return [*dict.fromkeys(re.findall(r"[^\s,;]+", words.lower()))]


def _not_told(missing: Sequence[str], given: Mapping[str, str], root: Path) -> Problem:
    """Return the problem that something was left out, with the whole command."""
    country = country_data.find_country(given["COUNTRY"], root) if given["COUNTRY"] else None
    usual = {
        "STUDY": study_name(country_data.country_name(country or _EXAMPLE, "en") or ""),
        "COUNTRY": country or _EXAMPLE,
        "LANGUAGE": " ".join(country_data.country_languages(country or _EXAMPLE, root)),
        "BRANCHES": " ".join(USUAL_BRANCHES),
    }
    whole = " ".join(f"{name}={shlex.quote(given[name] or usual[name])}" for name in given)
    return Problem(
        "alianzas new",
        message("is not told: {missing}.", missing=", ".join(missing)),
        message("Type, for example:  make new {whole}", whole=whole),
    )
