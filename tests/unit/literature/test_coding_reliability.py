"""Coefficients beside kappa, from the small review."""

import pytest

from alianzas.literature.coding_reliability import (
    ALL,
    SCREENING,
    coefficients_table,
    degenerate,
    reliability,
    reliability_by_code,
    reliability_by_dimension,
    reliability_facts,
)
from alianzas.literature.study_coding import code_studies
from field_statistics.agreement_coefficients import Coefficient
from honest_results.tables import to_markdown
from unit.literature.conftest import IDS


@pytest.fixture
def coding(screened, passes, codebook, write_coding, tmp_path):
    write_coding(first={IDS[3]: {"theory": "relational_view", "method": "case_study"}})
    return code_studies(screened, passes, codebook, root=tmp_path)


def test_decisions_hold_every_record_and_code(coding, codebook):
    codes = sum(len(dimension.assignable) for dimension in codebook.dimensions)
    assert len(coding.decisions) == 3 * codes
    row = coding.decisions.query("record_id == @IDS[3] and code == 'case_study'").iloc[0]
    assert (row["dimension"], row["first"], row["second"]) == ("method", True, False)


def test_by_dimension_leaves_not_stated_out(coding, screened):
    found = reliability_by_dimension(coding, screened, 1, 0.95)
    assert list(found) == [
        SCREENING, "theory", "method", "antecedents", "decisions", "outcomes", ALL,
    ]  # fmt: skip
    # Theory: three records × three codes, of which two differ.
    assert found["theory"].percent == pytest.approx(7 / 9)
    assert found["theory"].pabak == pytest.approx(5 / 9)
    assert found[SCREENING].alpha == Coefficient(1, 1, 1)
    assert found["outcomes"].ac1.value == pytest.approx(1)


def test_by_code_leaves_out_what_nobody_gave(coding):
    found = reliability_by_code(coding, 1, 0.95)
    assert ("antecedents", "trust") in found
    assert ("antecedents", "technology") not in found
    assert found["method", "survey"].percent == pytest.approx(2 / 3)


def test_facts_and_table(coding, screened, codebook, labels):
    parts = reliability_by_dimension(coding, screened, 1, 0.95)
    codes = reliability_by_code(coding, 1, 0.95)
    facts = {fact.key: fact for fact in reliability_facts(parts, codes, 0.95)}
    assert facts["literature.screening.pabak"].value == 1
    assert facts["literature.coding.method.alpha"].interval is not None
    given, perfect = (facts[f"literature.coding.codes.{k}.n"].value for k in ("given", "perfect"))
    assert 0 < perfect < given
    table = coefficients_table(coding, screened, parts, codebook, 0.95)
    text = to_markdown(table, labels, "en", "observed")
    assert "Where the readings agree on everything" in text
    assert "bootstrap with 2,000 resamples" in text


def test_a_single_answer_leaves_alpha_undefined():
    found = reliability([True] * 4, [True] * 4, "abcd", 1, 0.95)
    assert (found.percent, found.alpha, found.ac1.value) == (1, Coefficient(None), 1)


def test_no_note_on_intervals_without_width_where_there_is_none(coding):
    assert degenerate([coding.dimensions[1].pooled]) == []
