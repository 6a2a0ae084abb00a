"""The measurement's words, and answers with a known factor structure."""

from pathlib import Path

import numpy as np
import pytest

from human_files.language.labels import Labels

I18N = Path(__file__).parents[4] / "config/i18n"


@pytest.fixture(scope="session")
def labels():
    return Labels.load(
        *(I18N / f"{name}.yaml" for name in ("common", "survey", "survey_measurement"))
    )


@pytest.fixture(scope="session")
def simulated():
    """Return a function: answers of ``n`` firms, items per factor, loading, factor correlation."""

    def draw(n, sizes, loading=0.8, correlation=0.4, seed=1):
        random = np.random.default_rng(seed)
        factors = len(sizes)
        related = np.full((factors, factors), correlation)
        np.fill_diagonal(related, 1)
        scores = random.multivariate_normal(np.zeros(factors), related, size=n)
        which = np.repeat(range(factors), sizes)
        noise = random.standard_normal((n, len(which))) * np.sqrt(1 - loading**2)
        return loading * scores[:, which] + noise, list(which)

    return draw
