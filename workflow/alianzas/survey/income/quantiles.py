"""Effects on the quantiles of growth: what alliances do to firms that grow little or much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from alianzas.survey.income.income_comparison import as_proportion
from alianzas.survey.income.samples import Sample
from alianzas.survey.limitation import Limitation
from field_statistics.regression import Estimate
from field_statistics.treatment_effects.propensity import Array, with_constant

#: A quantile is estimated only if at least this many firms of each group lie on either side of it.
FIRMS_BEYOND = 3
_ITERATIONS = 30
#: Number of weights held in memory at a time.
_WEIGHTS_HELD = 2**19


@dataclass(frozen=True)
class QuantileEffect:
    """The difference in a quantile of growth, as a proportion; None where firms are too few."""

    group: str
    estimand: str
    quantile: float
    estimate: Estimate | None
    limitation: Limitation | None = None


def weighted_quantiles(values: Array, weights: Array, shares: Sequence[float]) -> Array:
    """Return the weighted quantiles of ``values`` (n) for each row of ``weights`` (b × n): b × shares.

    Each is the smallest value up to which at least that share of the weight lies (Firpo's
    estimator).
    """
    order = np.argsort(values, kind="stable")
    running = np.cumsum(weights[:, order], axis=1)
    running /= running[:, -1:]
    places = np.stack([(running < share - 1e-12).sum(axis=1) for share in shares], axis=1)
    return np.asarray(values[order][places.clip(max=len(values) - 1)])


def quantile_effects(
    sample: Sample,
    estimand: str,
    shares: Sequence[float],
    replicates: int,
    confidence: float,
    seed: int,
) -> list[QuantileEffect]:
    """Return the effects on the quantiles of growth by inverse propensity weighting (Firpo, 2007).

    Intervals and p-values come from ``replicates`` Bayesian bootstrap weights of the firms (Rubin,
    1981), with the propensity re-estimated in each; firms stay in their group.
    """
    group, treated = sample.group, sample.treated
    smaller = min(treated.sum(), (1 - treated).sum())
    shown = [share for share in shares if smaller * min(share, 1 - share) >= FIRMS_BEYOND]
    few = Limitation("few_beyond", {"needed": FIRMS_BEYOND})
    effects = {share: QuantileEffect(group, estimand, share, None, few) for share in shares}
    propensity = sample.groups.propensity
    if propensity is None:
        none = Limitation("separation")
        return [QuantileEffect(group, estimand, share, None, none) for share in shares]
    if shown:
        ours = _differences(
            sample, propensity.score[None, :], sample.weights[None, :], estimand, shown
        )[0]
        drawn = _bootstrap(sample, estimand, shown, replicates, seed)
        tail = (1 - confidence) / 2
        for k, share in enumerate(shown):
            low, high = np.quantile(drawn[:, k], [tail, 1 - tail])
            beyond = min((drawn[:, k] <= 0).mean(), (drawn[:, k] >= 0).mean())
            p = min(1.0, 2 * (float(beyond) * replicates + 1) / (replicates + 1))
            log = Estimate(float(ours[k]), float(low), float(high), p, sample.n)
            effects[share] = QuantileEffect(group, estimand, share, as_proportion(log))
    return list(effects.values())


def _differences(
    sample: Sample, scores: Array, weights: Array, estimand: str, shares: Sequence[float]
) -> Array:
    """Return the differences of the weighted quantiles: b × shares."""
    parts = []
    for arm in (1, 0):
        own = sample.treated == arm
        factor = weights[:, own]
        score = scores[:, own]
        if estimand == "ate":
            factor = factor / (score if arm else 1 - score)
        elif not arm:
            factor = factor * score / (1 - score)
        parts.append(weighted_quantiles(sample.outcome[own], factor, shares))
    return parts[0] - parts[1]


def _bootstrap(
    sample: Sample, estimand: str, shares: Sequence[float], replicates: int, seed: int
) -> Array:
    """Return the differences in every replicate: replicates × shares."""
    rng = np.random.default_rng(seed)
    together = max(_WEIGHTS_HELD // sample.n, 1)
    drawn = []
    for start in range(0, replicates, together):
        weights = rng.standard_exponential((min(together, replicates - start), sample.n))
        for arm in (0, 1):
            own = sample.treated == arm
            weights[:, own] *= own.sum() / weights[:, own].sum(axis=1, keepdims=True)
        weights *= sample.weights
        scores = _propensities(sample, weights)
        drawn.append(_differences(sample, scores, weights, estimand, shares))
    return np.concatenate(drawn)


def _propensities(sample: Sample, weights: Array) -> Array:
    """Return the propensities under each row of ``weights`` (b × n), by Newton's method."""
    scale = sample.covariates.std(axis=0)
    design = with_constant((sample.covariates - sample.covariates.mean(axis=0)) / scale)
    products = (design[:, :, None] * design[:, None, :]).reshape(len(design), -1)
    size = design.shape[1]
    beta = np.zeros((len(weights), size))
    for _ in range(_ITERATIONS):
        score = 1 / (1 + np.exp(-(beta @ design.T)))
        information = (weights * score * (1 - score)) @ products
        gradient = (weights * (sample.treated - score)) @ design
        step = np.linalg.solve(information.reshape(-1, size, size), gradient[:, :, None])[:, :, 0]
        largest = np.abs(step).max(axis=1, keepdims=True)
        beta += step / np.maximum(1.0, largest / 5.0)
        if largest.max() < 1e-8:
            break
    score = 1 / (1 + np.exp(-(beta @ design.T)))
    # Weights near zero can leave a replicate nearly separated: clipping keeps its weights finite.
    return np.clip(score, 1e-6, 1 - 1e-6)
