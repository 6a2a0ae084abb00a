"""Joint tests as facts: do several groups, or several coefficients, differ at all?"""

from __future__ import annotations

from field_statistics.regression import JointTest
from honest_results.facts import Fact, Missing


def alike(test: JointTest | None, confidence: float) -> str:
    """Return whether groups differ by a joint test: apart, unclear or unknown."""
    if test is None:
        return "unknown"
    return "apart" if test.p < 1 - confidence else "unclear"


def joint_test_facts(key: str, test: JointTest | None) -> list[Fact]:
    """Return the facts of a joint test: f, df, residual_df, p."""
    why: Missing | None = None if test else "not_estimated"
    return [
        Fact(f"{key}.f", test.f if test else None, "number", missing=why),
        Fact(f"{key}.df", test.df if test else None, "count", missing=why),
        Fact(f"{key}.residual_df", test.residual_df if test else None, "count", missing=why),
        Fact(f"{key}.p", test.p if test else None, "p_value", missing=why),
    ]
