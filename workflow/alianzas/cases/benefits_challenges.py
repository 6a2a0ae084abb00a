"""What the alliances gave the firms and cost them: benefits and challenges by collaboration model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.cases.case_codes import BENEFIT, CHALLENGE, MODEL, CaseCodes
from alianzas.cases.case_counts import cases_with, counts_statement
from honest_results.facts import Fact
from honest_results.tables import Column, Table
from human_files.language.current import current_languages
from human_files.language.labels import Labels

if TYPE_CHECKING:
    import pandas as pd

TOTAL = "total"


def count_by_model(codings: pd.DataFrame, codes: CaseCodes) -> pd.DataFrame:
    """Return in how many cases of each model every benefit and challenge is present.

    One row per code; columns dimension, code, one per model of the codebook, total.
    """
    import pandas as pd

    rows = []
    for dimension in (BENEFIT, CHALLENGE):
        for code in codes.ids(dimension):
            present = codings[(codings["code"] == code) & (codings["value"] == 1)]
            counts = {model: int((present[MODEL] == model).sum()) for model in codes.ids(MODEL)}
            row = {"dimension": dimension, "code": code, **counts, TOTAL: len(present)}
            rows.append(row)
    return pd.DataFrame(rows)


def cases_by_model(codings: pd.DataFrame, codes: CaseCodes) -> dict[str, int]:
    """Return the number of cases of each model of the codebook."""
    cases = codings.drop_duplicates("case")
    return {model: int((cases[MODEL] == model).sum()) for model in codes.ids(MODEL)}


def counts_table(
    counts: pd.DataFrame, cases: dict[str, int], codes: CaseCodes, labels: Labels
) -> Table:
    """Return the table ``benefits_challenges``: counts of cases by code and model.

    ``cases`` is the number of cases of each model; the headings give it.
    """
    names = {
        model: labels.with_texts(codes.labels()).by_language(f"{MODEL}.{model}") for model in cases
    }
    names[TOTAL] = labels.by_language("cases.column.total")
    numbers = {**cases, TOTAL: sum(cases.values())}
    headings = {
        f"cases.heading.{name}": {
            language: labels("cases.heading", language).format(name=text[language], n=numbers[name])
            for language in current_languages()
        }
        for name, text in names.items()
    }
    return Table(
        id="benefits_challenges",
        frame=counts.assign(item=counts["dimension"] + "." + counts["code"]),
        columns=[
            Column("item", "cases.column.code", "label"),
            *(Column(name, f"cases.heading.{name}", "count") for name in names),
        ],
        notes=["cases.note.benefits_challenges"],
        labels={**codes.labels(), **headings},
        group="dimension",
    )


def counts_facts(
    counts: pd.DataFrame, cases: dict[str, int], codes: CaseCodes, labels: Labels
) -> list[Fact]:
    """Return how many cases have each benefit and challenge, and tell the commonest.

    ``cases.<dimension>.<code>.<model>.cases.phrase`` says it of the cases of a model.
    """
    facts: list[Fact] = []
    total = sum(cases.values())
    for row in counts.to_dict("records"):
        stem = f"cases.{row['dimension']}.{row['code']}"
        facts.append(Fact(f"{stem}.n", row[TOTAL], "count", n=total))
        facts += [
            Fact(f"{stem}.{model}.n", row[model], "count", n=number)
            for model, number in cases.items()
        ]
        facts += [
            Fact(
                f"{stem}.{model}.cases.phrase",
                "counted",
                "phrase",
                text=cases_with("cases", row[model], number, labels),
            )
            for model, number in cases.items()
        ]
    totals = [
        {
            str(row["code"]): int(row[TOTAL])
            for row in counts[counts["dimension"] == dimension].to_dict("records")
        }
        for dimension in (BENEFIT, CHALLENGE)
    ]
    facts.append(counts_statement(totals[0], totals[1], total, codes, labels))
    return facts
