"""Outcomes that several studies have: which of their estimates are pooled, and which are not.

Only estimates that rest on data of one provenance and were made in the same way are pooled. Data that
were collected and data that a program drew, say, are of different kinds: the mean of both would
describe neither.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from alianzas.pooled.effects import Effect, on_one_scale
from field_statistics.meta_analysis import MetaAnalysis, combine_studies, leave_one_out
from honest_results.provenance import LEVELS


@dataclass(frozen=True)
class Pool:
    """Estimates of one provenance, made in the same way, and their mean.

    ``without``: the mean without each of the studies, by name; empty for two.
    """

    level: str
    effects: Sequence[Effect]
    found: MetaAnalysis
    without: Mapping[str, MetaAnalysis]


@dataclass(frozen=True)
class Outcome:
    """An outcome with the estimate of each study that has one, and their means.

    ``pools``: at most one of each provenance and way; an estimate in none of them stands alone.
    """

    name: str
    family: str
    effects: Sequence[Effect]
    pools: Sequence[Pool]

    @property
    def label(self) -> Mapping[str, str]:
        """What it is called."""
        return self.effects[0].name

    @cached_property
    def alone(self) -> list[Effect]:
        """The estimates in no pool."""
        together = {effect.study for pool in self.pools for effect in pool.effects}
        return [effect for effect in self.effects if effect.study not in together]

    @property
    def state(self) -> str:
        """Why it is, or is not, pooled.

        "pooled" (all estimates together), "single" (one study has one), "levels" (of different
        provenance), "ways" (made in different ways), "errors" (without a known error), "none".
        """
        known = [effect for effect in self.effects if effect.value is not None]
        if len(self.pools) == 1 and len(self.pools[0].effects) == len(known):
            return "pooled"
        if len(known) < 2:
            return "single" if known else "none"
        if len({effect.level for effect in known}) > 1:
            return "levels"
        return "ways" if len({effect.how for effect in known}) > 1 else "errors"


def pool_outcomes(effects: Sequence[Effect], confidence: float) -> list[Outcome]:
    """Return every outcome of one family, in the order in which studies have them."""
    ordered: dict[str, list[Effect]] = {}
    for effect in on_one_scale(effects):
        ordered.setdefault(effect.outcome, []).append(effect)
    return [
        Outcome(name, own[0].family, own, _pools(own, confidence)) for name, own in ordered.items()
    ]


def _pools(effects: Sequence[Effect], confidence: float) -> list[Pool]:
    """Return the means of the estimates that may be pooled."""
    alike: dict[tuple[int, str], list[Effect]] = {}
    for effect in effects:
        if effect.can_be_pooled:
            alike.setdefault((LEVELS.index(effect.level), effect.how), []).append(effect)
    pools = []
    for (rank, _), own in sorted(alike.items(), key=lambda entry: entry[0][0]):
        values = [float(effect.value or 0.0) for effect in own]
        variances = [float(effect.error or 0.0) ** 2 for effect in own]
        # A few countries may agree by chance: the error is no smaller than that of known variances.
        found = combine_studies(values, variances, confidence, widen=True)
        if not isinstance(found, MetaAnalysis):
            continue
        left = leave_one_out(values, variances, confidence, widen=True)
        without = {
            effect.study: each
            for effect, each in zip(own, left, strict=True)
            if isinstance(each, MetaAnalysis)
        }
        pools.append(Pool(LEVELS[rank], own, found, without))
    return pools
