"""The language of a command's output: the one asked for, else the terminal's."""

from __future__ import annotations

import os
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence

#: Where a terminal states its language; the first variable that is set counts.
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def terminal_language(languages: Sequence[str], environment: Mapping[str, str] = os.environ) -> str:
    """Choose the language that the user's terminal is set to.

    Parameters
    ----------
    languages : sequence of str
        The languages to choose from, as two-letter codes; the first is the default.
    environment : mapping of str to str
        The environment variables: LANGUAGE, LC_ALL, LC_MESSAGES and LANG are looked at.

    Returns
    -------
    str
        The first of the terminal's languages that is among ``languages``, else their first.
    """
    stated = (word for word in languages_of_terminal(environment) if word in languages)
    return next(stated, languages[0])


def languages_of_terminal(environment: Mapping[str, str] = os.environ) -> list[str]:
    """Return the languages that the user's terminal states, the one they like best first.

    They are two-letter codes, but for what is no language, such as ``c``.
    """
    stated = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    return [re.split(r"[_.@-]", word)[0].lower() for word in stated.split(":")]


def country_of_terminal(environment: Mapping[str, str] = os.environ) -> str | None:
    """Return the country that the user's terminal states, as in ``es_PE.UTF-8``; None without one.

    Parameters
    ----------
    environment : mapping of str to str
        The environment variables: the same are looked at as for the language.

    Returns
    -------
    str or None
        An ISO 3166-1 code of two letters.
    """
    stated = " ".join(environment.get(name, "") for name in _VARIABLES)
    found = re.search(r"\b[a-z]{2,3}[_-]([A-Z]{2})\b", stated)
    return found[1] if found else None


def add_language(command: ArgumentParser, languages: Sequence[str]) -> None:
    """Add the option ``--language`` to a command that prints in one of several ``languages``."""
    from human_files.language.messages import message  # imported here: it needs this module

    command.add_argument("--language", choices=languages, help=message("default: the terminal's"))


def language_of(options: Namespace, languages: Sequence[str]) -> str:
    """Return the language that a command line asks for, else the terminal's."""
    asked: str | None = options.language
    return asked or terminal_language(languages)
