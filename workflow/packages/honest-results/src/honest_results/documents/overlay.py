"""A study's own sections over the text that all studies share.

The file ``manuscript/<study>/<document>.<language>.qmd`` holds whole sections, each with a label::

    ---
    title: A title of its own
    ---

    ## Survey {#sec-methods-survey base="1f0c9a37"}     replaces the section of that label
    ## Ethics {#sec-ethics}                             new, after the one before it in this file
    ## Funding {#sec-funding before="sec-discussion"}   new, where it says
    ## Limits {#sec-limits .omit}                       the shared text's is left out

A section goes with its subsections; a label of the shared text always means its section. Each line of
the text that results knows in which file it stands.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import yaml

from honest_results.documents.own_sections import (
    Own,
    check_own,
    own_sections,
    plain_heading,
    section_lines,
)
from honest_results.documents.sections import Heading, headings
from honest_results.documents.source import Manuscript
from human_files.errors import ManuscriptError, Problem, did_you_mean
from human_files.language.messages import message
from human_files.yaml_mistakes import yaml_mistake

_Lines = list[tuple[str, tuple[str, int]]]


def merged(base: Manuscript, own: Manuscript) -> Manuscript:
    """Return the text of a study: ``base`` with the sections and the header of ``own``.

    Raises ManuscriptError with every mistake in ``own``.
    """
    sections = own_sections(own, base)
    problems = check_own(own, sections)
    if not problems:
        placing = _Placing(_with_header(base, own), own, sections)
        problems = placing.problems
    if problems:
        raise ManuscriptError(sorted(problems, key=lambda problem: problem.row or 0))
    return placing.text


def fingerprint(text: Manuscript, label: str) -> str | None:
    """Return what a section says, as eight signs; None where there is no such section."""
    place = section_lines(text, label)
    if place is None:
        return None
    words = " ".join("\n".join(text.text.split("\n")[place[0] - 1 : place[1]]).split())
    return hashlib.sha256(words.encode()).hexdigest()[:8]


class _Placing:
    """Puts the sections of ``own`` into ``text``, one after the other, and keeps what is wrong."""

    def __init__(self, text: Manuscript, own: Manuscript, sections: Sequence[Own]) -> None:
        self.text, self._own = text, own
        self.problems: list[Problem] = []
        self._known = {heading.label: heading for heading in headings(text) if heading.label}
        before: Heading | None = None
        for section in sections:
            self._put(section, before)
            if not section.is_omitted:
                before = section.heading
        for section in () if self.problems else sections:
            place = own.place(section.heading.line)
            if not section.is_omitted and place not in self.text.places:
                found = message(
                    "{label} is part of a section that this file replaces, too.",
                    label=section.label,
                )
                self._tell(section, found, message("Put it into that section."))

    def _tell(self, section: Own, found: str, advice: str) -> None:
        """Keep a problem with a section."""
        self.problems.append(Problem(self._own.file, found, advice, section.heading.line))

    def _put(self, section: Own, before: Heading | None) -> None:
        """Put a section where it belongs; ``before`` heads the one before it in its file."""
        label = section.label
        if label in self._known:
            if self._may_replace(section, self._known[label]):
                self._write(section, label, "")
        elif section.is_omitted:
            found = message("there is no section {label} to leave out.", label=label)
            self._tell(section, found, did_you_mean(label, self._known))
        elif section.anchors:
            name = section.anchors[0]
            self._add(section, section.options[name], name)
        elif before is not None:
            self._add(section, before.label, "after")
        else:
            found = message(
                "the shared text has no section {label}, and nothing says where it goes.",
                label=label,
            )
            near = did_you_mean(label, self._known)
            advice = near + " " + message('A new one needs after="sec-…" or before="sec-…".')
            self._tell(section, found, advice)

    def _may_replace(self, section: Own, theirs: Heading) -> bool:
        """Say whether a section can stand for one of the shared text; tell why not."""
        label = section.label
        if section.anchors:
            found = message(
                "{label} is a section of the shared text, and keeps its place.", label=label
            )
            advice = message(
                "Remove {name}=, or give this one a new label.", name=section.anchors[0]
            )
            self._tell(section, found, advice)
        elif not section.is_omitted and theirs.level != section.heading.level:
            found = message("{label} has another rank than in the shared text.", label=label)
            self._tell(
                section, found, message("Begin its heading with {marks}.", marks="#" * theirs.level)
            )
        else:
            return True
        return False

    def _add(self, section: Own, anchor: str, name: str) -> None:
        """Put a new section after or before (``name``) another."""
        beside = next((one for one in headings(self.text) if one.label == anchor), None)
        if beside is not None and section.heading.level < beside.level:
            marks, theirs = "#" * section.heading.level, "#" * beside.level
            found = message(
                "a section of rank {marks} cannot stand within one, {name} {anchor} ({theirs}).",
                marks=marks,
                name=name,
                anchor=anchor,
                theirs=theirs,
            )
            advice = message(
                'Name a section of its rank (after="sec-…"), or begin it with {theirs}.',
                theirs=theirs,
            )
            self._tell(section, found, advice)
        else:
            self._write(section, anchor, name)

    def _write(self, section: Own, anchor: str, name: str) -> None:
        """Write a section instead of another, or after or before it (``name``)."""
        place = section_lines(self.text, anchor)
        if place is None:
            found = message(
                "there is no section {anchor} where this one could stand.", anchor=anchor
            )
            others = [label for label in self._known if label != anchor]
            gone = message(
                "This file leaves it out, or replaces what it was part of. Name another."
            )
            advice = gone if anchor in self._known else did_you_mean(anchor, others)
            if not any(problem.found == found for problem in self.problems):
                self._tell(section, found, advice)
            return
        first, last = place
        start, end = {"after": (last, last), "before": (first - 1, first - 1)}.get(
            name, (first - 1, last)
        )
        lines = _lines(self.text, 1, len(self.text.text.split("\n")))
        new: _Lines = []
        if not section.is_omitted:
            new = _lines(self._own, section.heading.line, section.last)
            new[0] = (plain_heading(new[0][0]), new[0][1])
            new = [("", new[0][1]), *new, ("", new[-1][1])]
        self.text = _text(self.text, [*lines[:start], *new, *lines[end:]])


def _lines(text: Manuscript, first: int, last: int) -> _Lines:
    """Return lines of a text, with the places where they stand."""
    lines = text.text.split("\n")
    return [(lines[line - 1], text.place(line)) for line in range(first, last + 1)]


def _text(base: Manuscript, lines: _Lines) -> Manuscript:
    """Return the text that some lines are."""
    places = tuple(place for _, place in lines)
    return Manuscript(base.file, base.language, "\n".join(line for line, _ in lines), places)


def _with_header(base: Manuscript, own: Manuscript) -> Manuscript:
    """Return ``base`` with the keys of the header of ``own`` instead of its own."""
    lines = _lines(base, 1, len(base.text.split("\n")))
    if not own.header_end:
        return _text(base, lines)
    ours, theirs = _keys(own), _keys(base) if base.header_end else {}
    fence = [("---", own.place(1))]
    head: _Lines = []
    for key in {**theirs, **ours}:
        head += _lines(own, *ours[key]) if key in ours else _lines(base, *theirs[key])
    rest = lines[base.line(base.header_end) :] if base.header_end else lines
    return _text(base, [*fence, *head, *fence, *rest])


def _keys(text: Manuscript) -> Mapping[str, tuple[int, int]]:
    """Return the first and last line of each key of a header; ManuscriptError where it is none."""
    header = text.text[: text.header_end].rstrip().removesuffix("...").removesuffix("---")
    try:
        node = yaml.compose(header, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        advice = message("Correct it; words with a colon or brackets need quotation marks.")
        found = message("the header cannot be read: {reason}.", reason=yaml_mistake(error))
        raise ManuscriptError(Problem(text.file, found, advice, line)) from None
    if not isinstance(node, yaml.MappingNode):
        return {}
    names = [str(key.value) for key, _ in node.value]
    starts = [key.start_mark.line + 1 for key, _ in node.value]
    ends = [*(start - 1 for start in starts[1:]), text.line(text.header_end) - 1]
    return {name: (start, end) for name, start, end in zip(names, starts, ends, strict=True)}
