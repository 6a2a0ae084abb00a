"""Verdicts in a sentence, the numbered list of propositions, and what the review is said to rest on."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from alianzas.config.study_files import load_study
from alianzas.synthesis.proposition_list import numbered, proposition_list
from alianzas.synthesis.study_facts import describe_provenance, describe_study
from honest_results.claims.statement_models import Propositions, Strand
from honest_results.claims.verdict_sentences import Judged, verdict_statement
from honest_results.claims.verdicts import CAUSES, Ruling, StrandRuling
from human_files.settings_files import load_model
from labels import load_labels
from unit.prose import TITLES, faults

ROOT = Path(__file__).parents[3]
LABELS = load_labels("common", "literature", "synthesis", "claims")
STRAND = Strand.model_validate({"text": {"en": "…", "es": "…"}})


def judged(*verdicts):
    """Statements P1, P2 … with these verdicts; a cause stands for "not testable"."""
    found = []
    for number, verdict in enumerate(verdicts, start=1):
        name = numbered(number, LABELS)
        if verdict in CAUSES:
            strand = StrandRuling("survey", STRAND, ("a.b",), "simulated", cause=verdict)
            found.append(Judged(name, Ruling("not_testable", verdict, (strand,), (strand,))))
        else:
            grounds = {"supported": "for", "not_supported": "against"}.get(verdict, "open")
            found.append(Judged(name, Ruling(verdict, grounds, (), ())))
    return found


KINDS = ("supported", "not_supported", "inconclusive", "provenance", "absent", "circular")


@pytest.mark.parametrize("things", ["propositions", "claims"])
@pytest.mark.parametrize("n", [1, 2, 3])
def test_any_verdicts_are_told_in_prose(n, things):
    for verdicts in itertools.product(KINDS, repeat=n):
        text = verdict_statement(judged(*verdicts), things, LABELS)
        for language in ("en", "es"):
            assert not faults(text[language], language)
        if "supported" not in verdicts:
            assert "are supported" not in text["en"] and "one is supported" not in text["en"]


@pytest.mark.parametrize("cause", CAUSES)
def test_every_reason_is_told(cause):
    text = verdict_statement(judged(cause, cause), "claims", LABELS)
    assert text["en"].startswith("None of the two claims can be tested here: ")
    assert text["es"].startswith("Ninguna de las dos afirmaciones puede comprobarse aquí: ")
    assert not faults(text["en"], "en") and not faults(text["es"], "es")


def test_verdicts_in_words():
    six = verdict_statement(judged(*["provenance"] * 6), "propositions", LABELS)
    assert six["en"] == (
        "None of the six propositions can be tested here: the data that would decide are only "
        "simulated."
    )
    assert six["es"] == (
        "Ninguna de las seis proposiciones puede comprobarse aquí: los datos que decidirían son solo "
        "simulados."
    )
    mixed = verdict_statement(
        judged("supported", "not_supported", "supported", "provenance", "provenance", "absent"),
        "propositions",
        LABELS,
    )
    assert mixed["en"] == (
        "Of the six propositions, two are supported (P1 and P3); one is not supported (P2); and "
        "three cannot be tested here (P4, P5, and P6): for two, the data that would decide are only "
        "simulated; and for one, the study has no result that would decide."
    )
    assert mixed["es"].startswith(
        "De las seis proposiciones, dos quedan respaldadas (P1 y P3); una no queda respaldada (P2); "
    )
    many = verdict_statement(judged(*["supported"] * 20, "inconclusive"), "claims", LABELS)
    assert many["en"] == "Of the 21 claims, 20 are supported; and one remains undecided (P21)."
    only = verdict_statement(judged("not_supported"), "propositions", LABELS)
    assert only["es"] == "La única proposición no queda respaldada."


# ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_list_has_every_proposition_with_its_number_and_source(language):
    path = ROOT / "config/codebooks/propositions.yaml"
    propositions = load_model(path, Propositions).propositions
    items = proposition_list(propositions, LABELS, language).strip().split("\n\n")
    assert len(items) == len(propositions)
    for number, (item, one) in enumerate(zip(items, propositions, strict=True), start=1):
        text = one.text.by_language()[language].removesuffix(".")
        assert item == f"**P{number}.** {text} [@{one.source}]."
        assert not faults(item, language)
    unsourced = propositions[0].model_copy(update={"source": None})
    assert proposition_list([unsourced], LABELS, "en").endswith("than the formal contract.\n")


# ------------------------------------------------------------------------------------------------------


def study(read="titles", coding=None, read_by="language_models"):
    plain = load_study("ecuador", ROOT).model_dump(mode="json")
    plain["literature"]["screening"]["read"] = read
    plain["literature"]["coding"]["read"] = coding
    plain["literature"]["read_by"] = read_by
    return plain


@pytest.mark.parametrize(
    ("read", "coding", "english", "spanish"),
    [
        ("titles", None, "titles", "los títulos"),
        ("abstracts", None, "titles and abstracts", "los títulos y resúmenes"),
        ("titles", "abstracts", "titles and abstracts", "los títulos y resúmenes"),
        ("titles", "full_texts", "full texts", "los textos completos"),
    ],
)
@pytest.mark.parametrize("read_by", [None, "people", "language_models", "both"])
def test_what_was_read_is_said_everywhere(read, coding, english, spanish, read_by):
    plain = study(read, coding, read_by)
    facts = {fact.key: fact for fact in describe_study(plain, LABELS)}
    assert facts["literature.screening.basis.phrase"].value == read
    assert facts["literature.basis.phrase"].value == (coding or read)
    assert facts["literature.basis.phrase"].text == {"en": english, "es": spanish}
    readers = facts["literature.readers.phrase"]
    assert readers.value == (read_by or "unsaid")
    assert english in readers.text["en"] and spanish in readers.text["es"]
    levels = {branch: ["reconstructed"] for branch in ("literature", "cases", "survey")}
    said = {fact.key: fact for fact in describe_provenance(levels, plain, LABELS)}
    for text, language in ((readers.text, "en"), (readers.text, "es")):
        assert not faults(text[language], language, is_sentence=False)
    for language, text in said["literature.provenance.statement"].text.items():
        assert not faults(text, language)
        if coding == "full_texts":
            assert not re.search(TITLES[language], text)


def test_a_study_that_assesses_full_texts_codes_them_unless_it_says_otherwise():
    plain = study()
    plain["literature"]["full_text"] = {
        "passes": [
            {"name": name, "file": f"{name}.csv", "provenance": "observed"} for name in ("a", "b")
        ],
        "consensus": {"file": "c.csv", "provenance": "observed"},
    }
    facts = {fact.key: fact for fact in describe_study(plain, LABELS)}
    assert facts["literature.basis.phrase"].value == "full_texts"
    assert facts["literature.screening.basis.phrase"].value == "titles"
    plain["literature"]["coding"]["read"] = "abstracts"
    facts = {fact.key: fact for fact in describe_study(plain, LABELS)}
    assert facts["literature.basis.phrase"].value == "abstracts"
