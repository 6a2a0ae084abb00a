import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from field_statistics.matrices import definite


@given(st.integers(1, 6), st.integers(0, 10_000), st.floats(0, 0.999999))
def test_determinants_decide_as_eigenvalues_do(p, seed, closeness):
    rng = np.random.default_rng(seed)
    # From unrelated columns to ones that are all but the same.
    values = closeness * rng.normal(size=(5, 20, 1)) + (1 - closeness) * rng.normal(size=(5, 20, p))
    matrices = np.stack([np.corrcoef(one, rowvar=False).reshape(p, p) for one in values])
    for least in (1e-9, 1e-4, 0.1):
        expected = np.linalg.eigvalsh(matrices)[:, 0] > least
        assert (definite(matrices, least) == expected).all()
