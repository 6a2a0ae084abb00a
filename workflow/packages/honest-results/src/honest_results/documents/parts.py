"""The conditional parts of a text, and what is left of it in a study.

A part is fenced, may hold headings and further parts, and has nothing but its condition; or it is some
words within a paragraph, a caption, a table's cell or the abstract::

    :::: {when="study.survey.state=present"}
    ## Survey {#sec-methods-survey}
    …
    ::::

    We asked [[survey.kept.n]{.fact} firms and]{when="study.survey.state=present"} read much.

What stands in a part that does not hold is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from honest_results.documents.conditions import (
    FORM,
    Facts,
    all_of,
    decide,
    read_condition,
    unknown_key,
)
from honest_results.documents.divs import divs
from honest_results.documents.source import Manuscript, parse_attributes
from human_files.errors import Problem, did_you_mean
from human_files.language.messages import message

_BRACKET_OR_BREAK = re.compile(r"\\.|[\[\]]|\n[ \t]*(?=\n)", re.DOTALL)
_AFTER = re.compile(r"\{(?P<attributes>[^{}]*)\}")
_CONDITION = re.compile(r"(?<![\w-])when[ \t]*=")
_ALONE = re.compile(r"\s*when=(?:\"[^\"]*\"|'[^']*'|[^\s\"']+)\s*")
_LABELLED = re.compile(r"\{[^{}]*#[\w-]+[^{}]*\}")
_ROW = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class Part:
    """A conditional part: where it is in the text, and its condition.

    ``start`` and ``end`` include the marks around it, ``inner`` is what is between them. ``end`` is
    that of the text where the part is not closed (``is_closed``).
    """

    start: int
    end: int
    inner: tuple[int, int]
    words: str
    is_fenced: bool
    is_closed: bool = True

    def holds_position(self, position: int) -> bool:
        """Say whether a position is in it, its marks included."""
        return self.start <= position < self.end


def parts(text: Manuscript) -> list[Part]:
    """Return the conditional parts of a text, in its order: a part before those within it."""
    found = [*_fenced(text), *_within_lines(text)]
    return sorted(found, key=lambda part: (part.start, -part.end))


def _fenced(text: Manuscript) -> Iterator[Part]:
    """Yield the parts between fences."""
    for div in divs(text)[0]:
        if "when" in div.options:
            start, first = text.position(div.first), text.position(div.first + 1)
            last = len(text.text) if div.last is None else text.position(div.last)
            end = len(text.text) if div.last is None else text.position(div.last + 1) - 1
            inner = (min(first, last), last)
            yield Part(start, end, inner, div.options["when"], True, div.last is not None)


def _within_lines(text: Manuscript) -> Iterator[Part]:
    """Yield the parts that are words in brackets."""
    prose = text.prose
    opened: list[int] = []
    for found in _BRACKET_OR_BREAK.finditer(prose):
        if found.group() == "[":
            opened.append(found.start())
        elif found.group() == "]" and opened:
            start = opened.pop()
            after = _AFTER.match(prose, found.end())
            condition = _condition(after["attributes"]) if after else None
            if after and condition is not None:
                words = condition.replace("\\|", "|")  # as cells of tables need it
                yield Part(start, after.end(), (start + 1, found.start()), words, False)
        elif found.group()[0] == "\n":
            opened.clear()


def _condition(attributes: str) -> str | None:
    """Return the condition among attributes."""
    return parse_attributes(attributes)[1].get("when") if "when" in attributes else None


def around(found: Sequence[Part], position: int) -> list[Part]:
    """Return the parts that a position is in, from the outermost."""
    return [part for part in found if part.holds_position(position)]


def condition_at(found: Sequence[Part], position: int) -> str:
    """Return the condition under which a position of the text is in a study; empty for all."""
    return all_of([part.words for part in around(found, position)])


def visible(text: Manuscript, facts: Facts) -> Manuscript:
    """Return the text without the parts that do not hold, and without the marks of those that do.

    A part whose condition turns on a fact that is not among ``facts`` stays as it is: before the first
    build only what the study file decides is known.
    """
    cuts: list[_Cut] = []
    end = 0
    for part in parts(text):
        if part.start < end:
            continue  # in a part that is gone
        held = decide(part.words, facts)
        if held is False:
            cuts.append((part.start, part.end, part.is_fenced))
            end = part.end
        elif held:
            cuts.append((part.start, part.inner[0], part.is_fenced))
            cuts.append((part.inner[1], part.end, part.is_fenced))
    return _without(text, sorted(cuts))


#: What to leave out: from where to where, and whether its lines stay, empty.
_Cut = tuple[int, int, bool]


def _without(text: Manuscript, cuts: Sequence[_Cut]) -> Manuscript:
    """Return a text without some stretches; each line knows where it came from."""
    if not cuts:
        return text
    left: list[str] = []
    lines: list[int] = [1]
    start = 0
    for first, last, stays_empty in [*cuts, (len(text.text), len(text.text), False)]:
        breaks = text.text.count("\n", first, last) if stays_empty else 0
        for begin, kept in ((start, text.text[start:first]), (first, "\n" * breaks)):
            left.append(kept)
            line = text.line(begin)
            lines += range(line + 1, line + 1 + kept.count("\n"))
        start = last
    places = tuple(text.place(line) for line in lines)
    return Manuscript(text.file, text.language, "".join(left), places)


def check_parts(text: Manuscript, facts: Facts | None) -> list[Problem]:
    """Return a problem for each part that is not closed or whose condition cannot be tried.

    ``facts`` is None where they have not been computed yet. A condition in a part that does not hold is
    not tried.
    """
    found = parts(text)
    problems = [*_malformed(text, found), *_misplaced(text, found)]
    for part in found:
        outer = [other for other in around(found, part.start) if other is not part]
        if facts is None or read_condition(part.words) is None:
            continue
        if all(decide(other.words, facts) for other in outer):
            key = unknown_key(part.words, facts)
            if key is not None:
                advice = did_you_mean(key, facts)
                problems.append(
                    _problem(text, part, message('there is no fact "{key}".', key=key), advice)
                )
    return problems


def _problem(text: Manuscript, part: Part, found: str, advice: str) -> Problem:
    """Return a problem in the line in which a part begins."""
    return Problem(text.file, found, advice, text.line(part.start))


def _malformed(text: Manuscript, found: Sequence[Part]) -> Iterator[Problem]:
    """Yield parts that are not closed, and conditions that are none."""
    for part in found:
        if not part.is_closed:
            advice = message("Close it with ::::")
            yield _problem(text, part, message("the part opened here is not closed."), advice)
        if read_condition(part.words) is None:
            yield _problem(
                text,
                part,
                message('"{words}" is not a condition.', words=part.words),
                message(FORM),
            )
        if not part.is_fenced:
            yield from _words(text, part)


def _words(text: Manuscript, part: Part) -> Iterator[Problem]:
    """Yield what a part of a line cannot have."""
    words = text.prose[slice(*part.inner)]
    if words != words.strip() or not words:
        found = message("a space at the edge of these brackets would be lost.")
        advice = message('Write it outside of them: one [word]{{when="…"}} more.')
        yield _problem(text, part, found, advice)
    if _LABELLED.search(words):
        found = message("what has a label cannot stand in brackets with a condition.")
        yield _problem(
            text, part, found, message('Put a part around it: :::: {{when="…"}}, the part, ::::.')
        )


def _misplaced(text: Manuscript, found: Sequence[Part]) -> Iterator[Problem]:
    """Yield conditions where none is tried, and parts that have more than a condition."""
    starts = {part.inner[1] + 1 for part in found if not part.is_fenced}
    fences = {text.line(part.start) for part in found if part.is_fenced}
    for one in _AFTER.finditer(text.prose):
        attributes = one["attributes"]
        if not _CONDITION.search(attributes):
            continue
        line = text.line(one.start())
        if one.start() not in starts and line not in fences:
            what = message("a condition here would be lost.")
            advice = message(
                'Put it around: :::: {{when="…"}}, the part, ::::, or [words]{{when="…"}}.'
            )
        elif not _ALONE.fullmatch(attributes):
            what = message("a part with a condition has nothing else in its braces.")
            advice = message(
                "Write what it has besides into a part or brackets of its own, within."
            )
        elif _in_row(text, one.start()) and _ROW.search(attributes):
            what = message("a | would end the cell of the table here.")
            advice = message("Write \\| between the values.")
        else:
            continue
        yield Problem(text.file, what, advice, line)


def _in_row(text: Manuscript, position: int) -> bool:
    """Say whether a position is in a row of a table."""
    start = text.prose.rfind("\n", 0, position) + 1
    return text.prose[start:position].lstrip().startswith("|")
