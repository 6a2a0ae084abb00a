"""Successes against the other cases, and each model against the other models.

What is common among successes says nothing before it is known how common it is among the other cases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.cases.adjudication import outcome_by_case
from alianzas.cases.case_codes import BENEFIT, CHALLENGE, CONDITION, MODEL, CaseCodes
from field_statistics.proportion_contrasts import (
    ShareContrast,
    contrast_contrasts,
    contrast_paired_shares,
    contrast_shares,
    exact_p_value,
    smallest_p_value,
)
from honest_results.facts import Fact, Missing
from qca.cuts import reaches

if TYPE_CHECKING:
    import pandas as pd

    from human_files.language.labels import Labels

#: Conditions that the study sets against each other: fact name → the two codes.
COMPARED = {
    "compatibility_vs_contract": ("strategic_compatibility", "formal_contract"),
    "planning_vs_contract": ("rigorous_planning", "formal_contract"),
}
_STEM = "cases.contrast"


def contrast_facts(
    codings: pd.DataFrame, codes: CaseCodes, confidence: float, labels: Labels
) -> list[Fact]:
    """Return the contrasts of conditions, of pairs of conditions, and of models.

    ``codings`` has columns case, model, code, value (1 present, 0 absent), as adjudicated. Each fact
    ``cases.contrast.….difference`` is a difference between shares of cases, with a score interval of
    this ``confidence``; where nothing can be compared it has no value and says why.
    """
    wide = codings.pivot(index="case", columns="code", values="value") == 1
    success = outcome_by_case(codings, codes)
    models = codings.drop_duplicates("case").set_index("case")[MODEL]
    successes, others = int(success.sum()), int((~success).sum())
    p = smallest_p_value(successes, others) if successes and others else None
    facts = [Fact(f"{_STEM}.smallest_p", p, "p_value", missing=None if p else "one_outcome")]
    for code in codes.ids(CONDITION):
        facts += _by_group(code, wide[code], success, "one_outcome", confidence)
    for name, (one, other) in COMPARED.items():
        if one in wide and other in wide:
            contrast = _pair(name, wide[one], wide[other], success, confidence)
            enough = p is not None and reaches(1 - confidence, p)
            facts += [contrast, _in_words(name, contrast, enough, labels)]
    for model in codes.ids(MODEL):
        has_model = models == model
        found = [("success." + model, success)]
        found += [
            (f"{dimension}.{code}.{model}", wide[code])
            for dimension in (BENEFIT, CHALLENGE)
            for code in codes.ids(dimension)
        ]
        for name, has in found:
            facts += _by_group(name, has, has_model, "constant", confidence)
    return facts


def _by_group(
    name: str,
    has: pd.Series[bool],
    group: pd.Series[bool],
    without: Missing,
    confidence: float,
) -> list[Fact]:
    """Return share in a group minus share in the rest, and its exact p.

    ``without`` is why there is neither, where one of the two has no case.
    """
    key, n = f"{_STEM}.{name}", len(has)
    ours, theirs = int((has & group).sum()), int((has & ~group).sum())
    counts = (ours, int(group.sum()), theirs, int((~group).sum()))
    why = _nothing_to_compare(has, group, without)
    if why is not None:
        return [
            _fact(f"{key}.difference", None, "percent", n, confidence, why),
            Fact(f"{key}.p", None, "p_value", n=n, missing=why),
        ]
    found = contrast_shares(*counts, confidence=confidence)
    return [
        _fact(f"{key}.difference", found, "percent", n, confidence),
        Fact(f"{key}.p", exact_p_value(*counts), "p_value", n=n),
    ]


def _pair(
    name: str,
    one: pd.Series[bool],
    other: pd.Series[bool],
    success: pd.Series[bool],
    confidence: float,
) -> Fact:
    """Return by how much more one condition tells successes from other cases than another does."""
    key, n = f"{_STEM}.{name}.difference", len(success)
    why = _nothing_to_compare(one, success, "one_outcome")
    why = why or _nothing_to_compare(other, success, "one_outcome")
    if why is not None:
        return _fact(key, None, "number", n, confidence, why)
    found = contrast_contrasts(
        _paired(one[success], other[success], confidence),
        _paired(one[~success], other[~success], confidence),
    )
    return _fact(key, found, "number", n, confidence)


def _in_words(name: str, contrast: Fact, enough: bool, labels: Labels) -> Fact:
    """Return which of two conditions tells successes from other cases better, as a phrase.

    With so few successes or other cases that no exact p could be small, neither does.
    """
    verdict: str = contrast.missing or "unclear"
    if enough and contrast.value is not None and contrast.interval is not None:
        low, high = contrast.interval
        verdict = "first" if low > 0 else "second" if high < 0 else "unclear"
    text = labels.by_language(f"cases.contrast.{verdict}")
    return Fact(f"{_STEM}.{name}.phrase", verdict, "phrase", text=text)


def _paired(one: pd.Series[bool], other: pd.Series[bool], confidence: float) -> ShareContrast:
    """Return share with one condition minus share with another, among the same cases."""
    return contrast_paired_shares(
        int((one & other).sum()),
        int((one & ~other).sum()),
        int((~one & other).sum()),
        int((~one & ~other).sum()),
        confidence,
    )


def _nothing_to_compare(
    has: pd.Series[bool], group: pd.Series[bool], without: Missing
) -> Missing | None:
    """Return why cases cannot be compared: one group has none, or all are alike; None if they can."""
    if group.all() or not group.any():
        return without
    return "constant" if has.all() or not has.any() else None


def _fact(
    key: str,
    found: ShareContrast | None,
    kind: str,
    n: int,
    confidence: float,
    missing: Missing | None = None,
) -> Fact:
    """Return a contrast as a fact; one without a value keeps an empty interval and says why."""
    return Fact(
        key,
        None if found is None else found.difference,
        kind,  # type: ignore[arg-type]
        n=n,
        interval=(found.low, found.high) if found else (float("nan"), float("nan")),
        confidence=confidence,
        missing=missing,
    )
