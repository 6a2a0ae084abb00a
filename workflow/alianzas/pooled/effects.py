"""One estimate of one study, on the scale on which estimates of several studies can be pooled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from field_statistics.regression import Estimate
from honest_results.provenance import Source, weakest


@dataclass(frozen=True)
class Effect:
    """An estimate of a study.

    ``outcome``: what is estimated, the same in all studies, and ``name`` what it is called;
    ``value``, ``error``, ``low`` and ``high`` are None where it could not be estimated, ``error`` also
    where nothing is known of it. ``how``: how it was estimated; only what was estimated in the same way
    is pooled. ``sources``: the raw files behind it. ``scale``: 0 and 1 of the scale on which studies
    with different scales are compared, such as the lowest and the highest point, or 0 and the years of
    a period; None for what has no unit.
    """

    study: str
    family: str
    outcome: str
    name: Mapping[str, str]
    n: int | None
    value: float | None
    error: float | None
    low: float | None
    high: float | None
    how: str
    sources: tuple[Source, ...]
    scale: tuple[float, float] | None = None

    @property
    def level(self) -> str:
        """The provenance of the data behind it: the weakest of all."""
        return weakest(source.level for source in self.sources)

    @property
    def can_be_pooled(self) -> bool:
        """Whether there is an estimate with an error."""
        return self.value is not None and bool(self.error)


def effect_of(
    estimate: Estimate | None,
    study: str,
    family: str,
    outcome: str,
    name: Mapping[str, str],
    how: str,
    sources: tuple[Source, ...],
    scale: tuple[float, float] | None = None,
) -> Effect:
    """Return an estimate of a model as an effect; None is one that could not be made."""
    if estimate is None:
        return Effect(
            study, family, outcome, name, None, None, None, None, None, how, sources, scale
        )
    return Effect(
        study,
        family,
        outcome,
        name,
        estimate.n,
        estimate.value,
        estimate.error,
        estimate.low,
        estimate.high,
        how,
        sources,
        scale,
    )


def have_one_scale(effects: Sequence[Effect]) -> bool:
    """Say whether the studies have the same scale, or none."""
    return len({effect.scale for effect in effects}) < 2


def on_one_scale(effects: Sequence[Effect]) -> list[Effect]:
    """Return the effects as they are where studies have one scale, else on a scale from 0 to 1.

    Points of scales become shares of the way from the lowest to the highest (POMP: Cohen, Cohen, Aiken
    & West, 1999), and growth over periods of different length growth per year.
    """
    if have_one_scale(effects):
        return [*effects]
    return [_rescaled(effect) for effect in effects]


def _rescaled(effect: Effect) -> Effect:
    if effect.scale is None:
        return effect
    bottom, top = effect.scale

    def moved(value: float | None) -> float | None:
        return None if value is None else (value - bottom) / (top - bottom)

    return replace(
        effect,
        value=moved(effect.value),
        low=moved(effect.low),
        high=moved(effect.high),
        error=None if effect.error is None else effect.error / (top - bottom),
    )
