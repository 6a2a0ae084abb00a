"""The first ledger of a review whose sheets are older: records keep the ids that the sheets have.

Before there was a ledger, an id followed from the records at hand, and another source could change it.
The titles in the sheets tell which record an id was about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from alianzas.literature.record_ledger import Unique, unique_of
from alianzas.literature.sheet_rows import SheetRow, sheet_rows
from human_files.errors import Problem
from human_files.language.messages import message
from references.comparable_text import title_key
from references.ledger.rows import LedgerRow, merges, resolve
from references.reading import shorten

if TYPE_CHECKING:
    from alianzas.config.literature_settings import LiteratureSettings


class First(NamedTuple):
    """The first ledger, and a problem for each id in the sheets that no record can be given."""

    unique: Unique
    problems: list[Problem]


def first_ledger(settings: LiteratureSettings, root: Path, today: str) -> First:
    """Return the records of a study with the ids that its sheets have, where they have any."""
    computed = unique_of(settings, root, today, [])
    sheets = [row for row in sheet_rows(settings, root) if row.written]
    if not sheets:
        return First(computed, [])
    seed, problems = _seed(computed.listed, sheets)
    unique = unique_of(settings, root, today, seed)
    before = {row.number: row for row in seed}
    listed = [
        row._replace(added=before[row.number].added, trail="") if row.number in before else row
        for row in unique.listed
    ]
    return First(unique._replace(listed=listed), problems)


def _seed(
    listed: Sequence[LedgerRow], sheets: Sequence[SheetRow]
) -> tuple[list[LedgerRow], list[Problem]]:
    """Return the rows whose titles the sheets have, each under the id that it has there."""
    into = merges(listed)
    computed: defaultdict[str, set[str]] = defaultdict(set)
    for row in listed:
        computed[title_key(row.title)].add(resolve(row.record_id, into))
    in_sheets: defaultdict[str, set[str]] = defaultdict(set)
    titles: defaultdict[str, set[str]] = defaultdict(set)
    for given in sheets:
        in_sheets[title_key(given.title)].add(given.written)
        titles[given.written].add(title_key(given.title))
    ids = {row.record_id for row in listed}
    named: dict[str, str] = {}
    for title, written in in_sheets.items():
        here = computed.get(title, set())
        if len(here) == 1 and len(written) == 1 and len(titles[min(written)]) == 1:
            named[title] = min(written)
    seed = []
    for row in listed:
        title = title_key(row.title)
        if title in named:
            seed.append(row._replace(record_id=named[title]))
        elif computed[title] <= in_sheets[title] and row.record_id not in named.values():
            seed.append(row)
    known = {row.record_id for row in seed}
    heads: set[str] = set()
    for at, row in enumerate(seed):  # where two ids were made one, each has a head of its own
        is_head = row.record_id not in heads
        heads.add(row.record_id)
        seed[at] = row._replace(head=is_head)
    problems = {}
    for given in sheets:
        if given.written not in known and given.written not in problems:
            problems[given.written] = _unplaced(given, given.written in ids)
    return seed, list(problems.values())


def _unplaced(row: SheetRow, is_other: bool) -> Problem:
    """Return the problem of an id in a sheet whose record is not found, or not for certain."""
    found = (
        message(
            'the title "{title}" is not that of "{name}".',
            title=shorten(row.title),
            name=row.written,
        )
        if is_other
        else message('there is no record "{name}".', name=row.written)
    )
    advice = message(
        "Correct id or title; if the record is in none of the sources any more, `--set-aside` keeps "
        "its id and its decisions until it is."
    )
    return Problem(row.file, found, advice, row.number, "record_id")


def set_aside(
    listed: Sequence[LedgerRow], settings: LiteratureSettings, root: Path, today: str
) -> list[LedgerRow]:
    """Return the ledger with a row for each id that only sheets have: it is never given to another."""
    known = {row.record_id for row in listed}
    made = list(listed)
    blank = LedgerRow(*([0] + [""] * (len(LedgerRow._fields) - 1)))  # type: ignore[arg-type]
    for row in sheet_rows(settings, root):
        if row.written and row.written not in known:
            known.add(row.written)
            made.append(
                blank._replace(
                    number=len(made) + 1,
                    record_id=row.written,
                    title=row.title,
                    head=True,
                    added=today,
                    gone=today,
                    trail=f"{today} set aside, as only {row.file} has it",
                )
            )
    return made
