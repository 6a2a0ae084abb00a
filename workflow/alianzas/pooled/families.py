"""What studies have in common that can be compared: families of outcomes, and who has them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from alianzas.config.study_model import Study


def _as_it_is(value: float) -> float:
    return value


def as_kappa(value: float) -> float:
    """Return a bound of kappa, which cannot go beyond −1 and 1."""
    return max(-1.0, min(1.0, value))


def as_share(logit: float) -> float:
    """Return the proportion of a logit."""
    return 1 / (1 + math.exp(-logit)) if logit > -700 else 0.0


@dataclass(frozen=True)
class Family:
    """Outcomes of one kind, which share a table and a figure.

    ``kind`` and ``decimals``: how values are printed; ``shown``: from the scale on which they are
    pooled to the one on which they are printed; ``tested``: whether 0 is a value of interest.
    """

    name: str
    branch: str
    kind: str
    decimals: int | None = None
    shown: Callable[[float], float] = _as_it_is
    tested: bool = True


#: All families, in the order of the text.
FAMILIES = (
    Family("drivers", "survey", "coefficient"),
    Family("comparisons", "survey", "coefficient"),
    Family("income", "survey", "percent", 1, math.expm1),
    Family("outcome", "survey", "number", tested=False),
    Family("case_agreement", "cases", "coefficient", shown=as_kappa, tested=False),
    Family("review_agreement", "literature", "coefficient", shown=as_kappa, tested=False),
    Family("theories", "literature", "percent", None, as_share, tested=False),
)
BY_NAME = {family.name: family for family in FAMILIES}


def families_of(branch: str) -> list[str]:
    """Return the names of the families of a branch."""
    return [family.name for family in FAMILIES if family.branch == branch]


def studies_with(studies: Mapping[str, Study]) -> dict[str, list[str]]:
    """Return which studies have outcomes of each family, by its name, as their settings say.

    ``surveys`` are the studies with a survey, whatever it asks.
    """
    found: dict[str, list[str]] = {}
    for family in FAMILIES:
        found[family.name] = [name for name, study in studies.items() if _has(study, family.name)]
    found["surveys"] = [name for name, study in studies.items() if study.survey is not None]
    return found


def _has(study: Study, family: str) -> bool:
    """Return whether the settings of a study ask for a family's estimates."""
    survey = study.survey
    if BY_NAME[family].branch != "survey":
        return getattr(study, BY_NAME[family].branch) is not None
    if survey is None:
        return False
    if family == "income":
        return survey.income is not None
    if survey.drivers is None:
        return False
    return family != "comparisons" or bool(survey.drivers.comparisons)
