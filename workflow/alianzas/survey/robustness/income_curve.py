"""The specification curves of income: well-structured and all allied firms against independent ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.controls import known_controls
from alianzas.survey.income.samples import income_logs
from alianzas.survey.limitation import Limitation
from alianzas.survey.questionnaire import ALLIED, INDEPENDENT, Questionnaire
from alianzas.survey.robustness.curve import (
    Curve,
    EstimatedSpecification,
    as_curve,
    income_targets,
    no_curve,
)
from alianzas.survey.robustness.effects_in_rows import effects
from alianzas.survey.robustness.firm_columns import Firms, control_columns
from alianzas.survey.robustness.specifications import (
    Plan,
    Specification,
    named_controls,
    options_of,
    plan,
)
from alianzas.survey.scores import (
    WELL_STRUCTURED,
    allied_firms,
    reference_firms,
    score_scales,
)
from field_statistics.imputation import impute_items
from field_statistics.many_outcomes.least_squares_batches import cooks_distance, pool_batches
from field_statistics.many_outcomes.permutation import (
    freedman_lane_batches,
    induced_permutations,
    permutations,
)
from field_statistics.treatment_effects.propensity import with_constant
from field_statistics.treatment_effects.treatment_groups import Groups

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Places = NDArray[np.int_]

#: The estimators that balance the groups, and so need covariates.
_BALANCING = ("ipw", "aipw", "matching")


def possible(options: Mapping[str, str]) -> str | None:
    """Return why a combination of options is impossible, or None."""
    if options["weights"] == "weighted" and options["estimator"] == "huber":
        return "errors_of_alike"
    if options["estimator"] not in _BALANCING:
        return None
    if options["controls"] == "none" and options["outcome"] != "level":
        return "nothing_to_balance"
    return "cook_of_regression" if options["exclusion"] == "influential" else None


@dataclass(frozen=True, eq=False)
class _Sample:
    """One data set.

    ``outcome`` (n), the ``groups`` compared with their weights, and ``orders``: permutations of
    its firms, number × n.
    """

    outcome: Array
    groups: Groups
    orders: Places


def income_plan(firms: Firms, settings: SurveySettings, logs: pd.DataFrame) -> Plan:
    """Return the specifications of the study file, without options that make no difference here."""
    chosen = settings.income_choices
    options = options_of(chosen)
    idle = []
    if firms.kept.all():
        idle.append(("exclusion", "all_paces"))
    if logs.notna().to_numpy().all():
        idle.append(("missing", "imputed"))
    if firms.weights is None:
        idle.append(("weights", "weighted"))
    idle = [(c, o) for c, o in idle if o in options[c] and len(options[c]) > 1]
    return plan(options, possible, idle)


def income_curves(
    firms: Firms,
    settings: SurveySettings,
    questionnaire: Questionnaire,
    confidence: float,
    seed: int,
) -> dict[str, Curve]:
    """Return the curve of each group that is compared: effects on the treated, in log points."""
    import numpy as np
    import pandas as pd

    scores = score_scales(firms.answers, questionnaire, settings)
    logs = pd.concat(
        dict(
            zip(("income_before", "income_after"), income_logs(scores, questionnaire), strict=True)
        ),
        axis=1,
    )
    reference = reference_firms(scores, questionnaire)
    others = allied_firms(scores, questionnaire)
    chosen = income_plan(firms, settings, logs)
    rng = np.random.default_rng([seed, 1])
    orders = permutations(len(scores), settings.robustness_plan.permutations, rng)
    filled = {
        wide: _filled(scores, logs, firms, wide, questionnaire, settings, seed)
        for wide in (False, True)
    }
    independent = reference.to_numpy()
    curves = {}
    for target in income_targets(settings):
        own = scores["group"] == WELL_STRUCTURED if target == WELL_STRUCTURED else others
        members = own.to_numpy()
        short = _too_few(members & firms.kept, independent & firms.kept, target, settings)
        if short is not None:
            curves[target] = no_curve(target, short)
            continue
        alike: dict[tuple[str, ...], list[Specification]] = {}
        for spec in chosen.made:
            wide = spec["exclusion"] == "all_paces"
            key = (spec["outcome"], spec["missing"], str(wide), spec["controls"], spec["weights"])
            alike.setdefault(key, []).append(spec)
        found: dict[Specification, EstimatedSpecification] = {}
        # Specifications with the same data sets share everything that does not depend on the
        # estimator.
        for specs in alike.values():
            wide = specs[0]["exclusion"] == "all_paces"
            sets = filled[wide] if specs[0]["missing"] == "imputed" else [logs]
            there = (members | independent) & (firms.kept | wide)
            samples = [
                _sample(
                    scores, one, there, members, specs[0], questionnaire, settings, orders, firms
                )
                for one in sets
            ]
            for spec in specs:
                one = _estimate(spec, samples, settings)
                if one is not None:
                    found[spec] = one
        made = [found[spec] for spec in chosen.made if spec in found]
        curves[target] = as_curve(target, chosen, made, confidence)
    return curves


def _too_few(
    members: Any, independent: Any, target: str, settings: SurveySettings
) -> Limitation | None:
    """Return a limitation if either group has too few firms."""
    needed = settings.minimum.per_group
    for name, n in ((INDEPENDENT, int(independent.sum())), (target, int(members.sum()))):
        if n < needed:
            return Limitation(f"few_{name}", {"n": n, "needed": needed})
    return None


def _filled(
    scores: pd.DataFrame,
    logs: pd.DataFrame,
    firms: Firms,
    wide: bool,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    seed: int,
) -> list[pd.DataFrame]:
    """Return copies of the log incomes with gaps imputed from all known variables."""
    import numpy as np

    rows = np.ones(len(scores), dtype=bool) if wide else firms.kept
    known = logs[rows].copy()
    firm = [name for name in ("size", "exports", "age") if name in known_controls(questionnaire)]
    values, names = control_columns(
        scores[rows], firm, questionnaire, settings.income_plan.last_year
    )
    for k, name in enumerate(names):
        known[name] = values[:, k]
    known[ALLIED] = allied_firms(scores, questionnaire)[rows].astype(float)
    if settings.well_structured is not None:
        known[WELL_STRUCTURED] = (scores["group"][rows] == WELL_STRUCTURED).astype(float)
    known = known.dropna(axis=1, how="all")
    incomes = [name for name in logs.columns if name in known]
    if len(incomes) < len(logs.columns):
        return [logs]
    scales = {"income": incomes} | {name: [name] for name in known.columns if name not in incomes}
    rng = np.random.default_rng([seed, 2 + int(wide)])
    drawn = impute_items(known, scales, settings.robustness_plan.imputations, rng)
    return [one[incomes].reindex(logs.index) for one in drawn]


def _sample(
    scores: pd.DataFrame,
    logs: pd.DataFrame,
    there: Any,
    members: Any,
    spec: Specification,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    orders: Places,
    firms: Firms,
) -> _Sample:
    """Return the data set of a specification."""
    import numpy as np

    names = named_controls(settings.income_choices.controls or [[]])[spec["controls"]]
    rows = np.flatnonzero(there)
    covariates, _ = control_columns(
        scores.iloc[rows], names, questionnaire, settings.income_plan.last_year
    )
    before, after = (logs[name].to_numpy(float)[rows] for name in logs.columns)
    outcome = after if spec["outcome"] == "level" else after - before
    if spec["outcome"] == "level":
        covariates = np.column_stack([before, covariates])
    whole = ~np.isnan(np.column_stack([outcome, covariates])).any(axis=1)
    rows, outcome, covariates = rows[whole], outcome[whole], covariates[whole]
    if spec["outcome"] == "winsorised" and len(outcome):
        tail = settings.income_choices.tail
        outcome = np.clip(outcome, *np.quantile(outcome, [tail, 1 - tail]))
    weights = firms.weigh(spec["weights"], spec["exclusion"] == "all_paces", rows)
    known = weights > 0
    rows = rows[known]
    groups = Groups.of(members[rows].astype(float), covariates[known], weights[known])
    return _Sample(outcome[known], groups, induced_permutations(orders, rows))


def _estimate(
    spec: Specification, samples: Sequence[_Sample], settings: SurveySettings
) -> EstimatedSpecification | None:
    """Return one specification's pooled estimates; None where firms are too few."""
    import numpy as np

    parts = [_one(spec, sample, settings) for sample in samples]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    estimates, errors, dfs = (np.stack([part[k] for part in known]) for k in range(3))
    value, error, df = pool_batches(estimates, errors, dfs[0])
    return EstimatedSpecification(spec, value, error, df, known[0][3])


def _one(
    spec: Specification, sample: _Sample, settings: SurveySettings
) -> tuple[Array, Array, Array, int] | None:
    """Return estimates, errors, degrees of freedom (the data's first) and the number of firms."""
    import numpy as np

    groups = sample.groups
    n, k = groups.covariates.shape
    minimum = settings.minimum
    if n < minimum.per_coefficient * (2 + k) or groups.smaller < minimum.per_group:
        return None
    reduced = with_constant(groups.covariates)
    parts = []
    for outcomes in freedman_lane_batches(sample.outcome, reduced, sample.orders, groups.weights):
        used = None
        if spec["exclusion"] == "influential":
            design, root = np.column_stack([reduced, groups.treated]), np.sqrt(groups.weights)
            apart = cooks_distance(design * root[:, None], outcomes * root)
            used = (apart <= 4 / n).astype(float)
        found = effects(spec["estimator"], outcomes, groups, "att", used)  # type: ignore[arg-type]
        if isinstance(found, Limitation):
            return None
        firms = np.full(len(outcomes), n) if used is None else used.sum(axis=1)
        parts.append((found.estimate, found.error, found.df - n + firms, firms))
    value, error, df, firms = (np.concatenate([part[k] for part in parts]) for k in range(4))
    return value, error, df, int(firms[0])
