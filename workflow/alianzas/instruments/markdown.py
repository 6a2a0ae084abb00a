"""The Markdown of papers: what people wrote is kept as it is, whatever signs it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

#: A box to mark.
BOX = "☐"
_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")
_LINE = 64  # characters of a blank that fills a line


def plain(text: str) -> str:
    """Return Markdown that shows ``text`` as it is."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))


def prose(text: str) -> str:
    """Return Markdown of a text whose `words between backticks` are code, and the rest as it is."""
    parts = re.split(r"`([^`]+)`", text)
    return "".join(f"`{part}`" if k % 2 else plain_within(part) for k, part in enumerate(parts))


def plain_within(text: str) -> str:
    """Return a part of a text as it is, with the spaces at its ends."""
    return _SIGNS.sub(r"\\\1", re.sub(r"\s+", " ", text))


def marked(text: str) -> str:
    """Return ``text`` as it is, highlighted: what somebody has to fill in."""
    return f"[{plain(text)}]{{.mark}}"


def blank(length: int = _LINE) -> str:
    """Return a line to write on."""
    return r"\_" * length


def lines(*blanks: str) -> str:
    """Return lines to write on, with room for a hand."""
    return "\n\n".join(
        f"::: {{custom-style=Line typst:above=1.7em typst:below=0.9em}}\n{line}\n:::"
        for line in blanks
    )


def together(blocks: Sequence[str]) -> str:
    """Return blocks that stay on one page."""
    if len(blocks) == 1:
        kept = list(blocks)
    else:
        kept = ["::: {custom-style=Kept}", *blocks[:-1], ":::", blocks[-1]]
    return "\n\n".join(
        ["::::: {.together typst:breakable=false typst:above=1.25em}", *kept, ":::::"]
    )


def new_page() -> str:
    """Return the beginning of a page."""
    typst = "```{=typst}\n#pagebreak(weak: true)\n```"
    word = '```{=openxml}\n<w:p><w:r><w:br w:type="page"/></w:r></w:p>\n```'
    return f"{typst}\n\n{word}"


def bullets(items: Iterable[str]) -> str:
    """Return a list."""
    return "\n".join(f"- {item}" for item in items)


def boxes(items: Sequence[str], *, inline: bool = False) -> str:
    """Return boxes to mark, below each other or one after the other."""
    marks = [f"{BOX} {item}" for item in items]
    return (
        "  \n".join(marks)
        if not inline
        else "\u2003 ".join(m.replace(" ", "\u00a0") for m in marks)
    )


def table(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[int],
    centred: Iterable[int] = (),
) -> str:
    """Return a table; ``widths`` are the columns' shares, ``centred`` the columns set in the middle."""
    middle = set(centred)
    dashes = [
        f":{'-' * (2 * width)}:" if k in middle else f":{'-' * (2 * width + 1)}"
        for k, width in enumerate(widths)
    ]
    lines = [header, dashes, *rows]
    return "\n".join("| " + " | ".join(cell or " " for cell in line) + " |" for line in lines)
