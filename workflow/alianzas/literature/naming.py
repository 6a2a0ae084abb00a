"""How many of what was read name something, in words: "Of the 49 titles, none names a theory"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alianzas.sentences import Texts, number_form, sentence

if TYPE_CHECKING:
    from alianzas.config.literature_settings import Basis
    from human_files.language.labels import Labels


@dataclass(frozen=True)
class Naming:
    """The words for a number of studies, all coded from the same ``basis``.

    Attributes
    ----------
    basis : str
        What was read: "titles", "abstracts" or "full_texts".
    included : int
        The number of studies.
    labels : Labels
        The words of the review.
    """

    basis: Basis
    included: int
    labels: Labels

    def opening(self) -> Texts:
        """Return the head of a sentence that :meth:`clause` goes on: "Of the 49 titles,"."""
        number = "one" if self.included == 1 else "many"
        return sentence(f"literature.naming.of.{self.basis}.{number}", self.labels, n=self.included)

    def clause(self, count: int) -> Texts:
        """Return how many name something, up to its name: "none names", "1 names", "all name"."""
        form = number_form(count, self.included)
        return sentence(f"literature.naming.{form}", self.labels, n=count)
