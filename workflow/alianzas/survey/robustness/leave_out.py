"""The findings without one sector or region: do they depend on a single group of firms?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.drivers.driver_model import fit_drivers
from alianzas.survey.income.income_comparison import estimate_income
from alianzas.survey.limitation import Limitation
from alianzas.survey.questionnaire import ALLIED, Questionnaire
from alianzas.survey.robustness.curve import income_targets
from alianzas.survey.scores import WELL_STRUCTURED
from field_statistics.regression import Estimate, direction

if TYPE_CHECKING:
    import pandas as pd

Factor = Literal["sector", "region"]
FACTORS: tuple[Factor, ...] = ("sector", "region")
#: The income comparisons examined, as far as a study makes them; the other findings are of drivers.
INCOME_TARGETS = (WELL_STRUCTURED, ALLIED)


@dataclass(frozen=True)
class LeftOut:
    """A finding without each group in turn; ``without``: group left out → estimate, or None.

    ``target``: ``<first>_vs_<second>``, or a group of firms whose income is compared; ``whole``: the
    estimate from all firms; ``groups``: how many groups the firms belong to; ``limitation``: why
    nothing could be left out.
    """

    factor: Factor
    target: str
    whole: Estimate | None
    without: Mapping[str, Estimate | None]
    groups: int
    limitation: Limitation | None = None

    @property
    def known(self) -> dict[str, Estimate]:
        """The estimates that exist, by the group left out."""
        return {name: e for name, e in self.without.items() if e is not None}

    @property
    def changed(self) -> list[str]:
        """The groups without which the verdict differs or cannot be given."""
        ours = direction(self.whole)
        return [name for name, e in self.without.items() if direction(e) != ours]

    @property
    def lost(self) -> list[str]:
        """The groups without which nothing could be estimated."""
        return [name for name, e in self.without.items() if e is None]


def leave_out(
    scores: pd.DataFrame, questionnaire: Questionnaire, settings: SurveySettings, confidence: float
) -> list[LeftOut]:
    """Return every finding of the main analyses without each sector and each region, if asked.

    ``scores``: one row per firm with a column per variable, its group and, where the survey is
    weighted, its weights.
    """
    whole = _findings(scores, questionnaire, settings, confidence)
    found = []
    asked = [factor for factor in FACTORS if questionnaire.role(factor) is not None]
    # Where neither is asked, the results of the first say so.
    for factor in asked or FACTORS[:1]:
        column = questionnaire.role(factor)
        names = [] if column is None else sorted(scores[column].dropna().unique())
        alone = Limitation(f"single_{factor}") if len(names) < 2 else None
        if column is None:
            alone = Limitation("no_factor")
        without: dict[str, dict[str, Estimate | None]] = {}
        if alone is None:
            for name in names:
                rest = scores[scores[column] != name]
                without[str(name)] = _findings(rest, questionnaire, settings, confidence)
        found += [
            LeftOut(
                factor,
                target,
                estimate,
                {name: findings[target] for name, findings in without.items()},
                len(names),
                alone or (_why_not(target) if estimate is None else None),
            )
            for target, estimate in whole.items()
        ]
    return found


def _why_not(target: str) -> Limitation:
    return Limitation("no_income_estimate" if target in INCOME_TARGETS else "no_driver_model")


def _findings(
    scores: pd.DataFrame, questionnaire: Questionnaire, settings: SurveySettings, confidence: float
) -> dict[str, Estimate | None]:
    """Return what is examined of the drivers, and the income differences, of some firms."""
    found: dict[str, Estimate | None] = {}
    if settings.drivers is not None:
        drivers = fit_drivers(scores, questionnaire, settings, confidence)
        found |= {
            "_vs_".join(target): drivers.estimate(target) for target in settings.drivers.targets
        }
    if settings.income is not None:
        targets = income_targets(settings)
        income = estimate_income(scores, questionnaire, settings, confidence, targets)
        found |= {name: income.estimates.get(name) for name in targets}
    return found


def by_factor(found: Sequence[LeftOut], factor: Factor) -> list[LeftOut]:
    """Return the findings without the groups of one factor."""
    return [one for one in found if one.factor == factor]
