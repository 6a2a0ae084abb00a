"""The main comparison: log growth of allied against independent firms, with controls held constant.

Each group is compared with the independent firms separately, with HC3 errors, and reported as
exp(b) − 1 (Halvorsen & Palmquist, 1980).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.income.samples import Firms, Sample, compare, gather, main_group
from alianzas.survey.limitation import Limitation
from alianzas.survey.questionnaire import ALLIED, INDEPENDENT, Questionnaire
from alianzas.survey.scores import OTHER_ALLIED, WELL_STRUCTURED
from field_statistics.multiplicity import adjust_p_values
from field_statistics.regression import Estimate
from field_statistics.treatment_effects.estimators import Effect, effect_between

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class IncomeModel:
    """The income estimates as proportions, or why there are none.

    ``estimates``: group → estimate against independent firms; ``limitations``: group → why not.
    ``firms``: number of firms by group, including independent ones; ``left_out``: firms that lack
    an income or a control. ``medians``: raw median growth by group. ``controls`` are those held
    constant; ``remarks`` say what had to be dropped or merged, by group. ``holm``: p-values of the
    collaboration models, and of several groups, corrected for their number. ``samples``: group →
    firms compared; ``logs``: group → the estimate in log points, with its standard error;
    ``groups``: all that are compared, each with its classification; ``fewest``: numbers of firms below
    it are small.
    """

    estimates: Mapping[str, Estimate | None]
    limitations: Mapping[str, Limitation]
    firms: Mapping[str, int]
    left_out: int
    medians: Mapping[str, float | None]
    controls: Sequence[str]
    confidence: float
    holm: Mapping[str, float] = field(default_factory=dict)
    remarks: Mapping[str, Sequence[Limitation]] = field(default_factory=dict)
    samples: Mapping[str, Sample] = field(default_factory=dict)
    logs: Mapping[str, Estimate] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    fewest: int = 1

    def shown(self, group: str) -> int | None:
        """Return the number of firms of a group; None where it, or what it leaves, is too small.

        Who is in an alliance and who is independent is no secret.
        """
        both = (WELL_STRUCTURED, OTHER_ALLIED)
        looked_at = both if group in both else (group,)
        small = any(0 < self.firms.get(name, 0) < self.fewest for name in looked_at)
        return None if small and group not in (ALLIED, INDEPENDENT) else self.firms[group]

    @property
    def main(self) -> str:
        """The group whose growth is a finding: well-structured alliances, else all allied firms."""
        return main_group(self.groups)

    @property
    def n(self) -> int:
        """Firms in the model of all allied firms."""
        return self.firms[ALLIED] + self.firms[INDEPENDENT]


def estimate_income(
    scores: pd.DataFrame,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    confidence: float,
    groups: Sequence[str] | None = None,
) -> IncomeModel:
    """Estimate how the growth of each group differs from that of independent firms.

    ``scores``: see :func:`alianzas.survey.income.samples.gather`; ``groups``: those wanted, by
    default all.
    """
    firms = gather(scores, questionnaire, settings)
    estimates: dict[str, Estimate | None] = {}
    limitations: dict[str, Limitation] = {}
    remarks: dict[str, Sequence[Limitation]] = {"": firms.remarks}
    samples: dict[str, Sample] = {}
    logs: dict[str, Estimate] = {}
    for group in firms.groups if groups is None else groups:
        sample = compare(firms, group, settings)
        found: Effect | Limitation
        if isinstance(sample, Limitation):
            found = sample
        else:
            samples[group], remarks[group] = sample, sample.remarks
            found = effect_of(sample, "regression", confidence=confidence)
        estimates[group] = None if isinstance(found, Limitation) else as_proportion(found)
        if isinstance(found, Limitation):
            limitations[group] = found
        else:
            error = found.standard_error
            logs[group] = Estimate(found.estimate, found.low, found.high, found.p, found.n, error)
    # The groups of a classification are tested together: the models, or several groups.
    holm: dict[str, float] = {}
    for kind in ("groups", "models"):
        p_values = {
            name: estimate.p
            for name, of in firms.groups.items()
            if of == kind and (estimate := estimates.get(name)) is not None
        }
        holm |= adjust_p_values(p_values, "holm")
    return IncomeModel(
        estimates,
        limitations,
        {name: int(rows.sum()) for name, rows in firms.members.items()},
        int((~firms.complete).sum()),
        _medians(firms, settings.small_cell),
        [name for name in settings.income_plan.controls or [] if name in firms.controls],
        confidence,
        holm,
        remarks,
        samples,
        logs,
        firms.groups,
        settings.small_cell,
    )


def effect_of(sample: Sample, name: str, **options: object) -> Effect | Limitation:
    """Return the effect on log growth by estimator ``name``; see ``effect_between`` for options."""
    return effect_between(
        name,  # type: ignore[arg-type]
        sample.outcome,
        sample.groups,
        **options,  # type: ignore[arg-type]
    )


def as_proportion(log: Effect | Estimate) -> Estimate:
    """Return the difference of logs as a proportion, exp(b) − 1, with its interval."""
    value = log.estimate if isinstance(log, Effect) else log.value
    value, low, high = (math.expm1(bound) for bound in (value, log.low, log.high))
    return Estimate(value, low, high, log.p, log.n)


def _medians(firms: Firms, fewest: int) -> dict[str, float | None]:
    """Return the raw median growth of each group as a proportion; None where its firms are few."""
    return {
        name: math.expm1(float(firms.growth[rows].median()))
        if rows.sum() >= max(1, fewest)
        else None
        for name, rows in firms.members.items()
    }


def bound_relation(estimate: Estimate | None, bound: float) -> str:
    """Return where the interval lies, given the bound: below, includes, above or unknown."""
    if estimate is None:
        return "unknown"
    if estimate.high < bound:
        return "below"
    return "above" if estimate.low > bound else "includes"
