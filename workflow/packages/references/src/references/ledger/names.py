"""What the ids in sheets mean: sheets keep the ids they were written with, whatever became of these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from references.comparable_text import title_key
from references.ledger.rows import Rows, merges, resolve

if TYPE_CHECKING:
    import pandas as pd

#: The columns of the frame of names: an id as a sheet may have it, the id that stands for it now, and a
#: title that it may stand beside.
COLUMNS = ("written", "record_id", "title")


class Names(NamedTuple):
    """Every id there ever was.

    Parameters
    ----------
    now : mapping of str to str
        The id that stands for it; "" where none of its source records is at hand.
    titles : mapping of str to set of str
        The titles, as :func:`title_key` gives them, that it may stand beside in a sheet.
    """

    now: Mapping[str, str]
    titles: Mapping[str, set[str]]

    def says(self, written: str) -> str:
        """Return the id that stands for one in a sheet; an unknown one is itself."""
        return self.now.get(written, written)

    def is_away(self, written: str) -> bool:
        """Return whether an id is known, but none of its source records is at hand."""
        return self.now.get(written) == ""


NO_NAMES = Names({}, {})


def names_frame(rows: Rows, records: pd.DataFrame) -> pd.DataFrame:
    """Return the names as a frame of :data:`COLUMNS`, one row per id and title, sorted.

    ``rows`` is the ledger; ``records`` (record_id, title) are the records at hand.
    """
    import pandas as pd

    into = merges(rows)
    present = dict(zip(records["record_id"], records["title"], strict=True))
    behind: defaultdict[str, set[str]] = defaultdict(set)
    now = {name: name for name in present}
    for row in rows:
        name = resolve(row.record_id, into)
        now[row.record_id] = name if name in present else ""
        for other in {row.record_id, name, row.split_from} - {""}:
            behind[other].add(row.title)
    for name, title in present.items():
        behind[name].add(title)
    found = [
        (written, name, title)
        for written, name in now.items()
        for title in {title_key(one) for one in behind[written] | behind[name or written]}
    ]
    return pd.DataFrame(sorted(found), columns=list(COLUMNS), dtype="str")


def read_names(frame: pd.DataFrame) -> Names:
    """Return the names of a frame of :func:`names_frame`."""
    titles: defaultdict[str, set[str]] = defaultdict(set)
    for written, title in zip(frame["written"], frame["title"], strict=True):
        titles[written].add(title)
    return Names(dict(zip(frame["written"], frame["record_id"], strict=True)), titles)
