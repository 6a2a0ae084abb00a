"""Every case that a statement of the survey is written for, made from results of that kind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import SimpleNamespace
from unittest.mock import patch

import pandas as pd

from alianzas.survey.drivers.driver_model import DriverModel
from alianzas.survey.findings.hypotheses import hypotheses
from alianzas.survey.income.income_comparison import IncomeModel
from alianzas.survey.limitation import Limitation
from alianzas.survey.quality.number_quality import Doubt
from alianzas.survey.statements import measurement_statement as measuring
from alianzas.survey.statements.driver_statement import drivers_statement
from alianzas.survey.statements.finding_statement import findings_statement
from alianzas.survey.statements.income_statement import income_statement
from alianzas.survey.statements.reliability_statement import reliability_statement
from alianzas.survey.statements.robustness_statement import robustness_statement
from field_statistics.regression import Estimate

SCALES = ("compatibility", "planning", "contract", "trust", "cultural_fit", "governance", "success")


@dataclass(frozen=True)
class Study:
    """What statements need beside the results."""

    questionnaire: object
    settings: object
    labels: object


# --- reliability --------------------------------------------------------------------------------

ALPHAS = {
    "all": (0.78, 0.86, 0.82, 0.74, 0.71, 0.8, 0.83),
    "some_one": (0.78, 0.86, 0.82, 0.74, 0.6967, 0.8, 0.83),
    "some_many": (0.78, 0.86, 0.61, 0.74, 0.65, 0.8, 0.83),
    "one": (0.5, 0.86, 0.61, 0.64, 0.65, 0.6, 0.63),
    "none": (0.5, 0.66, 0.61, 0.64, 0.65, 0.6, -0.23),
    "partly": (0.78, 0.86, None, 0.74, 0.71, 0.8, None),
    "both_of_two": (0.78, 0.86, None, None, None, None, None),
    "neither_of_two": (0.58, 0.66, None, None, None, None, None),
    "sole_reached": (None, None, 0.86, None, None, None, None),
    "sole_missed": (None, None, 0.56, None, None, None, None),
    "missing": (None,) * 7,
}


def reliability(study: Study) -> dict[str, object]:
    """Return the statement for each set of alphas, and for doubtful answers."""

    def said(alphas, doubtful=()):
        frame = pd.DataFrame({"construct": SCALES, "alpha": pd.Series(alphas, dtype=float)})
        return reliability_statement(
            frame, study.questionnaire, study.settings, study.labels, doubtful
        )

    found = {name: said(alphas) for name, alphas in ALPHAS.items()}
    found["doubtful_one"] = said(ALPHAS["all"], ["contract"])
    found["doubtful_two"] = said(ALPHAS["all"], ["trust", "contract"])
    return found


# --- measurement --------------------------------------------------------------------------------


def _scales(reliable, extracted):
    return pd.DataFrame(
        {
            "construct": SCALES,
            "composite_reliability": pd.Series(reliable, dtype=float),
            "variance_extracted": pd.Series(extracted, dtype=float),
        }
    )


GOOD = _scales((0.8,) * 7, (0.6,) * 7)
ONE_FAILS = _scales((0.8,) * 4 + (0.66,) + (0.8,) * 2, (0.6,) * 4 + (0.39,) + (0.6,) * 2)
UNLIKE = _scales((0.8,) * 7, (0.6,) * 4 + (0.39, 0.496) + (0.6,))
MANY = _scales((0.8,) * 4 + (0.66,) + (0.8,) * 2, (0.6,) * 3 + (0.39, 0.41, 0.42, 0.43))
NOTHING_REACHES = _scales((0.6,) * 7, (0.3,) * 6 + (0.2,))
PARTLY = _scales((0.8,) * 4 + (0.66, None, None), (0.6,) * 4 + (0.39, None, None))
SOLE = _scales((0.8,) + (None,) * 6, (0.4,) + (None,) * 6)
NONE = _scales((None,) * 7, (None,) * 7)


def _pairs(distinct=True, ratio=0.59, high=0.75, failed=0, reaching=0, above=0):
    rows = [(a, b) for k, a in enumerate(SCALES) for b in SCALES[k + 1 :]]
    frame = pd.DataFrame(rows, columns=["first", "second"])
    known = distinct is not None
    frame["distinct"] = [None if not known else k >= failed for k in range(len(rows))]
    frame["htmt"] = [ratio if k < max(above, 1) else 0.3 for k in range(len(rows))]
    frame["htmt_high"] = [0.9 if k < reaching else high for k in range(len(rows))]
    frame["htmt_low"] = 0.1
    if ratio is None:
        frame[["htmt", "htmt_low", "htmt_high"]] = None
    return frame.astype({"distinct": object, "htmt": float, "htmt_high": float, "htmt_low": float})


def _fit(cfi=0.951, tli=0.941, rmsea=0.042, srmr=0.069):
    return SimpleNamespace(cfi=cfi, tli=tli, rmsea=rmsea, srmr=srmr)


def measurement(study: Study) -> dict[str, object]:
    """Return the statement for each kind of scales, pairs and fit."""
    plan = study.settings.measurement

    def said(scales=GOOD, pairs=None, fit=None, robust=True, ratio=1.3, joint=None, doubtful=()):
        found = SimpleNamespace(joint=joint or object(), robust={}, firms_per_parameter=ratio)
        judge = fit or _fit()
        met = sum(
            (
                judge.cfi >= plan.cfi,
                judge.tli >= plan.tli,
                judge.rmsea <= plan.rmsea,
                judge.srmr <= plan.srmr,
            )
        )
        how = "unknown" if fit == "none" else {0: "none", 4: "all"}.get(met, "some")
        with (
            patch.object(measuring, "fit_of", lambda *_: judge),
            patch.object(measuring, "scaled_fit_of", lambda *_: judge),
            patch.object(measuring, "judging", lambda *_: "robust" if robust else "normal"),
            patch.object(measuring, "fit_verdict", lambda *_: (how, met)),
        ):
            return measuring.measurement_statement(
                found,
                None,
                scales,
                _pairs() if pairs is None else pairs,
                study.questionnaire,
                plan,
                study.labels,
                doubtful,
            )

    few = Limitation("few_answers", {"n": 20, "needed": 30})
    return {
        "good": said(fit=_fit(0.97, 0.96, 0.03, 0.05), ratio=6.0),
        "one_scale_fails": said(ONE_FAILS),
        "unlike": said(UNLIKE, _pairs(reaching=1), robust=False),
        "partly": said(PARTLY),
        "many_fail": said(MANY, _pairs(reaching=4), _fit(0.91)),
        "nothing_reaches": said(NOTHING_REACHES, _pairs(failed=21), _fit(0.7, 0.7, 0.2, 0.2)),
        "pairs_fail": said(GOOD, _pairs(failed=2, ratio=0.91, above=1, reaching=3)),
        "pairs_reach": said(GOOD, _pairs(failed=1, ratio=0.91, above=3, reaching=3)),
        "sole_scale": said(SOLE, _pairs(distinct=None), joint=few),
        "no_joint_model": said(GOOD, _pairs(distinct=None), joint=few),
        "no_model": said(NONE, _pairs(distinct=None, ratio=None), joint=few),
        "doubtful": said(doubtful=["contract"]),
    }


def common_method(study: Study) -> dict[str, object]:
    """Return the statement for each result of the two checks."""

    def said(share, inflation, doubtful=()):
        series = None if inflation is None else pd.Series({"trust": 1.2, "contract": inflation})
        found = SimpleNamespace(single_share=share, inflation=series)
        return measuring.common_method_statement(
            found, study.questionnaire, study.settings.measurement, study.labels, doubtful
        )

    return {
        "below": said(0.27, 1.9),
        "reaches": said(0.55, 3.9),
        "close": said(0.4996, 3.29),
        "factor_only": said(0.27, None),
        "inflation_only": said(None, 1.9),
        "missing": said(None, None),
        "doubtful": said(0.27, 1.9, ["trust", "contract"]),
    }


# --- drivers ------------------------------------------------------------------------------------


def estimate(value, reach, p=0.02, n=89):
    """Return an estimate with a symmetric interval."""
    return Estimate(value, value - reach, value + reach, p, n)


UP, DOWN, OPEN = estimate(0.35, 0.19), estimate(-0.31, 0.2), estimate(0.08, 0.16, 0.357)


def drivers(study: Study) -> dict[str, object]:
    """Return the statement for each kind of coefficients and comparisons."""

    def said(
        coefficients, comparisons=(UP, OPEN), model=True, limitation=None, dropped=(), doubtful=()
    ):
        pairs = (("compatibility", "contract"), ("planning", "contract"))
        result = DriverModel(
            dict(zip(SCALES, coefficients, strict=False)),
            dict(zip(pairs, comparisons, strict=False)),
            90,
            0.95,
            pd.DataFrame(),
            pd.DataFrame(),
            SimpleNamespace(kind="numeric", survey=None, outcome="success"),
            model=SimpleNamespace(n=89) if model else None,
            dropped=dropped,
            limitation=limitation,
        )
        return drivers_statement(result, study.questionnaire, "success", study.labels, doubtful)

    few = Limitation("few_answers", {"n": 20, "needed": 35})
    nothing = (None,) * 6
    return {
        "positive": said((UP, OPEN, OPEN, OPEN, UP, UP)),
        "one_positive_one_unclear": said(
            (UP, None, OPEN), dropped=["planning"], comparisons=(UP, None)
        ),
        "all_positive": said((UP,) * 6, comparisons=(UP, UP)),
        "reversed": said((DOWN, OPEN, UP, OPEN, DOWN, OPEN), comparisons=(DOWN, DOWN)),
        "negative": said((DOWN, DOWN, OPEN, OPEN, DOWN, DOWN), comparisons=(DOWN, OPEN)),
        "no_effect": said((OPEN,) * 6, comparisons=(OPEN, OPEN)),
        "sole_unclear": said((OPEN,), comparisons=()),
        "two_dropped": said(
            (UP, None, None, OPEN), dropped=["planning", "contract"], comparisons=(None, None)
        ),
        "not_estimated": said(nothing, (None, None), model=False, limitation=few),
        "no_allied_firm": said(nothing, (None, None), False, Limitation("no_allied")),
        "doubtful": said((UP,) * 6, doubtful=["contract"]),
    }


# --- income -------------------------------------------------------------------------------------

MORE, LESS, SAME = estimate(0.171, 0.13), estimate(-0.092, 0.05), estimate(0.03, 0.08)


def income(study: Study) -> dict[str, object]:
    """Return the statement for each kind of difference, and for a group that is too small."""

    def said(
        allied,
        well,
        controls=("sector", "size", "age", "exports"),
        limitations=None,
        doubts=(),
        bound=0.2,
    ):
        plan = study.settings.income.model_copy(update={"claimed_bound": bound})
        result = IncomeModel(
            {"allied": allied, "well_structured": well},
            limitations or {},
            {"allied": 90, "independent": 60},
            0,
            {},
            controls,
            0.95,
            groups={"allied": "all", "well_structured": "structure", "other_allied": "structure"},
        )
        return income_statement(result, plan, study.questionnaire, study.labels, doubts)

    few = Limitation("few_independent", {"n": 3, "needed": 10})
    small = Limitation("few_well_structured", {"n": 4, "needed": 10})
    odd = [Doubt("unit", "income_after", k, 1.0) for k in range(3)]
    return {
        "more": said(estimate(0.092, 0.07), MORE),
        "beyond_the_bound": said(MORE, replace(MORE, low=0.22, high=0.41)),
        "below_the_bound": said(estimate(0.092, 0.07), SAME),
        "no_bound": said(estimate(0.092, 0.07), MORE, bound=None),
        "reversed": said(LESS, LESS),
        "no_effect": said(SAME, replace(SAME, high=0.25), controls=()),
        "one_control": said(SAME, MORE, controls=("size",)),
        "small_group": said(SAME, None, limitations={"well_structured": small}),
        "not_estimated": said(None, None, limitations={"allied": few, "well_structured": small}),
        "doubtful": said(MORE, MORE, doubts=[*odd, Doubt("age", "founded", 7, 1.0)]),
    }


# --- findings and robustness --------------------------------------------------------------------

PAIRS = ("compatibility_vs_contract", "planning_vs_contract")
CHECKS = ("bootstrap", "influence", "imputation", "ordered_logit", "dominance")
INCOME_CHECKS = ("regression_interacted", "ipw", "aipw", "matching", "baseline")


def phrase(code):
    """Return what a fact of words holds of them: its code."""
    return {"value": code, "kind": "phrase"}


def facts(
    main=("positive",) * 3,
    curves=("positive",) * 3,
    checks=(5, 5, 5),
    made=(5, 5, 5),
    sectors=(0, 0, 0),
    regions=(0, 0, 0),
    groups=(6, 8),
    balance="reached",
    opposed=(),
    doubtful=(),
    recovery=None,
):
    """Return the facts of a survey's analyses: of compatibility, planning and income in turn."""
    other = {"positive": "unclear", "negative": "unclear", "unclear": "positive"}
    signs = {"positive": [0.05, 0.3], "negative": [-0.3, -0.05], "unclear": [-0.1, 0.2]}
    found = {
        f"survey.quality.{what}.phrase": phrase("doubtful" if what in doubtful else "clean")
        for what in ("scales", "income")
    }
    for k, name in enumerate((*PAIRS, "well_structured")):
        of_income = name == "well_structured"
        stem = f"survey.{'income' if of_income else 'drivers'}.{name}"
        robust = f"survey.robustness.{'income' if of_income else 'drivers'}.{name}"
        found[f"{stem}.phrase"] = phrase(main[k])
        found[f"{robust}.phrase"] = phrase(curves[k])
        known = main[k] in signs
        value = sum(signs[main[k]]) / 2 if known else None
        estimated = {"value": value, "n": 89} | ({"interval": signs[main[k]]} if known else {})
        found[f"{stem}.{'percent' if of_income else 'difference'}"] = estimated
        number = 0 if curves[k] == "unknown" else 108 if of_income else 96
        found[f"{robust}.n"] = {"value": number}
        found[f"{robust}.median"] = {"value": 0.24 if number else None}
        found[f"{robust}.positive"] = {"value": 0.44 if number else None}
        found[f"{robust}.negative"] = {"value": 0.03 if number else None}
        for place, check in enumerate((INCOME_CHECKS if of_income else CHECKS)[: made[k]]):
            if not known:
                continue
            code = main[k] if place < checks[k] else other[main[k]]
            if of_income:
                found[f"{stem}.att.{check}"] = {"value": 0.1, "interval": signs[code]}
            else:
                found[f"{stem}.{check}.phrase"] = phrase(code)
        for factor, lost, of in zip(
            ("sector", "region"), (sectors[k], regions[k]), groups, strict=True
        ):
            found[f"{robust}.without_{factor}.groups.n"] = {"value": of}
            found[f"{robust}.without_{factor}.lost.n"] = {"value": lost if known else 0}
    for check in opposed:
        found[f"survey.drivers.compatibility_vs_contract.{check}.phrase"] = phrase("negative")
    found["survey.income.well_structured.balance.phrase"] = phrase(balance)
    if recovery is not None:
        within, judged, power = recovery
        stem = "survey.robustness.recovery"
        found[f"{stem}.state"] = phrase("shown")
        found[f"{stem}.coverage.within.n"] = {"value": within}
        found[f"{stem}.coverage.judged.n"] = {"value": judged}
        found[f"{stem}.compatibility_vs_contract.power"] = {"value": power}
    return found


ALL_UNCLEAR, ALL_NEGATIVE, UNKNOWN = ("unclear",) * 3, ("negative",) * 3, ("unknown",) * 3
STUDIES = {
    "holds": facts(recovery=(105, 105, 0.26)),
    "as_shipped": facts(
        ("positive", "unclear", "positive"),
        ("unclear", "unclear", "positive"),
        checks=(5, 5, 2),
        sectors=(3, 0, 2),
        regions=(4, 0, 1),
        balance="missed",
        recovery=(103, 105, 0.255),
    ),
    "no_effect": facts(ALL_UNCLEAR, ALL_UNCLEAR),
    "reversed": facts(ALL_NEGATIVE, ALL_NEGATIVE),
    "reversed_and_fragile": facts(
        ALL_NEGATIVE,
        ("unclear", "positive", "negative"),
        (4, 1, 0),
        sectors=(1, 6, 0),
        regions=(0, 8, 2),
    ),
    "fragile_in_every_way": facts(
        curves=("negative", "unknown", "unclear"),
        checks=(0, 1, 4),
        sectors=(6, 1, 0),
        regions=(0, 1, 8),
        balance="missed",
    ),
    "one_check_opposed": facts(checks=(3, 5, 5), opposed=["dominance"]),
    "two_checks_opposed": facts(checks=(3, 5, 5), opposed=["dominance", "ordered_logit"]),
    "no_other_analysis": facts(
        curves=UNKNOWN, made=(0, 0, 0), checks=(0, 0, 0), groups=(0, 0), balance="failed"
    ),
    "one_other_analysis": facts(made=(1, 1, 0), checks=(1, 0, 0), groups=(1, 8), regions=(0, 1, 0)),
    "sole_analysis_agrees": facts(made=(1, 0, 0), checks=(1, 0, 0)),
    "sole_analysis_disagrees": facts(made=(0, 0, 1), checks=(0, 0, 0)),
    "one_sector": facts(groups=(1, 8), checks=(0, 0, 0), recovery=(0, 12, None)),
    "no_model_of_drivers": facts(
        ("unknown", "unknown", "positive"), ("unknown", "unknown", "positive")
    ),
    "no_income": facts(("positive", "unclear", "unknown"), ("positive", "unclear", "unknown")),
    "nothing_estimated": facts(UNKNOWN, UNKNOWN, groups=(0, 0)),
    "doubtful_scales": facts(doubtful=("scales",), recovery=(105, 105, 0.26)),
    "doubtful_income": facts(("unclear", "unclear", "positive"), doubtful=("income",)),
    "doubtful": facts(doubtful=("scales", "income")),
}


def findings(study: Study) -> dict[str, object]:
    """Return the verdicts on the findings in every study."""
    return {
        name: findings_statement(hypotheses(study.settings), found, study.labels)
        for name, found in STUDIES.items()
    }


def robustness(study: Study) -> dict[str, object]:
    """Return the paragraph on robustness in every study."""
    return {
        name: robustness_statement(hypotheses(study.settings), found, study.labels)
        for name, found in STUDIES.items()
    }


STATEMENTS = {
    "reliability": reliability,
    "measurement": measurement,
    "common_method": common_method,
    "drivers": drivers,
    "income": income,
    "findings": findings,
    "robustness": robustness,
}
