"""Specifications: every combination of the analyst's choices, except impossible ones.

The specification curve is that of Simonsohn, Simmons and Nelson (2020).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from alianzas.config.robustness_settings import DriverChoices, IncomeChoices

#: Returns why a combination is impossible given its options, or None.
Rule = Callable[[Mapping[str, str]], str | None]


@dataclass(frozen=True)
class Specification:
    """One way of estimating: choice → option, such as ``outcome`` → ``mean``."""

    options: tuple[tuple[str, str], ...]

    def __getitem__(self, choice: str) -> str:
        return dict(self.options)[choice]


@dataclass(frozen=True)
class Plan:
    """What is estimated, what is not, and why.

    ``choices``: choice → its options, as the study file lists them; ``made``: the specifications;
    ``impossible``: reason → number of combinations that it rules out
    (``survey.impossible.<reason>``); ``idle``: (choice, option) that make no difference in these
    data and are left out of the product.
    """

    choices: Mapping[str, Sequence[str]]
    made: Sequence[Specification]
    impossible: Mapping[str, int]
    idle: Sequence[tuple[str, str]] = field(default_factory=list)

    @property
    def combinations(self) -> int:
        """The size of the product of all choices that make a difference."""
        return len(self.made) + sum(self.impossible.values())


def plan(
    choices: Mapping[str, Sequence[str]],
    rule: Rule,
    idle: Sequence[tuple[str, str]] = (),
) -> Plan:
    """Return the specifications of ``choices``.

    These are the product of the options without ``idle`` ones and without the combinations for
    which ``rule`` gives a reason, each counted under that reason.
    """
    kept = {
        choice: [option for option in options if (choice, option) not in idle]
        for choice, options in choices.items()
    }
    made, impossible = [], Counter[str]()
    for combination in product(*kept.values()):
        options = tuple(zip(kept, combination, strict=True))
        reason = rule(dict(options))
        if reason is None:
            made.append(Specification(options))
        else:
            impossible[reason] += 1
    return Plan(kept, made, dict(sorted(impossible.items())), list(idle))


def named_controls(sets: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    """Return each set of controls by the name of its option, such as ``none`` or ``size+age``."""
    return {"+".join(names) or "none": list(names) for names in sets}


def options_of(chosen: DriverChoices | IncomeChoices) -> dict[str, list[str]]:
    """Return the choices of the study file: choice → its options, in the order of the file."""
    return {
        "outcome": list(chosen.outcome),
        "missing": list(chosen.missing),
        "exclusion": list(chosen.exclusion),
        "controls": list(named_controls(chosen.controls or [[]])),
        "weights": list(chosen.weights),
        "estimator": list(chosen.estimator),
    }
