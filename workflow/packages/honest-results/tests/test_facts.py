import json
import math

import numpy as np
import pytest

from honest_results.fact_merging import count_facts, merge_facts, with_hashes
from honest_results.facts import Fact, write_facts
from honest_results.provenance import Source
from human_files.errors import ResultError

SOURCE = [Source("data/a.csv", "simulated"), Source("data/b.csv", "observed")]


def write(path, *facts, rule="fit_drivers", sources=SOURCE):
    write_facts(facts, path, rule=rule, script=f"workflow/{rule}.py", sources=sources)
    return path


@pytest.mark.parametrize("key", ["n", "Survey.n", "survey..n", "survey.n ", "survey n.x", ""])
def test_keys_are_dotted_lower_case(key):
    with pytest.raises(ValueError, match="fact key"):
        Fact(key, 1, "count")


def test_words_belong_to_phrases_and_labels_only():
    with pytest.raises(ValueError, match="a count has no text"):
        Fact("a.b", 1, "count", text={"en": "one", "es": "uno"})
    with pytest.raises(ValueError, match="a phrase needs text"):
        Fact("a.b", "larger", "phrase")
    with pytest.raises(ValueError, match="not a number"):
        Fact("a.b", "12", "count")


def test_full_precision_survives_and_numpy_does_not(tmp_path):
    value = np.float64(1) / 3
    path = write(tmp_path / "f.json", Fact("a.b", value, "coefficient", n=np.int64(3)))
    fact = json.loads(path.read_text())["facts"]["a.b"]
    assert fact["value"] == 1 / 3 and fact["n"] == 3


def test_a_number_that_is_none_is_printed_as_a_dash(tmp_path):
    path = write(tmp_path / "f.json", Fact("a.b", math.nan, "coefficient"))
    assert json.loads(path.read_text())["facts"]["a.b"]["value"] is None
    assert merge_facts([path], ["en"])["a.b"]["text"] == {"en": "—"}


def test_a_missing_number_says_why(tmp_path):
    path = write(tmp_path / "f.json", Fact("a.b", None, "percent", missing="constant"))
    assert merge_facts([path], ["en"])["a.b"]["missing"] == "constant"
    with pytest.raises(ValueError, match="is there, and said to be missing"):
        Fact("a.b", 0.0, "percent", missing="constant")


def test_one_key_written_twice_by_a_rule(tmp_path):
    with pytest.raises(ResultError, match=r"a\.b twice"):
        write(tmp_path / "f.json", Fact("a.b", 1, "count"), Fact("a.b", 2, "count"))


def test_one_key_written_by_two_rules(tmp_path):
    one = write(tmp_path / "1.json", Fact("a.b", 1, "count"))
    two = write(tmp_path / "2.json", Fact("a.b", 1, "count"), rule="other_rule")
    with pytest.raises(ResultError) as caught:
        merge_facts([one, two], ["en"])
    (problem,) = caught.value.problems
    assert problem.file == str(two)
    assert problem.found == 'the fact a.b is also written by the rule "fit_drivers".'
    assert problem.advice == "One of the two rules must use another key."


def test_a_dash_stands_for_the_interval_of_what_could_not_be_estimated(tmp_path):
    path = write(
        tmp_path / "f.json",
        Fact("a.b", None, "coefficient"),
        Fact("a.c", 3, "count"),
        Fact("a.d", None, "label", text={"en": "none", "es": "ninguno"}),
        Fact("a.e", 0.0, "coefficient"),
    )
    merged = merge_facts([path], ["en", "es"])
    assert merged["a.b"]["interval_text"] == {"en": "—", "es": "—"}
    assert "interval_text" not in merged["a.c"]
    assert "interval_text" not in merged["a.d"]
    assert merged["a.e"]["interval_text"] == {"en": "—", "es": "—"}


def test_merged_facts_have_texts_level_and_hashes(tmp_path):
    path = write(
        tmp_path / "f.json",
        Fact("a.b", 0.4231, "coefficient", interval=(-0.1, 1234.5), n=150),
        Fact("a.c", "larger", "phrase", text={"en": "is larger than", "es": "es mayor que"}),
    )
    merged = merge_facts([path], ["en", "es"])
    assert merged["a.b"]["text"] == {"en": "0.42", "es": "0,42"}
    assert merged["a.b"]["interval_text"]["es"] == "[−0,10; 1.234,50]"
    assert merged["a.b"]["level"] == "simulated"
    assert merged["a.c"]["text"]["es"] == "es mayor que"
    hashed = with_hashes(merged, {"data/a.csv": "aa", "data/b.csv": "bb"})
    assert [source["sha256"] for source in hashed["a.b"]["sources"]] == ["aa", "bb"]
    with pytest.raises(KeyError):
        with_hashes(merged, {"data/a.csv": "aa"})


def test_the_number_of_facts_counts_itself(tmp_path):
    merged = merge_facts([write(tmp_path / "f.json", Fact("a.b", 1, "count"))], ["en"])
    counted = count_facts(merged, ["en"], rule="merge_facts", script="s.py")
    assert counted["colophon.facts.n"]["value"] == len(counted) == 2


def test_a_fact_with_sources_of_its_own_has_their_level_and_no_others(tmp_path):
    """A rule that reads two branches writes facts about one of them; each fact says which."""
    own = (Source("data/cases.csv", "illustrative"),)
    path = write(
        tmp_path / "f.json",
        Fact("cases.n", 10, "count", sources=own),
        Fact("survey.n", 150, "count"),
        Fact("design.seed", 7, "count", sources=()),
    )
    merged = merge_facts([path], ["en"])
    assert merged["cases.n"]["sources"] == [{"file": "data/cases.csv", "level": "illustrative"}]
    assert merged["cases.n"]["level"] == "illustrative"
    assert merged["survey.n"]["sources"] == [
        {"file": "data/a.csv", "level": "simulated"},
        {"file": "data/b.csv", "level": "observed"},
    ]
    assert merged["survey.n"]["level"] == "simulated"
    assert (merged["design.seed"]["sources"], merged["design.seed"]["level"]) == ([], "observed")
    assert {fact["script"] for fact in merged.values()} == {"workflow/fit_drivers.py"}
    assert {fact["rule"] for fact in merged.values()} == {"fit_drivers"}


def test_decimals_and_unit_of_a_fact_reach_its_texts(tmp_path):
    path = write(
        tmp_path / "f.json",
        Fact("a.b", 0.12345, "coefficient", interval=(0.1, 0.2), decimals=3),
        Fact("a.c", 1500, "money", unit="EUR", interval=(1, 2)),
    )
    merged = merge_facts([path], ["en"])
    assert merged["a.b"]["text"] == {"en": "0.123"}
    assert merged["a.b"]["interval_text"] == {"en": "[0.100, 0.200]"}
    assert "€" in merged["a.c"]["interval_text"]["en"]
    assert merged["a.c"]["text"] == {"en": "€1,500"}


def test_the_number_of_facts_is_a_fact_like_any_other():
    """It has a script to look into, and no raw file behind it that could weaken it."""
    counted = count_facts({}, ["en"], rule="merge_facts", script="s.py")["colophon.facts.n"]
    assert counted == {
        "value": 1,
        "kind": "count",
        "rule": "merge_facts",
        "script": "s.py",
        "level": "observed",
        "sources": [],
        "text": {"en": "1"},
    }
