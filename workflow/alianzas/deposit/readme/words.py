"""How the README writes sizes, times, lists, boxes and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_UNITS = ((10**9, "GB"), (10**6, "MB"), (10**3, "kB"))


def size(number: float) -> str:
    """Return a number of bytes, such as ``1.4 MB``."""
    for unit, name in _UNITS:
        if number >= unit:
            return f"{number / unit:.1f} {name}"
    return f"{number:.0f} bytes"


def duration(seconds: float) -> str:
    """Return a time, such as ``5 min 23 s``."""
    if seconds < 60:
        return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"
    hours, rest = divmod(round(seconds), 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {left} s"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun, such as ``1,204 files``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Iterable[str]) -> str:
    """Return words as a list in a sentence: ``a, b and c``."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def box(ticked: bool, words: str) -> str:
    """Return a line with a box, ticked or not."""
    return f"- [{'x' if ticked else ' '}] {words}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]) -> list[str]:
    """Return the lines of a pipe table; columns are as wide as these shares of the page."""
    lines = [head, *rows]
    body = [f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines]
    rule = "|".join(f":{'-' * max(3, width)}" for width in widths)
    return [body[0], f"|{rule}|", *body[1:], ""]


def code(words: str) -> str:
    """Return words as code."""
    return f"`{words}`"
