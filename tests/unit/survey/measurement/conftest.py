"""The measurement's words, and answers with a known factor structure."""

import numpy as np
import pytest

from labels import load_labels


@pytest.fixture(scope="session")
def labels():
    return load_labels("common", "survey", "survey_measurement")


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
