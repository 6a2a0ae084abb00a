"""The model of the drivers as tables: its coefficients, and the tests of their differences."""

from __future__ import annotations

from alianzas.survey.drivers.driver_model import DriverModel
from alianzas.survey.drivers.driver_results import (
    UNIT_KINDS,
    adjusted_r2,
    effect_decimals,
    estimates_frame,
    other_units,
)
from alianzas.survey.limitation import Limitation
from alianzas.survey.model_words import table_texts, variable_names
from alianzas.survey.phrases import as_notes, fill, join, limitation_text
from alianzas.survey.questionnaire import Questionnaire
from honest_results.tables import Column, Table
from human_files.language.labels import Labels


def _notes(result: DriverModel, words: Labels) -> list[dict[str, str]]:
    """Return the notes on predictors left out, or on why there is no model."""
    if result.limitation is not None:
        reason = limitation_text(result.limitation, words)
        return [fill("survey.note.not_estimated", words, texts={"reason": reason})]
    notes = []
    if result.dropped:
        left_out = Limitation(
            "predictors_dropped", names=[f"survey.the.{n}" for n in result.dropped]
        )
        notes.append(limitation_text(left_out, words))
    return notes


def drivers_table(result: DriverModel, questionnaire: Questionnaire, labels: Labels) -> Table:
    """Return the coefficients in the order of the study file, with the model's fit in the notes."""
    words = labels.with_texts(variable_names(questionnaire))
    texts = _notes(result, words)
    if result.model is not None:
        model = result.model
        numbers = {"n": model.n, "allied": result.asked}
        who = "all" if model.n == result.asked else "some"
        fit, how = {"r2": model.r2}, ".plain" if result.kind == "numeric" else ""
        if (adjusted := adjusted_r2(model)) is not None:
            fit["adjusted"], how = adjusted, ""
        held = join([f"survey.control.{name}" for name in result.controls], words)
        constant = [fill("survey.note.income_controls", labels, texts={"names": held})]
        constant = constant if result.controls else []
        texts = [
            fill(f"survey.note.drivers_firms.{who}", labels, numbers),
            fill(f"survey.note.drivers_fit{how}", labels, fit, kind="coefficient"),
            *constant,
            fill("survey.note.errors", labels, {"level": result.confidence}, kind="percent"),
            dict(labels.by_language("survey.note.standardised")),
            fill("survey.note.corrected", labels, {"tests": result.tests}),
            *texts,
        ]
    notes, extra = as_notes("drivers", texts)
    frame = estimates_frame(result)
    frame["scale"] = [f"survey.construct.{name}" for name in frame["construct"]]
    frame = frame.rename(columns={"low": "beta_low", "high": "beta_high"})
    return Table(
        "drivers",
        frame,
        [
            Column("scale", "survey.column.scale", "label"),
            *_value_columns(result),
            Column("p", "survey.column.p", "p_value"),
            Column("p_holm", "survey.column.p_holm", "p_value"),
            Column("p_bh", "survey.column.p_bh", "p_value"),
        ],
        notes=notes,
        labels=table_texts(questionnaire) | extra,
    )


def _value_columns(result: DriverModel) -> list[Column]:
    """Return the columns of the coefficients, or of the ratios and effects that stand for them."""
    if result.kind == "numeric":
        return [
            Column("beta", "survey.column.beta", "coefficient"),
            Column("beta", "survey.column.interval", "interval", of="coefficient"),
        ]
    columns = []
    for unit in other_units(result):
        kind, decimals = UNIT_KINDS[unit], effect_decimals(result) if unit == "effect" else None
        columns += [
            Column(unit, f"survey.column.unit.{unit}", kind, decimals),
            Column(unit, "survey.column.interval", "interval", decimals, of=kind),
        ]
    return columns


def driver_tests_table(result: DriverModel, questionnaire: Questionnaire, labels: Labels) -> Table:
    """Return the Wald tests of equal coefficients: difference, interval, F, p."""
    import pandas as pd

    words = labels.with_texts(variable_names(questionnaire))
    rows, pairs = [], {}
    for (first, second), estimate in result.comparisons.items():
        key = f"survey.comparison.{first}_vs_{second}"
        names = [questionnaire.variables[name].label.by_language() for name in (first, second)]
        pairs[key] = {
            language: f"{names[0][language]} − {names[1][language]}" for language in names[0]
        }
        row: dict[str, object] = {"comparison": key}
        if estimate is not None:
            row |= {"difference": estimate.value, "p": estimate.p}
            row |= {"difference_low": estimate.low, "difference_high": estimate.high}
        rows.append(row)
    columns = ["comparison", "difference", "difference_low", "difference_high", "p"]
    frame = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[1:], "float64"))
    texts = _notes(result, words)
    if result.model is not None:
        df = result.model.residual_df
        how = "" if df is not None else ".normal"
        texts = [fill(f"survey.note.wald{how}", labels, {} if df is None else {"df": df}), *texts]
    notes, extra = as_notes("driver_tests", texts)
    return Table(
        "driver_tests",
        frame,
        [
            Column("comparison", "survey.column.comparison", "label"),
            Column("difference", "survey.column.difference", "coefficient"),
            Column("difference", "survey.column.interval", "interval", of="coefficient"),
            Column("p", "survey.column.p", "p_value"),
        ],
        notes=notes,
        labels=pairs | extra,
    )
