"""The generator's parameters fitted to a study's answers, where these were not simulated.

The recovery study then draws data sets like the study's: with as many firms, items with the same
means, spreads, loadings and correlations, and similar incomes and gaps. Only the effects are
those of its worlds.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from alianzas.config.simulation_settings import (
    Alliances,
    Construct,
    Fieldwork,
    Firms,
    IncomeTruth,
    Missing,
    Pair,
    SurveySimulation,
)
from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.limitation import Limitation
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.reliability import cronbach_alpha
from alianzas.survey.robustness.true_values import steps
from alianzas.survey.scores import allied_firms
from alianzas.survey.scoring import recoded
from alianzas.survey.variables import coded
from field_statistics.treatment_effects.propensity import fit_propensity

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

#: Bounds of the fitted values, within which the generator works.
_LOADING, _CORRELATION, _SPREAD = (0.3, 0.95), 0.9, 0.3
#: Reliability taken for a construct of one item, which its answers do not tell.
_SINGLE = 0.8
#: Smallest eigenvalue allowed in the traits' correlation matrix.
_DEFINITE = 0.05


def fitted_parameters(
    answers: pd.DataFrame,
    scores: pd.DataFrame,
    settings: SurveySettings,
    questionnaire: Questionnaire,
) -> SurveySimulation | Limitation:
    """Return parameters with which the generator draws answers like these.

    ``answers`` and ``scores``: one row per firm. Loadings come from the items' mean correlation,
    correlations of traits from those of scores, corrected for their reliability. Returns a
    Limitation where there are too few firms, or a scale carries no information.
    """
    asked = questionnaire.asked_items(answers)
    allied = answers[asked]
    needed = settings.minimum.per_group
    if questionnaire.constructs and len(allied) < needed:
        return Limitation("few_allied", {"n": len(allied), "needed": needed})
    constructs: dict[str, Construct] = {}
    alphas: dict[str, float] = {}
    gaps: list[float] = []
    for name in questionnaire.constructs:
        items = recoded(allied, questionnaire, name)
        gaps.append(float(items.isna().to_numpy().mean()))
        complete = items.dropna()
        alpha = cronbach_alpha(complete) if items.shape[1] > 1 else _SINGLE
        if len(complete) < needed or alpha is None or not alpha > 0:
            return Limitation("no_fitted_world", names=[f"survey.the.{name}"])
        points = questionnaire.points(questionnaire.items(name)[0])
        constructs[name] = _construct(complete, alpha, points)
        alphas[name] = alpha
    outcome = None if settings.drivers is None else settings.drivers.outcome
    drivers = [name for name in constructs if name != outcome]
    income, growth_missing = None, 0.0
    if settings.income is not None:
        income, growth_missing = _income(scores, questionnaire)
        if income is None:
            return Limitation("no_incomes")
    return SurveySimulation(
        seed=0,
        firms=len(answers),
        fieldwork=Fieldwork(first_day=date(2000, 1, 1), days=1, utc_offset="+00:00"),
        form_version="fitted",
        firm_facts=_facts(scores, questionnaire),
        alliances=_alliances(scores, questionnaire),
        constructs=constructs,
        correlation=0.0,
        pairs=_pairs(scores[asked], drivers, alphas),
        drivers={},
        income=income,
        missing=Missing(items=sum(gaps) / max(len(gaps), 1), income=growth_missing),
    )


def _construct(items: pd.DataFrame, alpha: float, points: tuple[int, int]) -> Construct:
    """Return how a construct is reflected in its items, such that drawn answers have this alpha.

    An answer on few points correlates less than the variable it is rounded from, so the loading is
    found by search.
    """
    import numpy as np

    k = items.shape[1]
    between = (
        alpha if k == 1 else alpha / (k - alpha * (k - 1))
    )  # the mean inter-item correlation that gives this alpha
    found = Construct(
        mean=float(items.to_numpy().mean()),
        spread=max(float(items.std().mean()), _SPREAD),
        loading=_LOADING[0],
    )
    series, variance = steps(found, points)
    powers = np.arange(1, len(series) + 1)
    low, high = _LOADING
    for _ in range(40):
        middle = (low + high) / 2
        enough = float((middle ** (2 * powers) * series**2).sum()) / variance >= between
        low, high = (low, middle) if enough else (middle, high)
    return found.model_copy(update={"loading": (low + high) / 2})


def _pairs(scores: pd.DataFrame, drivers: Sequence[str], alphas: dict[str, float]) -> list[Pair]:
    """Return the correlations of all traits, shrunk towards zero until they are compatible."""
    import numpy as np

    values = scores[list(drivers)].corr(min_periods=3).to_numpy(copy=True)
    root = np.sqrt([alphas[name] for name in drivers])
    values = np.clip(np.nan_to_num(values / np.outer(root, root)), -_CORRELATION, _CORRELATION)
    np.fill_diagonal(values, 0.0)
    least = float(np.linalg.eigvalsh(values)[0]) if len(values) else 0.0
    if least < _DEFINITE - 1:
        values *= (_DEFINITE - 1) / least
    return [
        Pair(between=(drivers[i], drivers[j]), correlation=float(values[i, j]))
        for i in range(len(drivers))
        for j in range(i)
    ]


def _shares(values: Any) -> dict[str, float]:
    """Return the share of each answer."""
    counts = values.dropna().value_counts(normalize=True).sort_index()
    return {str(name): float(share) for name, share in counts.items()}


def _facts(scores: pd.DataFrame, questionnaire: Questionnaire) -> Firms:
    """Return the distributions of the firms' characteristics, as far as they are asked."""
    import numpy as np

    found: dict[str, Any] = {}
    for name, role in (("sectors", "sector"), ("regions", "region")):
        if (question := questionnaire.role(role)) is not None:
            found[name] = _shares(scores[question]) or {questionnaire.codes(question)[0]: 1.0}
    if (question := questionnaire.role("employees")) is not None:
        employees = scores[question].dropna()
        employees = employees[employees > 0]
        if len(employees):
            found["employees_median"] = float(employees.median())
            found["employees_spread"] = float(np.log(employees).std(ddof=0))
            found["employees_range"] = (int(employees.min()), int(employees.max()))
        else:
            found["employees_median"], found["employees_range"] = 1.0, (1, 1)
    if (question := questionnaire.role("founded")) is not None:
        founded = scores[question].dropna()
        known = len(founded) > 0
        found["founded"] = (int(founded.min()), int(founded.max())) if known else (2000, 2000)
    exports = _exports(scores, questionnaire)
    if exports is not None:
        found["exports"] = float(exports.mean()) if exports.notna().any() else 0.0
    return Firms.model_validate(found)


def _exports(scores: pd.DataFrame, questionnaire: Questionnaire) -> pd.Series[float] | None:
    """Return who exports, 1 or 0; None where it is not asked."""
    question = questionnaire.role("exports")
    if question is None:
        return None
    return coded(questionnaire.variable(question), scores).iloc[:, 0]


def _covariates(scores: pd.DataFrame, questionnaire: Questionnaire) -> Array:
    """Return log employees, as far as asked, and who exports, 0 where it is not known: n × 2."""
    import numpy as np

    n, size = len(scores), questionnaire.role("employees")
    columns = np.zeros((n, 2))
    if size is not None:
        employees = scores[size].to_numpy(float)
        columns[:, 0] = np.log(np.where(employees > 0, employees, np.nan))
    exports = _exports(scores, questionnaire)
    if exports is not None:
        columns[:, 1] = exports.fillna(0.0).to_numpy(float)
    return columns


def _alliances(scores: pd.DataFrame, questionnaire: Questionnaire) -> Alliances | None:
    """Return who is allied, as a logit on size and exports, and the shares of the models.

    None where there are no groups of firms, or they follow from other answers.
    """
    import numpy as np

    group = questionnaire.group
    if group is None or not questionnaire.asks(group.question):
        return None
    allied = np.asarray(allied_firms(scores, questionnaire), dtype=np.float64)
    covariates = _covariates(scores, questionnaire)
    varying = [k for k in range(2) if len(np.unique(covariates[:, k])) > 1]
    known = np.isfinite(covariates).all(axis=1)
    slopes = np.zeros(2)
    if varying and known.any() and 0 < allied[known].mean() < 1:
        fitted = fit_propensity(allied[known], covariates[known][:, varying])
        if fitted is not None:
            slopes[varying] = np.clip(fitted.coefficients[1:], -3, 3)
    answers = list(questionnaire.variable(group.question).answers)
    several = scores.loc[allied == 1, group.question] if len(answers) > 2 else None
    model = questionnaire.role("model")
    models = {} if model is None else _shares(scores[model]) or {questionnaire.codes(model)[0]: 1.0}
    return Alliances(
        share=float(allied.mean()),
        groups={} if several is None else _shares(several),
        by_log_employees=float(slopes[0]),
        by_exports=float(slopes[1]),
        models=models,
    )


def _income(scores: pd.DataFrame, questionnaire: Questionnaire) -> tuple[IncomeTruth | None, float]:
    """Return the model of incomes, and the share that is missing."""
    import numpy as np

    asked = [questionnaire.role(name) for name in ("income_before", "income_after")]
    incomes = scores[[name for name in asked if name is not None]]
    if incomes.shape[1] < 2:
        return None, 0.0
    logs = np.log(incomes.where(incomes > 0).to_numpy(float))
    size, exports = _covariates(scores, questionnaire).T
    known = np.isfinite(np.column_stack([logs, size])).all(axis=1)
    if known.sum() < 10:
        return None, 0.0
    size = size[known] - np.median(size[known])
    before, growth = logs[known, 0], logs[known, 1] - logs[known, 0]
    design = np.column_stack([np.ones(len(size)), size])
    level = np.linalg.lstsq(design, before, rcond=None)[0]
    design = np.column_stack([design, exports[known]])
    change = np.linalg.lstsq(design, growth, rcond=None)[0]
    truth = IncomeTruth(
        median=float(np.exp(level[0])),
        by_log_employees=float(level[1]),
        spread=float(np.std(before - design[:, :2] @ level)),
        rounding=1,
        growth=float(change[0]),
        exports=float(change[2]),
        growth_by_log_employees=float(change[1]),
        allied=0.0,
        well_structured=0.0,
        noise=float(np.std(growth - design @ change)),
    )
    return truth, float(incomes.isna().to_numpy().mean())
