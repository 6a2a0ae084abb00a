"""The shared texts speak of a published bound of income in studies that name one, and only there."""

import re
from pathlib import Path

import pytest

from honest_results.documents.parts import visible
from honest_results.documents.source import Manuscript

ROOT = Path(__file__).parents[4]
#: Any words on a bound, which is neither a usual limit nor one of equivalence.
BOUND = {
    "en": re.compile(r"(?<!\.)\bbound\b"),
    "es": re.compile(r"\bcota\b|\blímite\b(?! (?:usual|habitual))"),
}
#: What the captions say with a bound and without one.
CAPTIONS = {
    ("article", "en"): (
        "with confidence intervals; the dashed line is the bound that the study file names.]",
        "with confidence intervals.](figures/income)",
    ),
    ("article", "es"): (
        "con intervalos de confianza; la línea discontinua es el límite que nombra el archivo del "
        "estudio.]",
        "con intervalos de confianza.](figures/income)",
    ),
    ("appendix", "en"): (
        "could show, and how many firms the bound of the study file would need.\n:::",
        "What differences these firms could show.\n:::",
    ),
    ("appendix", "es"): (
        "estas empresas, y cuántas empresas harían falta para el límite del archivo del\nestudio.\n:::",
        "Qué diferencias podrían mostrar estas empresas.\n:::",
    ),
}


@pytest.mark.parametrize(("document", "language"), CAPTIONS)
def test_the_bound_is_named_where_the_study_names_one(document, language):
    text = Manuscript.read(f"manuscript/{document}.{language}.qmd", language, ROOT)
    said = {
        state: visible(text, {"survey.bound.state": {"value": state}}).text
        for state in ("asked", "none")
    }
    with_it, without = CAPTIONS[document, language]
    assert with_it in said["asked"] and BOUND[language].search(said["asked"])
    assert without in said["none"]
    assert not BOUND[language].search(said["none"])
