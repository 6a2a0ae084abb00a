"""Countries: of the authors' institutions where the sources give them, else those named in titles.

The two are different things, where research is done and where it looks, and are never mixed:
every result uses one of them as its basis and says which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from alianzas.literature.analysis.country_words import code_of, countries_in, country_names
from alianzas.literature.analysis.field_coverage import TITLES, Fields
from alianzas.sentences import share
from honest_results.facts import Fact
from honest_results.tables import Column, Table
from human_files.language.current import current_languages
from human_files.language.lists import join_words
from references.record import split_cell

if TYPE_CHECKING:
    import pandas as pd

    from human_files.language.labels import Labels


class Countries(NamedTuple):
    """The ``basis`` ("countries" or "titles"), and the studies of each country by code.

    Countries with most studies come first, then by code; ``named`` counts studies with any country.
    """

    basis: str
    studies: dict[str, list[str]]
    named: int


def count_countries(included: pd.DataFrame, fields: Fields) -> Countries:
    """Return the countries of ``included`` (record_id, title, countries)."""
    basis = fields.first("countries")
    studies: dict[str, list[str]] = {}
    named = 0
    for name, title, cell in zip(
        included["record_id"], included["title"], included["countries"], strict=True
    ):
        if basis == TITLES:
            codes = countries_in(title)
        else:
            codes = list(dict.fromkeys(code for c in split_cell(cell) if (code := code_of(c))))
        named += bool(codes)
        for code in codes:
            studies.setdefault(code, []).append(name)
    ordered = sorted(studies, key=lambda code: (-len(studies[code]), code))
    return Countries(basis, {code: studies[code] for code in ordered}, named)


def countries_frame(countries: Countries) -> pd.DataFrame:
    """Return one row per country: code, n, basis, for the map."""
    import pandas as pd

    rows = [(code, len(names), countries.basis) for code, names in countries.studies.items()]
    return pd.DataFrame(rows, columns=["code", "n", "basis"]).astype({"n": "int64"})


def country_facts(countries: Countries, included: int, labels: Labels) -> list[Fact]:
    """Return how many countries there are, which have most studies, and the basis in words."""
    key = "literature.countries"
    counts = {code: len(names) for code, names in countries.studies.items()}
    most = max(counts.values(), default=0)
    top = [code for code, n in counts.items() if n == most]
    text = {
        language: join_words([country_names(language)[code] for code in top], language)
        if top
        else labels("literature.none", language)
        for language in current_languages()
    }
    basis = labels.by_language(f"literature.countries.basis.{countries.basis}")
    return [
        Fact(f"{key}.n", len(counts), "count"),
        Fact(f"{key}.named.n", countries.named, "count", n=included),
        Fact(f"{key}.named.percent", share(countries.named, included), "percent", n=included),
        Fact(f"{key}.top.label", " ".join(top) or "none", "label", text=text),
        Fact(f"{key}.top.n", most, "count", n=included),
        Fact(f"{key}.basis", countries.basis, "phrase", text=basis),
    ]


def countries_table(countries: Countries, included: int) -> Table:
    """Return every country with its number of studies."""
    import pandas as pd

    rows = [
        (f"country.{code}", len(names), len(names) / included)
        for code, names in countries.studies.items()
    ]
    return Table(
        id="countries",
        frame=pd.DataFrame(rows, columns=["country", "n", "percent"]),
        columns=[
            Column("country", "literature.column.country", "label"),
            Column("n", "literature.column.studies", "count"),
            Column("percent", "literature.column.percent_included", "percent"),
        ],
        notes=[f"literature.note.countries_{countries.basis}"],
        values={
            "n": {"value": included, "kind": "count"},
            "named": {"value": countries.named, "kind": "count"},
        },
        labels={
            f"country.{code}": {
                language: country_names(language)[code] for language in current_languages()
            }
            for code in countries.studies
        },
    )
