"""The worlds of the recovery study: the generator's parameters with other effects."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from alianzas.config.simulation_settings import SurveySimulation
from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.limitation import Limitation
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.robustness.recovery_parts import drivers_not_covered, incomes_not_covered
from alianzas.survey.simulation.traits import trait_correlations
from human_files.errors import ConfigurationError

if TYPE_CHECKING:
    import pandas as pd

#: The worlds: no effects; effects like the published ones; the reverse.
WORLDS = ("null", "published", "reversed")


def worlds(
    base: SurveySimulation, settings: SurveySettings, questionnaire: Questionnaire
) -> dict[str, SurveySimulation] | Limitation:
    """Return each world's parameters: ``base`` with the world's effects.

    Returns a Limitation where neither drivers nor incomes can be tried, or traits cannot both
    correlate as in ``base`` and have these effects.
    """
    plan = settings.robustness_plan.recovery
    untried = drivers_not_covered(settings, questionnaire)
    if untried is not None and incomes_not_covered(base, settings, questionnaire) is not None:
        return untried
    outcome = None if untried is not None else settings.driver_plan.outcome
    drivers = [] if outcome is None else [name for name in base.constructs if name != outcome]
    pairs = [] if outcome is None else settings.driver_plan.pairs
    firsts, seconds = {first for first, _ in pairs}, {second for _, second in pairs}
    seconds -= firsts
    found = {}
    for world in WORLDS:
        large, small = (firsts, seconds) if world == "published" else (seconds, firsts)
        effects = {
            name: 0.0
            if world == "null"
            else plan.larger
            if name in large
            else plan.smaller
            if name in small
            else plan.others * (-1 if world == "reversed" and not pairs else 1)
            for name in drivers
        }
        sign = {"null": 0.0, "published": 1.0, "reversed": -1.0}[world]
        income = base.income and base.income.model_copy(
            update={
                "allied": sign * plan.allied,
                "well_structured": sign * plan.well_structured,
            }
        )
        changed = base.model_copy(update={"drivers": effects, "income": income})
        try:
            trait_correlations(changed, outcome)
        except ConfigurationError:
            return Limitation("contradictory_world")
        found[world] = changed
    return found


def worlds_frame(found: dict[str, SurveySimulation] | Limitation) -> pd.DataFrame:
    """Return one row per world: world, parameters (JSON), limitation (JSON, or empty)."""
    import pandas as pd

    columns = ["world", "parameters", "limitation"]
    if isinstance(found, Limitation):
        why = {"code": found.code, "numbers": dict(found.numbers), "names": list(found.names)}
        return pd.DataFrame([["", "", json.dumps(why)]], columns=columns)
    rows = [[world, truth.model_dump_json(), ""] for world, truth in found.items()]
    return pd.DataFrame(rows, columns=columns)


def read_worlds(frame: pd.DataFrame) -> dict[str, SurveySimulation] | Limitation:
    """Return the worlds from the frame of :func:`worlds_frame`."""
    if frame["limitation"].iloc[0]:
        return Limitation(**json.loads(str(frame["limitation"].iloc[0])))
    return {
        str(row["world"]): SurveySimulation.model_validate_json(str(row["parameters"]))
        for row in frame.to_dict("records")
    }


def simulated(settings: SurveySettings, truth: SurveySimulation) -> SurveySettings:
    """Return the settings with these parameters for the generator."""
    return settings.model_copy(update={"simulation": truth})
