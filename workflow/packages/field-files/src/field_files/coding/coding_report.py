"""What a user is told about a file of coded passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from field_files.coding.coding_file import CodingFile
from human_files.language.messages import counted_message, message, said_by_others

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
        message("  Format: {name}", name=said_by_others(found.format)),
        message("  Program: {name}", name=found.program or message("not named")),
        message("  Codes: {n} under {headings} headings", n=codable, headings=headings)
        if headings
        else message("  Codes: {n}", n=codable),
    ]
    if not found.holds_passages:
        return lines
    coders = Counter(passage.coder for passage in found.passages)
    named = ", ".join(f"{name or message('not named')} ({count})" for name, count in coders.items())
    lines += [
        message("  Coders: {named}", named=named or message("none")),
        message("  Sources: {n}", n=len(found.sources)),
        f"  {_account(found)}",
    ]
    if found.for_cases:
        lines.append(
            counted_message(
                found.for_cases,
                "  Cases: {n} coding besides says whose text it is",
                "  Cases: {n} codings besides say whose text it is",
            )
        )
    return lines + some_lines(found.notes, message("Note"))


def set_aside_lines(found: CodingFile) -> list[str]:
    """Return the lines on codings that were not read."""
    aside = Counter(f"{one.what}: {one.why}" for one in found.set_aside)
    remarks = [
        text if count == 1 else message("{text} ({n} times)", text=text, n=count)
        for text, count in aside.items()
    ]
    return some_lines(remarks, message("Set aside"))


def warning_lines(found: CodingFile) -> list[str]:
    """Return the lines on what may be wrong with the file."""
    return some_lines(found.warnings, message("Warning"))


def some_lines(remarks: Sequence[str], kind: str) -> list[str]:
    """Return a line for each of the first remarks of a ``kind``, and one that counts the others."""
    lines = [f"  {kind}: {remark}" for remark in remarks[:_SHOWN]]
    if len(remarks) > _SHOWN:
        lines.append(message("  {kind}: {n} more", kind=kind, n=len(remarks) - _SHOWN))
    return lines


def _account(found: CodingFile) -> str:
    """Return how many codings there are and what became of them."""
    read, aside = len(found.passages), len(found.set_aside)
    absent = sum(passage.value == 0 for passage in found.passages)
    if not absent:
        return message(
            "Passages: {found} found = {read} read + {aside} set aside",
            found=read + aside,
            read=read,
            aside=aside,
        )
    return message(
        "Codings: {found} found = {passages} of passages + {absent} of absence + {aside} set aside",
        found=read + aside,
        passages=read - absent,
        absent=absent,
        aside=aside,
    )
