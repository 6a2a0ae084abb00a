"""What tables, figures and facts of the analysis share: models with the fit of each of their terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from alianzas.cases.qca.qca_analysis import Analysis, SideResult
from alianzas.sentences import sentence
from qca.cuts import more_in
from qca.fit import Sufficiency, sufficiency
from qca.terms import Term, membership, membership_in_any

if TYPE_CHECKING:
    from human_files.language.labels import Labels
    from qca.solutions import Model
    from qca.terms import Rows

Names = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Context:
    """Words: labels, names of sets as printed, in a list and as nouns, and firms by case."""

    labels: Labels
    printed: Names
    inside: Names
    nouns: Names
    firms: Mapping[str, str]

    def outcome(self, analysis: Analysis, side: str) -> dict[str, str]:
        """Return the outcome or its negation inside a sentence, by language."""
        key = f"cases.qca.side.{side}"
        return sentence(key, self.labels, outcome=self.nouns[analysis.sets.outcome_name])

    def heading(self, analysis: Analysis, side: str) -> dict[str, str]:
        """Return the outcome or its negation as printed in tables, by language."""
        key = f"cases.qca.heading.{side}"
        return sentence(key, self.labels, outcome=self.printed[analysis.sets.outcome_name])


class TermFit(NamedTuple):
    """A term of a model: its core part, its fit and unique coverage, and its cases.

    ``typical`` have the outcome, ``deviant`` do not.
    """

    term: Term
    core: Term
    fit: Sufficiency
    unique: float
    typical: tuple[str, ...]
    deviant: tuple[str, ...]


class ModelFit(NamedTuple):
    """The terms of a model and the fit of the whole; ``uncovered`` have the outcome without it."""

    terms: tuple[TermFit, ...]
    whole: Sufficiency
    uncovered: tuple[str, ...]


def fit_model(model: Model, side: SideResult, analysis: Analysis) -> ModelFit:
    """Return a model with the fit of each term.

    The unique coverage of a term is what the coverage of the whole would lose without it.
    """
    values, cases = analysis.sets.values, analysis.sets.cases
    degrees = membership_in_any(model.terms, values)
    whole = sufficiency(degrees, side.outcome)
    found = []
    for term, core in zip(model.terms, model.core, strict=True):
        others = membership_in_any([one for one in model.terms if one != term], values)
        unique = whole.coverage - sufficiency(others, side.outcome).coverage
        degree = membership(term, values)
        found.append(
            TermFit(
                term,
                core,
                sufficiency(degree, side.outcome),
                unique,
                _members(cases, more_in(degree), more_in(side.outcome)),
                _members(cases, more_in(degree), ~more_in(side.outcome)),
            )
        )
    return ModelFit(tuple(found), whole, _members(cases, ~more_in(degrees), more_in(side.outcome)))


def _members(cases: tuple[str, ...], *tests: Rows) -> tuple[str, ...]:
    """Return the cases that pass every test."""
    return tuple(case for case, *held in zip(cases, *tests, strict=True) if all(held))


def name_cases(having: tuple[str, ...], lacking: tuple[str, ...], firms: Mapping[str, str]) -> str:
    """Return the firms joined, those that lack the outcome in brackets."""
    return "; ".join([firms[one] for one in having] + [f"({firms[one]})" for one in lacking])
