"""What the data show of the measurement's limits, in words for the article's limitations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alianzas.config.measurement_settings import Measurement as Plan
from alianzas.sentences import printed
from alianzas.survey.limitation import Limitation
from alianzas.survey.measurement.fit_facts import CRITERIA, STEM, fit_verdict, limit_decimals
from alianzas.survey.measurement.measuring import Measurement
from alianzas.survey.phrases import fill, join
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.statements.writing import paragraph
from honest_results.facts import Fact
from human_files.language.cuts import decimals_beside, decimals_of, reaches
from human_files.language.labels import Labels

if TYPE_CHECKING:
    import pandas as pd

#: Fewer points than this are few categories, not a continuous answer (Rhemtulla et al., 2012).
MANY_POINTS = 7
Clause = dict[str, str]


def limits_fact(
    found: Measurement,
    items: pd.DataFrame,
    scales: pd.DataFrame,
    pairs: pd.DataFrame,
    plan: Plan,
    words: Labels,
    questionnaire: Questionnaire,
    doubtful: Sequence[str],
) -> Fact:
    """Return a sentence on every limit that the data show; code "none" where they show none."""
    clauses = _doubtful(doubtful, words)
    if not clauses:
        clauses += [
            *_improper(found, words),
            *_factors(found, words),
            *_below(scales, plan, words),
            *_fit(found, items, plan, words),
            *_pairs(pairs, plan, words),
        ]
    clauses += _points(found, questionnaire, words)
    key = f"{STEM}.limits.phrase"
    if not clauses:
        return Fact(key, "none", "phrase", text=words.by_language("survey.phrase.limits.none"))
    return Fact(key, "some", "phrase", text=paragraph(clauses))


def _doubtful(doubtful: Sequence[str], words: Labels) -> list[Clause]:
    names = join([f"survey.the.{name}" for name in doubtful], words)
    return [fill("survey.limit.doubtful", words, texts={"names": names})] if doubtful else []


def _improper(found: Measurement, words: Labels) -> list[Clause]:
    """Return the clause on models with an inadmissible solution."""
    improper = Limitation("improper")
    keys = ["survey.phrase.loadings.joint"] if found.joint == improper else []
    keys += [f"survey.the.{name}" for name, model in found.scales.items() if model == improper]
    texts = {"names": join(keys, words)}
    return [fill("survey.limit.improper", words, texts=texts)] if keys else []


def _factors(found: Measurement, words: Labels) -> list[Clause]:
    """Return the clause on a number of factors unlike that of the scales."""
    if isinstance(found.exploration, Limitation):
        return []
    factors, scales = found.exploration.factors, len(found.usable)
    if factors == scales:
        return []
    if factors > scales:
        kind = "more_factors"
    else:
        kind = {0: "no_factor", 1: "one_factor"}.get(factors, "factors")
    return [fill(f"survey.limit.{kind}", words, {"factors": factors, "scales": scales})]


def _below(scales: pd.DataFrame, plan: Plan, words: Labels) -> list[Clause]:
    """Return the clauses on scales below the thresholds of convergence and reliability."""
    clauses = []
    for name in ("variance_extracted", "composite_reliability"):
        cut = float(getattr(plan, name))
        known = scales[name].dropna()
        failed = [value for value in known if not reaches(value, cut)]
        if failed:
            low = min(failed)
            clauses.append(
                fill(
                    f"survey.limit.{name}",
                    words,
                    {"failed": len(failed), "of": len(known)},
                    {
                        "cut": printed(cut, "coefficient", decimals_of(cut, 2)),
                        "value": printed(low, "coefficient", decimals_beside(low, cut, 2)),
                    },
                )
            )
    return clauses


def _fit(found: Measurement, items: pd.DataFrame, plan: Plan, words: Labels) -> list[Clause]:
    """Return the clauses on a model of all scales that fits badly or rests on few firms."""
    if isinstance(found.joint, Limitation):
        return []
    how, met = fit_verdict(found, items, plan)
    clauses = []
    if how in ("some", "none"):
        clauses.append(fill("survey.limit.fit", words, {"met": met, "of": CRITERIA}))
    ratio = found.firms_per_parameter
    if clauses and not reaches(ratio, plan.adequate_firms):
        texts = {
            "ratio": printed(ratio, "number", decimals_beside(ratio, plan.adequate_firms, 1)),
            "limit": printed(plan.adequate_firms, "number", limit_decimals(plan)),
        }
        clauses.append(fill("survey.limit.thin", words, texts=texts))
    return clauses


def _pairs(pairs: pd.DataFrame, plan: Plan, words: Labels) -> list[Clause]:
    """Return the clauses on pairs of scales that are not shown to be distinct."""
    clauses = []
    judged = pairs["distinct"].dropna()
    if failed := int((~judged.astype(bool)).sum()):
        numbers = {"failed": failed, "of": len(judged)}
        clauses.append(fill("survey.limit.fornell_larcker", words, numbers))
    cut = {"cut": printed(plan.htmt, "coefficient", decimals_of(plan.htmt, 2))}
    for column, key in (("htmt", "htmt"), ("htmt_high", "htmt_interval")):
        known = pairs[column].dropna()
        if failed := sum(reaches(value, plan.htmt) for value in known):
            numbers = {"failed": failed, "of": len(known)}
            return [*clauses, fill(f"survey.limit.{key}", words, numbers, cut)]
    return clauses


def _points(found: Measurement, questionnaire: Questionnaire, words: Labels) -> list[Clause]:
    """Return the clause on rating scales with few points, where a model was fitted at all."""
    from field_statistics.measurement.confirmatory import FactorModel

    fitted = any(isinstance(model, FactorModel) for model in (found.joint, *found.scales.values()))
    points = min(len(questionnaire.scales[item.scale]) for item in questionnaire.items())
    if not fitted or points >= MANY_POINTS:
        return []
    return [fill("survey.limit.points", words, {"points": points})]
