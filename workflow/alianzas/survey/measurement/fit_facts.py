"""The facts on the fit of the measurement models, and what the model of all scales rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.config.measurement_settings import Measurement as Plan
from alianzas.survey.limitation import Limitation
from alianzas.survey.measurement.item_statistics import not_normal
from alianzas.survey.measurement.measurement_summary import (
    fit_of,
    scaled_fit_of,
    source_of_loadings,
)
from alianzas.survey.measurement.measuring import JOINT, SINGLE, Measurement
from alianzas.survey.phrases import fill, limitation_text
from field_statistics.measurement.fit_indices import Fit, ScaledFit
from honest_results.facts import Fact, Missing
from human_files.language.current import current_languages
from human_files.language.cuts import decimals_beside, reaches
from human_files.language.labels import Labels
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import pandas as pd

STEM = "survey.measurement"
#: The indices of fit that have a cut-off: CFI, TLI, RMSEA, SRMR.
CRITERIA = 4


def phrase_fact(key: str, how: str, labels: Labels, stem: str, **numbers: float) -> Fact:
    """Return the phrase ``survey.phrase.<stem>.<how>`` as fact ``survey.measurement.<key>.phrase``."""
    text = fill(f"survey.phrase.{stem}.{how}", labels, numbers)
    return Fact(f"{STEM}.{key}.phrase", how, "phrase", text=text)


def model_facts(
    found: Measurement, items: pd.DataFrame, plan: Plan, labels: Labels, doubtful: bool
) -> list[Fact]:
    """Return the fit of the joint and the single-factor model, and how many criteria are met.

    Where items are not normal (:func:`judging`), the robust fit judges, else that of normal theory.
    ``doubtful``: items contradict their scales, so that nothing is judged.
    """
    source, judge = source_of_loadings(found, plan), judging(items, plan)
    odd = int(not_normal(items, plan.extreme_answers, plan.skewness).sum())
    facts = [
        Fact(f"{STEM}.firms_per_parameter", found.firms_per_parameter, "number", decimals=1),
        phrase_fact("basis", source, labels, "loadings"),
        Fact(f"{STEM}.not_normal.n", odd, "count"),
        phrase_fact("judge", judge, labels, "judge", odd=odd, of=len(items)),
    ]
    for name, one, robust in (("joint", found.joint, JOINT), ("single", found.single, SINGLE)):
        fit = fit_of(one, plan.rmsea_confidence)
        scaled = scaled_fit_of(one, found.robust.get(robust), plan.rmsea_confidence)
        facts += _fit_facts(f"{STEM}.{name}", fit, plan)
        facts += _fit_facts(f"{STEM}.{name}.robust", scaled, plan)
        facts += [
            Fact(f"{STEM}.{name}.df", fit.df if fit else None, "count"),
            Fact(f"{STEM}.{name}.corrected", fit.corrected if fit else None, "number", decimals=1),
            Fact(f"{STEM}.{name}.corrected_p", fit.corrected_p if fit else None, "p_value"),
            Fact(
                f"{STEM}.{name}.robust.scaling",
                scaled.scaling if scaled else None,
                "number",
                decimals=3,
            ),
            _index(f"{STEM}.{name}.srmr", fit.srmr if fit else None, plan.srmr),
        ]
    how, met = fit_verdict(found, items, plan)
    verdict = "unknown" if doubtful else how
    return [
        *facts,
        _joint_model_fact(found, plan, labels),
        phrase_fact("joint.fit", verdict, labels, "fit", met=met, of=CRITERIA),
    ]


def judging(items: pd.DataFrame, plan: Plan) -> str:
    """Return "robust" where any item is skewed or piles up at an end of its scale, else "normal"."""
    odd = not_normal(items, plan.extreme_answers, plan.skewness).any()
    return "robust" if odd else "normal"


def fit_verdict(found: Measurement, items: pd.DataFrame, plan: Plan) -> tuple[str, int]:
    """Return whether the model of all scales meets all, some or none of the criteria, and how many.

    "unknown" where the fit that judges could not be computed.
    """
    fit = fit_of(found.joint, plan.rmsea_confidence)
    scaled = scaled_fit_of(found.joint, found.robust.get(JOINT), plan.rmsea_confidence)
    judge = scaled if judging(items, plan) == "robust" else fit
    if fit is None or judge is None:
        return "unknown", 0
    met = [
        reaches(judge.cfi, plan.cfi),
        reaches(judge.tli, plan.tli),
        reaches(plan.rmsea, judge.rmsea),
        reaches(plan.srmr, fit.srmr),
    ]
    return "all" if all(met) else "some" if any(met) else "none", sum(met)


def _fit_facts(key: str, fit: Fit | ScaledFit | None, plan: Plan) -> list[Fact]:
    """Return chi-squared and the indices that one estimation gives."""
    bounds = (fit.rmsea_low, fit.rmsea_high) if fit else None
    rmsea = fit.rmsea if fit else None
    return [
        Fact(
            f"{key}.chi2", fit.chi2 if fit else None, "coefficient", decimals=1, missing=_why(fit)
        ),
        Fact(f"{key}.p", fit.p if fit else None, "p_value", missing=_why(fit)),
        _index(f"{key}.cfi", fit.cfi if fit else None, plan.cfi),
        _index(f"{key}.tli", fit.tli if fit else None, plan.tli),
        Fact(
            f"{key}.rmsea",
            rmsea,
            "coefficient",
            interval=bounds,
            confidence=plan.rmsea_confidence,
            decimals=decimals_beside(rmsea, plan.rmsea, 3),
            missing=_why(fit),
        ),
    ]


def _index(key: str, value: float | None, cut: float) -> Fact:
    """Return an index of fit, with the decimals that show its side of the cut-off."""
    known = value is not None and value == value
    return Fact(
        key,
        value if known else None,
        "coefficient",
        # Fit is judged by the second decimal, so the third is shown.
        decimals=decimals_beside(value, cut, 3),
        missing=None if known else "not_estimated",
    )


def _why(fit: Fit | ScaledFit | None) -> Missing | None:
    return "not_estimated" if fit is None else None


def _joint_model_fact(found: Measurement, plan: Plan, labels: Labels) -> Fact:
    """Return how many firms the model of all scales rests on, and whether that is enough."""
    model, key = found.joint, f"{STEM}.joint.phrase"
    if isinstance(model, Limitation):
        text = fill(
            "survey.phrase.joint.not_made", labels, texts={"reason": limitation_text(model, labels)}
        )
        return Fact(key, "not_made", "phrase", text=text)
    how = "enough" if reaches(found.firms_per_parameter, plan.adequate_firms) else "thin"
    limit = {
        language: format_value(plan.adequate_firms, "number", language, limit_decimals(plan))
        for language in current_languages()
    }
    numbers = {"n": found.n, "parameters": model.parameters}
    texts = {"against": labels.by_language(f"survey.phrase.firms.{how}"), "limit": limit}
    return Fact(key, how, "phrase", text=fill("survey.phrase.joint.made", labels, numbers, texts))


def limit_decimals(plan: Plan) -> int:
    """Return the number of decimals of the firms per parameter."""
    return 0 if float(plan.adequate_firms).is_integer() else 1
