"""What a user is told about a file of coded passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from field_files.coding.coding_file import CodingFile

#: At most this many remarks of one kind are printed for a file.
_SHOWN = 10


def report(found: CodingFile) -> list[str]:
    """Return the lines about one file: what it is, what was read, set aside, and is in doubt."""
    return [*description(found), *set_aside_lines(found), *warning_lines(found)]


def description(found: CodingFile) -> list[str]:
    """Return the lines on what a file is and how much of it was read."""
    codable = sum(code.codable for code in found.codes)
    headings = len(found.codes) - codable
    lines = [
        found.file,
        f"  Format: {found.format}",
        f"  Program: {found.program or 'not named'}",
        f"  Codes: {codable}" + (f" under {headings} headings" if headings else ""),
    ]
    if not found.holds_passages:
        return lines
    coders = Counter(passage.coder for passage in found.passages)
    named = ", ".join(f"{name or 'not named'} ({count})" for name, count in coders.items())
    lines += [
        f"  Coders: {named or 'none'}",
        f"  Sources: {len(found.sources)}",
        f"  {_account(found)}",
    ]
    if found.for_cases:
        lines.append(f"  Cases: {counted(found.for_cases, 'coding')} besides say whose text it is")
    return lines


def set_aside_lines(found: CodingFile) -> list[str]:
    """Return the lines on codings that were not read."""
    aside = Counter(f"{one.what}: {one.why}" for one in found.set_aside)
    remarks = [text if count == 1 else f"{text} ({count} times)" for text, count in aside.items()]
    return some_lines(remarks, "Set aside")


def warning_lines(found: CodingFile) -> list[str]:
    """Return the lines on what may be wrong with the file."""
    return some_lines(found.warnings, "Warning")


def some_lines(remarks: Sequence[str], kind: str) -> list[str]:
    """Return a line for each of the first remarks of a ``kind``, and one that counts the others."""
    lines = [f"  {kind}: {remark}" for remark in remarks[:_SHOWN]]
    if len(remarks) > _SHOWN:
        lines.append(f"  {kind}: {len(remarks) - _SHOWN} more")
    return lines


def counted(count: int, word: str) -> str:
    """Return "1 passage" or "2 passages"."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _account(found: CodingFile) -> str:
    """Return how many codings there are and what became of them."""
    read, aside = len(found.passages), len(found.set_aside)
    absent = sum(passage.value == 0 for passage in found.passages)
    if not absent:
        return f"Passages: {read + aside} found = {read} read + {aside} set aside"
    return (
        f"Codings: {read + aside} found = {counted(read - absent, 'passage')} + {absent} of absence "
        f"+ {aside} set aside"
    )
