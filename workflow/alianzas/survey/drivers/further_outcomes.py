"""The same drivers and controls for further outcomes: does what goes with one go with the others?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alianzas.config.survey_settings import SurveySettings
from alianzas.sentences import sentence
from alianzas.survey.drivers.driver_model import DriverModel, fit_drivers
from alianzas.survey.drivers.driver_results import coefficient_fact, in_units, shown_estimate
from alianzas.survey.limitation import Limitation
from alianzas.survey.model_words import key_of, table_texts
from alianzas.survey.phrases import as_notes, fill, limitation_text
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.statements.writing import Words, listed, paragraph
from field_statistics.multiplicity import adjust_p_values
from field_statistics.regression import direction
from honest_results.facts import Fact
from honest_results.tables import Column, Table
from human_files.language.labels import Labels

if TYPE_CHECKING:
    import pandas as pd

_KEY, _WORDS = "survey.outcomes", "survey.outcomes"


@dataclass(frozen=True)
class Outcomes:
    """The models of the further outcomes, by outcome.

    ``holm``: (outcome, predictor) → the p-value corrected over all outcomes of this predictor, that of
    the main model among them.
    """

    models: Mapping[str, DriverModel]
    holm: Mapping[tuple[str, str], float]


def fit_outcomes(
    scores: pd.DataFrame, questionnaire: Questionnaire, settings: SurveySettings, confidence: float
) -> Outcomes:
    """Fit the drivers' model for each further outcome, by its own kind."""
    plan = settings.driver_plan
    main = fit_drivers(scores, questionnaire, settings, confidence)
    models = {
        name: fit_drivers(scores, questionnaire, settings, confidence, name)
        for name in plan.further_outcomes or []
    }
    holm: dict[tuple[str, str], float] = {}
    for predictor in plan.predictors:
        every = {plan.outcome: main} | models
        p_values = {
            (name, predictor): estimate.p
            for name, model in every.items()
            if (estimate := model.coefficients[predictor]) is not None
        }
        holm |= adjust_p_values(p_values, "holm")
    return Outcomes(models, holm)


def measure_of(model: DriverModel) -> str:
    """Return what the estimates of a model are: beta, b, odds or rates."""
    if model.kind == "numeric":
        return "beta" if model.standardised else "b"
    return "rates" if model.kind == "count" else "odds"


def outcomes_facts(found: Outcomes, labels: Labels) -> list[Fact]:
    """Return the estimates of every outcome, what they are, and a sentence on each outcome."""
    facts = [Fact(f"{_KEY}.n", len(found.models), "count")]
    for outcome, model in found.models.items():
        key = f"{_KEY}.{key_of(outcome)}"
        name = labels.by_language(f"survey.the.{outcome}")
        kind = labels.by_language(f"survey.drivers.kind.{model.kind}")
        facts += [
            Fact(f"{key}.label", outcome, "label", text=name),
            Fact(f"{key}.kind", model.kind, "phrase", text=kind),
            Fact(f"{key}.n", model.model.n if model.model else 0, "count"),
            Fact(f"{key}.r2", model.model.r2 if model.model else None, "coefficient"),
            Fact(
                f"{key}.statement.phrase",
                _case(model),
                "phrase",
                text=paragraph([_said(outcome, model, labels)]),
            ),
        ]
        for predictor, estimate in model.coefficients.items():
            own, how = f"{key}.{key_of(predictor)}", direction(estimate)
            facts += [
                coefficient_fact(f"{own}.beta", estimate, model.confidence),
                Fact(f"{own}.p", estimate.p if estimate else None, "p_value"),
                Fact(f"{own}.p_holm", found.holm.get((outcome, predictor)), "p_value"),
                Fact(
                    f"{own}.phrase",
                    how,
                    "phrase",
                    text=labels.by_language(f"survey.phrase.relation.{how}"),
                ),
            ]
            if model.kind != "numeric":
                ratio = in_units(model, predictor, "ratio")
                facts.append(
                    Fact(
                        f"{own}.ratio",
                        ratio.value if ratio else None,
                        "number",
                        n=ratio.n if ratio else None,
                        interval=ratio.interval if ratio else None,
                        confidence=model.confidence,
                        missing=None if ratio else "not_estimated",
                    )
                )
    return facts


def _case(model: DriverModel) -> str:
    return "not_estimated" if model.model is None else "estimated"


def _said(outcome: str, model: DriverModel, labels: Labels) -> Words:
    """Return the clause on what goes with an outcome."""
    name = labels.by_language(f"survey.the.{outcome}")
    if model.model is None:
        reason = limitation_text(model.limitation or Limitation("no_predictor"), labels)
        return sentence(f"{_WORDS}.not_made", labels, outcome=name, reason=reason)
    clear: dict[str, list[Words]] = {"positive": [], "negative": []}
    for predictor, estimate in model.coefficients.items():
        how = direction(estimate)
        if how in clear:
            clear[how].append(labels.by_language(f"survey.the.{predictor}"))
    said = "_".join(how for how, names in clear.items() if names) or "none"
    fields = {how: listed(names) for how, names in clear.items()}
    return sentence(f"{_WORDS}.{said}", labels, outcome=name, **fields)


def outcomes_table(found: Outcomes, questionnaire: Questionnaire, labels: Labels) -> Table:
    """Return the coefficients, or ratios, of every further outcome, outcome by outcome."""
    import pandas as pd

    rows, titles, texts = [], {}, []
    for outcome, model in found.models.items():
        group = f"survey.outcome.{outcome}"
        titles[group] = sentence(
            f"{_WORDS}.panel.{measure_of(model)}",
            labels,
            outcome=questionnaire.variables[outcome].label.by_language(),
        )
        if model.limitation is not None:
            reason = limitation_text(model.limitation, labels)
            texts.append(
                sentence(f"{_WORDS}.note.not_made", labels, outcome=titles[group], reason=reason)
            )
        for predictor in model.coefficients:
            row: dict[str, object] = {"outcome": group, "scale": f"survey.construct.{predictor}"}
            estimate = shown_estimate(model, predictor)
            if estimate is not None:
                row |= {"estimate": estimate.value, "p": estimate.p, "n": estimate.n}
                row |= {"estimate_low": estimate.low, "estimate_high": estimate.high}
                row["p_holm"] = found.holm.get((outcome, predictor))
            rows.append(row)
    numbers = ["estimate", "estimate_low", "estimate_high", "p", "p_holm", "n"]
    frame = pd.DataFrame(rows, columns=["outcome", "scale", *numbers])
    level = {"level": next(iter(found.models.values())).confidence}
    head = fill("survey.outcomes.note", labels, level, kind="percent")
    notes, extra = as_notes("outcomes", [head, *texts])
    return Table(
        "outcomes",
        frame.astype(dict.fromkeys(numbers, "float64")),
        [
            Column("scale", "survey.column.scale", "label"),
            Column("estimate", "survey.outcomes.column.estimate", "number"),
            Column("estimate", "survey.column.interval", "interval"),
            Column("p", "survey.column.p", "p_value"),
            Column("p_holm", "survey.column.p_holm", "p_value"),
            Column("n", "survey.column.n", "count"),
        ],
        notes=notes,
        labels={**table_texts(questionnaire), **titles, **extra},
        group="outcome",
    )
