"""The tables of items and models: loadings and reliability, fit, item statistics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alianzas.config.measurement_settings import Measurement as Plan
from alianzas.survey.limitation import Limitation
from alianzas.survey.measurement.fit_facts import judging
from alianzas.survey.measurement.item_statistics import not_normal
from alianzas.survey.measurement.measurement_summary import (
    fit_of,
    scaled_fit_of,
    source_of_loadings,
)
from alianzas.survey.measurement.measuring import JOINT, SINGLE, Measurement
from alianzas.survey.phrases import as_notes, fill, join, limitation_text
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.scores import construct_texts
from honest_results.tables import Column, Table
from human_files.language.labels import Labels

if TYPE_CHECKING:
    import pandas as pd

Texts = list[dict[str, str]]


def measurement_table(
    found: Measurement,
    loadings: pd.DataFrame,
    scales: pd.DataFrame,
    questionnaire: Questionnaire,
    plan: Plan,
    labels: Labels,
    confidence: float,
) -> Table:
    """Return items with standardised loadings, grouped by scale.

    The first row of a scale holds its alpha, omega, composite reliability and AVE.
    """
    import pandas as pd

    names = pd.DataFrame(
        [
            {"construct": construct, "item": q.id, "wording": f"survey.wording.{q.id}"}
            for construct in questionnaire.constructs
            for q in questionnaire.items(construct)
        ]
    )
    frame = names.merge(loadings.drop(columns="construct"), on="item", how="left")
    first = ~frame["construct"].duplicated()
    frame = frame.merge(scales, on="construct", how="left")
    of_scale = ["alpha", "omega", "composite_reliability", "variance_extracted"]
    frame[of_scale] = frame[of_scale].where(first)
    frame["scale"] = "survey.construct." + frame["construct"].astype(str)
    texts = [
        fill("survey.note.measurement", labels, {"level": confidence}, kind="percent"),
        fill(f"survey.note.loadings.{source_of_loadings(found, plan)}", labels, {"n": found.n}),
        *_limitations(found, labels, questionnaire),
    ]
    notes, extra = as_notes("measurement", texts)
    columns = [
        Column("item", "survey.measurement.column.item"),
        Column("wording", "survey.column.wording", "label"),
        Column("loading", "survey.column.loading", "coefficient"),
        Column("loading", "survey.column.interval", "interval", of="coefficient"),
    ]
    heads = ["cronbach", *of_scale[1:]]
    columns += [
        Column(name, f"survey.column.{head}", "coefficient", missing="")
        for name, head in zip(of_scale, heads, strict=True)
    ]
    return Table(
        "measurement",
        frame,
        columns,
        notes=notes,
        labels=questionnaire.label_texts() | _wordings(questionnaire, labels) | extra,
        group="scale",
    )


def _wordings(questionnaire: Questionnaire, labels: Labels) -> dict[str, dict[str, str]]:
    """Return the items' wordings by key; a reversed item says so."""
    mark = labels.by_language("survey.reversed")
    return {
        f"survey.wording.{item.id}": {
            language: f"{text} {mark[language]}" if item.reverse else text
            for language, text in item.wording.by_language().items()
        }
        for item in questionnaire.items()
    }


def _limitations(found: Measurement, labels: Labels, questionnaire: Questionnaire) -> Texts:
    """Return one sentence per reason on the scales whose models could not be estimated."""
    words = labels.with_texts(construct_texts(questionnaire))
    reasons: dict[str, tuple[Limitation, list[str]]] = {}
    for construct, model in found.scales.items():
        if isinstance(model, Limitation):
            key = str(model)
            reasons.setdefault(key, (model, []))[1].append(f"survey.the.{construct}")
    return [
        fill(
            "survey.note.scale_unknown",
            labels,
            texts={"names": join(names, words), "reason": limitation_text(model, labels)},
        )
        for model, names in reasons.values()
    ]


def fit_table(
    found: Measurement,
    items: pd.DataFrame,
    questionnaire: Questionnaire,
    plan: Plan,
    labels: Labels,
) -> Table:
    """Return the fit of the joint model, the single-factor model, and each testable scale.

    Each has two rows: fit by normal theory, and robust fit.
    """
    import pandas as pd

    models = {
        "survey.factor_model.joint": (found.joint, found.robust.get(JOINT)),
        "survey.factor_model.single": (found.single, found.robust.get(SINGLE)),
    }
    models |= {
        f"survey.construct.{name}": (model, found.robust.get(name))
        for name, model in found.scales.items()
    }
    rows: list[dict[str, object]] = []
    for key, (model, robust) in models.items():
        fit = fit_of(model, plan.rmsea_confidence)
        scaled = scaled_fit_of(model, robust, plan.rmsea_confidence)
        if fit is not None:
            per_parameter = fit.n / fit.parameters
            known = {"model": key, "n": fit.n, "firms_per_parameter": per_parameter, "df": fit.df}
            rows.append({**known, **vars(fit), "fit": "survey.fit_row.normal"})
            scaled_values = vars(scaled) if scaled is not None else {}
            rows.append(
                {**known, **scaled_values, "srmr": fit.srmr, "fit": "survey.fit_row.robust"}
            )
        elif isinstance(model, Limitation):
            rows.append({"model": key, "fit": "survey.fit_row.none"})
    numbers = ["n", "firms_per_parameter", "chi2", "df", "p", "corrected", "corrected_p"]
    numbers += ["cfi", "tli", "rmsea", "rmsea_low", "rmsea_high", "srmr"]
    frame = pd.DataFrame(rows, columns=["model", "fit", *numbers]).astype(
        dict.fromkeys(numbers, "float64")
    )
    texts = [
        fill("survey.note.fit", labels, {"level": plan.rmsea_confidence}, kind="percent"),
        _judge(items, plan, labels),
        *_model_reasons(found, labels),
    ]
    notes, extra = as_notes("fit", texts)
    return Table(
        "fit",
        frame,
        [
            Column("fit", "survey.column.fit", "label"),
            Column("n", "survey.column.n", "count"),
            Column("firms_per_parameter", "survey.column.firms_per_parameter", "number", 1),
            Column("chi2", "survey.column.chi2", "number", 1),
            Column("df", "survey.column.df", "count"),
            Column("p", "survey.column.p", "p_value"),
            Column("corrected_p", "survey.column.corrected_p", "p_value", missing=""),
            Column("cfi", "survey.column.cfi", "coefficient", 3),
            Column("tli", "survey.column.tli", "coefficient", 3),
            Column("rmsea", "survey.column.rmsea", "coefficient", 3),
            Column("rmsea", "survey.column.interval", "interval", 3, of="coefficient"),
            Column("srmr", "survey.column.srmr", "coefficient", 3),
        ],
        notes=notes,
        labels=questionnaire.label_texts() | extra,
        group="model",
    )


def _judge(items: pd.DataFrame, plan: Plan, labels: Labels) -> dict[str, str]:
    """Return the sentence on which fit judges, and why."""
    odd = int(not_normal(items, plan.extreme_answers, plan.skewness).sum())
    said = fill(
        f"survey.phrase.judge.{judging(items, plan)}", labels, {"odd": odd, "of": len(items)}
    )
    return {language: f"{text}." for language, text in said.items()}


def _model_reasons(found: Measurement, labels: Labels) -> Texts:
    """Return why the joint or the single-factor model could not be estimated."""
    texts = []
    for name, model in (("joint", found.joint), ("single", found.single)):
        if isinstance(model, Limitation):
            which = labels.by_language(f"survey.factor_model.{name}")
            reason = limitation_text(model, labels)
            texts.append(
                fill("survey.note.no_model", labels, texts={"model": which, "reason": reason})
            )
    return texts


def item_table(
    items: pd.DataFrame, questionnaire: Questionnaire, plan: Plan, labels: Labels
) -> Table:
    """Return how each item is answered and how it relates to the rest of its scale."""
    threshold = fill(
        "survey.note.extreme", labels, {"threshold": plan.extreme_answers}, kind="percent"
    )
    notes, extra = as_notes(
        "item_statistics", [dict(labels.by_language("survey.note.item_statistics")), threshold]
    )
    numbers = ("mean", "sd", "skewness", "floor", "ceiling", "item_rest", "alpha_without")
    kinds: Sequence[str] = (
        "number",
        "number",
        "number",
        "percent",
        "percent",
        "coefficient",
        "coefficient",
    )
    return Table(
        "item_statistics",
        items.assign(scale="survey.construct." + items["construct"].astype(str)),
        [
            Column("item", "survey.measurement.column.item"),
            Column("n", "survey.column.n", "count"),
            *(
                Column(name, f"survey.column.{name}", kind)
                for name, kind in zip(numbers, kinds, strict=True)
            ),
        ],
        notes=notes,
        labels=questionnaire.label_texts() | extra,
        group="scale",
    )
