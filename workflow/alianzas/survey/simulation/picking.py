"""Draws by relative frequency."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np


def pick(shares: dict[str, float], n: int, rng: np.random.Generator) -> Any:
    """Draw ``n`` codes with these relative frequencies."""
    import numpy as np

    weights = np.array(list(shares.values()))
    codes = np.array(list(shares), dtype=object)
    return codes[rng.choice(len(codes), size=n, p=weights / weights.sum())]


def name_several(
    chances: dict[str, float], n: int, none: str | None, rng: np.random.Generator
) -> Any:
    """Draw lists of codes, each named with its chance; ``none`` where no code is named."""
    import numpy as np

    named = rng.random((n, len(chances))) < np.array(list(chances.values()))
    # There are few different lists of codes, so each is assembled only once.
    which, place = np.unique(named @ (1 << np.arange(len(chances))), return_inverse=True)
    lists = [
        " ".join(code for bit, code in enumerate(chances) if number >> bit & 1) or none
        for number in which.tolist()
    ]
    return np.array(lists, dtype=object)[place]
