"""What Ecuador's illustrative cases must be, beyond being readable."""

import pytest

from alianzas.cases.adjudication import adjudicate, outcome_by_case
from alianzas.cases.case_quotations import choose_passages, read_translations
from alianzas.cases.case_texts import read_texts
from alianzas.cases.coder_agreement import compare_coders
from alianzas.cases.coders import read_coders
from alianzas.cases.judgements import Material, read_judgements
from alianzas.cases.profiles import read_profiles
from unit.cases.example import ROOT

FOLDER = ROOT / "data/ecuador/cases"


@pytest.fixture(scope="module")
def profiles(codes):
    return read_profiles(FOLDER / "cases.csv", codes)


@pytest.fixture(scope="module")
def material(codes, profiles):
    cases = list(profiles["case"])
    texts = read_texts(sorted((FOLDER / "texts").iterdir()), cases, "texts")
    return Material(codes, cases, texts)


@pytest.fixture(scope="module")
def judgements(material):
    return read_coders({n: FOLDER / f"coding-coder-{n}.csv" for n in ("1", "2")}, material)


@pytest.fixture(scope="module")
def consensus(material):
    return read_judgements(FOLDER / "coding-consensus.csv", material, complete=False)


@pytest.fixture(scope="module")
def codings(judgements, consensus, profiles):
    return adjudicate(judgements, consensus, profiles, "coding-consensus.csv")


def test_ten_cases_of_three_models_in_six_countries_or_more(profiles):
    assert profiles["model"].value_counts().to_dict() == {
        "bridge_alliance": 4,
        "sectoral_cluster": 3,
        "university_industry": 3,
    }
    assert profiles["country"].nunique() >= 6


def test_every_text_says_in_its_first_line_that_it_is_illustrative(material):
    for source, text in material.texts.items():
        assert text.splitlines()[0].startswith("> **Caso ilustrativo.**"), source
        assert 250 <= len(text.split()) <= 380, source


def test_the_coders_differ_now_and_then_and_not_evenly(judgements):
    pairs = compare_coders(judgements)
    differ = pairs[pairs[0] != pairs[1]]
    assert 0.05 <= len(differ) / len(pairs) <= 0.12
    assert len(differ["case"].unique()) < 10


def test_consensus_settles_the_disagreements_and_nothing_else(judgements, consensus):
    pairs = compare_coders(judgements)
    differ = pairs[pairs[0] != pairs[1]]
    settled = {(one.case, one.code) for one in consensus}
    assert settled == set(zip(differ["case"], differ["code"], strict=True))


def test_no_condition_decides_the_outcome_alone(codes, codings):
    success = outcome_by_case(codings, codes)
    assert 2 <= (~success).sum() < len(success)
    wide = codings.pivot(index="case", columns="code", values="value").loc[success.index]
    for condition in codes.ids("condition"):
        assert not (wide[condition] == success).all(), condition
    profiles = wide[success][codes.ids("condition")].drop_duplicates()
    assert len(profiles) > 1


def test_every_quoted_passage_has_an_english_translation(codings, profiles, material):
    translations = read_translations(FOLDER / "translations.csv", material.texts)
    chosen = choose_passages(codings, profiles)
    missing = [
        (row.case, row.passage)
        for row in chosen.itertuples()
        if "en" not in translations.get((row.case, row.passage), {})
    ]
    assert missing == []
