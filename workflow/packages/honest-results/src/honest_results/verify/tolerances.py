"""How far two machines may differ in a number, by its kind: the one place where this is declared."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from honest_results.verify.findings import Status
from human_files.language.messages import template

#: A number as programs write it: of ASCII digits alone, and nothing around it.
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
#: How many times the tolerance a difference may be to be called minor.
_MINOR = 100


@dataclass(frozen=True)
class Tolerance:
    """What counts as the same number: within ``relative`` of the larger, or ``absolute``."""

    relative: float
    absolute: float
    why: str


TOLERANCES: dict[str, Tolerance] = {
    "count": Tolerance(0, 0, template("Things that are counted, years and codes: equal, exactly.")),
    "number": Tolerance(
        1e-6,
        1e-9,
        template(
            "Coefficients, percents, money, reliabilities: sums are added in another order on "
            "another processor, and a fit ends at another last step."
        ),
    ),
    "p_value": Tolerance(
        1e-5,
        1e-8,
        template("p values: the tail of a distribution makes small differences larger."),
    ),
    "interval": Tolerance(
        1e-5,
        1e-8,
        template("Bounds of intervals: found by search, or as quantiles of resamples."),
    ),
    "coordinate": Tolerance(
        1e-5, 0.02, template("Places in a drawing, in points: a fiftieth of one is not seen.")
    ),
}
_AS_COUNT = ("count", "year")


def tolerance_of(kind: str) -> str:
    """Return the tolerance that the numbers of a kind of fact have, by its name."""
    return "count" if kind in _AS_COUNT else "p_value" if kind == "p_value" else "number"


def tolerance_of_column(name: str) -> str:
    """Return the tolerance of a column of a CSV file, by the name it has by our convention."""
    if re.search(r"(^|_)(low|high)$", name):
        return "interval"
    return "p_value" if re.search(r"(^|_)p(_(?!share)|$)", name) else "number"


def judge(kind: str, published: float, rebuilt: float) -> Status:
    """Say whether two numbers are the same, for the tolerance called ``kind``."""
    if published == rebuilt:
        return "same"
    allowed = TOLERANCES[kind]
    if allowed.relative == allowed.absolute == 0 or not (
        math.isfinite(published) and math.isfinite(rebuilt)
    ):
        return "different"
    if isinstance(published, int) and isinstance(rebuilt, int):
        return "different"  # whole numbers were counted
    for times, status in ((1, "same"), (_MINOR, "minor")):
        if math.isclose(
            published, rebuilt, rel_tol=allowed.relative * times, abs_tol=allowed.absolute * times
        ):
            return "same" if status == "same" else "minor"
    return "different"


def as_number(text: str) -> float | int | None:
    """Return the number that a cell of a CSV file holds; None where it holds none.

    Signs that only look like digits make no number.
    """
    if not _NUMBER.fullmatch(text):
        return None
    return int(text) if re.fullmatch(r"[+-]?[0-9]+", text) else float(text)


def is_number(value: Any) -> bool:
    """Say whether a value of a JSON file is a number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)
