"""The specification curves of the drivers: differences of coefficients, and each coefficient."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from alianzas.config.survey import SurveySettings
from alianzas.survey.limitations import Limitation
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.robustness.batches import cooks_distance, huber, least_squares, pooled
from alianzas.survey.robustness.curve import Curve, Made, as_curve, no_curve
from alianzas.survey.robustness.driver_data import DriverData, Sample
from alianzas.survey.robustness.firms import Firms
from alianzas.survey.robustness.permuting import induced, on_ranks, permutations, under_null
from alianzas.survey.robustness.ranks import ordered_logit
from alianzas.survey.robustness.specifications import (
    Plan,
    Specification,
    named_controls,
    options_of,
    plan,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Places = NDArray[np.int_]

Target = tuple[str, ...]


def possible(options: Mapping[str, str]) -> str | None:
    """Return why a combination cannot be made, or None.

    Ranks are few in a single item only; answers on its few points have no outliers to resist; firms
    that answered everything left no gaps; and only least squares has errors for unequal weights.
    """
    if options["estimator"] == "ordered_logit" and options["outcome"] != "item":
        return "too_many_ranks"
    if options["estimator"] == "huber" and options["outcome"] == "item":
        return "no_outliers"
    if options["exclusion"] == "few_gaps" and options["missing"] == "complete":
        return "no_gaps_left"
    if options["weights"] == "weighted" and options["estimator"] != "least_squares":
        return "errors_of_alike"
    return None


def driver_plan(data: DriverData) -> Plan:
    """Return the specifications of the study file, without options that change nothing here."""
    chosen = data.settings.robustness.drivers
    kept = data.firms.kept[data.allied.index]
    gaps = data.gaps.to_numpy()
    idle = []
    if kept.all():
        idle.append(("exclusion", "all_paces"))
    if not (gaps[kept] > chosen.gaps + 1e-9).any():
        idle.append(("exclusion", "few_gaps"))
    if not (gaps > 0).any():
        idle += [("missing", "complete"), ("missing", "imputed")]
    if data.firms.weights is None:
        idle.append(("weights", "weighted"))
    options = options_of(chosen)
    # A choice always keeps an option, even if the study file lists nothing but idle ones.
    idle = [(c, o) for c, o in idle if o in options[c] and len(options[c]) > 1]
    return plan(options, possible, idle)


def driver_curves(
    firms: Firms,
    settings: SurveySettings,
    questionnaire: Questionnaire,
    confidence: float,
    seed: int,
) -> dict[Target, Curve]:
    """Return the curve of every comparison of the study file, and of every coefficient.

    Keys are (first, second) or (predictor,). Estimates are standardised; those of ordered logit by
    the deviation of the latent outcome; of weighted specifications by weighted deviations. Only
    comparisons are tested against permutations.
    """
    import numpy as np

    drivers = settings.drivers
    pairs: list[Target] = [(pair.first, pair.second) for pair in drivers.comparisons]
    targets: list[Target] = [*pairs, *((name,) for name in drivers.predictors)]
    whole = DriverData(firms, settings, questionnaire, drivers.predictors, seed)
    if not len(whole.allied):
        return {
            target: no_curve("_vs_".join(target), Limitation("no_allied")) for target in targets
        }
    scores = whole.scores(whole.items(whole.allied), "answered")
    usable = [name for name in drivers.predictors if _varies(scores[name])]
    if not _varies(scores[drivers.outcome]):
        flat = Limitation("flat_scores", names=[f"survey.the.{drivers.outcome}"])
        return {target: no_curve("_vs_".join(target), flat) for target in targets}
    data = DriverData(firms, settings, questionnaire, usable, seed)
    chosen = driver_plan(data)
    rng = np.random.default_rng([seed, 1])
    orders = permutations(len(firms.answers), settings.robustness.permutations, rng)
    samples = _samples(data, chosen, orders)
    curves: dict[Target, Curve] = {}
    for target in targets:
        flat_names = [f"survey.the.{name}" for name in target if name not in usable]
        name = "_vs_".join(target)
        if flat_names:
            curves[target] = no_curve(name, Limitation("flat_scores", names=flat_names))
            continue
        tested = target in pairs
        columns = [usable.index(one) for one in target]
        made = [
            _estimate(spec, samples[spec], columns, tested, settings, firms) for spec in chosen.made
        ]
        curves[target] = as_curve(
            name, chosen, [m for m in made if m is not None], confidence, tested
        )
    return curves


def _varies(values: Array) -> bool:
    import numpy as np

    known = values[~np.isnan(values)]
    return len(known) > 1 and float(np.ptp(known)) > 1e-12


def _samples(
    data: DriverData, chosen: Plan, orders: Places
) -> dict[Specification, list[tuple[Sample, Places]]]:
    """Return each specification's data sets with their permutations, shared where they are alike."""
    controls = named_controls(data.settings.robustness.drivers.controls)
    shared: dict[tuple[str, ...], list[tuple[Sample, Places]]] = {}
    found = {}
    for spec in chosen.made:
        exclusion = "study" if spec["exclusion"] == "influential" else spec["exclusion"]
        key = (spec["outcome"], spec["missing"], exclusion, spec["controls"])
        if key not in shared:
            drawn = data.samples(spec, controls[spec["controls"]])
            shared[key] = [(sample, induced(orders, sample.rows)) for sample in drawn]
        found[spec] = shared[key]
    return found


def _estimate(
    spec: Specification,
    samples: Sequence[tuple[Sample, Places]],
    columns: Sequence[int],
    tested: bool,
    settings: SurveySettings,
    firms: Firms,
) -> Made | None:
    """Return one specification on the data (and their permutations, if ``tested``); None where
    firms are too few."""
    import numpy as np

    parts = []
    for sample, orders in samples:
        weights = firms.weigh(spec["weights"], spec["exclusion"] == "all_paces", sample.rows)
        drawn = orders if tested else orders[:0]
        if not weights.all():
            there = np.flatnonzero(weights)
            sample, drawn, weights = sample.part(there), induced(drawn, there), weights[there]
        parts.append(_one(spec, sample, columns, drawn, weights, settings))
    known = [part for part in parts if part is not None]
    if len(known) < len(parts) or not known:
        return None
    estimates, errors, dfs = (np.stack([part[k] for part in known]) for k in range(3))
    value, error, df = pooled(estimates, errors, dfs[0])
    return Made(spec, value, error, df, known[0][3])


def _one(
    spec: Specification,
    sample: Sample,
    columns: Sequence[int],
    orders: Places,
    weights: Array,
    settings: SurveySettings,
) -> tuple[Array, Array, Array, int] | None:
    import numpy as np

    n, k = sample.scores.shape
    if n < settings.minimum.per_coefficient * (1 + k + sample.controls.shape[1]):
        return None
    weights = weights / weights.mean()
    mean = (weights[:, None] * sample.scores).sum(axis=0) / weights.sum()
    deviations = _deviation(sample.scores.T, np.broadcast_to(weights, (k, n)))
    if not (deviations > 1e-12).all() or np.ptp(sample.outcome) < 1e-12:
        return None
    z = (sample.scores - mean) / deviations
    design = np.column_stack([np.ones(n), z, sample.controls])
    outcomes = under_null(sample.outcome, _reduced(design, columns), orders, weights)
    # Weighted least squares, HC3 and Cook's distance are those of rows times the roots of weights.
    root = np.sqrt(weights)
    used = np.ones(outcomes.shape)
    if spec["exclusion"] == "influential":
        apart = cooks_distance(design * root[:, None], outcomes * root)
        used = (apart <= 4 / n).astype(float)
    counted = used * weights
    contrast = np.zeros((len(outcomes), design.shape[1]))
    for sign, column in zip((1.0, -1.0), columns, strict=False):
        spread = _deviation(np.broadcast_to(z[:, column], used.shape), counted)
        contrast[:, 1 + column] = sign * spread
    if spec["estimator"] == "ordered_logit":
        levels = np.unique(np.round(sample.outcome, 9))
        ranks = on_ranks(outcomes, levels)
        fits = ordered_logit(_centred(design[:, 1:]), ranks, len(levels), used)
        contrast = contrast[:, 1:]
    else:
        fit = huber if spec["estimator"] == "huber" else least_squares
        fits = fit(design * root[:, None], outcomes * root, used)
        contrast /= _deviation(outcomes, counted)[:, None]
    value, error = fits.contrast(contrast)
    return value, error, fits.df, int(used[0].sum())


def _reduced(design: Array, columns: Sequence[int]) -> Array:
    """Return the design without the effect: one column less, or two coefficients made equal."""
    import numpy as np

    places = [1 + column for column in columns]
    rest = np.delete(design, places, axis=1)
    if len(places) == 1:
        return rest
    return np.column_stack([rest, design[:, places].sum(axis=1)])


def _centred(columns: Array) -> Array:
    """Return the columns standardised: the search for a maximum needs them on one scale."""
    centred: Array = (columns - columns.mean(axis=0)) / columns.std(axis=0, ddof=1)
    return centred


def _deviation(values: Array, weights: Array) -> Array:
    """Return the weighted standard deviation of each row over the units of weight above zero."""
    import numpy as np

    n, total = (weights > 0).sum(axis=1), weights.sum(axis=1)
    mean = (weights * values).sum(axis=1) / total
    squares = (weights * (values - mean[:, None]) ** 2).sum(axis=1)
    found: Array = np.sqrt(squares / (total * (n - 1) / n))
    return found
