"""Record ids: names of references in sheets and tables, made from the references themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from itertools import count
from typing import TYPE_CHECKING

from human_files.text.folding import ascii_key
from references.comparable_text import first_word, surname, title_key
from references.record import split_cell, whole_numbers

if TYPE_CHECKING:
    import pandas as pd


def base_id(authors: str, year: int | None, title: str) -> str:
    """Return "<surname>-<year>-<word>" such as "delagarza-2016-business".

    First author's surname (an organisation's whole name; "anonymous" without authors), year of
    publication or "nd", first word of the title that is not an article ("untitled" if there is
    none), each in ASCII letters and digits only.
    """
    names = split_cell(authors)
    name = ascii_key(surname(names[0])) if names else ""
    return f"{name or 'anonymous'}-{year or 'nd'}-{first_word(title) or 'untitled'}"


def record_ids(frame: pd.DataFrame, taken: Collection[str] = ()) -> list[str]:
    """Return a unique id, none of those ``taken``, for each row of a frame with authors, year, title
    and doi.

    Of several records with one id, the first keeps it and the others get "-b", "-c" …, in the order
    of DOI, then title, records without DOI last: the order of the rows does not matter.
    """
    claimed: defaultdict[str, list[int]] = defaultdict(list)
    columns = zip(frame["authors"], whole_numbers(frame["year"]), frame["title"], strict=True)
    for place, row in enumerate(columns):
        claimed[base_id(*row)].append(place)
    dois, titles = list(frame["doi"]), list(frame["title"])
    ids = [""] * len(frame)
    for name, places in claimed.items():
        places.sort(key=lambda p: (not dois[p], dois[p], title_key(titles[p]), titles[p]))
        spelled = (name if rank == 0 else f"{name}-{_letters(rank)}" for rank in count())
        free = (spelling for spelling in spelled if spelling not in taken)
        for place in places:
            ids[place] = next(free)
    return ids


def _letters(rank: int) -> str:
    """Return b, c … z, ba, bb … for 1, 2 …"""
    text = ""
    while True:
        rank, rest = divmod(rank, 26)
        text = chr(ord("a") + rest) + text
        if rank == 0:
            return text
