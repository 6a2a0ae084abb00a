"""The cross-case matrix of Miles and Huberman (1994): cases by their conditions and outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.cases.adjudication import outcome_by_case
from alianzas.cases.case_codes import CONDITION, MODEL, OUTCOME, CaseCodes
from alianzas.cases.case_counts import outcome_counts
from alianzas.cases.profile_table import order_by_model
from honest_results.facts import Fact
from honest_results.tables import Column, Table

if TYPE_CHECKING:
    import pandas as pd

    from human_files.language.labels import Labels

#: Label keys of the signs for presence and absence.
PRESENT, ABSENT = "cases.present", "cases.absent"


def build_matrix(codings: pd.DataFrame, profiles: pd.DataFrame, codes: CaseCodes) -> pd.DataFrame:
    """Return the matrix of cases × codes.

    One row per case, grouped by model; columns case, firm, model, then one per judged code of the
    codebook with 1 (present) or 0 (absent), as adjudicated.
    """
    wide = codings.pivot(index="case", columns="code", values="value")[list(codes.judged)]
    ordered = order_by_model(profiles, codes)[["case", "firm", MODEL]]
    return ordered.merge(wide, left_on="case", right_index=True, validate="one_to_one")


def matrix_table(matrix: pd.DataFrame, codes: CaseCodes) -> Table:
    """Return the table ``cross_case_matrix``: cases by model × conditions and the outcome."""
    shown = [(CONDITION, code) for code in codes.ids(CONDITION)] + [(OUTCOME, codes.outcome)]
    frame = matrix[["case", "firm", *(code for _, code in shown)]].copy()
    for _, code in shown:
        frame[code] = frame[code].map({1: PRESENT, 0: ABSENT})
    frame["panel"] = f"{MODEL}." + matrix[MODEL]
    return Table(
        id="cross_case_matrix",
        frame=frame,
        columns=[
            Column("firm", "cases.column.firm"),
            *(
                Column(code, f"{dimension}.{code}", "label", align="center")
                for dimension, code in shown
            ),
        ],
        notes=["cases.note.matrix"],
        labels=codes.labels(),
        group="panel",
    )


def matrix_facts(codings: pd.DataFrame, codes: CaseCodes, labels: Labels) -> list[Fact]:
    """Return how often each condition occurs with success, and without it.

    ``cases.condition.<code>.cases.phrase`` says it in words that follow a colon.
    """
    success = outcome_by_case(codings, codes)
    total, successful = len(success), int(success.sum())
    facts = [
        Fact("cases.success.n", successful, "count", n=total),
        Fact("cases.unsuccessful.n", total - successful, "count", n=total),
    ]
    models = codings.drop_duplicates("case").set_index("case")[MODEL]
    for model in codes.ids(MODEL):
        of_model = success[models == model]
        key = f"cases.model.{model}.success.n"
        facts.append(Fact(key, int(of_model.sum()), "count", n=len(of_model)))
    for code in codes.ids(CONDITION):
        has = codings[codings["code"] == code].set_index("case")["value"] == 1
        stem = f"cases.condition.{code}"
        facts += [
            Fact(f"{stem}.n", int(has.sum()), "count", n=total),
            Fact(f"{stem}.success.n", int((has & success).sum()), "count", n=successful),
            Fact(f"{stem}.unsuccessful.n", int((has & ~success).sum()), "count"),
            outcome_counts(
                f"{stem}.cases.phrase",
                (int((has & success).sum()), int((has & ~success).sum())),
                successful,
                total - successful,
                labels,
            ),
        ]
    return facts
