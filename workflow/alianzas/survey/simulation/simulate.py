"""Generator of simulated answers: firms with known truth, from the parameters in a study file.

Nothing here belongs to the build of the article.

Which question is the sector, the group or the income is told by the questionnaire's roles; what has
no role and is no statement on a construct is drawn as ``simulation: variables:`` says. The module
``traits`` describes how answers arise from traits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alianzas.config.simulation_settings import SurveySimulation
from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.simulation.alliance_facts import draw_alliance_facts, draw_groups
from alianzas.survey.simulation.firm_facts import draw_firm_facts
from alianzas.survey.simulation.incomes import draw_incomes
from alianzas.survey.simulation.simulation_checks import check_simulation
from alianzas.survey.simulation.traits import draw_ratings, draw_traits, recoded_values
from alianzas.survey.simulation.variable_draws import draw_variables
from human_files.errors import ConfigurationError, Problem
from human_files.language.messages import message

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def parameters(settings: SurveySettings) -> SurveySimulation:
    """Return the generator's parameters; raise ConfigurationError where the study file has none."""
    if settings.simulation is None:
        raise ConfigurationError(
            Problem(
                "survey: simulation:",
                message("the study file has no parameters for simulated answers."),
                message("Add them, or collect real answers."),
            )
        )
    return settings.simulation


def draw_firms(
    settings: SurveySettings, questionnaire: Questionnaire, rng: np.random.Generator
) -> pd.DataFrame:
    """Return the answers of the study's firms: one row per firm, one column per question id.

    Ratings and numbers are floats (NaN where not asked or unanswered), choices are codes (None
    likewise), and several choices are joined by a space. Raises ConfigurationError for parameters
    that contradict each other or the questionnaire.
    """
    import pandas as pd

    firms = draw_values(settings, questionnaire, rng)
    frame = pd.DataFrame({q.id: firms[q.id] for q in questionnaire.questions if q.id in firms})
    for question in questionnaire.questions:
        if question.id in frame:
            frame[question.id] = frame[question.id].where(questionnaire.asked(question, frame))
    return frame


def draw_values(
    settings: SurveySettings, questionnaire: Questionnaire, rng: np.random.Generator
) -> dict[str, Any]:
    """Return the answers of :func:`draw_firms` as arrays by question id, before the skip logic.

    Raises the same errors. It takes a tenth of the time, for callers that draw thousands of times.
    """
    import numpy as np

    truth = parameters(settings)
    check_simulation(truth, questionnaire)
    firms, log_employees, exports = draw_firm_facts(truth, questionnaire, rng)
    allied = np.ones(truth.firms, dtype=bool)
    if truth.alliances is not None:
        groups, allied = draw_groups(truth, questionnaire, log_employees, exports, rng)
        firms |= groups

    traits = draw_traits(truth, settings, rng)
    answers = draw_ratings(truth, questionnaire, traits, rng)
    # Others may go with what has been drawn so far, and incomes with them.
    firms |= draw_variables(truth, questionnaire, firms | answers, traits, rng)
    if truth.income is not None:
        if truth.alliances is None:
            allied = _allied(firms, questionnaire, truth.firms)
        whole = allied & _well_structured(settings, questionnaire, answers, truth.firms)
        firms |= draw_incomes(
            truth, questionnaire, firms, log_employees, exports, allied, whole, rng
        )
    if truth.alliances is not None:
        firms |= draw_alliance_facts(truth, questionnaire, traits, rng)

    if answers:
        unanswered = rng.random((len(answers), truth.firms)) < truth.missing.items
        given = np.where(unanswered, np.nan, list(answers.values()))
        firms |= dict(zip(answers, given, strict=True))
    if truth.income is not None:
        for role in ("income_before", "income_after"):
            if (name := questionnaire.role(role)) is not None:
                gaps = rng.random(truth.firms) < truth.missing.income
                firms[name] = np.where(gaps, np.nan, firms[name])
    for name, draw in truth.variables.items():
        if draw.missing:
            gaps = rng.random(truth.firms) < draw.missing
            nothing = None if firms[name].dtype == object else np.nan
            firms[name] = np.where(gaps, nothing, firms[name])
    return firms


def _well_structured(
    settings: SurveySettings, questionnaire: Questionnaire, answers: dict[str, Array], n: int
) -> Any:
    """Return whether a firm's alliance would be well structured; none where the study says nothing."""
    import numpy as np

    if settings.well_structured is None:
        return np.zeros(n, dtype=bool)
    rule = settings.well_structured
    scores = {
        name: np.mean(
            [recoded_values(answers[i.id], i.reverse, questionnaire.points(i)) for i in items],
            axis=0,
        )
        for name in rule.scales
        if (items := questionnaire.items(name))
    }
    return np.logical_and.reduce([scores[name] >= rule.at_least for name in scores])


def _allied(firms: dict[str, Any], questionnaire: Questionnaire, n: int) -> Any:
    """Return who is in a group other than the reference, where the groups follow from other answers."""
    import numpy as np
    import pandas as pd

    from alianzas.survey.deriving import with_derived

    group = questionnaire.group
    if group is None:
        return np.ones(n, dtype=bool)
    frame = pd.DataFrame(firms)
    if group.question not in frame:
        frame = with_derived(frame, questionnaire)
    given = frame[group.question]
    return (given.notna() & (given != group.reference)).to_numpy()
