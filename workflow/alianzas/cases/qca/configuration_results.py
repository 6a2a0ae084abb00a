"""The comparison of configurations, from records to results: what its rules call."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from alianzas.cases.case_codes import CONDITION, CaseCodes
from alianzas.cases.qca.absent_results import absent_facts
from alianzas.cases.qca.case_sets import build_sets, collect_numbers, set_labels
from alianzas.cases.qca.configuration_chart import configurations_figure
from alianzas.cases.qca.fitted_models import Context
from alianzas.cases.qca.qca_analysis import NOT_ASKED, SIDES, Analysis, analyse
from alianzas.cases.qca.qca_contrast import contrast_phrases
from alianzas.cases.qca.qca_facts import no_analysis_facts, qca_facts
from alianzas.cases.qca.qca_robustness import Robustness, assess_robustness
from alianzas.cases.qca.qca_tables import necessity_table, sets_table, truth_table
from alianzas.cases.qca.solution_tables import (
    configurations_table,
    robustness_table,
    solutions_table,
)
from alianzas.cases.qca.xy_plots import solution_plots
from alianzas.config.qca_settings import QcaSettings
from honest_results.facts import Fact
from honest_results.figures import Figure
from honest_results.project import study_file
from honest_results.tables import Table
from human_files.language.labels import Labels

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Comparison:
    """The analysis with its settings, robustness by side, and words.

    ``asked`` is false for a study without the section ``qca``, whose tables are empty; ``codes``
    is the codebook.
    """

    asked: bool
    codes: CaseCodes
    settings: QcaSettings
    analysis: Analysis
    robustness: dict[str, Robustness | None]
    context: Context

    def facts(self) -> list[Fact]:
        """Return the facts ``cases.qca.…``."""
        if not self.asked:
            facts = no_analysis_facts(self.context.labels)
        else:
            facts = qca_facts(self.settings, self.analysis, self.robustness, self.context)
        analysis = self.analysis if self.asked else None
        facts += contrast_phrases(analysis, self.codes.outcome, self.context)
        named = dict.fromkeys([*self.codes.ids(CONDITION), *self.settings.conditions])
        return facts + absent_facts(facts, self.analysis, list(named), self.context)

    def tables(self) -> list[Table]:
        """Return the tables of the analysis; without an analysis, all but the first are empty.

        They are sets, necessary_conditions, truth_table, configurations, solutions and
        robustness.
        """
        return [
            sets_table(self.settings, self.analysis.sets, self.context),
            necessity_table(self.settings, self.analysis, self.context),
            truth_table(self.settings, self.analysis, self.context),
            configurations_table(self.analysis, self.context),
            solutions_table(self.analysis, self.context),
            robustness_table(self.robustness, self.analysis, self.context),
        ]

    def figures(self) -> list[Figure]:
        """Return the figures configurations and solution_plots."""
        return [
            configurations_figure(self.analysis, self.context),
            solution_plots(self.analysis, self.context),
        ]


def compare_configurations(
    settings: QcaSettings | None,
    codings: pd.DataFrame,
    profiles: pd.DataFrame,
    measures: Path | str | None,
    codes: CaseCodes,
    labels: Labels,
    study: str,
) -> Comparison:
    """Return the comparison of the cases' configurations.

    ``codings`` are adjudicated, ``profiles`` as read, ``measures`` is the sheet of further
    numbers, if any. Raises the errors of case_sets.build_sets and case_numbers.read_measures.
    """
    asked = settings is not None
    settings = settings or _nothing_asked(codes)
    firms = dict(zip(profiles["case"], profiles["firm"], strict=True))
    context = Context(labels, *set_labels(settings, codes), firms)
    numbers = collect_numbers(settings, codings, profiles, measures)
    sets = build_sets(settings, numbers, codes, study_file(study, "cases"))
    analysis = analyse(settings, sets) if asked else Analysis(sets, limitation=NOT_ASKED)
    robustness = {
        side: assess_robustness(settings, numbers, codes, analysis, side) for side in SIDES
    }
    return Comparison(asked, codes, settings, analysis, robustness, context)


def _nothing_asked(codes: CaseCodes) -> QcaSettings:
    """Return settings that give the empty tables of a study without ``qca`` their columns."""
    conditions = codes.ids(CONDITION)[:2]
    return QcaSettings(outcome=codes.outcome, conditions=conditions)
