"""Cells of a CSV file that a spreadsheet program would carry out as formulas, and how they stay words.

``=HYPERLINK(…)`` in the title of somebody's reference sends what stands beside it elsewhere as soon as
the file is opened. An apostrophe before it, which a spreadsheet program understands as "words", is put
there on writing and taken away on reading.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

#: What may begin a formula, unless it is a number; tabs and line ends may hide one from view.
_FORMULA = re.compile(
    r"'*(?:[\t\r\n ]*=.|[\t\r]|[+\-@](?!\Z)(?!(?:\d[\d.,]*|\.\d+)(?:[eE][+\-]?\d+)? ?%?\Z))",
    re.DOTALL,
)


def harmless(cell: str) -> str:
    """Return a cell as it may be written into a CSV file.

    >>> harmless('=HYPERLINK("http://x.org")'), harmless("-0.5"), harmless("Trust")
    ('\\'=HYPERLINK("http://x.org")', '-0.5', 'Trust')
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def without_formulas(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame as it may be written as CSV: its words by :func:`harmless`, all else as it is."""
    changed = {
        name: [harmless(cell) if isinstance(cell, str) else cell for cell in frame[name]]
        for name in frame.columns
        if any(isinstance(cell, str) and _FORMULA.match(cell) for cell in frame[name])
    }
    if not changed:
        return frame
    copied = frame.copy()
    for name, cells in changed.items():
        copied[name] = cells
    return copied


def as_given(cell: str) -> str:
    """Return a cell as it was before :func:`harmless`.

    >>> as_given("'=1+1"), as_given("'tis so")
    ('=1+1', "'tis so")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell
