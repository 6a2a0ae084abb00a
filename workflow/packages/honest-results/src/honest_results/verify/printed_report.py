"""A verification as a terminal shows it: the counts, the first differences, the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from honest_results.verify import report_words as words
from honest_results.verify.report_model import Compared, Verification
from human_files.language.messages import message

#: Of the differences of one comparison, so many are printed: the report has all of them.
_PRINTED = 40


def lines(verification: Verification) -> Iterator[str]:
    """Yield what the terminal shows."""
    for compared in verification.compared():
        yield from _compared(compared)
    yield words.verdict_words(verification.verdict)


def _compared(compared: Compared) -> Iterator[str]:
    """Yield one comparison."""
    yield f"{words.title_of(compared)}:"
    yield from _columns([words.count_header(), *words.count_rows(compared)])
    for one in compared.differences[:_PRINTED]:
        place = f"{one.file}: {one.place}" if one.place else one.file
        sides = message(
            "published: {published} | rebuilt: {rebuilt}",
            published=one.published or "–",
            rebuilt=one.rebuilt or "–",
        )
        shown = sides if one.published or one.rebuilt else ""
        said = " ".join(filter(None, (shown, one.note)))
        yield f"  {words.status_words(one.status)}: {place}" + (f"\n    {said}" if said else "")
    more = len(compared.differences) - _PRINTED + compared.unlisted
    if more > 0:
        yield "  " + message("(and {n} more in the report)", n=more)
    differing = sum(one.published != one.rebuilt for one in compared.environment)
    if differing:
        yield "  " + message(
            "Facts about the environment that differ, which is no reason to fail: {n}.", n=differing
        )
    for sentence in compared.uncompared:
        yield "  " + message("Not compared: {what}", what=sentence)


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the rows of a table: words to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = [first.ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        yield "  " + "  ".join(cells)
