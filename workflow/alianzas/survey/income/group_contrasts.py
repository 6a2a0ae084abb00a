"""Do the kinds of alliance differ from each other? The direct contrasts of groups of allied firms.

Each group is set against the independent firms by itself. That one of two such differences is clear
and the other is not does not show that the groups differ (Gelman and Stern, 2006): this model holds
all of them and tests it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.income.income_comparison import as_proportion
from alianzas.survey.income.samples import Firms, Sample, compare, group_label
from alianzas.survey.limitation import Limitation
from alianzas.survey.questionnaire import ALLIED
from alianzas.survey.scores import OTHER_ALLIED, WELL_STRUCTURED
from field_statistics.regression import Estimate, JointTest, Regression, regress_hc3

#: The two groups by the structure of the alliance.
STRUCTURE = (WELL_STRUCTURED, OTHER_ALLIED)


@dataclass(frozen=True)
class GroupContrasts:
    """The groups of one classification in one model with the independent firms.

    ``difference``: (1 + growth) of the first group over that of the second, minus one, of two
    groups; ``log`` the same in log points; ``test``: that all groups grew alike. None with a
    ``limitation``. ``groups``: those in the model.
    """

    groups: Sequence[str]
    difference: Estimate | None = None
    log: Estimate | None = None
    test: JointTest | None = None
    residual_df: int | None = None
    limitation: Limitation | None = None


def contrasts(
    firms: Firms, settings: SurveySettings, confidence: float
) -> dict[str, GroupContrasts]:
    """Return the contrasts that the study makes, by classification: structure, groups, models."""
    found = {}
    for kind in ("structure", "groups", "models"):
        groups = [name for name, of in firms.groups.items() if of == kind]
        if groups:
            found[kind] = contrast_groups(firms, groups, settings, confidence)
    return found


def contrast_groups(
    firms: Firms, groups: Sequence[str], settings: SurveySettings, confidence: float
) -> GroupContrasts:
    """Compare ``groups`` of allied firms with each other, with the controls of the main model.

    Groups with fewer than ``minimum.per_group`` firms are left out; two must remain. Allied firms
    of no group are not in the model.
    """
    sizes = {name: int(firms.members[name].sum()) for name in groups if name in firms.members}
    needed = settings.minimum.per_group
    enough = [name for name, n in sizes.items() if n >= needed]
    if len(enough) < 2:
        short = [name for name in groups if name not in enough]
        numbers = {"n": min(sizes.values(), default=0), "needed": needed}
        names = [group_label(name) for name in short]
        return GroupContrasts(enough, limitation=Limitation("few_in_groups", numbers, names))
    sample = compare(firms, ALLIED, settings)
    if isinstance(sample, Limitation):
        return GroupContrasts(enough, limitation=sample)
    fitted = _fit(firms, sample, enough, settings, confidence)
    if isinstance(fitted, Limitation):
        return GroupContrasts(enough, limitation=fitted)
    log = fitted.difference(enough[0], enough[1]) if len(enough) == 2 else None
    return GroupContrasts(
        enough,
        None if log is None else as_proportion(log),
        log,
        fitted.equality(enough),
        fitted.residual_df,
    )


def _fit(
    firms: Firms,
    sample: Sample,
    groups: Sequence[str],
    settings: SurveySettings,
    confidence: float,
) -> Regression | Limitation:
    """Regress growth on the groups and the controls, over their firms and the independent ones."""
    import numpy as np
    import pandas as pd

    design = pd.DataFrame(
        {name: firms.members[name].reindex(list(sample.rows)).astype(float) for name in groups}
    )
    controls = pd.DataFrame(sample.covariates, index=design.index, columns=list(sample.columns))
    design = design.join(controls.add_prefix("control_"))
    inside = (np.asarray(sample.treated) == 0) | (design[list(groups)].sum(axis=1) > 0).to_numpy()
    design = design[inside]
    design = design.loc[:, design.nunique() > 1]
    outcome = pd.Series(sample.outcome[inside], index=design.index)
    needed = settings.minimum.per_coefficient * (design.shape[1] + 1)
    if len(design) < needed:
        return Limitation("few_answers", {"n": len(design), "needed": needed})
    if outcome.std() <= 1e-12:
        return Limitation("no_variance")
    return regress_hc3(outcome, design, confidence, sample.weights[inside])
