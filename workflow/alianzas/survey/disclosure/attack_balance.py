"""An attack on the balance of the comparisons: each difference leaves few pairs of counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from alianzas.survey.disclosure.published_numbers import number
from alianzas.survey.disclosure.reader import Reader, name_of
from field_statistics.disclosure_attack import standardised_pairs

SECTOR = "survey.characteristic.sector"
OF = "survey.estimand_of."
_COMPARED: dict[str, Literal["both", "first"]] = {"ate": "both", "att": "first"}


def read_comparisons(study: Reader, apart: Sequence[str]) -> None:
    """Read the differences of the firms compared: each leaves few pairs of counts."""
    sizes = {
        row["estimand"]: (number(row["treated"]), number(row["control"]))
        for row in study.numbers.table("income_estimands")
    }
    found = study.numbers.differences()
    categories = {
        row["category"] for row in study.numbers.table("sample") if row["characteristic"] == SECTOR
    }
    for of in dict.fromkeys(of for of, _ in found):
        treated, control = sizes.get(of, (None, None))
        if treated is None or control is None:
            continue
        group, estimand = of.removeprefix(OF).split(".")
        arms = {group: int(treated), "independent": int(control)}
        for arm, size in arms.items():
            study.known({name_of("compared", arm, one): 1 for one in categories}, size)
            _among_the_sample(study, arm, categories, apart)
        its = {covariate: value for (other, covariate), value in found.items() if other == of}
        largest = study.numbers.value(f"survey.income.{group}.balance.unadjusted")
        unseen = [covariate for covariate, value in its.items() if value is None]
        shown = study.numbers.largest_shown(of)
        for covariate, value in its.items():
            _difference(study, covariate, value, estimand, arms, categories)
        if largest is not None and len(unseen) == 1 and largest > shown + 1e-9:
            # The largest difference is that of the only control whose own is not shown.
            rounded = 0.05 if largest == round(largest, 1) else 1e-9
            both = [-largest, largest]
            names = _cells(unseen[0], arms, categories)
            _narrow(study, names, both, estimand, arms, rounded)


def _among_the_sample(
    study: Reader, arm: str, categories: Iterable[str], apart: Sequence[str]
) -> None:
    """Say that the firms compared are among those of their group, whose others gave no income."""
    inside = [arm] if arm in apart else [group for group in apart if group != "independent"]
    for one in categories:
        rest = name_of("compared", arm, one, "others")
        terms = {name_of(SECTOR, one, group): -1.0 for group in inside}
        study.known({name_of("compared", arm, one): 1.0, rest: 1.0} | terms, 0)


def _cells(covariate: str, arms: Mapping[str, int], categories: set[str]) -> list[str]:
    """Return the names of the counts behind a difference, of both groups."""
    own = [] if covariate in categories else [*arms]
    return [name_of("compared", *own, arm, covariate) for arm in arms]


def _difference(
    study: Reader,
    covariate: str,
    value: float | None,
    estimand: str,
    arms: dict[str, int],
    categories: set[str],
) -> None:
    """Read a standardised difference: the pairs of counts that have it."""
    names = _cells(covariate, arms, categories)
    if covariate not in categories:
        for name, size in zip(names, arms.values(), strict=True):
            study.everywhere(name, size)
    study.implied += names
    if value is not None:
        _narrow(study, names, [value], estimand, arms)


def _narrow(
    study: Reader,
    names: Sequence[str],
    values: Sequence[float],
    estimand: str,
    arms: Mapping[str, int],
    tolerance: float = 1e-9,
) -> None:
    """Say that the standardised difference of two counts is one of ``values``."""
    first, second = arms.values()
    pairs = [
        pair
        for value in values
        for pair in standardised_pairs(value, (first, second), _COMPARED[estimand], tolerance)
    ]
    for place, name in enumerate(names):
        counts = [pair[place] for pair in pairs]
        if counts:
            study.attack.between(name, min(counts), max(counts))
