"""What a condition says of a study: whether a part of a text belongs to it.

A study without a survey has nothing to tell of its firms, and one whose records cite nothing has no
network of citations. All use one text, whose parts say for which study they are::

    :::: {when="study.survey.state=present survey.drivers.basis.phrase=estimated|few"}

All tests of a condition must hold; they are tried from the left, and after the first that fails none is
looked at, so that its fact need not exist. ``=`` asks for one of the values, ``!=`` for any other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from human_files.language.messages import template

Facts = Mapping[str, Mapping[str, Any]]

_TEST = re.compile(r"(?P<key>[a-z][\w.-]*)(?P<sign>!?=)(?P<values>[\w.-]+(?:\|[\w.-]+)*)")

#: What to write, for messages.
FORM = template(
    'Write when="<key of a fact>=<value>", with | between values and a space between conditions.'
)


@dataclass(frozen=True)
class Test:
    """One test of a condition: the fact, and the values it may have or (not ``is_one_of``) may not."""

    __test__ = False  # no test of pytest's

    key: str
    values: tuple[str, ...]
    is_one_of: bool

    def holds(self, facts: Facts) -> bool:
        """Say whether the fact, which must exist, is as the test says."""
        return (str(facts[self.key].get("value")) in self.values) == self.is_one_of


def read_condition(words: str) -> list[Test] | None:
    """Return the tests of a condition; None where it is not one."""
    found = [_TEST.fullmatch(word) for word in words.split()]
    tests = [
        Test(one["key"], tuple(one["values"].split("|")), one["sign"] == "=")
        for one in found
        if one is not None
    ]
    return tests if tests and len(tests) == len(found) else None


def decide(words: str, facts: Facts) -> bool | None:
    """Say whether a condition holds; None where a fact that it turns on is not known (yet)."""
    for test in read_condition(words) or ():
        if test.key not in facts:
            return None
        if not test.holds(facts):
            return False
    return True if read_condition(words) else None


def holds(words: str, facts: Facts) -> bool:
    """Say whether a condition holds where ``facts`` are all there are."""
    return decide(words, facts) is True


def keys_of(words: str) -> list[str]:
    """Return the facts that a condition may ask for."""
    return [test.key for test in read_condition(words) or ()]


def unknown_key(words: str, facts: Facts) -> str | None:
    """Return the fact that a condition asks for, as far as it is tried, and that does not exist."""
    for test in read_condition(words) or ():
        if test.key not in facts:
            return test.key
        if not test.holds(facts):
            return None
    return None


def all_of(conditions: Sequence[str]) -> str:
    """Return the condition that all of several hold, tried in their order."""
    return " ".join(filter(None, conditions))
