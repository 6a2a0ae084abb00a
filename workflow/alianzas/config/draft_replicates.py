"""A study with so few replicates that a first look takes seconds, not minutes.

The study file enforces minimum numbers, since they produce results. A draft produces no results:
this module, and no other, says how far its numbers are lowered. Whatever depends on them states
the lowered ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel

from alianzas.config.study_model import Study

Model = TypeVar("Model", bound=BaseModel)

#: The numbers of a study file that a draft lowers, by address, and to what; lower ones are kept.
DRAFT_NUMBERS: Mapping[str, int] = {
    "survey.measurement.replicates": 50,
    "survey.measurement.draws": 20,
    "survey.drivers.replicates": 100,
    "survey.drivers.imputations": 2,
    "survey.income.replicates": 50,
    "survey.robustness.permutations": 10,
    "survey.robustness.imputations": 2,
    "survey.robustness.recovery.data_sets": 8,
    "survey.robustness.recovery.costly_data_sets": 4,
    "survey.robustness.recovery.resamples": 50,
}


def draft_study(study: Study) -> Study:
    """Return ``study`` with the numbers of :data:`DRAFT_NUMBERS`."""
    for address, number in DRAFT_NUMBERS.items():
        study = _lowered(study, address.split("."), number)
    return study


def _lowered(settings: Model, address: list[str], number: int) -> Model:
    """Return the settings with the number at an address lowered."""
    name, *rest = address
    value = getattr(settings, name)
    if value is None:  # the study does not have it
        return settings
    lower = _lowered(value, rest, number) if rest else min(value, number)
    return settings.model_copy(update={name: lower})
