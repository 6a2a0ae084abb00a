"""What a reader of the results knows: counts as unknowns, and what everybody knows of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from alianzas.survey.disclosure.published_numbers import PublishedNumbers
from field_statistics.disclosure_attack import DisclosureAttack


@dataclass(frozen=True)
class Worked:
    """What was worked out of a number that is not shown: ``low`` to ``high``.

    ``usual``: what the sizes of the groups alone leave.
    """

    name: str
    low: float
    high: float
    usual: tuple[float, float]

    @property
    def is_recovered(self) -> bool:
        """Whether there is one value left."""
        return self.low == self.high

    def is_narrowed(self, threshold: int) -> bool:
        """Whether 0 or the threshold is ruled out, and not by the sizes of the groups."""
        least, most = self.usual
        return self.low > max(0, least) or self.high < min(threshold, most)


@dataclass
class Reader:
    """Somebody with the published ``numbers``.

    ``attack``: what they know; ``everybody``: what the sizes of the groups alone tell; ``hidden``:
    counts that a table or fact does not show; ``implied``: counts that no table has, and a statistic
    may tell.
    """

    numbers: PublishedNumbers
    attack: DisclosureAttack = field(default_factory=DisclosureAttack)
    everybody: DisclosureAttack = field(default_factory=DisclosureAttack)
    hidden: list[str] = field(default_factory=list)
    implied: list[str] = field(default_factory=list)

    def known(self, terms: dict[str, float], value: float) -> None:
        """Say that everybody knows a sum."""
        self.attack.equation(terms, value)
        self.everybody.equation(terms, value)

    def everywhere(self, name: str, most: float) -> None:
        """Say that everybody knows a number to be no greater than ``most``."""
        self.attack.unknown(name, 0, most)
        self.everybody.unknown(name, 0, most)


def name_of(*parts: str) -> str:
    """Return the name of a count, from the keys of what it counts."""
    return " / ".join(
        part.removeprefix("survey.").removeprefix("characteristic.") for part in parts
    )
