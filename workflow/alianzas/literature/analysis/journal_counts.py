"""The journals of the included studies."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from honest_results.facts import Fact
from honest_results.tables import Column, Table
from human_files.language.current import current_languages
from human_files.language.lists import join_words
from references.comparable_text import title_key

if TYPE_CHECKING:
    import pandas as pd


class Journal(NamedTuple):
    """A journal with its number of studies, and the years of the first and the last."""

    name: str
    n: int
    first: int
    last: int


def count_journals(included: pd.DataFrame) -> list[Journal]:
    """Return the journals of ``included`` (journal, year), those with most studies first.

    Names that differ only in capitals, accents or punctuation are merged; the commonest is printed.
    """
    years: dict[str, list[int]] = {}
    names: dict[str, Counter[str]] = {}
    for name, year in zip(included["journal"], included["year"], strict=True):
        if name:
            key = title_key(name.replace("&", " and "))
            names.setdefault(key, Counter())[name] += 1
            years.setdefault(key, []).append(int(year))
    journals = [
        Journal(
            min(counted, key=lambda name: (-counted[name], name)),
            len(years[key]),
            min(years[key]),
            max(years[key]),
        )
        for key, counted in names.items()
    ]
    return sorted(journals, key=lambda journal: (-journal.n, title_key(journal.name)))


def journal_facts(journals: list[Journal], included: int) -> list[Fact]:
    """Return how many journals there are, which have most studies, and how many have only one."""
    key = "literature.journals"
    most = journals[0].n if journals else 0
    top = [journal.name for journal in journals if journal.n == most]
    text = {language: join_words(top, language) for language in current_languages()}
    facts = [
        Fact(f"{key}.n", len(journals), "count", n=included),
        Fact(f"{key}.once.n", sum(j.n == 1 for j in journals), "count", n=len(journals)),
    ]
    if top:
        facts += [
            Fact(f"{key}.top.label", "; ".join(top), "label", text=text),
            Fact(f"{key}.top.n", most, "count", n=included),
        ]
    return facts


def journals_table(journals: list[Journal], included: int, listed: int) -> Table:
    """Return the journals with more than one study, at most ``listed`` unless tied.

    Journals with as many studies as the last one listed are listed too. Where none has more than
    one study, the first ``listed`` by name are shown, and the note says so.
    """
    import pandas as pd

    repeated = sum(journal.n > 1 for journal in journals)
    shown = journals[: repeated or listed]
    if repeated and len(shown) > listed:
        shown = [journal for journal in shown if journal.n >= shown[listed - 1].n]
    rows = [(j.name, j.n, j.n / included, j.first, j.last) for j in shown]
    return Table(
        id="journals",
        frame=pd.DataFrame(rows, columns=["journal", "n", "percent", "first", "last"]),
        columns=[
            Column("journal", "literature.column.journal"),
            Column("n", "literature.column.studies", "count"),
            Column("percent", "literature.column.percent_included", "percent"),
            Column("first", "literature.column.first_year", "year"),
            Column("last", "literature.column.last_year", "year"),
        ],
        notes=[f"literature.note.journals{'' if repeated or not journals else '_once'}"],
        values={
            "all": {"value": len(journals), "kind": "count"},
            "shown": {"value": len(shown), "kind": "count"},
            "n": {"value": included, "kind": "count"},
        },
    )
