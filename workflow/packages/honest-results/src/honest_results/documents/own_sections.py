"""The sections of a study's own text, and what is wrong with them by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from honest_results.documents.divs import divs
from honest_results.documents.sections import Heading, headings, last_line
from honest_results.documents.source import Manuscript, parse_attributes
from human_files.errors import Problem
from human_files.language.messages import message

_ANCHORS = ("after", "before")
_OURS = re.compile(r"[ \t]*(?<![\w-])(?:after|before|base)=(?:\"[^\"]*\"|'[^']*'|[^\s}]+)")


@dataclass(frozen=True)
class Own:
    """A section of a study's own: its heading, and the last line of its subsections."""

    heading: Heading
    last: int

    @property
    def label(self) -> str:
        """The label of its heading."""
        return self.heading.label

    @property
    def options(self) -> dict[str, str]:
        """What stands in the braces of its heading as ``name="…"``."""
        return parse_attributes(self.heading.attributes)[1]

    @property
    def anchors(self) -> list[str]:
        """Which of after= and before= it has."""
        return [name for name in _ANCHORS if name in self.options]

    @property
    def is_omitted(self) -> bool:
        """Whether it only says that the shared text's section is left out."""
        return "omit" in parse_attributes(self.heading.attributes)[0]


def own_sections(own: Manuscript, base: Manuscript) -> list[Own]:
    """Return the sections of a study's own text, each with its subsections.

    A label of the shared text always means the section that has it there: a lower heading with such a
    label is no subsection, unless that is one of the section which the one above replaces.
    """
    begin: list[Heading] = []
    inside: set[str] = set()
    known = {heading.label for heading in headings(base)} - {""}
    for heading in headings(own):
        is_lower = begin and heading.level > begin[-1].level
        if is_lower and (heading.label not in known or heading.label in inside):
            continue
        begin.append(heading)
        inside = labels_within(base, heading.label) if heading.label in known else set()
    after = [*(heading.line for heading in begin[1:]), len(own.text.split("\n")) + 1]
    return [Own(heading, line - 1) for heading, line in zip(begin, after, strict=False)]


def section_lines(text: Manuscript, label: str) -> tuple[int, int] | None:
    """Return the first and the last line of a section; None where there is none of that label."""
    every = headings(text)
    for heading in every:
        if heading.label == label:
            end = len(text.text.split("\n"))
            return heading.line, last_line(heading, every, divs(text)[0], end)
    return None


def labels_within(text: Manuscript, label: str) -> set[str]:
    """Return the labels of everything in a section of a text, its own among them."""
    first, last = section_lines(text, label) or (0, 0)
    places = [place for place in text.references() if place.kind == "label"]
    return {place.name for place in places if first <= place.line <= last}


def plain_heading(line: str) -> str:
    """Return the line of a heading without what only says where its section goes."""
    start = line.rindex("{")
    return line[:start] + _OURS.sub("", line[start:])


def check_own(own: Manuscript, sections: Sequence[Own]) -> list[Problem]:
    """Return what is wrong with a study's own text by itself, whatever the shared one has."""
    return [Problem(own.file, *words) for words in _mistakes(own, sections)]


#: What was found, what to do, and the line.
_Found = Iterator[tuple[str, str, int]]


def _mistakes(own: Manuscript, sections: Sequence[Own]) -> _Found:
    """Yield the mistakes, in no order."""
    lines = own.body.split("\n")
    first = sections[0].heading.line if sections else len(lines) + 1
    for number, line in enumerate(lines[: first - 1], start=1):
        if line.strip():
            found = message("this stands before the first heading, and so in no section.")
            yield (
                found,
                message("Begin with a heading that has a label: ## Heading {{#sec-…}}."),
                number,
            )
            break
    seen: dict[str, int] = {}
    for section in sections:
        line_of = section.heading.line
        if not section.label:
            found = message('the section "{words}" has no label.', words=section.heading.words)
            yield (
                found,
                message("Give it that of the section it replaces, or a new one: {{#sec-…}}."),
                line_of,
            )
        elif section.label in seen:
            found = message(
                "the section {label} is also in line {n}.",
                label=section.label,
                n=seen[section.label],
            )
            yield found, message("Keep one of the two."), line_of
        seen.setdefault(section.label, line_of)
        if len(section.anchors) > 1:
            found = message("a section cannot stand after one and before another.")
            yield found, message("Keep after= or before=."), line_of
        elif section.is_omitted and section.anchors:
            yield (
                message("what is left out has no place."),
                message("Remove {name}=.", name=section.anchors[0]),
                line_of,
            )
        if section.is_omitted and "".join(lines[line_of : section.last]).strip():
            found = message(
                "{label} is to be left out, and has text under it.", label=section.label
            )
            yield found, message("Remove .omit, or the text."), line_of
    for div in divs(own)[0]:
        if any(div.holds(section.heading.line) for section in sections):
            found = message("a part here cannot hold whole sections.")
            yield found, message("Put it into the section, under its heading."), div.first
