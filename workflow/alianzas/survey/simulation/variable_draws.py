"""Simulated answers to any other question, and how they go with what has been drawn before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alianzas.config.simulation_settings import Draw, SurveySimulation
from alianzas.survey.deriving import with_derived
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.questions import Question
from alianzas.survey.simulation.picking import name_several, pick
from alianzas.survey.variables import coded

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def draw_variables(
    truth: SurveySimulation,
    questionnaire: Questionnaire,
    drawn: dict[str, Any],
    traits: dict[str, Array],
    rng: np.random.Generator,
) -> dict[str, Any]:
    """Return the answers by question, drawn in the order of the parameters.

    ``drawn``: the answers so far; ``traits``: the constructs behind the statements.
    """
    import pandas as pd

    found: dict[str, Any] = {}
    for name, draw in truth.variables.items():
        known = pd.DataFrame(drawn | found, index=range(truth.firms))
        tendency = _tendency(draw, known, questionnaire, traits)
        found[name] = _answers(draw, questionnaire[name], questionnaire, tendency, truth.firms, rng)
    return found


def _tendency(
    draw: Draw, known: pd.DataFrame, questionnaire: Questionnaire, traits: dict[str, Array]
) -> Array:
    """Return the sum of what the variable goes with, each in standard deviations or as 0 and 1."""
    import numpy as np

    total = np.zeros(len(known))
    for source, effect in draw.by.items():
        if source in traits:
            total += effect * traits[source]
            continue
        name, _, code = source.partition(".")
        frame = known
        if name in questionnaire.derived:
            frame = _derived(name, known, questionnaire)
        if code:
            total += effect * (frame[name] == code).to_numpy(float)
            continue
        variable = questionnaire.variable(name)
        values = np.nan_to_num(coded(variable, frame).iloc[:, 0].to_numpy(float))
        if variable.kind != "binary":
            spread = values.std()
            values = (values - values.mean()) / (spread if spread > 0 else 1.0)
        total += effect * values
    return total


def _derived(name: str, known: pd.DataFrame, questionnaire: Questionnaire) -> pd.DataFrame:
    """Return the frame with a derived variable and those that it is made from."""
    needed: dict[str, None] = {}
    waiting = [name]
    while waiting:
        one = waiting.pop()
        needed[one] = None
        waiting += [s for s in questionnaire.derived[one].inputs if s in questionnaire.derived]
    wanted = {key: how for key, how in questionnaire.derived.items() if key in needed}
    return with_derived(known, questionnaire.model_copy(update={"derived": wanted}))


def _answers(
    draw: Draw,
    question: Question,
    questionnaire: Questionnaire,
    tendency: Array,
    n: int,
    rng: np.random.Generator,
) -> Any:
    """Return the answers to one question."""
    import numpy as np

    if draw.chances is not None:
        return name_several(draw.chances, n, None, rng)
    if draw.shares is not None:
        codes = _ranked(draw.shares, tendency, rng) if draw.by else pick(draw.shares, n, rng)
        return codes.astype(float) if question.type == "rating" else codes
    if draw.chance is not None:
        odds = np.log(draw.chance / (1 - draw.chance)) if 0 < draw.chance < 1 else np.inf
        odds = odds if draw.chance > 0 else -np.inf
        yes = rng.random(n) < 1 / (1 + np.exp(-(odds + tendency)))
        answers = list(questionnaire.variable(question.id).answers)
        if not answers:
            return yes.astype(float)
        return np.where(yes, answers[1], answers[0]).astype(object)
    if draw.rate is not None:
        return rng.poisson(draw.rate * np.exp(tendency)).astype(float)
    values = _numbers(draw, tendency, n, rng)
    unit = draw.rounding or (1.0 if question.type == "integer" else None)
    if unit is not None:
        values = np.rint(values / unit) * unit
    return np.clip(values, question.minimum, question.maximum)


def _numbers(draw: Draw, tendency: Array, n: int, rng: np.random.Generator) -> Array:
    """Return amounts or numbers, before rounding."""
    import numpy as np

    noise = rng.normal(size=n)
    if draw.mean is not None:
        return draw.mean + draw.spread * (tendency + noise)
    assert draw.median is not None
    values = draw.median * np.exp(tendency + draw.spread * noise)
    return np.where(rng.random(n) < draw.zero, 0.0, values) if draw.zero else values


def _ranked(shares: dict[str, float], tendency: Array, rng: np.random.Generator) -> Any:
    """Return answers with these frequencies: the stronger the tendency, the later the answer."""
    import numpy as np

    n, weights = len(tendency), np.array(list(shares.values()))
    limits = np.cumsum(weights / weights.sum())[:-1] * n
    rank = np.argsort(np.argsort(tendency + rng.normal(size=n), kind="stable")) + 0.5
    return np.array(list(shares), dtype=object)[np.searchsorted(limits, rank)]
