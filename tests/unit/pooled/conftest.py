"""Estimates of made-up studies, and what is said of them."""

import pytest

from alianzas.pooled.effects import Effect
from honest_results.provenance import Source
from human_files.language.current import use_languages
from labels import load_labels

COUNTRIES = {
    "one": {"en": "Onia", "es": "Onia"},
    "two": {"en": "Twoland", "es": "Dosilandia"},
    "three": {"en": "Threeland", "es": "Tresilandia"},
    "four": {"en": "Fourland", "es": "Cuatrilandia"},
}


@pytest.fixture(autouse=True)
def languages():
    use_languages(["en", "es"])


@pytest.fixture(scope="session")
def labels():
    return load_labels("common", "pooled", "synthesis")


@pytest.fixture
def countries():
    return COUNTRIES


@pytest.fixture
def effect():
    """Return a function: the estimate of a study, of some provenance, made in some way."""

    def make(study, value=0.3, error=0.1, level="simulated", how="same", **others):
        reach = None if value is None or error is None else 2 * error
        fields = {
            "study": study,
            "family": "drivers",
            "outcome": "trust",
            "name": {"en": "Trust", "es": "Confianza"},
            "n": None if value is None else 90,
            "value": value,
            "error": error,
            "low": None if reach is None else value - reach,
            "high": None if reach is None else value + reach,
            "how": how,
            "sources": (Source(f"data/{study}/answers.csv", level),),
        }
        return Effect(**(fields | others))

    return make
