"""The data of each specification of the drivers: which firms are included, with which scores."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.drivers.driver_frame import in_model
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.robustness.firm_columns import Firms, control_columns, mean_answer
from alianzas.survey.robustness.specifications import Specification
from alianzas.survey.scoring import recoded, variables_frame
from alianzas.survey.variables import coded
from field_statistics.imputation import impute_items
from field_statistics.measurement.confirmatory import fit_factors
from field_statistics.measurement.incomplete_covariances import estimate_moments

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """One data set.

    ``outcome`` (n), ``scores`` (n × predictors), ``controls`` (n × q), and ``rows``, the
    positions of its firms among all firms.
    """

    outcome: Array
    scores: Array
    controls: Array
    rows: NDArray[np.int_]

    def part(self, rows: NDArray[np.int_]) -> Sample:
        """Return the data set restricted to some of its firms."""
        return Sample(self.outcome[rows], self.scores[rows], self.controls[rows], self.rows[rows])


@dataclass
class DriverData:
    """The samples of all specifications, built from the allied firms on demand.

    Reversed items are recoded before anything is computed from them.
    """

    firms: Firms
    settings: SurveySettings
    questionnaire: Questionnaire
    predictors: Sequence[str]
    seed: int
    _sets: dict[tuple[str, str], list[pd.DataFrame]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = [self.settings.driver_plan.outcome, *self.predictors]
        whole = variables_frame(
            self.firms.answers, self.questionnaire, self.settings.scales.minimum_answered
        )
        #: The firms asked, with all variables, including those with unusual response times.
        self.allied = whole[in_model(whole, names, self.questionnaire, self.settings)]
        #: The share of the questions behind the model that each of them left unanswered.
        self.gaps = self.items(self.allied).isna().mean(axis=1)

    @property
    def scales(self) -> dict[str, list[str]]:
        """The items of the outcome and of each predictor; the variable itself without any."""
        names = [self.settings.driver_plan.outcome, *self.predictors]
        return {
            name: [item.id for item in self.questionnaire.items(name)]
            if name in self.questionnaire.constructs
            else [name]
            for name in names
        }

    def items(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the items of these firms as numbers; items that nobody answered are left out."""
        import pandas as pd

        variables = self.questionnaire.variables
        parts = [
            recoded(rows, self.questionnaire, name)
            if name in self.questionnaire.constructs
            else coded(variables[name], rows)[[name]]
            for name in self.scales
        ]
        return pd.concat(parts, axis=1).dropna(axis=1, how="all")

    def samples(self, specification: Specification, controls: Sequence[str]) -> list[Sample]:
        """Return the data set of a specification, or several with different imputed values."""
        import numpy as np

        chosen = self.allied
        exclusion = specification["exclusion"]
        if exclusion != "all_paces":
            chosen = chosen[self.firms.kept[chosen.index]]
        if exclusion == "few_gaps":
            limit = self.settings.driver_choices.gaps
            chosen = chosen[(self.gaps[chosen.index] <= limit + 1e-9)]
        held, _ = control_columns(
            chosen, controls, self.questionnaire, self.settings.reference_year
        )
        found = []
        for items in self._filled(specification["missing"], exclusion == "all_paces"):
            there = items.loc[chosen.index]
            score = self.scores(there, specification["missing"])
            outcome = self._outcome(there, score, specification)
            columns = np.column_stack([score[name] for name in self.predictors])
            whole = ~np.isnan(np.column_stack([outcome, columns, held])).any(axis=1)
            place = chosen.index.to_numpy()[whole]
            found.append(Sample(outcome[whole], columns[whole], held[whole], place))
        return found

    def _filled(self, missing: str, wide: bool) -> list[pd.DataFrame]:
        """Return the items as answered, or several copies with missing answers imputed."""
        import numpy as np

        key = (missing if missing == "imputed" else "", str(wide))
        if key not in self._sets:
            rows = self.allied if wide else self.allied[self.firms.kept[self.allied.index]]
            items = self.items(rows)
            if missing == "imputed":
                scales = {
                    name: [item for item in members if item in items]
                    for name, members in self.scales.items()
                }
                rng = np.random.default_rng([self.seed, int(wide)])
                number = self.settings.robustness_plan.imputations
                self._sets[key] = impute_items(items, scales, number, rng)
            else:
                self._sets[key] = [items]
        return self._sets[key]

    def scores(self, items: pd.DataFrame, missing: str) -> dict[str, Array]:
        """Return the scale scores of firms by construct, NaN where too few items are answered."""
        least = 1.0 if missing == "complete" else self.settings.scales.minimum_answered
        scores = {}
        for name, members in self.scales.items():
            given = items[[item for item in members if item in items]].to_numpy(float)
            scores[name] = mean_answer(given, math.ceil(least * len(members) - 1e-9))
        return scores

    def _outcome(
        self, items: pd.DataFrame, scores: Mapping[str, Array], specification: Specification
    ) -> Array:
        """Return the outcome of a specification: mean, factor score or single item."""
        name = self.settings.driver_plan.outcome
        how = specification["outcome"]
        if how == "mean":
            return scores[name]
        members = [item for item in self.scales[name] if item in items]
        if how == "item":
            chosen = self.settings.driver_choices.item or self.scales[name][0]
            values: Array = items[chosen].to_numpy(float)
            return values
        return factor_scores(items[members].to_numpy(float), scores[name])


def factor_scores(items: Array, scores: Array) -> Array:
    """Return the scores of one factor: standardised items weighted as in Thomson (1939).

    Weights are loadings over error variances of the maximum-likelihood model, up to scale, applied
    to the items answered; NaN where ``scores`` (n) is missing, and throughout where there is no
    proper model.
    """
    import numpy as np

    nothing = np.full(len(items), np.nan)
    # Three more digits than a score is printed with.
    moments = estimate_moments(items, 1e-6)
    if moments is None:
        return nothing
    model = fit_factors(moments, [0] * items.shape[1])
    if model is None or not model.proper:
        return nothing
    loadings = model.standardised
    weights = loadings / (1 - loadings**2)
    standard = (items - np.nanmean(items, axis=0)) / np.nanstd(items, axis=0)
    there = ~np.isnan(standard)
    with np.errstate(all="ignore"):
        found = np.where(there, standard, 0) @ weights / (there @ weights)
    return np.where(np.isnan(scores), np.nan, found)
