"""The analysis as a whole: an outcome and its negation, from degrees of membership to solutions.

Ragin's (2008) truth-table analysis, with the enhanced standard analysis of Schneider and Wagemann
(2012).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alianzas.cases.qca.case_sets import CaseSets
from alianzas.config.qca_settings import QcaSettings
from qca.cuts import more_in, more_out
from qca.enhanced import Enhanced, Side, enhance
from qca.necessity_analysis import (
    Necessary,
    NecessityCuts,
    necessary_conditions,
    necessary_disjunctions,
    single_conditions,
)
from qca.solutions import INTERMEDIATE, PARSIMONIOUS, Solution, solve
from qca.truth_table import Cuts, TruthTable, build_truth_table

if TYPE_CHECKING:
    from qca.terms import Values

OUTCOME, NEGATION = "outcome", "negation"
SIDES = (OUTCOME, NEGATION)
#: The solution that the article interprets: easy counterfactuals, no untenable assumption.
ENHANCED, ENHANCED_PARSIMONIOUS = "enhanced", "enhanced_parsimonious"

#: Why there is no analysis.
NOT_ASKED, TOO_FEW, SAME_OUTCOME, ALIKE = "not_asked", "too_few", "same_outcome", "alike"
_FEWEST = 2


@dataclass(frozen=True)
class SideResult:
    """What was found for the outcome or for its negation.

    ``solutions`` are by kind: conservative, intermediate, parsimonious, enhanced (intermediate,
    without untenable assumptions) and enhanced_parsimonious.
    """

    name: str
    outcome: Values
    table: TruthTable
    singles: list[Necessary]
    necessary: list[Necessary]
    disjunctions: list[Necessary]
    solutions: dict[str, Solution]
    enhanced: Enhanced


@dataclass(frozen=True)
class Analysis:
    """Both sides, or why there are none (``limitation``).

    ``sets`` has the conditions that distinguish the cases; ``constant`` names the others.
    """

    sets: CaseSets
    constant: tuple[str, ...] = ()
    sides: tuple[SideResult, ...] = ()
    limitation: str | None = None

    def side(self, name: str) -> SideResult:
        """Return the result for the outcome or the negation."""
        return next(side for side in self.sides if side.name == name)


def analyse(settings: QcaSettings, sets: CaseSets) -> Analysis:
    """Return the analysis of ``sets``.

    Conditions that every case has, or none has, cannot distinguish the cases and are left out.
    Nothing is analysed with fewer than two cases, where all have the same outcome, or where no
    condition varies.
    """
    varying = tuple(
        name
        for name, column in zip(sets.conditions, sets.values.T, strict=True)
        if more_in(column).any() and more_out(column).any()
    )
    constant = tuple(name for name in sets.conditions if name not in varying)
    if len(sets.cases) < _FEWEST:
        return Analysis(sets, constant, limitation=TOO_FEW)
    if not (more_in(sets.outcome).any() and more_out(sets.outcome).any()):
        return Analysis(sets, constant, limitation=SAME_OUTCOME)
    if not varying:
        return Analysis(sets, constant, limitation=ALIKE)
    sets = sets.only(varying)
    digits = {
        place: int(settings.directional_expectations[name] == "present")
        for place, name in enumerate(varying)
        if name in settings.directional_expectations
    }
    opposite = {place: 1 - digit for place, digit in digits.items()}
    outcomes = (sets.outcome, 1 - sets.outcome)
    cuts = Cuts(**settings.cuts.model_dump())
    limits = NecessityCuts(**settings.necessity.model_dump())
    tables = [
        build_truth_table(sets.values, outcome, sets.cases, varying, cuts) for outcome in outcomes
    ]
    necessary = [necessary_conditions(sets.values, outcome, limits) for outcome in outcomes]
    pairs = [
        Side(table, expected, [one.term for one in found])
        for table, expected, found in zip(tables, (digits, opposite), necessary, strict=True)
    ]
    enhanced = enhance(pairs[0], pairs[1])
    sides = tuple(
        SideResult(
            name=name,
            outcome=outcome,
            table=pair.table,
            singles=single_conditions(sets.values, outcome),
            necessary=found,
            disjunctions=necessary_disjunctions(sets.values, outcome, limits),
            solutions={
                **solve(pair.table, pair.expectations),
                ENHANCED: better.solutions[INTERMEDIATE],
                ENHANCED_PARSIMONIOUS: better.solutions[PARSIMONIOUS],
            },
            enhanced=better,
        )
        for name, outcome, pair, found, better in zip(
            SIDES, outcomes, pairs, necessary, enhanced, strict=True
        )
    )
    return Analysis(sets, constant, sides)
