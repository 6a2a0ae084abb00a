"""The hypotheses that a survey's findings are judged by: what its settings compare, and income.

Without comparisons each predictor is one: that it goes with more of the outcome.
"""

from __future__ import annotations

from dataclasses import dataclass

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.model_words import key_of
from alianzas.survey.questionnaire import ALLIED
from alianzas.survey.scores import WELL_STRUCTURED

INCOME = "income"


@dataclass(frozen=True)
class Hypothesis:
    """A claim that is judged: a larger coefficient, a positive one, or a larger growth of income.

    ``name``: in the keys of facts; ``names``: the variable, or the two whose coefficients are compared;
    empty for income, whose group is ``group``.
    """

    name: str
    names: tuple[str, ...] = ()
    group: str = ""

    @property
    def is_income(self) -> bool:
        """Whether it is about incomes."""
        return not self.names

    @property
    def target(self) -> str:
        """What is estimated for it, as the keys of facts name it."""
        return self.group if self.is_income else "_vs_".join(key_of(name) for name in self.names)

    @property
    def key(self) -> str:
        """The key of the main estimate: of a coefficient or difference, or of a growth."""
        return f"survey.{'income' if self.is_income else 'drivers'}.{self.target}"

    @property
    def robust_key(self) -> str:
        """The stem of the keys of robustness."""
        return self.key.replace("survey.", "survey.robustness.", 1)


def driver_hypotheses(settings: SurveySettings) -> list[Hypothesis]:
    """Return the hypotheses on drivers; a pair is named after its first, if that tells it apart."""
    if settings.drivers is None:
        return []
    targets = settings.drivers.targets
    firsts = [target[0] for target in targets]
    found = []
    for target in targets:
        sole = firsts.count(target[0]) == 1 and target[0] != INCOME
        name = target[0] if sole else "_vs_".join(target)
        found.append(Hypothesis(key_of(name if name != INCOME else f"{INCOME}_driver"), target))
    return found


def hypotheses(settings: SurveySettings) -> list[Hypothesis]:
    """Return all hypotheses, that on income the last."""
    found = driver_hypotheses(settings)
    if settings.income is not None:
        group = ALLIED if settings.well_structured is None else WELL_STRUCTURED
        found.append(Hypothesis(INCOME, group=group))
    return found
