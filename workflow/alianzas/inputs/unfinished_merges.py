"""The marks that a merge leaves where two people changed the same lines.

Git writes them into texts, settings, labels and data alike, and each reader trips over them in its own
way: as bad YAML, as a row too long, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from human_files.errors import DataError, Problem
from human_files.language.messages import message
from human_files.text.content import WORKBOOKS, Content

#: What begins, divides and ends the two versions; each alone or before a space.
_BEGIN, _MIDDLE, _END = "<" * 7, "=" * 7, ">" * 7
#: What all studies share, as patterns from the top of the compendium.
SHARED = (
    "*.cff",
    "Makefile",
    "Snakefile",
    "config/*.yaml",
    "config/codebooks/**/*",
    "config/languages/**/*",
    "manuscript/*",
    "manuscript/filters/*",
    "manuscript/styles/*",
    "workflow/**/*.py",
    "workflow/**/*.smk",
)
#: What a study alone has.
OWN = ("config/studies/{}/**/*", "data/{}/**/*", "manuscript/{}/**/*")


def unfinished_merges(studies: Iterable[str], root: Path) -> list[Problem]:
    """Return a problem for each conflict that a merge left in what ``studies`` are made from."""
    patterns = [*SHARED, *(pattern.format(study) for study in studies for pattern in OWN)]
    files = sorted({path for pattern in patterns for path in root.glob(pattern) if path.is_file()})
    return [problem for path in files for problem in _in_file(path, root)]


def _in_file(path: Path, root: Path) -> list[Problem]:
    """Return a problem for each conflict in a file."""
    raw = path.read_bytes()
    if raw.startswith(WORKBOOKS) or not any(
        mark.encode(code) in raw for mark in (_BEGIN, _END) for code in _ENCODINGS
    ):
        return []
    file = path.relative_to(root).as_posix()
    try:
        lines = Content(file, raw).lines
    except DataError:
        return []  # not text: its reader says so
    return [
        Problem(
            file,
            message('a merge was not finished: this line begins with "{line}".', line=line[:7]),
            message(
                "Decide which of the lines are right; remove the others and those with {begin}, "
                "{middle} and {end}.",
                begin=_BEGIN,
                middle=_MIDDLE,
                end=_END,
            ),
            number,
        )
        for number, line in conflicts(lines)
    ]


#: UTF-16 as Windows programs write it, and everything that agrees with ASCII.
_ENCODINGS = ("ascii", "utf-16-le", "utf-16-be")


def conflicts(lines: Iterable[str]) -> list[tuple[int, str]]:
    """Return number and words of the first line of each conflict; an end alone is one too.

    A row of equals signs alone is none: in Markdown it underlines a heading.
    """
    found: list[tuple[int, str]] = []
    is_open = False
    for number, line in enumerate(lines, start=1):
        mark = line.rstrip("\r\n")
        if _is(mark, _BEGIN) or (not is_open and _is(mark, _END)):
            found.append((number, mark))
        is_open = (is_open or _is(mark, _BEGIN)) and not _is(mark, _END)
    return found


def _is(line: str, mark: str) -> bool:
    """Say whether a line is a mark of Git's: alone or with a name after a space."""
    return line == mark or line.startswith(f"{mark} ")
