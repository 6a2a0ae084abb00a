"""Simulated groups of firms, and facts about their alliances."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alianzas.config.simulation_settings import Alliances, SurveySimulation
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.simulation.picking import name_several, pick

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def draw_groups(
    truth: SurveySimulation,
    questionnaire: Questionnaire,
    log_employees: Array,
    exports: Any,
    rng: np.random.Generator,
) -> tuple[dict[str, Any], Any]:
    """Return the groups of the firms by question, and who is in any but the reference."""
    import numpy as np

    plan, n, group = _plan(truth), truth.firms, questionnaire.group
    tendency = (
        plan.by_log_employees * log_employees + plan.by_exports * exports + rng.logistic(size=n)
    )
    allied = np.zeros(n, dtype=bool)
    allied[np.argsort(-tendency, kind="stable")[: round(plan.share * n)]] = True
    if group is None:
        return {}, allied
    others = list(questionnaire.variable(group.question).answers)[1:]
    codes: Any = others[0]
    if plan.groups or len(others) > 1:
        codes = pick(plan.groups or dict.fromkeys(others, 1.0), n, rng)
    return {group.question: np.where(allied, codes, group.reference)}, allied


def _plan(truth: SurveySimulation) -> Alliances:
    """Return the parameters of the alliances; who asks knows that there are some."""
    assert truth.alliances is not None
    return truth.alliances


def draw_alliance_facts(
    truth: SurveySimulation,
    questionnaire: Questionnaire,
    traits: dict[str, Array],
    rng: np.random.Generator,
) -> dict[str, Any]:
    """Draw model, form, benefits and challenges of an alliance for every firm, as far as asked."""
    plan, n, role = _plan(truth), truth.firms, questionnaire.role
    facts: dict[str, Any] = {}
    if plan.models and (question := role("model")) is not None:
        facts[question] = pick(plan.models, n, rng)
    if plan.forms and questionnaire.asks("form"):
        facts["form"] = _forms(plan, traits, n, rng)
    for name, chances in (("benefits", plan.benefits), ("challenges", plan.challenges)):
        question = role(name)
        if chances and question is not None:
            codes = questionnaire.codes(question)
            none = "none" if "none" in codes and "none" not in chances else None
            facts[question] = name_several(chances, n, none, rng)
    return facts


def _forms(plan: Alliances, traits: dict[str, Array], n: int, rng: np.random.Generator) -> Any:
    """Return the forms of the alliances, the more formal the higher the construct they go with."""
    import numpy as np

    if plan.forms_by is None:
        return pick(plan.forms, n, rng)
    shares = np.array(list(plan.forms.values()))
    limits = np.cumsum(shares / shares.sum())[:-1] * n
    rank = np.argsort(np.argsort(traits[plan.forms_by])) + 0.5
    return np.array(list(plan.forms), dtype=object)[np.searchsorted(limits, rank)]
