"""The traits behind simulated answers, and the ratings that reflect them.

Drivers are correlated standard normal traits; the outcome is their weighted sum plus noise, scaled to
variance one, so that the weights are the true standardised coefficients. An item is
``mean + spread · (loading · trait + √(1 − loading²) · noise)``, rounded to the points of the scale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.config.simulation_settings import SurveySimulation
from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.questionnaire import Questionnaire
from human_files.errors import ConfigurationError, Problem
from human_files.language.messages import message

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def trait_correlations(
    truth: SurveySimulation, outcome: str | None
) -> tuple[list[str], Array, Array]:
    """Return the drivers' names, the correlations of their traits, and their effects on ``outcome``.

    Raises ConfigurationError where no traits can have both.
    """
    import numpy as np

    names = [name for name in truth.constructs if name != outcome]
    correlation = np.full((len(names), len(names)), truth.correlation)
    np.fill_diagonal(correlation, 1.0)
    for pair in truth.pairs:
        first, second = (names.index(name) for name in pair.between)
        correlation[first, second] = correlation[second, first] = pair.correlation
    weights = np.array([truth.drivers.get(name, 0.0) for name in names])
    unexplained = 1 - weights @ correlation @ weights
    if unexplained < 0 or np.linalg.eigvalsh(correlation)[0] <= 0:
        raise ConfigurationError(
            Problem(
                "survey: simulation:",
                message(
                    "the drivers explain more than all of the outcome, or their correlations "
                    "contradict each other."
                ),
                message("Lower `drivers:` or `correlation:`."),
            )
        )
    return names, correlation, weights


def draw_traits(
    truth: SurveySimulation, settings: SurveySettings, rng: np.random.Generator
) -> dict[str, Array]:
    """Return the standard normal trait of every construct and firm, including the outcome."""
    import numpy as np

    if not truth.constructs:
        return {}
    plan = settings.drivers
    outcome = plan.outcome if plan is not None and plan.outcome in truth.constructs else None
    names, correlation, weights = trait_correlations(truth, outcome)
    unexplained = 1 - weights @ correlation @ weights
    values = rng.normal(size=(truth.firms, len(names))) @ np.linalg.cholesky(correlation).T
    traits = {name: values[:, k] for k, name in enumerate(names)}
    if outcome is None:
        return traits
    return traits | {
        outcome: values @ weights + np.sqrt(unexplained) * rng.normal(size=truth.firms)
    }


def recoded_values(values: Array, reverse: bool, points: tuple[int, int]) -> Array:
    """Return the values of an item, recoded if it is reversed."""
    return sum(points) - values if reverse else values


def draw_ratings(
    truth: SurveySimulation,
    questionnaire: Questionnaire,
    traits: dict[str, Array],
    rng: np.random.Generator,
) -> dict[str, Array]:
    """Return the answers to every item as given, without recoding reversed items."""
    import numpy as np

    items = questionnaire.items()
    if not truth.constructs:
        return {}
    names = [str(item.construct_id) for item in items]
    hows = [truth.constructs[name] for name in names]
    mean, spread, loading = np.array([[h.mean, h.spread, h.loading] for h in hows]).T[:, :, None]
    low, high = np.array([questionnaire.points(item) for item in items]).T[:, :, None]
    noise = np.sqrt(1 - loading**2) * rng.normal(size=(len(items), truth.firms))
    raw = mean + spread * (loading * np.array([traits[name] for name in names]) + noise)
    answers = np.clip(np.rint(raw), low, high)
    turned = [item.reverse for item in items]
    answers[turned] = (low + high)[turned] - answers[turned]
    return {item.id: row for item, row in zip(items, answers, strict=True)}
