"""The checks of the drivers as facts: coefficients, comparisons, whether the verdicts hold."""

from __future__ import annotations

from collections.abc import Mapping

from alianzas.survey.drivers.driver_checks import DriverChecks
from alianzas.survey.drivers.driver_results import coefficient_fact
from alianzas.survey.model_words import variable_names
from alianzas.survey.phrases import fill
from alianzas.survey.questionnaire import Questionnaire
from field_statistics.regression import Estimate, direction
from honest_results.design import Design
from honest_results.facts import Fact
from human_files.language.labels import Labels


def check_facts(checks: DriverChecks, questionnaire: Questionnaire, labels: Labels) -> list[Fact]:
    """Return what each check found, and the phrases on whether the verdicts hold."""
    words = labels.with_texts(variable_names(questionnaire))
    level, plan = checks.main.confidence, checks.plan
    facts = []
    for analysis in checks.analyses[1:]:
        for name, estimate in analysis.coefficients.items():
            # The facts on weights are those of the dominance analysis.
            if analysis.name != "dominance":
                key = f"survey.drivers.{name}.{analysis.name}.beta"
                facts.append(coefficient_fact(key, estimate, level))
        for (first, second), estimate in analysis.comparisons.items():
            key = f"survey.drivers.{first}_vs_{second}.{analysis.name}"
            how = direction(estimate)
            facts += [
                coefficient_fact(f"{key}.difference", estimate, level),
                Fact(f"{key}.p", _p_value(estimate), "p_value"),
                Fact(
                    f"{key}.phrase", how, "phrase", text=words.by_language(f"survey.verdict.{how}")
                ),
            ]
    for first, second in checks.main.comparisons:
        facts += _agreement_facts(checks, (first, second), words)
    for name, tested in checks.equivalence.items():
        verdict = tested.verdict if tested else "unknown"
        key = f"survey.drivers.{name}.equivalence"
        facts += [
            Fact(f"{key}.p", tested.p if tested else None, "p_value"),
            Fact(
                f"{key}.phrase",
                verdict,
                "phrase",
                text=words.by_language(f"survey.phrase.equivalence.{verdict}"),
            ),
        ]
    moved, inflation = checks.influence, checks.inflation
    largest = None if inflation is None else str(inflation.idxmax())
    return [
        *facts,
        Fact(
            "survey.drivers.equivalence.bound",
            plan.smallest_effect,
            "coefficient",
            design=Design("survey.drivers.smallest_effect"),
        ),
        Fact(
            "survey.drivers.bootstrap.n",
            plan.replicates,
            "count",
            design=Design("survey.drivers.replicates"),
        ),
        Fact(
            "survey.drivers.imputation.n",
            plan.imputations,
            "count",
            design=Design("survey.drivers.imputations"),
        ),
        Fact("survey.drivers.imputation.missing", checks.gaps, "percent", decimals=1),
        Fact(
            "survey.drivers.influence.n",
            None if moved is None else int(moved.influential.sum()),
            "count",
        ),
        Fact("survey.drivers.vif", None if inflation is None else inflation.max(), "number"),
        Fact(
            "survey.drivers.vif.label",
            largest,
            "label",
            text=words.by_language(f"survey.the.{largest}" if largest else "survey.no_scale"),
        ),
        Fact("survey.drivers.condition_index", checks.condition, "number", decimals=1),
        *_odds_facts(checks, words),
    ]


def _odds_facts(checks: DriverChecks, words: Labels) -> list[Fact]:
    """Say whether one slope per driver fits every threshold of the ordered logit."""
    overall = checks.odds.get("all") if isinstance(checks.odds, Mapping) else None
    if overall is None:
        how = "unknown"
    else:
        how = "rejected" if overall.p < 1 - checks.main.confidence else "kept"
    key = "survey.drivers.proportional_odds"
    return [
        Fact(f"{key}.statistic", overall.statistic if overall else None, "number"),
        Fact(f"{key}.df", overall.df if overall else None, "count"),
        Fact(f"{key}.p", overall.p if overall else None, "p_value"),
        Fact(f"{key}.phrase", how, "phrase", text=words.by_language(f"survey.phrase.odds.{how}")),
    ]


def _p_value(estimate: Estimate | None) -> float | None:
    return None if estimate is None else estimate.p


def _agreement_facts(checks: DriverChecks, pair: tuple[str, str], words: Labels) -> list[Fact]:
    """Say in how many checks the verdict on a pair agrees with the main analysis."""
    verdicts = checks.verdicts(pair)
    ours = direction(checks.main.comparisons[pair])
    agree = sum(verdict == ours for verdict in verdicts)
    opposed = {"positive": "negative", "negative": "positive"}.get(ours) in verdicts
    if not verdicts:
        how = "unknown"
    elif agree == len(verdicts):
        how = "same"
    else:
        how = "opposed" if opposed else "mixed"
    numbers = {"checks": len(verdicts), "agree": agree}
    key = f"survey.drivers.{pair[0]}_vs_{pair[1]}.checks"
    return [
        Fact(f"{key}.n", len(verdicts), "count"),
        Fact(f"{key}.agree", agree, "count"),
        Fact(
            f"{key}.phrase", how, "phrase", text=fill(f"survey.phrase.checks.{how}", words, numbers)
        ),
    ]
