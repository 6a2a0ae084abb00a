"""One verdict per hypothesis, by one rule over everything that was done to the finding.

Every piece of evidence says positive, negative, unclear or unknown (not made) of the hypothesis.

==========================  ==========================================================  ==========
main analysis               the other evidence                                          verdict
==========================  ==========================================================  ==========
no estimate                 whatever                                                    unknown
interval includes zero      whatever                                                    unclear
interval above zero         curve positive; one of the factors was left out group by    holds
                            group, and none of them loses the finding; a check was
                            made, and all made are positive; groups balanced
interval above zero         anything else                                               fragile
interval below zero         the same in the negative direction                          reversed
interval below zero         anything else                                               fragile
==========================  ==========================================================  ==========

What was not made never helps: without a curve, without any check or without any group left out, a
clear main analysis is fragile. A factor with one group only (all firms in one sector) cannot be left
out and counts neither way, as long as the other can. With all signs changed, ``holds`` becomes
``reversed``, and the rest stays. From against to in favour the order is reversed, fragile (main
analysis below zero), unclear, fragile (above zero), holds; a piece of evidence that moves that way
never moves the verdict the other way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Direction = Literal["positive", "negative", "unclear", "unknown"]
Code = Literal["holds", "reversed", "fragile", "unclear", "unknown"]

#: The directions that a finding can have, each with the other.
OPPOSITE: Mapping[str, Direction] = {"positive": "negative", "negative": "positive"}


@dataclass(frozen=True)
class LeftOut:
    """The finding without each group of a factor: ``lost`` of ``groups`` change the verdict.

    ``applies``: False where the firms are all of one group.
    """

    lost: int
    groups: int
    applies: bool = True


@dataclass(frozen=True)
class Evidence:
    """All that bears on a hypothesis.

    ``main``, ``curve``: directions of the main analysis and of the specifications jointly;
    ``left_out``: by factor; ``checks``: directions of the other analyses that were made;
    ``balance``: are the groups alike after weighting? None where no groups are compared (drivers).
    """

    main: Direction
    curve: Direction = "unknown"
    left_out: Mapping[str, LeftOut] = field(default_factory=dict)
    checks: Mapping[str, Direction] = field(default_factory=dict)
    balance: bool | None = None


@dataclass(frozen=True)
class Verdict:
    """The verdict, and the pieces of evidence that a clear main analysis fails on.

    ``breaks``: names among ``curve``, ``left_out``, ``checks``, ``balance``, and the factors.
    """

    code: Code
    direction: Direction
    breaks: tuple[str, ...] = ()


def judge(evidence: Evidence) -> Verdict:
    """Return the verdict on a hypothesis; the rule is in the module's first lines."""
    ours = evidence.main
    if ours == "unknown" or ours == "unclear":
        return Verdict(ours, ours)
    examined = [one for one in evidence.left_out.values() if one.applies and one.groups]
    breaks = []
    if evidence.curve != ours:
        breaks.append("curve")
    if not examined:
        breaks.append("left_out")
    breaks += [name for name, one in evidence.left_out.items() if one.applies and one.lost]
    if not evidence.checks or any(found != ours for found in evidence.checks.values()):
        breaks.append("checks")
    if evidence.balance is False:
        breaks.append("balance")
    if breaks:
        return Verdict("fragile", ours, tuple(breaks))
    return Verdict("holds" if ours == "positive" else "reversed", ours)
