"""What so few cases can bear: the smallest p-value that a test of them could give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alianzas.cases.adjudication import outcome_by_case
from alianzas.cases.case_codes import CaseCodes
from alianzas.sentences import printed, sentence
from honest_results.facts import Fact
from human_files.language.labels import Labels
from qca.cuts import reaches

if TYPE_CHECKING:
    import pandas as pd

_STEM = "cases.contrast"


def bearing_fact(
    contrasts: Sequence[Fact],
    codings: pd.DataFrame,
    codes: CaseCodes,
    labels: Labels,
    confidence: float,
) -> Fact:
    """Return the fact ``cases.contrast.bearing``, a sentence or two.

    ``contrasts`` are case_contrasts.contrast_facts of the same ``codings``. Its value is one_outcome
    (all cases alike in the outcome), powerless (no test of the cases could be clear) or descriptive.
    """
    key = f"{_STEM}.bearing"
    success = outcome_by_case(codings, codes)
    successes, n = int(success.sum()), len(success)
    if successes in (0, n):
        return Fact(key, "one_outcome", "phrase", text=dict(labels.by_language(f"{_STEM}.few")))
    (smallest,) = (fact.value for fact in contrasts if fact.key == f"{_STEM}.smallest_p")
    assert isinstance(smallest, float)
    bearing = "descriptive" if reaches(1 - confidence, smallest) else "powerless"
    words = sentence(
        f"{_STEM}.{bearing}",
        labels,
        successes=successes,
        n=n,
        p=printed(smallest, "p_value"),
    )
    return Fact(key, bearing, "phrase", text=words)
