"""Everything that a step says of its families of outcomes: facts, a table and a figure of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alianzas.pooled.effects import Effect, have_one_scale
from alianzas.pooled.families import BY_NAME
from alianzas.pooled.members import countries_of
from alianzas.pooled.outcomes import pool_outcomes
from alianzas.pooled.pooled_facts import family_facts, sources_of
from alianzas.pooled.pooled_figure import family_figure
from alianzas.pooled.pooled_table import family_table
from alianzas.pooled.printing import printing_of

if TYPE_CHECKING:
    from honest_results.step import Run


def write_families(run: Run, effects: Sequence[Effect]) -> None:
    """Write the facts, table and figure of each family in the parameter ``families``."""
    countries = countries_of(run.params.settings)
    confidence = run.params.confidence
    for name in run.params.families:
        own = [effect for effect in effects if effect.family == name]
        outcomes = pool_outcomes(own, confidence)
        printing = printing_of(BY_NAME[name], own)
        run.facts(
            family_facts(
                outcomes, printing, countries, run.labels, confidence, not have_one_scale(own)
            )
        )
        table = family_table(outcomes, printing, countries, run.labels)
        run.table(table, sources_of(own) or None)
        run.figure(family_figure(outcomes, printing, countries, run.labels, confidence))
