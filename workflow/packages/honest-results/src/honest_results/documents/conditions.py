"""Parts of a document that are in it only if a fact says so.

A study without, say, cited references has nothing to show where another has a network. Both use one
text, which may contain both parts::

    :::: {when="literature.citations.state=shown"}
    … a paragraph, a table, a figure …
    ::::

The fence has four colons or more and is closed by as many, on a line of their own; parts cannot be
nested. Lines are blanked, never removed, so that a mistake is still reported with its line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from honest_results.documents.source import Manuscript
from human_files.errors import Problem, did_you_mean

_FENCE = re.compile(r'^(?P<colons>:{4,})[ \t]*\{[ \t]*when="(?P<words>[^"]*)"[ \t]*\}[ \t]*$')
_WORDS = re.compile(r"(?P<key>[a-z][\w.-]*)=(?P<value>[\w.-]+)")


@dataclass(frozen=True)
class Part:
    """A conditional part: its first and last line (counted from 1; the fences) and its condition."""

    first: int
    last: int | None
    words: str

    @property
    def condition(self) -> tuple[str, str] | None:
        """The fact's key and the value it must have; None where the condition is not one."""
        found = _WORDS.fullmatch(self.words)
        return (found["key"], found["value"]) if found else None


def parts(text: str) -> list[Part]:
    """Return the conditional parts of a text; ``last`` is None where one is not closed."""
    found: list[Part] = []
    opened: tuple[int, str, str] | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        fence = _FENCE.match(line)
        if opened is None and fence:
            opened = (number, fence["colons"], fence["words"])
        elif opened is not None and line.strip() == opened[1]:
            found.append(Part(opened[0], number, opened[2]))
            opened = None
    if opened is not None:
        found.append(Part(opened[0], None, opened[2]))
    return found


def check_conditions(
    manuscript: Manuscript, facts: Mapping[str, Mapping[str, Any]] | None
) -> list[Problem]:
    """Return a problem for each part that is not closed or whose condition cannot be evaluated.

    ``facts`` is None where they have not been computed yet.
    """
    problems = []
    for part in parts(manuscript.text):

        def problem(found: str, advice: str, line: int = part.first) -> Problem:
            return Problem(manuscript.file, found, advice, line)

        condition = part.condition
        if part.last is None:
            problems.append(problem("the part opened here is not closed.", "Close it with ::::"))
        if condition is None:
            found = f'"{part.words}" is not a condition.'
            problems.append(problem(found, 'Write when="<key of a fact>=<value>".'))
        elif facts is not None and condition[0] not in facts:
            found = f'there is no fact "{condition[0]}".'
            problems.append(problem(found, did_you_mean(condition[0], facts)))
    return problems


def holds(words: str, facts: Mapping[str, Mapping[str, Any]]) -> bool:
    """Say whether the condition ``words`` (``key=value``) is true of the study."""
    found = _WORDS.fullmatch(words)
    return found is not None and str(facts.get(found["key"], {}).get("value")) == found["value"]


def visible(manuscript: Manuscript, facts: Mapping[str, Mapping[str, Any]]) -> Manuscript:
    """Return the document with the parts that hold, and nothing of those that do not."""
    lines = manuscript.text.split("\n")
    for part in parts(manuscript.text):
        last = part.last or len(lines)
        if holds(part.words, facts):
            lines[part.first - 1] = lines[last - 1] = ""
        else:
            lines[part.first - 1 : last] = [""] * (last - part.first + 1)
    return Manuscript(manuscript.file, manuscript.language, "\n".join(lines))
