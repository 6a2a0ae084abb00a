"""Who is compared with whom: the firms of a group and the independent ones, as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.controls import control_values, is_category
from alianzas.survey.limitation import Limitation
from alianzas.survey.questionnaire import ALLIED, INDEPENDENT, Questionnaire
from alianzas.survey.scores import (
    OTHER_ALLIED,
    WELL_STRUCTURED,
    allied_firms,
    reference_firms,
)
from alianzas.survey.weights.weighted_firms import WEIGHT
from field_statistics.treatment_effects.treatment_groups import Groups

if TYPE_CHECKING:
    import pandas as pd

    from field_statistics.treatment_effects.propensity import Array

#: Answers of fewer firms are merged: a firm alone in its sector tells us nothing.
SECTOR_FIRMS = 5
#: So are answers with fewer firms in one of the two groups, which have no one to compare with.
GROUP_FIRMS = 3


@dataclass(frozen=True)
class Sample:
    """The firms of ``group`` and the independent ones that answered every question needed.

    ``outcome``: log growth of income (n); ``treated``: 1 in the group, 0 independent;
    ``covariates``: n × k, named by ``columns``; ``weights``: survey weights (n); ``rows``: labels
    of the firms in the scores; ``remarks``: sectors that had to be merged; ``baseline``: log income of
    the base year (n); ``sources``: the control behind each column.
    """

    group: str
    outcome: Array
    treated: Array
    covariates: Array
    weights: Array
    columns: Sequence[str]
    rows: Sequence[object]
    remarks: Sequence[Limitation]
    baseline: Array | None = None
    sources: Sequence[str] = ()

    @property
    def n(self) -> int:
        """The number of firms."""
        return len(self.outcome)

    @cached_property
    def groups(self) -> Groups:
        """The firms as the estimators take them, cached so that propensities are fitted once."""
        return Groups.of(self.treated, self.covariates, self.weights)


@dataclass(frozen=True)
class Firms:
    """All firms with what the comparisons need.

    ``growth``: log of last over base income; ``controls``: those that vary; ``members``: group →
    its complete rows; ``complete``: rows with growth and all controls; ``remarks``: controls that
    had to be dropped; ``baseline``: log of base income; ``groups``: those compared, with
    their classification; ``categories``: controls whose answers have no order.
    """

    growth: pd.Series[float]
    controls: pd.DataFrame
    weights: pd.Series[float]
    members: Mapping[str, pd.Series[bool]]
    complete: pd.Series[bool]
    remarks: Sequence[Limitation]
    baseline: pd.Series[float]
    groups: Mapping[str, str]
    categories: Sequence[str]


def compared_groups(settings: SurveySettings, questionnaire: Questionnaire) -> dict[str, str]:
    """Return the groups compared with the reference, each with its classification.

    ``all``: every firm outside the reference group; ``structure``: by what makes an alliance well
    structured; ``groups``: each answer to the group question, where several are compared with the
    reference; ``models``: answers to the question with the role ``model``.
    """
    groups = {ALLIED: "all"}
    if settings.well_structured is not None:
        groups |= {WELL_STRUCTURED: "structure", OTHER_ALLIED: "structure"}
    others = other_answers(questionnaire)
    if len(others) > 1:
        groups |= {group_name(code): "groups" for code in others}
    return groups | dict.fromkeys(settings.income_plan.models, "models")


def other_answers(questionnaire: Questionnaire) -> list[str]:
    """Return the answers to the group question besides the reference."""
    group = questionnaire.group
    assert group is not None
    answers = questionnaire.variables[group.question].answers
    return [code for code in answers if code != group.reference]


def group_name(code: str) -> str:
    """Return the name, in facts and tables, of the firms with an answer to the group question."""
    return f"group_{code.lower()}"


def main_group(groups: Iterable[str]) -> str:
    """Return the group whose growth is a finding: well-structured alliances, else all allied firms."""
    return WELL_STRUCTURED if WELL_STRUCTURED in groups else ALLIED


def few_of(group: str) -> str:
    """Return the code of the limitation that a group has too few firms."""
    return "few_in_group" if group.startswith("group_") else f"few_{group}"


def group_label(group: str) -> str:
    """Return the label key of a group; a collaboration model has the questionnaire's label."""
    known = (ALLIED, INDEPENDENT, WELL_STRUCTURED, OTHER_ALLIED)
    if group in known or group.startswith("group_"):
        return f"survey.group.{group}"
    return f"survey.answer.model.{group}"


def gather(scores: pd.DataFrame, questionnaire: Questionnaire, settings: SurveySettings) -> Firms:
    """Return growth, controls and groups of the firms.

    ``scores``: one row per firm with a column per variable, its group and, where the survey is
    weighted, its weights. Firms without an income above zero in both years have no log growth.
    """
    import pandas as pd

    before, after = income_logs(scores, questionnaire)
    growth = after - before
    controls, remarks = _controls(scores, growth.notna(), questionnaire, settings)
    complete = growth.notna() & controls.notna().all(axis=1)
    inside = allied_firms(scores, questionnaire)
    members = {
        ALLIED: complete & inside,
        INDEPENDENT: complete & reference_firms(scores, questionnaire),
    }
    if settings.well_structured is not None:
        group = scores["group"]
        members |= {name: complete & (group == name) for name in (WELL_STRUCTURED, OTHER_ALLIED)}
    asked = questionnaire.group
    assert asked is not None
    others = other_answers(questionnaire)
    if len(others) > 1:
        for code in others:
            members[group_name(code)] = complete & (scores[asked.question] == code)
    role = questionnaire.role("model")
    nothing = pd.Series(None, scores.index, dtype=object)
    model = nothing if role is None or role not in scores else scores[role]
    for name in settings.income_plan.models:
        members[name] = complete & inside & (model == name)
    ones = pd.Series(1.0, scores.index)
    weights = scores[WEIGHT].astype(float) if WEIGHT in scores else ones
    groups = compared_groups(settings, questionnaire)
    categories = [str(n) for n in controls if is_category(str(n), questionnaire)]
    return Firms(growth, controls, weights, members, complete, remarks, before, groups, categories)


def income_logs(
    scores: pd.DataFrame, questionnaire: Questionnaire
) -> tuple[pd.Series[float], pd.Series[float]]:
    """Return the logs of the incomes of the base year and of the last; missing unless above zero."""
    import numpy as np

    found = []
    for role in ("income_before", "income_after"):
        name = questionnaire.role(role)
        assert name is not None
        incomes = scores[name]
        found.append(incomes.where(incomes > 0).map(np.log))
    return found[0], found[1]


def compare(firms: Firms, group: str, settings: SurveySettings) -> Sample | Limitation:
    """Return the firms of ``group`` and the independent ones, or why they cannot be compared."""
    import numpy as np

    for name in (INDEPENDENT, group):
        n = int(firms.members[name].sum())
        if n < settings.minimum.per_group:
            numbers = {"n": n, "needed": settings.minimum.per_group}
            if name in settings.income_plan.models:
                return Limitation("few_in_model", numbers, [group_label(name)])
            return Limitation(few_of(name), numbers)
    rows = firms.members[group] | firms.members[INDEPENDENT]
    controls = firms.controls[rows]
    remarks: list[Limitation] = []
    treated = firms.members[group][rows].astype(float)
    sources = {str(name): str(name) for name in controls}
    for name in firms.categories:
        controls, merged = _answers(name, controls, treated)
        remarks += merged
        sources |= {str(c): name for c in controls if str(c) not in sources}
    controls = controls.loc[:, controls.nunique() > 1]
    # Besides the controls, the group and the constant have a coefficient each.
    needed = settings.minimum.per_coefficient * (controls.shape[1] + 2)
    if len(controls) < needed:
        return Limitation("few_answers", {"n": len(controls), "needed": needed})
    return Sample(
        group,
        np.asarray(firms.growth[rows], dtype=np.float64),
        np.asarray(treated, dtype=np.float64),
        np.asarray(controls, dtype=np.float64),
        np.asarray(firms.weights[rows], dtype=np.float64),
        [str(name) for name in controls],
        list(controls.index),
        remarks,
        np.asarray(firms.baseline[rows], dtype=np.float64),
        [sources[str(name)] for name in controls],
    )


def _controls(
    scores: pd.DataFrame,
    known_growth: pd.Series[bool],
    questionnaire: Questionnaire,
    settings: SurveySettings,
) -> tuple[pd.DataFrame, list[Limitation]]:
    """Return the controls that vary, and a remark on those that do not."""
    import pandas as pd

    wanted = [str(name) for name in settings.income_plan.controls or []]
    known = control_values(wanted, scores, questionnaire, settings.income_plan.last_year)
    held = [name for name in wanted if known[name][known_growth].nunique() > 1]
    flat = [f"survey.control.{name}" for name in wanted if name not in held]
    remarks = [Limitation("controls_dropped", names=flat)] if flat else []
    return pd.DataFrame({name: known[name] for name in held}, index=scores.index), remarks


def _answers(
    control: str, controls: pd.DataFrame, treated: pd.Series[float]
) -> tuple[pd.DataFrame, list[Limitation]]:
    """Return the controls with a category as 0/1 columns, the most frequent answer as the reference.

    Answers of few firms are merged into one; if that is still too small, it joins the reference.
    """
    given = controls[control]

    def scarce(n: int, inside: int) -> bool:
        return n < SECTOR_FIRMS or min(inside, n - inside) < GROUP_FIRMS

    counts = given.value_counts().sort_index(kind="stable")
    inside = given[treated == 1].value_counts().reindex(counts.index, fill_value=0)
    few = [scarce(n, within) for n, within in zip(counts, inside, strict=True)]
    rare = list(counts.index[few])
    common = counts.drop(rare).sort_values(ascending=False, kind="stable")
    joined = scarce(int(counts[few].sum()), int(inside[few].sum()))
    dummies = controls.drop(columns=control)
    for name in sorted(common.index[1:]):
        dummies[f"{control}_{name}"] = (given == name).astype(float)
    if len(common) and rare and not joined:
        dummies[f"{control}_rare"] = given.isin(rare).astype(float)
    if not rare:
        return dummies, []
    numbers = {"fewest": SECTOR_FIRMS, "group": GROUP_FIRMS}
    of_sector = control == "sector"
    stem = "survey.answer.sector." if of_sector else f"survey.value.{control}."
    code = "with_largest" if joined else "together"
    kind = "sectors" if of_sector else "answers"
    return dummies, [Limitation(f"{kind}_{code}", numbers, [f"{stem}{name}" for name in rare])]
