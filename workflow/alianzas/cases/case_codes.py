"""The codebook of the case studies: what coders judge, and what the profile sheet may say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from alianzas.config.codebook import Code, Codebook, Dimension
from human_files.errors import ConfigurationError, Problem
from human_files.language.current import current_languages
from human_files.language.lists import join_words
from human_files.language.messages import message
from human_files.settings_files import load_model

#: Dimensions that coders judge, in the order of the tables.
CONDITION, BENEFIT, CHALLENGE, OUTCOME = "condition", "benefit", "challenge", "outcome"
JUDGED = (CONDITION, BENEFIT, CHALLENGE, OUTCOME)

#: Dimensions recorded in the profile sheet.
MODEL, SECTOR = "model", "sector"


class CaseCodebookError(ConfigurationError):
    """A codebook that the analysis of cases cannot work with."""


@dataclass(frozen=True)
class CaseCodes:
    """The codebook, with the dimensions by their role in the analysis of cases."""

    codebook: Codebook
    file: str

    def dimension(self, name: str) -> Dimension:
        """Return the dimension ``name``."""
        return self.codebook.by_id[name]

    def codes(self, dimension: str) -> list[Code]:
        """Return the codes of a dimension: the assignable ones of a judged dimension, else all."""
        found = self.dimension(dimension)
        return found.assignable if dimension in JUDGED else found.codes

    def ids(self, dimension: str) -> list[str]:
        """Return the ids of :meth:`codes`."""
        return [code.id for code in self.codes(dimension)]

    @cached_property
    def judged(self) -> dict[str, str]:
        """Every code that coders judge → its dimension, in the codebook's order."""
        return {code: dimension for dimension in JUDGED for code in self.ids(dimension)}

    @property
    def outcome(self) -> str:
        """The code of the outcome that the cases are compared on."""
        return self.ids(OUTCOME)[0]

    def labels(self) -> dict[str, dict[str, str]]:
        """Return printed labels by dimension and by ``<dimension>.<code>``."""
        return self.codebook.labels()

    def join(self, codes: Sequence[str]) -> dict[str, str]:
        """Return the names of judged codes as enumerated inside a sentence, by language."""
        words = [self._by_id[code].words() for code in codes]
        return {
            language: join_words([word[language] for word in words], language)
            for language in current_languages()
        }

    def noun(self, code: str) -> dict[str, str]:
        """Return the name of a judged code as the subject or object of a sentence, by language."""
        return self._by_id[code].nouns()

    @cached_property
    def _by_id(self) -> dict[str, Code]:
        return {code.id: code for dimension in JUDGED for code in self.codes(dimension)}


def load_case_codes(path: Path | str) -> CaseCodes:
    """Read the codebook at ``path``.

    Raises CaseCodebookError where a dimension is missing, a judged dimension has no assignable
    code, the outcome has more than one, or two judged codes share an id, since sheets name the
    code alone; ConfigurationError for a file that is not a codebook.
    """
    codebook = load_model(path, Codebook)
    problems: list[Problem] = []

    def add(found: str, advice: str) -> None:
        problems.append(Problem(str(path), found, advice))

    for name in (*JUDGED, MODEL, SECTOR):
        if name not in codebook.by_id:
            add(
                message('has no dimension "{name}".', name=name),
                message("Add it under `dimensions:` with `id: {name}`.", name=name),
            )
    present = [codebook.by_id[name] for name in JUDGED if name in codebook.by_id]
    for dimension in present:
        if not dimension.assignable:
            add(
                message(
                    'the dimension "{dimension}" has no code that coders assign.',
                    dimension=dimension.id,
                ),
                message("Give it one without `assignable: false`."),
            )
        if dimension.id == OUTCOME and len(dimension.assignable) > 1:
            ids = ", ".join(code.id for code in dimension.assignable)
            add(
                message("has more than one outcome to compare the cases on: {ids}.", ids=ids),
                message("Keep one; mark the others `assignable: false`."),
            )
    counts = Counter(code.id for dimension in present for code in dimension.assignable)
    for code, count in counts.items():
        if count > 1:
            add(
                message('the code "{code}" appears in {count} dimensions.', code=code, count=count),
                message("Give each a different id."),
            )
    if problems:
        raise CaseCodebookError(problems)
    return CaseCodes(codebook, str(path))
