"""The evidence on each hypothesis, gathered from the facts of the analyses that made it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from alianzas.survey.findings.verdict import Direction, Evidence, LeftOut
from alianzas.survey.income.effects import CHECKS
from alianzas.survey.robustness.leave_out import FACTORS
from alianzas.survey.scores import WELL_STRUCTURED

Facts = Mapping[str, Mapping[str, Any]]

#: The hypotheses on drivers: the pair of coefficients that each compares.
PAIRS = {"compatibility": "compatibility_vs_contract", "planning": "planning_vs_contract"}
INCOME = "income"
HYPOTHESES = (*PAIRS, INCOME)
#: The other analyses of the drivers.
DRIVER_CHECKS = ("bootstrap", "influence", "imputation", "ordered_logit", "dominance")


def gather_evidence(hypothesis: str, facts: Facts) -> Evidence:
    """Return what the facts of all analyses say; what is not among them is unknown."""
    if hypothesis == INCOME:
        main, robust = (
            f"survey.income.{WELL_STRUCTURED}",
            f"survey.robustness.income.{WELL_STRUCTURED}",
        )
        checks = {name: _sign(facts.get(f"{main}.att.{name}")) for name in CHECKS}
        balance: bool | None = facts.get(f"{main}.balance.phrase", {}).get("value") == "reached"
    else:
        pair = PAIRS[hypothesis]
        main, robust = f"survey.drivers.{pair}", f"survey.robustness.drivers.{pair}"
        checks = {name: _code(facts, f"{main}.{name}.phrase") for name in DRIVER_CHECKS}
        balance = None
    return Evidence(
        _code(facts, f"{main}.phrase"),
        _code(facts, f"{robust}.phrase"),
        {factor: _left_out(facts, f"{robust}.without_{factor}") for factor in FACTORS},
        {name: found for name, found in checks.items() if found != "unknown"},
        balance,
    )


def _code(facts: Facts, key: str) -> Direction:
    """Return the code of a phrase, ``unknown`` where there is none."""
    return cast(Direction, facts.get(key, {}).get("value") or "unknown")


def _sign(fact: Mapping[str, Any] | None) -> Direction:
    """Return the direction of an estimate by its interval."""
    if fact is None or fact["value"] is None or "interval" not in fact:
        return "unknown"
    low, high = fact["interval"]
    if low > 0:
        return "positive"
    return "negative" if high < 0 else "unclear"


def _left_out(facts: Facts, key: str) -> LeftOut:
    """Return how many groups were left out, and without how many the verdict is lost."""
    groups, lost = (
        facts.get(f"{key}.{name}.n", {}).get("value") or 0 for name in ("groups", "lost")
    )
    return LeftOut(lost, groups, applies=groups != 1)
