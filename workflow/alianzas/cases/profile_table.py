"""Who the cases are: the profile table and the facts about the firms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.cases.case_codes import MODEL, SECTOR, CaseCodes
from alianzas.cases.profiles import country_names
from honest_results.facts import Fact
from honest_results.tables import Column, Table
from human_files.language.current import current_languages
from human_files.language.lists import join_words

if TYPE_CHECKING:
    import pandas as pd


def order_by_model(profiles: pd.DataFrame, codes: CaseCodes) -> pd.DataFrame:
    """Return the profiles grouped by model in the codebook's order, otherwise unchanged."""
    place = {model: index for index, model in enumerate(codes.ids(MODEL))}
    ordered = profiles.sort_values(MODEL, key=lambda models: models.map(place), kind="stable")
    return ordered.reset_index(drop=True)


def profile_table(profiles: pd.DataFrame, codes: CaseCodes) -> Table:
    """Return the table ``case_profiles``: one row per case, grouped by model."""
    frame = order_by_model(profiles, codes)
    frame["panel"] = f"{MODEL}." + frame[MODEL]
    frame["sector"] = f"{SECTOR}." + frame["sector"]
    countries = {code: country_names(code) for code in frame["country"]}
    return Table(
        id="case_profiles",
        frame=frame,
        columns=[
            Column("firm", "cases.column.firm"),
            Column("country", "cases.column.country", "label"),
            Column("sector", "cases.column.sector", "label"),
            Column("employees", "cases.column.employees", "count"),
            Column("founded", "cases.column.founded", "year"),
            Column("alliance_start", "cases.column.alliance_start", "year"),
            Column("partner", "cases.column.partner"),
        ],
        notes=["cases.note.profiles"],
        labels={**codes.labels(), **countries},
        group="panel",
    )


def profile_facts(profiles: pd.DataFrame, codes: CaseCodes) -> list[Fact]:
    """Return the facts about the firms: how many, where, of which models, how large, since when."""
    countries = sorted(set(profiles["country"]))
    names = {
        language: join_words(
            sorted((country_names(code)[language] for code in countries), key=_by_alphabet),
            language,
        )
        for language in current_languages()
    }
    employees, start = profiles["employees"], profiles["alliance_start"]
    by_model = [
        Fact(f"cases.model.{model}.n", int((profiles[MODEL] == model).sum()), "count")
        for model in codes.ids(MODEL)
    ]
    return [
        Fact("cases.n", len(profiles), "count"),
        Fact("cases.countries.n", len(countries), "count"),
        Fact("cases.countries.names", " ".join(countries), "label", text=names),
        Fact("cases.sectors.n", profiles["sector"].nunique(), "count"),
        Fact("cases.models.n", profiles[MODEL].nunique(), "count"),
        *by_model,
        Fact("cases.employees.smallest", employees.min(), "count"),
        Fact("cases.employees.largest", employees.max(), "count"),
        Fact("cases.employees.median", employees.median(), "number", decimals=_halves(employees)),
        Fact("cases.alliance_start.first", start.min(), "year"),
        Fact("cases.alliance_start.last", start.max(), "year"),
    ]


def _by_alphabet(name: str) -> str:
    """Sort key that ignores accents and case ("México" before "Mozambique")."""
    from human_files.text.folding import fold

    return fold(name)


def _halves(values: pd.Series[int]) -> int:
    """Return how many decimals the median of whole numbers needs."""
    return 0 if float(values.median()).is_integer() else 1
