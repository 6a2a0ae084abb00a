"""What so few cases can bear is said of any cases."""

import pandas as pd
import pytest

from alianzas.cases.case_codes import MODEL
from alianzas.cases.case_contrasts import contrast_facts
from alianzas.cases.contrast_words import bearing_fact


def recoded(study, successes, **conditions):
    """Ten cases, of which the first ``successes`` succeed; present among these, among the others."""
    rows = []
    for place in range(10):
        number = place if place < successes else place - successes
        for code in study.codes.judged:
            among = conditions.get(code, (0, 0))[0 if place < successes else 1]
            value = place < successes if code == study.codes.outcome else number < among
            rows.append((f"case-{place}", study.codes.ids(MODEL)[place % 2], code, int(value)))
    return pd.DataFrame(rows, columns=["case", MODEL, "code", "value"])


def bearing(study, labels, codings):
    facts = contrast_facts(codings, study.codes, 0.95, labels)
    return bearing_fact(facts, codings, study.codes, labels, 0.95)


@pytest.mark.parametrize("successes", [10, 0])
def test_where_all_have_one_outcome_no_test_is_spoken_of(study, labels, successes):
    found = bearing(study, labels, recoded(study, successes))
    assert found.value == "one_outcome"
    assert "p-value" not in found.text["en"] and "valor p" not in found.text["es"]


@pytest.mark.parametrize(
    ("successes", "value"), [(1, "powerless"), (9, "powerless"), (3, "descriptive")]
)
def test_too_few_of_either_kind_can_bear_no_test(study, labels, successes, value):
    found = bearing(study, labels, recoded(study, successes))
    assert found.value == value
    assert ("too few for a test" in found.text["en"]) == (value == "powerless")


def test_the_smallest_p_value_is_told(study, labels):
    text = bearing(study, labels, recoded(study, 6)).text
    assert "0.005" in text["en"] and "0,005" in text["es"]
