"""Finding the record that a row of a tool's export is about."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from human_files.errors import Problem
from human_files.language.messages import message
from references.comparable_text import title_key
from references.ledger.names import NO_NAMES, Names
from references.reading import shorten
from references.record import whole_numbers
from references.screening.exported_rows import ExportedRow

if TYPE_CHECKING:
    import pandas as pd


class Matcher:
    """Finds records by id, then DOI, then title (and year, where several have the title).

    A tool keeps the ids that records had when they were exported to it: ``ids`` say what these mean.
    """

    def __init__(self, records: pd.DataFrame, ids: Names = NO_NAMES) -> None:
        self._ids = ids
        names = [str(name) for name in records["record_id"]]
        self.keys = dict(zip(names, map(title_key, records["title"]), strict=True))
        self.titles = dict(zip(names, map(str, records["title"]), strict=True))
        self._years = dict(zip(names, whole_numbers(records["year"]), strict=True))
        self._by_doi: defaultdict[str, list[str]] = defaultdict(list)
        self._by_title: defaultdict[str, list[str]] = defaultdict(list)
        for name, doi in zip(names, records["doi"], strict=True):
            if doi:
                self._by_doi[str(doi)].append(name)
            if self.keys[name]:
                self._by_title[self.keys[name]].append(name)

    def match(self, row: ExportedRow, file: str) -> str | Problem:
        """Return the id of the record that ``row`` is about, or what is wrong with the row.

        An id beside the title of another record means that rows have slipped: it is not trusted.
        """
        key = title_key(row.title)
        same_title = self._by_title.get(key, [])
        known = ((self._ids.says(given), given) for given in row.ids)
        name, given = next((pair for pair in known if pair[0] in self.keys), ("", ""))
        if name:
            others = same_title and name not in same_title
            if others and key not in self._ids.titles.get(given, ()):
                found = message(
                    '"{name}" is beside the title of "{other}".',
                    name=name,
                    other=same_title[0],
                )
                advice = message("Check that the rows have not slipped; the row is left out.")
                return Problem(file, found, advice, row.number)
            return name
        same_doi = self._by_doi.get(row.doi, [])
        if len(same_doi) == 1:
            return same_doi[0]
        if len(same_title) > 1:
            near = [name for name in same_title if self._years[name] == row.year]
            if len(near) != 1:
                found = message(
                    'several records are called "{title}": {names}.',
                    title=shorten(row.title),
                    names=", ".join(same_title),
                )
                advice = message("Decide on them in the sheet; the row is left out.")
                return Problem(file, found, advice, row.number)
            same_title = near
        if same_title:
            return same_title[0]
        title = shorten(row.title)
        found = (
            message('"{title}" matches none of the records.', title=title)
            if title
            else message("a row without title matches none of the records.")
        )
        return Problem(file, found, self._suggest(key), row.number)

    def _suggest(self, key: str) -> str:
        """Return what to do about a row that matches no record."""
        from rapidfuzz import fuzz, process

        if key:
            close = process.extractOne(key, self.keys, scorer=fuzz.ratio, score_cutoff=80)
            if close is not None:
                return message(
                    'Is it "{name}" ({title})? Decide in the sheet.',
                    name=close[2],
                    title=shorten(self.titles[close[2]]),
                )
        return message("It belongs to another review or stage; the row is left out.")
