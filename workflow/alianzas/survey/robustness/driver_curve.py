"""The specification curves of the drivers: differences of coefficients, and each coefficient."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.drivers.driver_frame import kind_of
from alianzas.survey.limitation import Limitation
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.robustness.curve import Curve, EstimatedSpecification, as_curve, no_curve
from alianzas.survey.robustness.driver_data import DriverData
from alianzas.survey.robustness.driver_specification import DriverModel, Target, driver_model
from alianzas.survey.robustness.firm_columns import Firms
from alianzas.survey.robustness.specifications import (
    Plan,
    Specification,
    named_controls,
    options_of,
    plan,
)
from field_statistics.many_outcomes.least_squares_batches import pool_batches
from field_statistics.many_outcomes.permutation import induced_permutations, permutations

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Places = NDArray[np.int_]


def possible(options: Mapping[str, str], few_ranks: bool = False) -> str | None:
    """Return why a combination of options is impossible, or None.

    ``few_ranks``: the outcome has few values (yes or no, ordered answers), however it is taken.
    Only a single item has few enough ranks for an ordered logit; answers on its few points have no
    outliers to resist; firms that answered everything left no gaps; and only least squares has
    errors for unequal weights.
    """
    few = few_ranks or options["outcome"] == "item"
    if options["estimator"] == "ordered_logit" and not few:
        return "too_many_ranks"
    if options["estimator"] == "huber" and few:
        return "no_outliers"
    if options["exclusion"] == "few_gaps" and options["missing"] == "complete":
        return "no_gaps_left"
    if options["weights"] == "weighted" and options["estimator"] != "least_squares":
        return "errors_of_alike"
    return None


def driver_plan(data: DriverData) -> Plan:
    """Return the specifications of the study file, without options that make no difference here."""
    chosen = data.settings.driver_choices
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
    outcome = data.settings.driver_plan.outcome
    if outcome not in data.questionnaire.constructs:
        idle += [("outcome", "factor"), ("outcome", "item")]
    # A choice always keeps an option, even if the study file lists only idle ones.
    idle = [(c, o) for c, o in idle if o in options[c] and len(options[c]) > 1]
    kind = kind_of(data.questionnaire.variables[outcome], data.settings)
    return plan(options, partial(possible, few_ranks=kind in ("binary", "ordinal")), idle)


def driver_curves(
    firms: Firms,
    settings: SurveySettings,
    questionnaire: Questionnaire,
    confidence: float,
    seed: int,
) -> dict[Target, Curve]:
    """Return the curve of every comparison of the study file, and of every coefficient.

    Keys are (first, second) or (predictor,). Estimates are standardised: those of ordered logit by
    the deviation of the latent outcome, those of weighted specifications by weighted deviations.
    What is examined, the comparisons or the coefficients without any, is tested against permutations.
    """
    import numpy as np

    drivers = settings.driver_plan
    pairs: list[Target] = list(drivers.targets)
    targets = list(dict.fromkeys([*pairs, *((name,) for name in drivers.predictors)]))
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
    orders = permutations(len(firms.answers), settings.robustness_plan.permutations, rng)
    made = _estimates(data, chosen, orders, [t for t in targets if set(t) <= set(usable)], pairs)
    curves: dict[Target, Curve] = {}
    for target in targets:
        name = "_vs_".join(target)
        if target in made:
            known = [one for spec in chosen.made if (one := made[target].get(spec)) is not None]
            curves[target] = as_curve(name, chosen, known, confidence, target in pairs)
        else:
            flat_names = [f"survey.the.{one}" for one in target if one not in usable]
            curves[target] = no_curve(name, Limitation("flat_scores", names=flat_names))
    return curves


def _varies(values: Array) -> bool:
    """Say whether known values differ."""
    import numpy as np

    known = values[~np.isnan(values)]
    return len(known) > 1 and float(np.ptp(known)) > 1e-12


def _estimates(
    data: DriverData,
    chosen: Plan,
    orders: Places,
    targets: Sequence[Target],
    tested: Sequence[Target],
) -> dict[Target, dict[Specification, EstimatedSpecification]]:
    """Return the feasible specifications of every target.

    Those ``tested`` are estimated on the permutations as well. Specifications with the same data
    sets follow each other, so that only one group of data sets is held in memory at a time.
    """
    controls = named_controls(data.settings.driver_choices.controls or [[]])
    alike: dict[tuple[str, ...], list[Specification]] = {}
    for spec in chosen.made:
        exclusion = "study" if spec["exclusion"] == "influential" else spec["exclusion"]
        key = (spec["outcome"], spec["missing"], exclusion, spec["controls"])
        alike.setdefault(key, []).append(spec)
    found: dict[Target, dict[Specification, EstimatedSpecification]] = {
        target: {} for target in targets
    }
    for specs in alike.values():
        drawn = data.samples(specs[0], controls[specs[0]["controls"]])
        samples = [(sample, induced_permutations(orders, sample.rows)) for sample in drawn]
        for spec in specs:
            parts = [driver_model(spec, *sample, data) for sample in samples]
            for target in targets:
                one = _pooled(spec, parts, target, target in tested)
                if one is not None:
                    found[target][spec] = one
    return found


def _pooled(
    spec: Specification, models: Sequence[DriverModel | None], target: Target, tested: bool
) -> EstimatedSpecification | None:
    """Return one specification's pooled estimates of a target; None where firms are too few."""
    import numpy as np

    known = [model for model in models if model is not None]
    if len(known) < len(models) or not known:
        return None
    parts = [model.estimate(target, tested) for model in known]
    estimates, errors, dfs = (np.stack([part[k] for part in parts]) for k in range(3))
    value, error, df = pool_batches(estimates, errors, dfs[0])
    return EstimatedSpecification(spec, value, error, df, parts[0].n)
