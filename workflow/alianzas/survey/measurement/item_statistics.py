"""Item statistics: how each item is answered, and how it relates to the rest of its scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.scoring import recoded

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("n", "mean", "sd", "skewness", "floor", "ceiling", "item_rest", "alpha_without")


def asked_items(answers: pd.DataFrame, questionnaire: Questionnaire) -> pd.DataFrame:
    """Return the answers to every item of the firms asked any, with reversed items recoded.

    One column per item, by construct in the questionnaire's order.
    """
    import pandas as pd

    asked = answers[questionnaire.asked_items(answers)]
    parts = [recoded(asked, questionnaire, name) for name in questionnaire.constructs]
    return pd.concat(parts, axis=1) if parts else pd.DataFrame(index=asked.index)


def item_statistics(items: pd.DataFrame, questionnaire: Questionnaire, fewest: int) -> pd.DataFrame:
    """Return one row per item, with the statistics in :data:`COLUMNS`.

    ``items``: see :func:`asked_items`. Columns: construct, item, n, mean, sd, skewness, floor and
    ceiling (shares of firms at the lowest and highest point), item_rest and alpha_without. The last two
    use the firms that answered every item of the scale, and are missing where these are fewer
    than ``fewest``.
    """
    import pandas as pd

    rows = []
    for construct in questionnaire.constructs:
        of_scale = questionnaire.items(construct)
        together = scale_statistics(items[[item.id for item in of_scale]].dropna(), fewest)
        for item in of_scale:
            given = items[item.id].dropna()
            low, high = questionnaire.points(item)
            rows.append(
                {
                    "construct": construct,
                    "item": item.id,
                    "n": len(given),
                    "mean": given.mean() if len(given) else None,
                    "sd": given.std() if len(given) > 1 else None,
                    "skewness": given.skew() if given.nunique() > 1 and len(given) > 2 else None,
                    "floor": (given == low).mean() if len(given) else None,
                    "ceiling": (given == high).mean() if len(given) else None,
                    **together.loc[item.id],
                }
            )
    return pd.DataFrame(rows).astype(dict.fromkeys(COLUMNS[1:], "float64"))


def scale_statistics(complete: pd.DataFrame, fewest: int = 2) -> pd.DataFrame:
    """Return each item's correlation with the rest of its scale, and alpha without the item.

    ``complete``: firms × items without gaps. ``item_rest``: correlation with the sum of the other
    items; ``alpha_without``: Cronbach's alpha of the others, missing for scales of two items.
    """
    import numpy as np
    import pandas as pd

    size = complete.shape[1]
    found = pd.DataFrame(
        np.nan, index=complete.columns, columns=["item_rest", "alpha_without"], dtype=float
    )
    if len(complete) < max(fewest, 2):
        return found
    covariance = np.cov(complete.to_numpy(dtype=float), rowvar=False)
    variances = covariance.diagonal()
    with_rest = covariance.sum(axis=1) - variances
    rest = covariance.sum() - 2 * with_rest - variances
    with np.errstate(divide="ignore", invalid="ignore"):
        found["item_rest"] = with_rest / np.sqrt(variances * rest)
        if size > 2:
            share = (variances.sum() - variances) / rest
            found["alpha_without"] = (size - 1) / (size - 2) * (1 - share)
    return found.where(np.isfinite(found) & (np.minimum(variances, rest) > 1e-12)[:, None])


def not_normal(items: pd.DataFrame, extreme: float, skewness: float) -> pd.Series[bool]:
    """Return which items pile up: at either end, above the share ``extreme``, or skewed beyond ±."""
    from human_files.language.cuts import exceeds

    piled = items[["floor", "ceiling"]].map(lambda share: exceeds(share, extreme)).any(axis=1)
    return piled | items["skewness"].map(lambda value: exceeds(abs(value), skewness))
