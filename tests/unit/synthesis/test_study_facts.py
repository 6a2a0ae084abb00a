import json
from pathlib import Path

import pytest

from alianzas.config.study_files import load_study
from alianzas.synthesis.colophon import describe_software, describe_source
from alianzas.synthesis.comparisons import compare_counts
from alianzas.synthesis.strand_facts import STRANDS
from alianzas.synthesis.study_facts import (
    BRANCHES,
    describe_provenance,
    describe_study,
    published_values,
)
from honest_results.claims.claims_files import read_claims
from honest_results.provenance import LEVELS
from human_files.language.current import speaking
from labels import load_labels

ROOT = Path(__file__).parents[3]
LABELS = load_labels("literature", "synthesis")
STUDY = load_study("ecuador", ROOT).model_dump(mode="json")
CLAIMS = "config/codebooks/claims.yaml"
SHARED = read_claims([CLAIMS], ROOT).claims
FILES = {claim.id: CLAIMS for claim in SHARED}


def by_key(facts):
    return {fact.key: fact for fact in facts}


def test_the_study_names_itself():
    facts = by_key(describe_study(STUDY, LABELS))
    assert facts["study.country"].text["es"] == "Ecuador"
    assert facts["study.window.first"].value < facts["study.window.last"].value


def test_a_study_in_one_language_may_give_words_alone():
    """And those it gives in other languages alone step in."""
    study = json.loads(json.dumps(STUDY))
    study["country"] |= {"name": {"": "Brasil"}, "adjective": "brasileiras"}
    with speaking(["pt"], "BR"):
        facts = by_key(describe_study(study, load_labels("literature", "synthesis")))
    assert facts["study.country"].text == {"pt": "Brasil"}
    assert facts["study.country.adjective"].text == {"pt": "brasileiras"}
    assert facts["study.title"].text == {"pt": STUDY["article"]["title"]["es"]}
    assert facts["literature.readers.statement"].text == {
        "pt": STUDY["literature"]["readers"]["es"]
    }
    assert "; " in facts["study.keywords"].text["pt"]


@pytest.mark.parametrize("branch", STRANDS)
@pytest.mark.parametrize("level", LEVELS)
def test_the_weakest_level_speaks_for_a_branch_in_both_languages(branch, level):
    levels = {name: ["observed"] for name in STRANDS} | {branch: ["observed", level]}
    fact = by_key(describe_provenance(levels, STUDY, LABELS))[f"{branch}.provenance.statement"]
    assert fact.value == level
    for language, words in LABELS.by_language(f"provenance.{branch}.{level}").items():
        read = LABELS("literature.basis.titles", language)
        assert fact.text[language] == words.format(read=read)


@pytest.mark.parametrize("kept", [("literature",), ("cases", "survey"), ("synthesis",), BRANCHES])
def test_a_study_says_which_branches_it_has(kept):
    """And nothing of those it has not."""
    study = {**STUDY, **{branch: None for branch in BRANCHES if branch not in kept}}
    levels = {name: ["observed"] for name in STRANDS if name in kept}
    facts = by_key([*describe_study(study, LABELS), *describe_provenance(levels, study, LABELS)])
    for branch in BRANCHES:
        state = "present" if branch in kept else "absent"
        assert facts[f"study.{branch}.state"].value == state
        if state == "absent":
            assert not [key for key in facts if key.startswith(f"{branch}.") and branch in STRANDS]
    strands = len([branch for branch in STRANDS if branch in kept])
    assert facts["study.strands.state"].value == ("none", "one", "several", "several")[strands]
    assert facts["study.strands.n"].value == strands
    assert facts["synthesis.levels.phrase"].value == ("all_observed" if strands else "none")


def test_texts_bring_the_strands_up_and_come_back_to_them():
    for kept in (("literature",), ("cases", "survey"), STRANDS, ("synthesis",)):
        study = {**STUDY, **{branch: None for branch in BRANCHES if branch not in kept}}
        facts = by_key(describe_study(study, LABELS))
        names = [facts.get(f"study.strands{part}.phrase") for part in ("", ".definite")]
        if kept == ("synthesis",):
            assert names == [None, None]
        else:
            assert {name.value for name in names} == {"_".join(kept)}
    assert facts["study.strands.n"].value == 0
    assert by_key(describe_study(STUDY, LABELS))["study.strands.definite.phrase"].text == {
        "en": "review, cases and survey",
        "es": "la revisión, los casos y la encuesta",
    }


def test_the_published_values_are_those_of_the_abstracts():
    facts = by_key(published_values(SHARED, FILES))
    values = {key: fact.value for key, fact in facts.items()}
    assert values["claims.articles.n"] == 61
    assert values["claims.firms.n"] == 150
    assert values["claims.income.bound"] == 0.2


def test_a_studys_own_values_come_before_the_shared_ones():
    articles = next(claim for claim in SHARED if claim.id == "articles")
    others = {"n": articles.values["n"].model_copy(update={"value": 40})}
    own = articles.model_copy(update={"values": others})
    facts = by_key(published_values([own, *SHARED], FILES))
    assert facts["claims.articles.n"].value == 40
    assert facts["claims.firms.n"].value == 150


@pytest.mark.parametrize(("ours", "word"), [(60, "smaller"), (61, "equal"), (62, "larger")])
def test_counts_are_compared_in_words(ours, word):
    numbers = {
        "literature.included.n": ours,
        "claims.articles.n": 61,
        "cases.n": 1,
        "claims.cases.n": 1,
        "survey.kept.n": 1,
        "claims.firms.n": 1,
    }
    facts = {
        key: {"value": value, "sources": [{"file": f"data/{key}", "level": "reconstructed"}]}
        for key, value in numbers.items()
    }
    phrase = by_key(compare_counts(facts, LABELS))["synthesis.included_vs_published.phrase"]
    assert phrase.value == word and phrase.text == LABELS.by_language(f"synthesis.count.{word}")
    assert [source.file for source in phrase.sources] == [
        "data/claims.articles.n",
        "data/literature.included.n",
    ]


def test_the_colophon_names_the_engine_with_its_version():
    software = {
        "engine": {"name": "pandoc", "version": "3.9"},
        "versions": {"python": "3.11.7", "typst": "0.15.2"},
    }
    facts = by_key(describe_software(software, LABELS))
    assert facts["colophon.engine"].text["es"].startswith("Pandoc 3.9 y Typst 0.15.2")
    assert facts["colophon.python"].text["en"] == "3.11.7"
    quarto = {**software, "engine": {"name": "quarto", "version": "1.10.18"}}
    engine = by_key(describe_software(quarto, LABELS))["colophon.engine"]
    assert engine.text["en"] == "Quarto 1.10.18" and engine.value == "quarto 1.10.18"


@pytest.mark.parametrize(
    ("commit", "modified", "words"),
    [
        ("abc", False, "abc"),
        ("abc", True, "abc, with uncommitted changes"),
        ("abc", None, "archive of abc; later changes are not known"),
        (None, None, "unknown (not a Git repository)"),
    ],
)
def test_the_colophon_says_what_is_known_of_the_source(commit, modified, words):
    (fact,) = describe_source({"commit": commit, "modified": modified}, LABELS)
    assert (fact.key, fact.text["en"]) == ("colophon.commit", words)


def test_the_bound_the_survey_is_held_against_is_the_published_one():
    published = {fact.key: fact.value for fact in published_values(SHARED, FILES)}
    assert (
        load_study("ecuador", ROOT).survey.income.claimed_bound == published["claims.income.bound"]
    )
