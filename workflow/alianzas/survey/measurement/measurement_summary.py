"""The frames that report a measurement: one row per item, per scale, per model or per pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.config.measurement_settings import Measurement as Plan
from alianzas.survey.limitation import Limitation
from alianzas.survey.measurement.measuring import JOINT as ALL_SCALES
from alianzas.survey.measurement.measuring import Measurement
from field_statistics.measurement.composites import (
    average_variance_extracted,
    composite_reliability,
    omega,
)
from field_statistics.measurement.confirmatory import FactorModel
from field_statistics.measurement.fit_indices import Fit, ScaledFit, fit_indices, scaled_fit
from field_statistics.measurement.robust import Robust
from human_files.language.cuts import exceeds, reaches

if TYPE_CHECKING:
    import pandas as pd

#: The source of the loadings: the model of all scales, or one model per scale.
JOINT, EACH = "joint", "each"


def source_of_loadings(found: Measurement, plan: Plan) -> str:
    """Return JOINT if the model of all scales is proper and has enough firms, else EACH."""
    enough = reaches(found.firms_per_parameter, plan.adequate_firms)
    return JOINT if enough and isinstance(found.joint, FactorModel) else EACH


def loadings_frame(found: Measurement, plan: Plan, confidence: float) -> pd.DataFrame:
    """Return standardised loadings: construct, item, loading, loading_low, loading_high.

    One row per item of the usable constructs with a model; normal intervals by the delta method from
    the sandwich covariances, which need no normal answers.
    """
    import numpy as np
    import pandas as pd
    from scipy.special import ndtri

    reach = float(ndtri((1 + confidence) / 2))
    parts = []
    joint = source_of_loadings(found, plan) == JOINT
    for k, construct in enumerate(found.usable):
        places = [i for i, factor in enumerate(found.factor) if factor == k]
        model = found.joint if joint else found.scales[construct]
        if isinstance(model, Limitation):
            continue
        of_scale = places if joint else list(range(len(places)))
        robust = found.robust.get(ALL_SCALES if joint else construct)
        errors = (
            model.standardised_errors(robust.covariance)
            if robust is not None
            else np.full(len(model.loadings), np.nan)
        )
        value, error = model.standardised[of_scale], errors[of_scale]
        parts.append(
            pd.DataFrame(
                {
                    "construct": construct,
                    "item": [found.items[i] for i in places],
                    "loading": value,
                    "loading_low": value - reach * error,
                    "loading_high": value + reach * error,
                }
            )
        )
    columns = ["construct", "item", "loading", "loading_low", "loading_high"]
    empty = pd.DataFrame({name: np.array([], dtype=float) for name in columns})
    return pd.concat(parts, ignore_index=True) if parts else empty


def scales_frame(
    found: Measurement, loadings: pd.DataFrame, reliability: pd.DataFrame
) -> pd.DataFrame:
    """Return one row per construct: alpha, omega, composite_reliability, variance_extracted.

    ``loadings``: see :func:`loadings_frame`; ``reliability``: construct and alpha. Missing where
    there is no model.
    """
    import pandas as pd

    alphas = reliability.set_index("construct")["alpha"]
    rows = []
    for construct in found.constructs:
        own = loadings.loc[loadings["construct"] == construct, "loading"].to_numpy(dtype=float)
        model = found.scales[construct]
        rows.append(
            {
                "construct": construct,
                "alpha": alphas.get(construct),
                "omega": omega(model) if isinstance(model, FactorModel) else None,
                "composite_reliability": composite_reliability(own) if len(own) else None,
                "variance_extracted": average_variance_extracted(own) if len(own) else None,
            }
        )
    numbers = ["alpha", "omega", "composite_reliability", "variance_extracted"]
    return pd.DataFrame(rows).astype(dict.fromkeys(numbers, "float64"))


def fit_of(model: FactorModel | Limitation, confidence: float) -> Fit | None:
    """Return the fit of a model; None where there is no model or nothing left to test."""
    return fit_indices(model, confidence) if isinstance(model, FactorModel) else None


def scaled_fit_of(
    model: FactorModel | Limitation, robust: Robust | None, confidence: float
) -> ScaledFit | None:
    """Return the robust fit of a model; None where there is none."""
    if isinstance(model, Limitation) or robust is None:
        return None
    return scaled_fit(model, robust, confidence)


def pairs_frame(found: Measurement, scales: pd.DataFrame) -> pd.DataFrame:
    """Return one row per pair of constructs.

    Columns: first, second, correlation (of the factors), htmt, htmt_low, htmt_high, and
    ``distinct``: whether both AVEs exceed the squared correlation (Fornell and Larcker, 1981;
    None where unknown).
    """
    import pandas as pd

    latent = None if isinstance(found.joint, Limitation) else found.joint.correlations
    extracted = scales.set_index("construct")["variance_extracted"]
    ratios = None if isinstance(found.ratios, Limitation) else found.ratios
    place = {name: k for k, name in enumerate(found.usable)}
    rows = []
    for k, first in enumerate(found.constructs):
        for second in found.constructs[k + 1 :]:
            known = first in place and second in place
            at = (place[first], place[second]) if known else None
            r = float(latent[at]) if latent is not None and at is not None else None
            least = min(extracted[first], extracted[second])
            judged = r is not None and bool(pd.notna([extracted[first], extracted[second]]).all())
            row: dict[str, object] = {"first": first, "second": second, "correlation": r}
            if ratios is not None and at is not None:
                row |= {"htmt": ratios.values[at]}
                row |= {"htmt_low": ratios.low[at], "htmt_high": ratios.high[at]}
            row["distinct"] = exceeds(least, (r or 0.0) ** 2) if judged else None
            rows.append(row)
    columns = ["first", "second", "correlation", "htmt", "htmt_low", "htmt_high", "distinct"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype(dict.fromkeys(columns[2:6], "float64")).astype({"distinct": object})


def eigenvalue_frame(found: Measurement) -> pd.DataFrame:
    """Return each eigenvalue (number, observed, chance); no rows where nothing was explored."""
    import pandas as pd

    explored = found.exploration
    if isinstance(explored, Limitation):
        return pd.DataFrame({"number": [], "observed": [], "chance": []}, dtype=float)
    return pd.DataFrame(
        {
            "number": range(1, len(explored.observed) + 1),
            "observed": explored.observed,
            "chance": explored.chance,
        }
    )
