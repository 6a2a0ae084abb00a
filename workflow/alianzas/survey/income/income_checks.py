"""Every check of the main income comparison, in one call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from alianzas.config.model_settings import Income
from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.income.balance import Overlap, examine_overlap
from alianzas.survey.income.bounds import (
    GroupBounds,
    Share,
    bound_groups,
    bounded_groups,
    shares_above,
)
from alianzas.survey.income.effects import IncomeEffect, baseline_slope, estimands, estimate_effects
from alianzas.survey.income.income_comparison import IncomeModel
from alianzas.survey.income.power import Power, examine_power
from alianzas.survey.income.quantiles import QuantileEffect, quantile_effects
from alianzas.survey.income.sensitivity import Sensitivity, examine_sensitivity
from alianzas.survey.limitation import Limitation
from alianzas.survey.questionnaire import ALLIED
from alianzas.survey.scores import WELL_STRUCTURED
from field_statistics.regression import Estimate

#: The comparisons that are examined in depth, where the study makes them, each with its estimand.
EXAMINED = {ALLIED: "ate", WELL_STRUCTURED: "att"}


def examined(model: IncomeModel) -> dict[str, str]:
    """Return the comparisons of a model that are examined in depth, each with its estimand."""
    return {group: how for group, how in EXAMINED.items() if group in model.groups}


@dataclass(frozen=True)
class IncomeChecks:
    """The checks of an income comparison by group; a Limitation where a check is not possible.

    ``effects``: every estimand by every estimator; ``overlap``, ``sensitivity``, ``quantiles``: of the
    groups :func:`examined`; ``power``: of every group; ``above``: shares of the main group and of
    independent firms beyond the claimed bound; ``bounds``: on the groups' mean effects (both None where
    the study names no bound); ``baseline``: slope of growth on base-year income, of allied and
    independent firms. ``fewest``: numbers of firms below it are small (see :func:`withhold`).
    """

    main: IncomeModel
    plan: Income
    effects: list[IncomeEffect]
    overlap: Mapping[str, Overlap | Limitation]
    sensitivity: Mapping[str, Sensitivity | Limitation]
    quantiles: Mapping[str, list[QuantileEffect]]
    power: Mapping[str, Power | Limitation]
    above: tuple[Share, Share] | Limitation | None
    bounds: GroupBounds | None
    baseline: Estimate | Limitation
    fewest: int = 1


def check_income(model: IncomeModel, settings: SurveySettings, seed: int) -> IncomeChecks:
    """Return every check of ``model``; ``seed`` draws the resamples of the quantiles."""
    plan, confidence = settings.income_plan, model.confidence
    overlap: dict[str, Overlap | Limitation] = {}
    sensitivity: dict[str, Sensitivity | Limitation] = {}
    quantiles: dict[str, list[QuantileEffect]] = {}
    power: dict[str, Power | Limitation] = {}
    for group, estimand in examined(model).items():
        sample = model.samples.get(group)
        if sample is None:
            why = model.limitations[group]
            overlap[group] = sensitivity[group] = why
            quantiles[group] = [
                QuantileEffect(group, estimand, share, None, why) for share in plan.quantiles
            ]
            continue
        overlap[group] = examine_overlap(sample, estimand, plan.trimming)
        sensitivity[group] = examine_sensitivity(sample, confidence)
        quantiles[group] = quantile_effects(
            sample, estimand, plan.quantiles, plan.replicates, confidence, seed
        )
    for group in estimands(model.groups):
        sample = model.samples.get(group)
        power[group] = (
            model.limitations[group]
            if sample is None
            else examine_power(sample, plan.claimed_bound, plan.power, confidence)
        )
    allied = model.samples.get(ALLIED)
    return IncomeChecks(
        model,
        plan,
        estimate_effects(model, plan, settings.minimum),
        overlap,
        sensitivity,
        quantiles,
        power,
        _above(model, plan.claimed_bound),
        None
        if plan.claimed_bound is None
        else bound_groups(model, bounded_groups(model), plan.claimed_bound),
        model.limitations[ALLIED]
        if allied is None
        else baseline_slope(allied, confidence, settings.minimum),
    )


def withhold(checks: IncomeChecks, hidden: Callable[..., bool], fewest: int) -> IncomeChecks:
    """Return the checks without what would give back numbers of firms that are not shown.

    ``hidden`` says so of ("balance", group, covariate) and ("difference", group).
    """
    effects = [
        replace(effect, estimate=None, hidden=True)
        if effect.estimator == "difference" and hidden("difference", effect.group)
        else effect
        for effect in checks.effects
    ]
    overlap: dict[str, Overlap | Limitation] = {}
    for group, found in checks.overlap.items():
        if isinstance(found, Overlap):
            names = found.balance["covariate"]
            withheld = names.map(lambda name, group=group: hidden("balance", group, name))
            found = replace(found, balance=found.balance.assign(hidden=withheld.astype(bool)))
        overlap[group] = found
    return replace(checks, effects=effects, overlap=overlap, fewest=fewest)


def _above(model: IncomeModel, bound: float | None) -> tuple[Share, Share] | Limitation | None:
    """Return the shares of firms beyond the bound, None where the study names none."""
    if bound is None:
        return None
    structured = model.samples.get(model.main)
    if structured is None:
        return model.limitations[model.main]
    return shares_above(structured, bound, model.confidence)
