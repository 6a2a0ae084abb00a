"""How wide the columns of a table are, in characters of one line of the page.

Pandoc takes the dashes under a pipe table's header for shares of the line as soon as one row is longer
than a line of text. Left to the length of the cells, a long title starves its neighbours until words
break in their middle; so every column first gets its longest word, and what is left of the line goes
to the columns that would use it.
"""

from __future__ import annotations

from collections.abc import Sequence

#: Characters of the tables' type on one line of the narrowest page (Word, 12 points, cells' margins).
LINE = 84
#: Room between two columns, counted in characters.
GUTTER = 2


def column_widths(header: Sequence[str], body: Sequence[Sequence[str]]) -> list[int]:
    """Return a width for each column of the printed cells (``body``: rows of as many cells).

    A table that fits on a line gets just what its cells need. Rows that fill only their first cell
    (headings of groups, which run across the table) do not count.
    """
    rows = [row for row in body if len(row) == 1 or any(row[1:])]
    least = [_longest_word(cells) for cells in zip(header, *rows, strict=True)]
    most = (
        [max(len(cell) for cell in cells) for cells in zip(*rows, strict=True)] if rows else least
    )
    wanted = [max(pair) for pair in zip(least, most, strict=True)]
    spare = LINE - GUTTER * len(header) - sum(least)
    if spare <= 0:
        return [width + GUTTER for width in least]
    return [width + GUTTER for width in _share(least, wanted, spare)]


def _longest_word(cells: Sequence[str]) -> int:
    return max((len(word) for cell in cells for word in cell.split(" ")), default=1)


def _share(least: Sequence[int], wanted: Sequence[int], spare: int) -> list[int]:
    """Give ``spare`` characters to the columns in turn, the neediest first, until none wants more.

    What a column needs is measured by the lines its longest cell takes.
    """
    widths = list(least)
    for _ in range(spare):
        needy = [i for i in range(len(widths)) if widths[i] < wanted[i]]
        if not needy:
            break
        widths[max(needy, key=lambda i: (wanted[i] / widths[i], -i))] += 1
    return widths
