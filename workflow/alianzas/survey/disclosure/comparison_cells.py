"""The cells behind the balance of a comparison: a standardised difference gives two counts back.

Of a control that firms have or have not, the difference of the shares in standard deviations and the
sizes of the groups leave one pair of counts. So each difference counts as showing both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.controls import source_of
from alianzas.survey.disclosure.sample_cells import Characteristic, SampleCells
from alianzas.survey.income.income_checks import EXAMINED
from alianzas.survey.income.samples import GROUP_FIRMS, Firms, Sample, compare, compared_groups
from alianzas.survey.questionnaire import ALLIED, INDEPENDENT, Questionnaire
from field_statistics.joint_suppression import CountTables


def examined_samples(
    firms: Firms, questionnaire: Questionnaire, settings: SurveySettings
) -> dict[str, Sample]:
    """Return the comparisons whose balance is shown."""
    compared = compared_groups(settings, questionnaire)
    found = {group: compare(firms, group, settings) for group in EXAMINED if group in compared}
    return {group: sample for group, sample in found.items() if isinstance(sample, Sample)}


def add_comparisons(
    tables: CountTables,
    firms: Firms,
    samples: Mapping[str, Sample],
    sample_cells: SampleCells,
    characteristics: Mapping[str, tuple[Characteristic, str | None]],
    groups: Mapping[str, pd.Series[bool]],
    questionnaire: Questionnaire,
) -> None:
    """Add the cells of the comparisons ``samples`` to ``tables``, as parts of those of the sample.

    ``characteristics``: by name, and the variable that each is the answer to.
    """
    arms = {INDEPENDENT: firms.members[INDEPENDENT]}
    arms |= {name: firms.members[name] for name in samples}
    inside = [name for name in groups if name not in ("all", INDEPENDENT)]
    binary = {
        source: given
        for source in firms.controls
        if (given := firms.controls[source].dropna()).nunique() <= 2 or source in firms.categories
    }
    for control in binary:
        values = firms.controls[control]
        answers = sorted(values[firms.complete].dropna().unique(), key=str)
        cells: dict[tuple[str, Any], int] = {}
        for arm, members in arms.items():
            for answer in answers:
                cells[arm, answer] = tables.cell(int((members & (values == answer)).sum()))
            tables.sums_to([cells[arm, answer] for answer in answers], int(members.sum()))
        _inside_allied(tables, cells, list(arms), answers)
        asked = source_of(str(control), questionnaire)
        for one, variable in characteristics.values():
            if variable is not None and variable == asked:
                full = {answer: _category(one, values == answer) for answer in answers}
                for arm, of in ((INDEPENDENT, [INDEPENDENT]), (ALLIED, inside)):
                    if arm in arms and all(g in groups for g in of):
                        _part_of_sample(tables, cells, arm, full, one.name, of, sample_cells)
        for group, sample in samples.items():
            _show(tables, group, sample, str(control), values, cells)


def _category(one: Characteristic, having: pd.Series[bool]) -> str | None:
    """Return the category of the sample that firms with an answer are in."""
    found = [name for name, firms in one.members.items() if (firms & having).any()]
    return found[0] if len(found) == 1 else None


def _inside_allied(
    tables: CountTables, cells: Mapping[tuple[str, Any], int], arms: list[str], answers: list[Any]
) -> None:
    """Say that the firms of a group in an alliance are among all that are in one."""
    if ALLIED not in arms:
        return
    for arm in arms:
        if arm in (ALLIED, INDEPENDENT):
            continue
        for answer in answers:
            whole, part = cells[ALLIED, answer], cells[arm, answer]
            rest = tables.cell(tables.counts[whole] - tables.counts[part])
            tables.sums_to([part, rest], 0, minus=[whole])


def _part_of_sample(
    tables: CountTables,
    cells: Mapping[tuple[str, Any], int],
    arm: str,
    full: Mapping[Any, str | None],
    name: str,
    groups: list[str],
    sample_cells: SampleCells,
) -> None:
    """Say that the firms compared are among those of the sample; the others gave no income."""
    for answer, category in full.items():
        if category is None:
            continue
        whole = [sample_cells.cells[name, category, group] for group in groups]
        missing = sum(tables.counts[k] for k in whole) - tables.counts[cells[arm, answer]]
        left = tables.cell(missing, "free")
        tables.sums_to([cells[arm, answer], left], 0, minus=whole)


def _show(
    tables: CountTables,
    group: str,
    sample: Sample,
    control: str,
    values: pd.Series[Any],
    cells: Mapping[tuple[str, Any], int],
) -> None:
    """Say what the balance of a comparison shows of a control."""
    given = values.reindex(pd.Index(sample.rows)).to_numpy()
    for column, source, covariate in zip(
        sample.columns, sample.sources, sample.covariates.T, strict=True
    ):
        if source != control or not set(np.unique(covariate)) <= {0.0, 1.0}:
            continue
        answers = list(dict.fromkeys(given[covariate == 1]))
        shown = []
        for arm in (group, INDEPENDENT):
            its = [cells[arm, answer] for answer in answers]
            if len(its) == 1:
                tables.known_at_least(its[0], GROUP_FIRMS if column != source else 0)
            else:
                whole = tables.cell(sum(tables.counts[k] for k in its))
                tables.sums_to(its, 0, minus=[whole])
                its = [whole]
            size = int((sample.treated == (arm == group)).sum())
            others = tables.cell(size - tables.counts[its[0]])
            tables.sums_to([its[0], others], size)
            shown += [its[0], others]
        tables.show("/".join(("balance", group, column)), shown)
