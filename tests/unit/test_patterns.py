"""Patterns that every Python from 3.11.0 on matches alike."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

import pytest

import alianzas
import field_files
import field_statistics
import honest_results
import human_files
import qca
import references

LIBRARY = (alianzas, field_files, field_statistics, honest_results, human_files, qca, references)


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    modules = (
        found
        for package in LIBRARY
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    )
    for found in modules:
        if found.name.endswith("__main__"):
            continue
        for name, value in vars(import_module(found.name)).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{found.name}.{name}", value


def possessive_groups(parsed: object) -> bool:
    """Say whether a parsed pattern repeats more than one character possessively: ``(?:ab)*+``."""
    if isinstance(parsed, re._parser.SubPattern):
        for operator, argument in parsed:
            if operator is re._constants.POSSESSIVE_REPEAT:
                kinds = [kind for kind, _ in argument[2]]
                if len(kinds) != 1 or kinds[0] not in (re._constants.IN, re._constants.LITERAL):
                    return True
            if possessive_groups(argument):
                return True
    elif isinstance(parsed, (tuple, list)):
        return any(possessive_groups(part) for part in parsed)
    return False


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("(?:a[ ]b)*+c", True),
        ("x(y(?:ab|c)++)?", True),
        ("[^{}]*+x++", False),
        ("(?>(?:a b)*)c+", False),
    ],
)
def test_the_search_finds_them(pattern: str, found: bool) -> None:
    assert possessive_groups(re._parser.parse(pattern)) is found


def test_no_group_is_repeated_possessively() -> None:
    """Python up to 3.11.4, Debian 12's among them, matches these wrongly (CPython issue 106052)."""
    all_of_them = dict(patterns())
    assert len(all_of_them) > 200
    wrong = [
        name
        for name, pattern in all_of_them.items()
        if possessive_groups(re._parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))
    ]
    assert wrong == []
