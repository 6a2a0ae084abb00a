"""How paragraphs are written: headings, lists and formulas that Pandoc would print literally.

Each such place is reported with its line before anything is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from honest_results.documents.divs import Div, divs
from honest_results.documents.source import Manuscript, blank
from human_files.errors import Problem
from human_files.language.messages import message, template

_FORMULA = re.compile(r"\$\$.+?\$\$", re.DOTALL)
_HEADING = re.compile(r"^#{1,6}[ \t]")
_LIST = re.compile(r"^[ \t]*(?:[-*+]|(?:1|#)[.)]|\(@\w*\))(?:[ \t]|$)")
_ROW = re.compile(r"^\|.*\|[ \t]*$")
_OPENS = re.compile(r"^[ \t]*:{3,}[ \t]*[^\s:]")
_ALONE = re.compile(r"^[ \t]*(?:#{1,6}[ \t].*|:{3,}.*)$")


def check_paragraphs(manuscript: Manuscript) -> Iterator[Problem]:
    """Yield a problem for each heading, list, table or formula that would be printed literally."""
    text = manuscript.body
    fenced, _ = divs(manuscript)
    for line, what, advice in (
        *_paragraphs(text),
        *_headings(text, fenced),
        *_formulas(manuscript, text),
    ):
        yield Problem(manuscript.file, what, advice, line)


#: Line, what was found, what to write instead.
_Found = Iterator[tuple[int, str, str]]


def _paragraphs(text: str) -> _Found:
    """Yield what begins within a paragraph: it is only the paragraph's text."""
    before = ""  # what the paragraph began as
    for number, line in enumerate(blank(text, _FORMULA).split("\n"), start=1):
        within = _begun_within(before, line)
        if within:
            found = message(_NOT_BEGUN[within])
            yield number, found, message("Put an empty line before it.")
        if within == "table":
            before = "table"  # told once
        if not line.strip() or _ALONE.match(line):
            before = ""
        elif not before:
            before = _begins_as(line)


#: What is told of a line that was meant to begin something.
_NOT_BEGUN = {
    "part": template("the part does not begin here: the line is part of a paragraph."),
    "heading": template("the heading does not begin here: the line is part of a paragraph."),
    "list": template("the list does not begin here: the line is part of a paragraph."),
    "quotation": template("the quotation does not begin here: the line is part of a paragraph."),
    "table": template("the table does not begin here: the line is part of a paragraph."),
}


def _begun_within(before: str, line: str) -> str:
    """Return what a line was meant to begin within a paragraph that began as ``before``."""
    if before in ("text", "list", "quotation") and _OPENS.match(line):
        return "part"
    if before and before != "table" and _HEADING.match(line):
        return "heading"
    if before == "text" and _LIST.match(line):
        return "list"
    if before in ("text", "list") and line.startswith(">"):
        return "quotation"
    return "table" if before in ("text", "list", "quotation") and _ROW.match(line) else ""


def _begins_as(line: str) -> str:
    """Return what kind of paragraph a line begins."""
    if _LIST.match(line) or re.match(r"^[ \t]*(?:\d+|[a-z])[.)][ \t]", line):
        return "list"
    if line.startswith(">"):
        return "quotation"
    if line.startswith(("|", "+")) or re.match(r"^[ \t]*-{2,}", line) or line[0] in " \t":
        return "table"
    return "text"


def _headings(text: str, fenced: Sequence[Div]) -> _Found:
    """Yield headings that would not be headings, and headings that would be sections by mistake."""
    lines = ["", "", *text.split("\n")]
    for number, (blank_before, before, line) in enumerate(
        zip(lines, lines[1:], lines[2:], strict=False), 1
    ):
        underlined = re.match(r"^(?:=+|-{2,})[ \t]*$", line) and re.match(r"^[^\s|+>:#-]", before)
        if underlined and not blank_before.strip():
            sign = "#" if line[0] == "=" else "##"
            found = message("an underlined heading has no number here.")
            yield (
                number - 1,
                found,
                message("Write {example}", example=f"{sign} {before.strip()}"),
            )
        elif re.match(r"^(?:[ \t]+|>[> \t]*|[-*+][ \t]+)#{1,6}[ \t]+\S", line):
            found = message("a heading cannot be in a list or quotation, nor follow spaces.")
            yield number, found, message("Begin the line with #, or make the words **bold**.")
        elif re.match(r"^#{1,6}[^\W\d]", line):
            found = message('"{words}" is printed as it stands.', words=line.split()[0])
            yield number, found, message("A heading has a space after its #.")
        elif _HEADING.match(line) and not _may_have_heading(number, lines, fenced):
            advice = message(
                "A callout or theorem has one heading, at its start. Make other words **bold**."
            )
            yield number, message("a heading within this part would be a section."), advice


def _may_have_heading(number: int, lines: Sequence[str], fenced: Sequence[Div]) -> bool:
    """Say whether a heading is a section, or the title of the box at whose start it is."""
    around = [div for div in fenced if div.holds(number)]
    kinds = ("fig", "tbl", "lst")
    within = next((div for div in reversed(around) if div.is_box or div.kind in kinds), None)
    if within is None:
        return True
    is_first = not any(lines[line + 1].strip() for line in range(within.first + 1, number))
    has_title = bool({"title", "name"} & within.options.keys())
    return within.is_box and is_first and around[-1] is within and not has_title


def _formulas(manuscript: Manuscript, text: str) -> _Found:
    """Yield formulas with an empty line inside."""
    for found in _FORMULA.finditer(text):
        if re.search(r"\n[ \t]*\n", found.group()):
            what = message("a formula with an empty line within is printed as it stands.")
            advice = message("Remove the empty line, or close the formula with $$.")
            yield manuscript.line(found.start()), what, advice
