"""The plan: what is not shown, over all tables, figures' data, facts and cards of a study.

Names, each of what is shown or hidden as one:

``sample/<characteristic>/<category>/<group>``
    a number of firms and its share, in the table of the sample and in facts
``weights/<question>/<answer>``
    a number of firms in the table of the margins
``balance/<group>/<covariate>``
    the differences of a control that firms have or have not, in the balance of a comparison
``contrast/<benefit>/<model>``
    how much more often a model's firms name a benefit
``difference/<model>``
    how much more the incomes of a model's firms grew, before adjustment
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.characteristics import characteristics, group_columns
from alianzas.survey.disclosure.contrast_cells import add_contrasts
from alianzas.survey.disclosure.hidden import Hidden
from alianzas.survey.disclosure.sample_cells import (
    TOTAL_COST,
    Characteristic,
    SampleCells,
    add_sample,
)
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.scores import allied_firms
from alianzas.survey.scoring import variables_frame
from field_statistics.joint_suppression import CountTables

if TYPE_CHECKING:
    import pandas as pd


def plan_disclosure(
    answers: pd.DataFrame,
    scores: pd.DataFrame | None,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    needed: Collection[str] = (),
) -> Hidden:
    """Return what is not shown of the firms' numbers.

    Parameters
    ----------
    answers : DataFrame
        A row per firm and a column per question.
    scores : DataFrame or None
        As :func:`alianzas.survey.scores.score_scales` returns them; without them, and where the study
        compares no incomes, there are no comparisons.
    questionnaire, settings
        With the defaults filled in (:func:`alianzas.survey.survey_setup.with_defaults`).
    needed : collection of str
        Keys of facts that propositions and claims are judged by: given up last.

    Returns
    -------
    Hidden
        So that of every small number neither 0 nor ``settings.small_cell`` can be ruled out by all that
        is shown.
    """
    tables, initial = count_tables(answers, scores, questionnaire, settings, needed)
    hidden = tables.hide(settings.small_cell, initial)
    return Hidden(hidden | _differences(scores, questionnaire, settings))


def count_tables(
    answers: pd.DataFrame,
    scores: pd.DataFrame | None,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    needed: Collection[str] = (),
) -> tuple[CountTables, frozenset[str]]:
    """Return the cells of all that counts firms, and what each table hides by itself."""
    frame = variables_frame(answers, questionnaire, settings.scales.minimum_answered)
    groups = {name: firms for name, (firms, _) in group_columns(frame, questionnaire).items()}
    found = sample_characteristics(frame, questionnaire, settings)
    tables = CountTables()
    cells = add_sample(tables, list(found.values()), groups, settings.small_cell)
    asked = {name: questionnaire.role(name) for name in found}
    _add_margins(tables, frame, found, asked, cells, settings)
    allied = frame[allied_firms(frame, questionnaire)]
    add_contrasts(tables, allied, questionnaire, settings.small_cell, needed)
    if scores is not None and settings.income is not None:
        from alianzas.survey.disclosure.comparison_cells import add_comparisons, examined_samples
        from alianzas.survey.income.samples import gather

        firms = gather(scores, questionnaire, settings)
        samples = examined_samples(firms, questionnaire, settings)
        both = {name: (one, asked[name]) for name, one in found.items()}
        add_comparisons(tables, firms, samples, cells, both, groups, questionnaire)
    return tables, cells.hidden


def sample_characteristics(
    frame: pd.DataFrame, questionnaire: Questionnaire, settings: SurveySettings
) -> dict[str, Characteristic]:
    """Return who is in each category of each characteristic; those of nobody are left out."""
    found = {}
    for name, (values, categories) in characteristics(frame, questionnaire, settings).items():
        members = {category: values == category for category in categories}
        members["survey.not_answered"] = values.isna()
        some = {category: firms for category, firms in members.items() if firms.any()}
        found[name] = Characteristic(name, some)
    return found


def _add_margins(
    tables: CountTables,
    frame: pd.DataFrame,
    found: Mapping[str, Characteristic],
    asked: Mapping[str, str | None],
    cells: SampleCells,
    settings: SurveySettings,
) -> None:
    """Add the numbers of firms in the table of the margins that weights are raked to."""
    for question, margin in settings.weighting.margins.items():
        names = [name for name, variable in asked.items() if variable == question]
        its = []
        for answer in margin.shares:
            having = frame[question] == answer
            same = [
                cells.cells[name, category, "all"]
                for name in names
                for category, firms in found[name].members.items()
                if having.any() and (firms == having).all()
            ]
            its += same[:1] or [tables.cell(int(having.sum()))]
            tables.show("/".join(("weights", question, answer)), its[-1:], TOTAL_COST)
        if not names:
            tables.sums_to(its, sum(tables.counts[k] for k in its))


def _differences(
    scores: pd.DataFrame | None, questionnaire: Questionnaire, settings: SurveySettings
) -> frozenset[str]:
    """Return the unadjusted difference of a model that would give back that of a few firms left over.

    The mean growth of all allied firms is that of each model's firms, weighted by their numbers, and of
    the firms in no model that is compared. Where these are few, the difference of one model is hidden:
    the one with fewest firms.
    """
    if scores is None or settings.income is None or not settings.income_plan.models:
        return frozenset()
    from alianzas.survey.income.samples import Sample, compare, gather
    from alianzas.survey.questionnaire import ALLIED

    firms = gather(scores, questionnaire, settings)
    models = list(settings.income_plan.models)
    sizes = {name: int(firms.members[name].sum()) for name in models}
    left = int(firms.members[ALLIED].sum()) - sum(sizes.values())
    shown = [
        name for name in (ALLIED, *models) if isinstance(compare(firms, name, settings), Sample)
    ]
    if not 0 < left < settings.small_cell or len(shown) <= len(models):
        return frozenset()
    fewest = min(models, key=lambda name: (sizes[name], name))
    return frozenset(["/".join(("difference", fewest))])
