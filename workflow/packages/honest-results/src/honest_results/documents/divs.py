"""The fenced divs of a document: what is between ``::: {…}`` and ``:::``, and what each of them is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from honest_results.documents.source import CALLOUTS, STATEMENTS, Manuscript, parse_attributes

PROOFS = ("proof", "remark", "solution")

_ATTRIBUTE = r"""(?:[#.][^\s{}="']+|[\w:-]+=(?:"[^"]*"|'[^']*'|[^\s{}"']+))"""
_FENCE = re.compile(
    rf"^[ \t]*:{{3,}}[ \t]*(?:\{{[ \t]*(?P<attributes>{_ATTRIBUTE}(?:[ \t]+{_ATTRIBUTE})*)[ \t]*\}}"
    r"|(?P<name>[^\s{}:]+))?[ \t]*:*[ \t]*$"
)
_ITEM = re.compile(r" *(?:[-*+:~]|\(?(?:\d+|[a-z]|#|@\w*)[.)]|\[\^[^\]]+\]:) +")
_LABEL = re.compile(r"(?<!\S)#([\w:.-]+)")


@dataclass(frozen=True)
class Div:
    """A fenced div: its first and last line (from 1; the fences), ``last`` None if not closed.

    ``bare`` is its class if that is written without braces, ``within`` the div around it.
    """

    first: int
    last: int | None
    label: str
    classes: Sequence[str]
    options: Mapping[str, str] = field(default_factory=dict)
    bare: str = ""
    within: Div | None = None

    @property
    def kind(self) -> str:
        """The prefix of the label."""
        return self.label.split("-")[0] if "-" in self.label else ""

    @property
    def callout(self) -> str:
        """Which callout it is, such as note; "" for anything else."""
        named = [name for name in CALLOUTS if f"callout-{name}" in self.classes]
        return named[0] if named else ""

    @property
    def is_box(self) -> bool:
        """Whether it is a callout, a theorem or a proof: a heading in it is its title."""
        return bool(self.callout) or self.kind in STATEMENTS or bool({*PROOFS} & {*self.classes})

    def holds(self, line: int) -> bool:
        """Say whether a line is inside it."""
        return self.first < line and (self.last is None or line < self.last)


@lru_cache(maxsize=16)  # every check asks for them, of the same few texts
def divs(manuscript: Manuscript) -> tuple[list[Div], list[int]]:
    """Return the divs of a document in the order of the text, and the fences that close nothing."""
    found: list[Div] = []
    opened: list[int] = []
    stray: list[int] = []
    first = manuscript.line(manuscript.header_end)
    lines = manuscript.prose[manuscript.header_end :].split("\n")
    for line, text in enumerate(lines, start=first):
        fence = _FENCE.match(text)
        if fence is None or not _is_at_margin(lines, line - first):
            continue
        if fence["attributes"] is None and fence["name"] is None:
            if opened:
                index = opened.pop()
                found[index] = replace(found[index], last=line)
            else:
                stray.append(line)
            continue
        opened.append(len(found))
        found.append(_div(fence["attributes"], fence["name"], line))
    return _nested(found), stray


def _is_at_margin(lines: Sequence[str], index: int) -> bool:
    """Say whether a line begins where text begins: at the margin, or below the words of a list item."""
    depth = _depth(lines[index])
    if not depth:
        return True
    above = (text for text in reversed(lines[:index]) if text.strip() and _depth(text) < depth)
    item = _ITEM.match(next(above, "").expandtabs(4))
    return item is not None and (depth == item.end() or (depth == 4 and "^" in item.group()))


def _depth(text: str) -> int:
    """Return the indentation of a line."""
    text = text.expandtabs(4)
    return len(text) - len(text.lstrip())


def _div(attributes: str | None, name: str | None, line: int) -> Div:
    """Return the div that a fence opens."""
    if attributes is None:
        bare = (name or "").removeprefix(".")
        return Div(line, None, "", [bare], bare=bare)
    classes, options = parse_attributes(attributes)
    label = _LABEL.search(re.sub(r"\"[^\"]*\"|'[^']*'", "", attributes))
    return Div(line, None, label[1] if label else "", classes, options)


def _nested(found: Sequence[Div]) -> list[Div]:
    """Return the divs, each with the one around it."""
    result: list[Div] = []
    for one in found:
        around = [other for other in result if other.holds(one.first)]
        result.append(replace(one, within=around[-1] if around else None))
    return result
