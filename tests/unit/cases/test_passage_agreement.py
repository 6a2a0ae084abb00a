import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alianzas.cases.passage_agreement import measure_passages, passage_facts, passage_table
from field_statistics.agreement_coefficients import count_ratings, krippendorff_alpha

LENGTHS = {"a": 40, "b": 30}


def marks(rows):
    """Return a frame of passages: rows of coder, case, code, start, end."""
    frame = pd.DataFrame(rows, columns=["coder", "case", "code", "start", "end"])
    frame = frame.assign(source=frame["case"] + ".md", dimension="condition", value=1)
    return frame.astype({"start": "Int64", "end": "Int64"})


def texts():
    return pd.DataFrame(
        [(case, f"{case}.md", length) for case, length in LENGTHS.items()],
        columns=["case", "source", "characters"],
    )


def measure(rows):
    return measure_passages(marks(rows), texts(), 0.95, 3)


def test_by_hand():
    rows = [
        ("one", "a", "trust", 0, 10),
        ("two", "a", "trust", 5, 15),
        ("one", "b", "trust", 20, 30),
        ("two", "b", "trust", 0, 10),
    ]
    found = measure(rows).iloc[0]
    assert found["passages"] == 4
    assert found["met"] == pytest.approx(2 / 4)
    assert found["shared"] == pytest.approx(5 / 35)
    given_ = [(n < 10, 5 <= n < 15) for n in range(40)]
    given_ += [(20 <= n < 30, n < 10) for n in range(30)]
    alpha = krippendorff_alpha(count_ratings(given_, (False, True)), 1).value
    assert found["alpha"] == pytest.approx(alpha)


def test_overlapping_passages_of_one_coder_count_a_character_once():
    once = [("one", "a", "trust", 0, 10), ("two", "a", "trust", 0, 10)]
    twice = [("one", "a", "trust", 0, 7), ("one", "a", "trust", 3, 10), once[1]]
    for column in ("shared", "alpha"):
        assert measure(once).iloc[0][column] == measure(twice).iloc[0][column] == 1


def test_no_interval_where_all_mark_the_same():
    found = measure([("one", "a", "trust", 0, 10), ("two", "a", "trust", 0, 10)]).iloc[0]
    assert pd.isna(found["alpha_ci_low"])


def test_a_code_that_nobody_found_has_no_agreement_on_passages():
    rows = marks([("one", "a", "trust", 0, 10), ("two", "a", "trust", 0, 10)])
    absent = marks([("one", "a", "plan", None, None), ("two", "a", "plan", None, None)])
    found = measure_passages(pd.concat([rows, absent.assign(value=0)]), texts(), 0.95, 3)
    plan = found[found["code"] == "plan"].iloc[0]
    assert plan["passages"] == 0
    assert plan[["met", "shared", "alpha"]].isna().all()


spans = st.tuples(
    st.sampled_from(["one", "two", "three"]),
    st.sampled_from(["a", "b"]),
    st.sampled_from(["trust", "plan"]),
    st.integers(0, 20),
    st.integers(1, 10),
)


@settings(max_examples=25)  # each draws bootstrap intervals
@given(st.lists(spans, min_size=3, max_size=10), st.permutations(["one", "two", "three"]))
def test_the_order_and_names_of_coders_do_not_matter(rows, names):
    rows = [(coder, case, code, start, start + more) for coder, case, code, start, more in rows]
    rows += [(coder, "a", "trust", 0, 5) for coder in ("one", "two", "three")]
    renamed = dict(zip(("one", "two", "three"), names, strict=True))
    other = [(renamed[row[0]], *row[1:]) for row in rows]
    numbers = ["passages", "met", "shared", "alpha", "alpha_ci_low", "alpha_ci_high"]
    pd.testing.assert_frame_equal(measure(rows)[numbers], measure(other)[numbers])
    known = measure(rows)[["met", "shared"]].dropna()
    assert ((known >= 0) & (known <= 1)).all(axis=None)


def test_facts_and_table_of_the_example(study, codes):
    from alianzas.cases.case_texts import texts_frame
    from alianzas.cases.coders import read_passages

    frame = read_passages(study.coder_files, study.material())
    found = measure_passages(frame, texts_frame(study.texts()), 0.9, 3)
    facts = {fact.key: fact for fact in passage_facts(found, 0.9)}
    assert 0 < facts["cases.passages.met"].value < 1
    assert facts["cases.passages.alpha"].confidence == 0.9
    assert facts["cases.passages.alpha"].interval is not None
    table = passage_table(found, codes, 0.9)
    assert table.frame["panel"].iloc[-1] == "cases.all_codes"
