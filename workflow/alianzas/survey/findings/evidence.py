"""The evidence on each hypothesis, gathered from the facts of the analyses that made it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from alianzas.survey.drivers.driver_analysis import OTHER_CHECKS
from alianzas.survey.findings.hypotheses import Hypothesis
from alianzas.survey.findings.verdict import Direction, Evidence, LeftOut
from alianzas.survey.income.effects import CHECKS
from alianzas.survey.income.income_checks import EXAMINED
from alianzas.survey.robustness.leave_out import FACTORS

Facts = Mapping[str, Mapping[str, Any]]

#: The other analyses of the drivers, by the names of their facts.
DRIVER_CHECKS = (*OTHER_CHECKS,)


def gather_evidence(hypothesis: Hypothesis, facts: Facts) -> Evidence:
    """Return what the facts of all analyses say; what is not among them is unknown."""
    main, robust = hypothesis.key, hypothesis.robust_key
    balance: bool | None = None
    if hypothesis.is_income:
        # All allied firms are examined by the mean effect on all firms, a group by that on its own.
        estimand = EXAMINED[hypothesis.group]
        checks = {name: _sign(facts.get(f"{main}.{estimand}.{name}")) for name in CHECKS}
        balance = facts.get(f"{main}.balance.phrase", {}).get("value") == "reached"
    elif len(hypothesis.names) == 2:
        checks = {name: _code(facts, f"{main}.{name}.phrase") for name in DRIVER_CHECKS}
    else:
        checks = {name: _sign(facts.get(f"{main}.{name}.beta")) for name in DRIVER_CHECKS}
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
