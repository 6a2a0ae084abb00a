"""The sentences of the review: in every case, in both languages, and about what was read alone."""

from __future__ import annotations

import random
import re
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from alianzas.config.codebook import Codebook
from alianzas.literature.agreement_statement import agreement_fact
from alianzas.literature.analysis.field_coverage import count_fields, field_facts, fields_table
from alianzas.literature.analysis.gap_words import gaps_fact
from alianzas.literature.analysis.gaps import find_gaps
from alianzas.literature.analysis.study_countries import count_countries, country_facts
from alianzas.literature.corpus_statement import corpus_fact
from alianzas.literature.flow import FlowCounts
from alianzas.literature.included_facts import study_facts
from alianzas.literature.included_studies import group_studies
from alianzas.literature.naming import Naming
from alianzas.literature.screening_results import included_facts
from alianzas.literature.study_statements import study_statements
from field_statistics.agreement import cohen_kappa
from human_files.settings_files import load_model
from unit.prose import TITLES, faults

ROOT = Path(__file__).parents[3]
BASES = ("titles", "abstracts", "full_texts")


@pytest.fixture(scope="module")
def book():
    return load_model(ROOT / "config/codebooks/ado_tcm.yaml", Codebook)


def coded(book, n, seed=0, silent=0.5, **given):
    """Codes of ``n`` studies: of each dimension those ``given`` (code → number), or drawn at random."""
    draw = random.Random(seed)
    rows = []
    for dimension in book.dimensions:
        codes = [code.id for code in dimension.assignable if code.id != "not_stated"]
        counts = given.get(dimension.id)
        for number in range(n):
            if counts is not None:
                own = [code for code, count in counts.items() if number < count]
            else:
                own = [] if draw.random() < silent else draw.sample(codes, draw.choice((1, 1, 2)))
            rows += [(f"s{number}", dimension.id, code) for code in own or ["not_stated"]]
    frame = pd.DataFrame(rows, columns=["record_id", "dimension", "code"])
    return group_studies(frame, book)


def texts(book, labels, studies, n, basis="titles"):
    found = study_statements(studies, book, Naming(basis, n, labels))
    return {fact.key: fact for fact in found}


@pytest.mark.parametrize("basis", BASES)
@pytest.mark.parametrize("silent", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("n", [0, 1, 2, 3, 40])
def test_whatever_was_coded_the_sentences_are_prose(book, labels, n, silent, basis):
    for seed in range(4):
        studies = coded(book, n, seed, silent)
        for fact in texts(book, labels, studies, n, basis).values():
            for language, text in fact.text.items():
                assert not faults(text, language)
                if basis != "titles":
                    assert not re.search(TITLES[language], text, re.IGNORECASE)


@pytest.mark.parametrize("basis", BASES)
@pytest.mark.parametrize("n", [1, 2, 40])
def test_a_clause_on_any_code_makes_a_sentence(book, labels, n, basis):
    naming = Naming(basis, n, labels)
    facts = {fact.key: fact for fact in study_facts(coded(book, n), book, naming)}
    opening = facts["literature.coded.of.phrase"]
    assert opening.value == basis
    clauses = [fact for key, fact in facts.items() if key.endswith(".named.phrase")]
    assert len(clauses) == sum(len(dimension.codes) for dimension in book.dimensions)
    for fact in clauses:
        for language, words in fact.text.items():
            assert not faults(f"{opening.text[language]} {words} trust.", language)


def test_leaders_followers_and_ties_are_named_with_their_numbers(book, labels):
    studies = coded(
        book,
        49,
        theory={"knowledge_based_view": 5, "relational_view": 3, "behavioural_exchange": 3},
        method={"empirical_unspecified": 9, "mediation_moderation": 4},
        context={"technology": 7, "europe": 7},
        antecedents={},
        decisions={"strategic_alliance": 49},
        outcomes={"innovation": 1},
    )
    found = texts(book, labels, studies, 49)
    english = found["literature.dominance.statement"].text["en"]
    assert english.startswith(
        "Of the 49 titles, 5 name a theory, most often the knowledge-based view (5), followed by the "
        "relational view, and behavioural and exchange theory (3 each); 9 name a method, most often "
        "mediation or moderation analysis (4); and 7 name a context, most often Europe and technology "
        "(7 each)."
    )
    spanish = found["literature.dominance.statement"].text["es"]
    assert (
        "la visión relacional, y la teoría conductual y del intercambio (3 en cada caso)" in spanish
    )
    ado = found["literature.ado.statement"].text
    assert ado["en"] == (
        "Of the 49 titles, none names an antecedent; all name a decision, most often an alliance (49); "
        "and 1 names an outcome (innovation)."
    )
    assert ado["es"].startswith("De los 49 títulos, ninguno nombra un antecedente; todos nombran")


def test_more_ties_than_a_reader_follows_are_not_named(book, labels):
    codes = [code.id for code in book.by_id["theory"].assignable][:6]
    studies = coded(book, 10, theory=dict.fromkeys(codes, 2))
    english = texts(book, labels, studies, 10)["literature.dominance.statement"].text["en"]
    assert "2 name a theory, with no code in more than 2;" in english


@pytest.mark.parametrize(
    ("theory", "verdict", "words"),
    [
        ({"resource_based_view": 30, "relational_view": 4}, "leads", "one may speak of dominance"),
        ({"resource_based_view": 22, "relational_view": 21}, "no_lead", "No theory leads clearly"),
        ({"resource_based_view": 9}, "unknown", "fewer than half of the texts"),
        ({}, "none", "no theory is named"),
        ({"other_theory": 40}, "none", "no theory is named"),
    ],
)
def test_only_full_texts_may_speak_of_dominance(book, labels, theory, verdict, words):
    studies = coded(book, 40, theory=theory)
    fact = texts(book, labels, studies, 40, "full_texts")["literature.dominance.statement"]
    assert (fact.value, words in fact.text["en"]) == (verdict, True)
    for basis in ("titles", "abstracts"):
        fact = texts(book, labels, studies, 40, basis)["literature.dominance.statement"]
        assert fact.value == basis
        assert "dominates the literature" in fact.text["en"] and "cannot" in fact.text["en"]


def test_of_one_study_and_of_none(book, labels):
    one = texts(book, labels, coded(book, 1, theory={"relational_view": 1}, method={}), 1)
    assert (
        one["literature.dominance.statement"]
        .text["en"]
        .startswith(
            "As for the only title, it names a theory (the relational view); it does not name a method;"
        )
    )
    none = texts(book, labels, coded(book, 0), 0)
    assert {fact.value for fact in none.values()} == {"nothing"}


# ------------------------------------------------------------------------------------------------------


def settings(read="titles", full_text=None, sources=2, focus=(2020, 2025)):
    return SimpleNamespace(
        sources=[None] * sources,
        screening=SimpleNamespace(read=read),
        full_text=full_text,
        focus_window=SimpleNamespace(first=focus[0], last=focus[1]),
    )


def corpus(labels, years, screened=95, rejected=0, duplicates=0, **options):
    identified = screened + rejected + duplicates
    counts = FlowCounts(
        identified, rejected, duplicates, screened, screened - len(years), {}, len(years)
    )
    decisions = ["include"] * len(years) + ["exclude"] * (screened - len(years))
    frame = pd.DataFrame({"decision": decisions, "year": [*years, *[None] * counts.excluded]})
    return corpus_fact(frame, counts, settings(**options), labels)


@pytest.mark.parametrize("read", ["titles", "abstracts"])
@pytest.mark.parametrize("full_text", [None, object()])
@pytest.mark.parametrize("sources", [1, 2, 12])
@pytest.mark.parametrize(
    ("years", "screened"),
    [
        ([], 5),
        ([2019], 1),
        ([2021], 1),
        ([2019], 5),
        ([2021, 2021], 5),
        ([2014, 2021], 2),
        ([2014], 9),
    ],
)
@pytest.mark.parametrize(("rejected", "duplicates"), [(0, 0), (1, 0), (0, 1), (3, 4)])
def test_every_corpus_is_told_in_prose(
    labels, years, screened, rejected, duplicates, sources, full_text, read
):
    options = {"read": read, "full_text": full_text, "sources": sources}
    fact = corpus(labels, years, screened, rejected, duplicates, **options)
    for language, text in fact.text.items():
        assert not faults(text, language)
        assert ("full texts" in text or "textos completos" in text) == (full_text is not None)
        assert ("abstract" in text or "resúmenes" in text) == (read == "abstracts")


def test_the_corpus_in_words(labels):
    fact = corpus(labels, [2014] * 14 + [2025] * 35, duplicates=2)
    assert fact.text["en"] == (
        "The two sources held 97 records; of these, 2 were duplicates. Screening of the titles kept 49 "
        "of 95 records (52%), published from 2014 to 2025. Of these, 35 (71%) appeared in the recent "
        "window, 2020 to 2025."
    )
    assert corpus(labels, []).value == "nothing"


def test_without_any_study_that_has_a_year_nothing_is_divided_by_zero(labels):
    columns = ["record_id", "title", "countries", "year", "authors", "journal", "doi", "abstract"]
    columns += ["author_keywords", "index_keywords", "affiliations", "times_cited"]
    nothing = pd.DataFrame(columns=[*columns, "cited_references"])
    fields = count_fields(nothing, 0.5)
    assert all(fact.value is None for fact in field_facts(fields) if fact.key.endswith("percent"))
    assert fields_table(fields).frame["percent"].isna().all()
    facts = {fact.key: fact for fact in country_facts(count_countries(nothing, fields), 0, labels)}
    assert facts["literature.countries.named.percent"].value is None
    assert facts["literature.countries.top.label"].text["es"] == "ninguno"
    records = nothing.assign(decision=[], sources=[])
    window = SimpleNamespace(first=2020, last=2025)
    years = {fact.key: fact for fact in included_facts(records, [], window, labels)}
    assert years["literature.included.first_year"].value is None
    assert years["literature.included.focus.percent"].value is None
    assert years["literature.included.peak.phrase"].text["en"] == "no study was included"


# ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("least", [1, 2, 3])
@pytest.mark.parametrize("seed", range(5))
def test_gaps_are_told_in_prose(book, labels, seed, least):
    studies = coded(book, 30, seed)
    fact = gaps_fact(find_gaps(studies, book, 30, least), least, labels)
    assert fact.value == "some"
    for language, text in fact.text.items():
        assert not faults(text, language)


def test_no_gap_one_gap_and_the_first_of_each_map(book, labels):
    studies = coded(
        book,
        9,
        antecedents={"government_institutions": 3},
        outcomes={},
        theory={},
        method={},
    )
    none = gaps_fact(find_gaps(studies, book, 9, 3), 3, labels)
    assert none.value == "none"
    assert none.text["en"].startswith("No combination that the studies leave empty is a gap")
    frame = [("a", "antecedents", "government_institutions"), ("b", "outcomes", "innovation")]
    rows = pd.DataFrame(frame, columns=["record_id", "dimension", "code"])
    one = gaps_fact(find_gaps(group_studies(rows, book), book, 2, 1), 1, labels)
    assert one.text["en"].endswith(
        "It is the bearing of government and institutions on innovation."
    )
    assert one.text["es"].endswith(
        "Es la relación del gobierno y las instituciones con la innovación."
    )
    assert not faults(one.text["es"], "es")


# ------------------------------------------------------------------------------------------------------


def screened(first, second, full=None):
    frame = pd.DataFrame({"decision_1": first, "decision_2": second})
    frame["record_id"] = [f"r{place}" for place in range(len(frame))]
    frame["settled"] = "agreed"
    if full is not None:
        for name, values in zip(("1", "2"), full, strict=True):
            frame[f"full_text_decision_{name}"] = values
        frame["full_text_decision"] = full[0]
        frame["full_text_settled"] = "agreed"
    return frame


@pytest.mark.parametrize("coding", [([1, 0, 1], [1, 0, 1]), ([1, 0, 1], [1, 1, 1]), ([1], [1])])
@pytest.mark.parametrize(
    ("first", "second"),
    [("ie", "ie"), ("ieie", "ieii"), ("i", "i"), ("ie", "ei"), ("iiii", "iiii")],
)
@pytest.mark.parametrize("texts_too", [False, True])
def test_agreement_is_told_in_prose(labels, first, second, coding, texts_too):
    words = {"i": "include", "e": "exclude"}
    one, other = ([words[letter] for letter in each] for each in (first, second))
    frame = screened(one, other, (one, other) if texts_too else None)
    fact = agreement_fact(frame, cohen_kappa(*coding), labels, 0.95)
    for language, text in fact.text.items():
        assert not faults(text, language)
        assert ("full texts" in text or "textos completos" in text) == texts_too
    assert (fact.value == "full") == (one == other and coding[0] == coding[1])


def test_one_disagreement_is_not_rounded_away(labels):
    frame = screened(["include", "exclude"] * 40, ["include", "exclude"] * 40)
    coding = cohen_kappa([0] * 500 + [1] * 500, [0] * 501 + [1] * 499)
    text = agreement_fact(frame, coding, labels, 0.95).text
    assert text["en"].startswith(
        "In screening, the two readings agreed on all 80 records (κ = 1.00). In coding, they agreed on "
        "999 of the 1,000 decisions on codes (κ = 0.998, ["
    )
    assert "coincidieron en 999 de las 1.000 decisiones sobre códigos (κ = 0,998, [" in text["es"]
