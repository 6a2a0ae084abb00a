"""The estimators on data sets with known truth: one row per data set, estimator and target.

A data set's random numbers depend only on the study's seed, its world and its number, so it is
the same however the work is divided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alianzas.config.simulation_settings import SurveySimulation
from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.drivers.driver_frame import questions_behind
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.robustness.firm_columns import scale_scores
from alianzas.survey.robustness.recovery_costly import bootstrap_differences, income_effects
from alianzas.survey.robustness.recovery_parts import drivers_not_covered, incomes_not_covered
from alianzas.survey.robustness.recovery_worlds import WORLDS, simulated
from alianzas.survey.simulation.simulate import draw_values
from field_statistics.dominance import general_weights, subset_r2
from field_statistics.many_outcomes.least_squares_batches import least_squares

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

#: Maximum number of data sets held in memory at a time, and of firms in them.
SETS_HELD, FIRMS_HELD = 250, 40_000
COLUMNS = ("world", "data_set", "estimator", "target", "estimate", "low", "high")


def batch(number: int, batches: int, data_sets: int) -> range:
    """Return the data sets of one of ``batches`` (numbered from 1), which cover each set once.

    Batches are interleaved because the first data sets, on which all estimators are tried, cost
    most.
    """
    return range(number - 1, data_sets, batches)


@dataclass(frozen=True)
class Drawn:
    """Data sets of one world.

    ``items``: by construct, sets × allied firms × items, with reversed items recoded and NaN
    where unanswered; ``values``: each set's arrays by question.
    """

    items: Mapping[str, Array]
    values: Sequence[Mapping[str, Any]]
    generators: Sequence[np.random.Generator]


def recover(
    worlds: Mapping[str, SurveySimulation],
    settings: SurveySettings,
    questionnaire: Questionnaire,
    confidence: float,
    seed: int,
    data_sets: Sequence[int],
) -> pd.DataFrame:
    """Return the estimates in these data sets of every world, with the columns :data:`COLUMNS`.

    ``low`` and ``high`` are missing for estimators without an interval.
    """
    import pandas as pd

    if not len(data_sets):
        return nothing()
    frames = []
    for world, truth in worlds.items():
        together = min(SETS_HELD, max(FIRMS_HELD // truth.firms, 1))
        for start in range(0, len(data_sets), together):
            numbers = data_sets[start : start + together]
            drawn = _draw(world, truth, settings, questionnaire, seed, numbers)
            tried = drivers_not_covered(settings, questionnaire) is None
            rows = _drivers(drawn, numbers, settings, confidence) if tried else []
            rows += _alphas(drawn, numbers, confidence)
            rows += _costly(drawn, numbers, truth, settings, questionnaire, confidence)
            frames.append(pd.DataFrame(rows, columns=COLUMNS[1:]).assign(world=world))
    whole = pd.concat(frames, ignore_index=True)
    return whole[list(COLUMNS)].astype({"estimate": float, "low": float, "high": float})


Row = tuple[int, str, str, float, float, float]


def _draw(
    world: str,
    truth: SurveySimulation,
    settings: SurveySettings,
    questionnaire: Questionnaire,
    seed: int,
    numbers: Sequence[int],
) -> Drawn:
    """Draw data sets of one world, each from its own generator."""
    import numpy as np

    place = WORLDS.index(world)
    generators = [np.random.default_rng([seed, place, number]) for number in numbers]
    changed = simulated(settings, truth)
    values = [draw_values(changed, questionnaire, rng) for rng in generators]
    asked = [_asked(one, settings, questionnaire) for one in values]
    most = max(len(rows) for rows in asked)
    items = {}
    for construct in questionnaire.constructs:
        columns = []
        for item in questionnaire.items(construct):
            given = np.full((len(values), most), np.nan)
            for place, (one, rows) in enumerate(zip(values, asked, strict=True)):
                given[place, : len(rows)] = one[item.id][rows]
            columns.append(sum(questionnaire.points(item)) - given if item.reverse else given)
        items[construct] = np.stack(columns, axis=2)
    return Drawn(items, values, generators)


def _asked(
    one: Mapping[str, Any], settings: SurveySettings, questionnaire: Questionnaire
) -> NDArray[np.int_]:
    """Return the firms of a data set that are asked for the model, or for any statement without one."""
    import numpy as np
    import pandas as pd

    names = list(questionnaire.constructs)
    if settings.drivers is not None and drivers_not_covered(settings, questionnaire) is None:
        names = [settings.drivers.outcome, *settings.drivers.predictors]
    # Questions with the same conditions are asked of the same firms.
    distinct = {
        str(sorted(questionnaire.conditions(question).items())): question
        for question in questions_behind(names, questionnaire)
    }
    conditions = {name for q in distinct.values() for name in questionnaire.conditions(q)}
    if not conditions:
        return np.arange(len(next(iter(one.values()))))
    frame = pd.DataFrame({name: one[name] for name in sorted(conditions)})
    asked = pd.Series(True, index=frame.index)
    for question in distinct.values():
        asked &= questionnaire.asked(question, frame)
    return np.flatnonzero(asked)


def model_scores(drawn: Drawn, settings: SurveySettings) -> Array:
    """Return the scores in the model: sets × allied firms × (predictors, then the outcome)."""
    import numpy as np

    names = [*settings.driver_plan.predictors, settings.driver_plan.outcome]
    least = settings.scales.minimum_answered
    return np.stack([scale_scores(drawn.items[name], least) for name in names], axis=2)


def _drivers(
    drawn: Drawn, numbers: Sequence[int], settings: SurveySettings, confidence: float
) -> list[Row]:
    """Return the coefficients, their differences and those of dominance weights."""
    import numpy as np
    from scipy.special import stdtrit

    scores = model_scores(drawn, settings)
    used = (~np.isnan(scores).any(axis=2)).astype(float)
    whole = np.where(used[..., None] > 0, scores, 0.0)
    n = used.sum(axis=1)
    mean = whole.sum(axis=1) / n[:, None]
    centred = (whole - mean[:, None]) * used[..., None]
    deviation = np.sqrt((centred**2).sum(axis=1) / (n - 1)[:, None])
    z = centred / deviation[:, None]
    design = np.concatenate([used[..., None], z[..., :-1]], axis=2)
    fits = least_squares(design, z[..., -1], used)
    reach = stdtrit(fits.df, (1 + confidence) / 2)
    predictors = settings.driver_plan.predictors
    targets: dict[tuple[str, ...], Array] = {
        (name,): _contrast(predictors, name) for name in predictors
    }
    pairs = settings.driver_plan.pairs
    targets |= {pair: _contrast(predictors, *pair) for pair in pairs}
    rows: list[Row] = []
    for target, weights in targets.items():
        value, error = fits.contrast(weights)
        bounds = (value - reach * error, value + reach * error)
        rows += _rows(numbers, "least_squares", "_vs_".join(target), value, *bounds)
    correlation = np.einsum("rni,rnj->rij", z, z) / (n - 1)[:, None, None]
    general = general_weights(subset_r2(correlation))
    for first, second in pairs:
        gap = general[predictors.index(first)] - general[predictors.index(second)]
        nothing = np.full(len(gap), np.nan)
        rows += _rows(numbers, "dominance", f"{first}_vs_{second}", gap, nothing, nothing)
    return rows


def _contrast(predictors: Sequence[str], first: str, second: str | None = None) -> Array:
    """Return the weights that give a coefficient, or the difference of two."""
    import numpy as np

    weights = np.zeros(1 + len(predictors))
    weights[1 + predictors.index(first)] = 1
    if second is not None:
        weights[1 + predictors.index(second)] = -1
    return weights


def _rows(
    numbers: Sequence[int], estimator: str, target: str, value: Array, low: Array, high: Array
) -> list[Row]:
    """Return the estimates of one target as rows."""
    columns = (value.tolist(), low.tolist(), high.tolist())
    return [
        (number, estimator, target, *row)
        for number, row in zip(numbers, zip(*columns, strict=True), strict=True)
    ]


def _alphas(drawn: Drawn, numbers: Sequence[int], confidence: float) -> list[Row]:
    """Return Cronbach's alpha with Feldt's interval, from firms that answered all items."""
    import numpy as np
    from scipy.special import fdtri

    tail = (1 - confidence) / 2
    rows: list[Row] = []
    for construct, items in drawn.items.items():
        used = (~np.isnan(items).any(axis=2)).astype(float)
        n, k = used.sum(axis=1), items.shape[2]
        if k < 2:
            continue
        values = np.where(used[..., None] > 0, items, 0.0)
        centred = (values - values.sum(axis=1, keepdims=True) / n[:, None, None]) * used[..., None]
        parts = (centred**2).sum(axis=(1, 2))
        total = (centred.sum(axis=2) ** 2).sum(axis=1)
        alpha = k / (k - 1) * (1 - parts / total)
        degrees = (n - 1, (n - 1) * (k - 1))
        low = 1 - (1 - alpha) * fdtri(*degrees, 1 - tail)
        high = 1 - (1 - alpha) * fdtri(*degrees, tail)
        rows += _rows(numbers, "alpha", construct, alpha, low, high)
    return rows


def _costly(
    drawn: Drawn,
    numbers: Sequence[int],
    truth: SurveySimulation,
    settings: SurveySettings,
    questionnaire: Questionnaire,
    confidence: float,
) -> list[Row]:
    """Return the bootstrap and the income estimates, on the first data sets only."""
    plan = settings.robustness_plan.recovery
    tried = drivers_not_covered(settings, questionnaire) is None
    compared = incomes_not_covered(truth, settings, questionnaire) is None
    scores = model_scores(drawn, settings) if tried else None
    rows: list[Row] = []
    for place, number in enumerate(numbers):
        if number < plan.costly_data_sets:
            rng, found = drawn.generators[place], []
            if scores is not None:
                found += bootstrap_differences(scores[place], settings, confidence, rng)
            if compared:
                found += income_effects(drawn.values[place], settings, questionnaire, confidence)
            rows += [(number, *row) for row in found]
    return rows


def nothing() -> pd.DataFrame:
    """Return the frame without rows, for a study without worlds or data sets."""
    import pandas as pd

    types = ["str", "int64", "str", "str", "float64", "float64", "float64"]
    return pd.DataFrame(columns=list(COLUMNS)).astype(dict(zip(COLUMNS, types, strict=True)))
