"""The model of the drivers as facts, tables and phrases."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, get_args

from alianzas.survey.drivers.driver_model import DriverModel, Fitted
from alianzas.survey.joint_tests import alike, joint_test_facts
from alianzas.survey.model_words import key_of, variable_names
from alianzas.survey.numbers_in_text import numbers_fact
from alianzas.survey.phrases import fill, join, limitation_text
from alianzas.survey.questionnaire import Questionnaire
from field_statistics.generalised_models import GeneralisedModel
from field_statistics.multiplicity import Method, adjust_p_values
from field_statistics.regression import Estimate, Regression, direction
from honest_results.facts import Fact, Kind
from human_files.language.labels import Labels

if TYPE_CHECKING:
    import pandas as pd

METHODS: tuple[Method, ...] = get_args(Method)
#: How a coefficient in another unit is printed.
UNIT_KINDS: Mapping[str, Kind] = {"ratio": "number", "effect": "number"}


def adjusted_p(result: DriverModel, method: Method) -> dict[str, float]:
    """Return the coefficients' p-values, adjusted over all predictors estimated."""
    p_values = {name: e.p for name, e in result.coefficients.items() if e is not None}
    return adjust_p_values(p_values, method)


def estimates_frame(result: DriverModel) -> pd.DataFrame:
    """Return one row per predictor: construct, beta, low, high, p, p_holm, p_bh, n.

    Missing where not estimated.
    """
    import pandas as pd

    holm, bh = (adjusted_p(result, method) for method in METHODS)
    rows: list[dict[str, Any]] = [
        {"construct": name, "beta": e.value, "low": e.low, "high": e.high, "p": e.p, "n": e.n}
        | {"p_holm": holm[name], "p_bh": bh[name]}
        if e is not None
        else {"construct": name}
        for name, e in result.coefficients.items()
    ]
    columns = ["construct", "beta", "low", "high", "p", "p_holm", "p_bh", "n"]
    for row in rows:
        row |= _in_other_units(result, str(row["construct"]))
    columns += [f"{name}{end}" for name in other_units(result) for end in ("", "_low", "_high")]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[1:], "float64"))


def other_units(result: DriverModel) -> list[str]:
    """Return in which units coefficients are told besides: ratio (exponentiated), effect (average)."""
    if result.kind == "numeric":
        return []
    return ["ratio"] if result.kind == "ordinal" else ["ratio", "effect"]


def in_units(result: DriverModel, name: str, unit: str) -> Estimate | None:
    """Return a predictor's coefficient as a ratio of odds or rates, or its average marginal effect."""
    estimate = result.coefficients[name]
    if estimate is None:
        return None
    if unit == "effect":
        assert isinstance(result.model, GeneralisedModel)
        return result.model.average_effect(name)
    value, low, high = (math.exp(v) for v in (estimate.value, estimate.low, estimate.high))
    return Estimate(value, low, high, estimate.p, estimate.n)


def shown_estimate(result: DriverModel, name: str) -> Estimate | None:
    """Return a predictor's coefficient as it is told: of a number as it is, else as a ratio."""
    return (
        result.coefficients[name] if result.kind == "numeric" else in_units(result, name, "ratio")
    )


def _in_other_units(result: DriverModel, name: str) -> dict[str, float]:
    """Return the cells of a predictor in the other units."""
    cells: dict[str, float] = {}
    for unit in other_units(result):
        estimate = in_units(result, name, unit)
        if estimate is not None:
            cells |= {unit: estimate.value, f"{unit}_low": estimate.low}
            cells[f"{unit}_high"] = estimate.high
    return cells


def drivers_facts(result: DriverModel, questionnaire: Questionnaire, labels: Labels) -> list[Fact]:
    """Return coefficients, tests, the phrases they justify, and what the model rests on."""
    words = labels.with_texts(variable_names(questionnaire))
    level = result.confidence
    facts = []
    corrected = {method: adjusted_p(result, method) for method in METHODS}
    for name, estimate in result.coefficients.items():
        how = direction(estimate)
        key, text = (
            f"survey.drivers.{key_of(name)}",
            labels.by_language(f"survey.phrase.relation.{how}"),
        )
        facts += [
            coefficient_fact(f"{key}.beta", estimate, level),
            Fact(f"{key}.p", estimate.p if estimate else None, "p_value"),
            *(
                Fact(f"{key}.p_{method}", p_values.get(name), "p_value")
                for method, p_values in corrected.items()
            ),
            Fact(f"{key}.phrase", how, "phrase", text=text),
            *_number_facts(result, name, key, labels),
        ]
    for (first, second), estimate in result.comparisons.items():
        how = direction(estimate)
        key, text = (
            f"survey.drivers.{key_of(first)}_vs_{key_of(second)}",
            labels.by_language(f"survey.phrase.difference.{how}"),
        )
        facts += [
            coefficient_fact(f"{key}.difference", estimate, level),
            Fact(f"{key}.p", estimate.p if estimate else None, "p_value"),
            Fact(f"{key}.phrase", how, "phrase", text=text),
            numbers_fact(key, estimate, "survey.numbers.difference", labels, "coefficient"),
        ]
    known = {name: e for name, e in result.coefficients.items() if e is not None}
    strongest = max(known, key=lambda name: known[name].value) if known else None
    model = result.model
    return [
        *facts,
        coefficient_fact(
            "survey.drivers.strongest.beta", known[strongest] if strongest else None, level
        ),
        Fact(
            "survey.drivers.strongest.label",
            strongest,
            "label",
            text=words.by_language(
                f"survey.in_text.{strongest}" if strongest else "survey.no_scale"
            ),
        ),
        Fact("survey.drivers.r2", model.r2 if model else None, "coefficient"),
        Fact("survey.drivers.adjusted_r2", adjusted_r2(model), "coefficient"),
        Fact("survey.drivers.n", model.n if model else 0, "count"),
        Fact(
            "survey.drivers.kind",
            result.kind,
            "phrase",
            text=labels.by_language(f"survey.drivers.kind.{result.kind}"),
        ),
        Fact(
            "survey.drivers.outcome.label",
            result.frame.outcome,
            "label",
            text=words.by_language(f"survey.the.{result.frame.outcome}"),
        ),
        *_alike_facts(result, words),
        *(_corrected_phrase(method, p, level, words) for method, p in corrected.items()),
        Fact(
            "survey.drivers.basis.phrase",
            "estimated" if model else "not_estimated",
            "phrase",
            text=_basis(result, words),
        ),
    ]


def _alike_facts(result: DriverModel, words: Labels) -> list[Fact]:
    """Say whether the coefficients differ from each other at all, by one joint test."""
    key = "survey.drivers.alike"
    names = [name for name, estimate in result.coefficients.items() if estimate is not None]
    test = result.model.equality(names) if result.model is not None and len(names) > 1 else None
    how = alike(test, result.confidence)
    return [
        *joint_test_facts(key, test),
        Fact(
            f"{key}.phrase",
            how,
            "phrase",
            text=words.by_language(f"survey.phrase.coefficients.{how}"),
        ),
    ]


def adjusted_r2(model: Fitted | None) -> float | None:
    """Return the adjusted R², which least squares of firms that count the same has."""
    return model.adjusted_r2 if isinstance(model, Regression) else None


def _number_facts(result: DriverModel, name: str, key: str, labels: Labels) -> list[Fact]:
    """Return a predictor's numbers in words, and in the other units that its kind of outcome has."""
    if result.kind == "numeric":
        estimate = result.coefficients[name]
        return [numbers_fact(key, estimate, "survey.numbers.beta", labels, "coefficient")]
    facts = []
    for unit in other_units(result):
        estimate, kind = in_units(result, name, unit), UNIT_KINDS[unit]
        decimals = effect_decimals(result) if unit == "effect" else None
        if unit == "ratio":
            facts.append(numbers_fact(key, estimate, "survey.numbers.beta", labels, kind, decimals))
        facts.append(
            Fact(
                f"{key}.{unit}",
                estimate.value if estimate else None,
                kind,
                n=estimate.n if estimate else None,
                interval=estimate.interval if estimate else None,
                confidence=result.confidence,
                decimals=decimals,
                missing=None if estimate else "not_estimated",
            )
        )
    return facts


def effect_decimals(result: DriverModel) -> int:
    """Return the decimals of an average marginal effect: more for a probability than for a count."""
    return 3 if result.kind == "binary" else 2


def coefficient_fact(key: str, estimate: Estimate | None, confidence: float) -> Fact:
    """Return the fact of an estimate: its value, interval and n; empty without an estimate."""
    if estimate is None:
        return Fact(key, None, "coefficient", missing="not_estimated")
    return Fact(
        key,
        estimate.value,
        "coefficient",
        n=estimate.n,
        interval=estimate.interval,
        confidence=confidence,
    )


def _corrected_phrase(
    method: str, p_values: dict[str, float], confidence: float, words: Labels
) -> Fact:
    """Say for which drivers the relation remains clear after correction."""
    clear = [name for name, p in p_values.items() if p < 1 - confidence]
    how = ("some" if clear else "none") if p_values else "unknown"
    names = join([f"survey.the.{name}" for name in clear], words)
    return Fact(
        f"survey.drivers.{method}.phrase",
        " ".join(clear) or how,
        "phrase",
        text=fill(f"survey.phrase.corrected.{how}", words, texts={"names": names}),
    )


def _basis(result: DriverModel, words: Labels) -> dict[str, str]:
    """Return the phrase that says how many firms the model rests on, or why there is none."""
    if result.limitation is not None:
        reason = limitation_text(result.limitation, words)
        return fill("survey.phrase.model.not_estimated", words, texts={"reason": reason})
    assert result.model is not None
    return fill("survey.phrase.model.estimated", words, {"n": result.model.n})
