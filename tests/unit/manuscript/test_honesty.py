import pytest

from honest_results.documents.cards import card
from honest_results.documents.honesty import banner, marks, provenance_note
from honest_results.provenance import entry_sources
from human_files.errors import ResultError
from unit.manuscript.demo import manuscript_labels

LABELS = manuscript_labels()


def entry(*sources):
    return {"sources": [list(source) for source in sources]}


def test_observed_data_get_no_banner_mark_or_note():
    shown = [entry(("data/peru/survey/a.xlsx", "observed")), entry()]
    assert banner(shown, LABELS, "en") is None
    assert provenance_note("observed", LABELS, "es") == ""
    assert "observed" not in marks(LABELS, "en")


def test_banner_names_each_level_and_its_folders_from_strong_to_weak():
    shown = [
        entry(("data/x/survey/a.csv", "simulated"), ("data/x/review/list.ris", "reconstructed")),
        entry(("data/x/cases/texts/b.md", "illustrative"), ("data/x/cases/c.csv", "illustrative")),
        entry(("data/x/review/other.bib", "observed")),
    ]
    found = banner(shown, LABELS, "es")
    assert [item["level"] for item in found["items"]] == [
        "reconstructed",
        "illustrative",
        "simulated",
    ]
    assert [item["folders"] for item in found["items"]] == [
        ["data/x/review"],
        ["data/x/cases"],
        ["data/x/survey"],
    ]
    assert found["items"][2]["name"] == "Datos simulados"


def test_signs_differ_without_colour():
    signs = [mark["sign"] for mark in marks(LABELS, "en").values()]
    assert len(signs) == len(set(signs)) == 3


def test_sources_in_both_shapes():
    facts = {"sources": [{"file": "a", "level": "observed", "sha256": "0"}]}
    pairs = entry(("a", "observed"))
    assert entry_sources(facts, "x") == entry_sources(pairs, "x") == [("a", "observed")]


def test_what_has_no_level_or_no_sources_is_not_printed():
    with pytest.raises(ResultError, match='has the level "guessed"'):
        provenance_note("guessed", LABELS, "en")
    with pytest.raises(ResultError, match="has no level of provenance"):
        card("a.n", {"value": 1, "kind": "count", "sources": []}, LABELS, "en")
    with pytest.raises(ResultError, match="does not say which raw files"):
        banner([{"id": "flow"}], LABELS, "en")


def test_note():
    assert provenance_note("simulated", LABELS, "en").startswith("Simulated data: drawn by")


def test_each_level_has_the_sign_that_the_readme_and_the_legend_explain():
    found = marks(LABELS, "en")
    assert {level: mark["sign"] for level, mark in found.items()} == {
        "reconstructed": "†",
        "illustrative": "‡",
        "simulated": "§",
    }
    for level, mark in found.items():
        assert mark["name"] == LABELS(f"manuscript.level.{level}", "en")
        assert mark["note"] == provenance_note(level, LABELS, "en")
        meaning = LABELS(f"manuscript.meaning.{level}", "en")
        assert mark["note"] == f"{mark['name']}: {meaning}."


def test_a_banner_says_what_it_is_about_and_where_such_data_lie():
    shown = [
        entry(*((f"data/x/{name}/f.csv", "simulated") for name in "gcaebfd")),
        entry(("data/x/a/deeper/g.csv", "simulated")),
    ]
    found = banner(shown, LABELS, "en")
    assert found["title"] == LABELS("manuscript.banner.title", "en")
    assert found["lead"] == LABELS("manuscript.banner.lead", "en")
    (item,) = found["items"]
    assert item["sign"] == "§"
    assert item["text"] == LABELS("manuscript.meaning.simulated", "en")
    assert item["in"] == LABELS("manuscript.banner.in", "en")
    assert item["folders"] == [f"data/x/{name}" for name in "abcdefg"]
