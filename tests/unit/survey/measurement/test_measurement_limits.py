"""What is said of a number of factors unlike that of the scales."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from alianzas.survey.measurement.measurement_limits import _factors
from labels import load_labels

ROOT = Path(__file__).resolve().parents[4]
LABELS = load_labels("survey_measurement")


@pytest.mark.parametrize(
    ("factors", "english", "spanish"),
    [
        (0, "finds no factor in", "no halla ningún factor"),
        (1, "finds a single factor for 4 scales", "halla un solo factor para 4 escalas"),
        (2, "finds 2 factors for 4 scales", "halla 2 factores para 4 escalas"),
        (5, "finds more factors (5) than", "halla más factores (5) que"),
    ],
)
def test_the_number_of_factors_is_said_as_the_languages_say_it(
    factors: int, english: str, spanish: str
) -> None:
    found = SimpleNamespace(exploration=SimpleNamespace(factors=factors), usable=["a"] * 4)
    (clause,) = _factors(found, LABELS)  # type: ignore[arg-type]
    assert english in clause["en"] and spanish in clause["es"]
