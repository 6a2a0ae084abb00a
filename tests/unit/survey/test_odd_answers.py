"""Few, flat and contradictory answers: what article and appendix say of the sample and the scales."""

import re
from pathlib import Path

import numpy as np
import pytest

from alianzas.survey.alliance_profile import alliances_facts
from alianzas.survey.measurement import measurement_summary as summary
from alianzas.survey.measurement.item_statistics import asked_items, item_statistics
from alianzas.survey.measurement.measurement_facts import measurement_facts
from alianzas.survey.measurement.measuring import measure
from alianzas.survey.quality.quality_facts import quality_facts
from alianzas.survey.quality.scale_quality import doubtful_scales
from alianzas.survey.reliability import estimate_reliability, reliability_facts
from alianzas.survey.responses.account_results import account_facts
from alianzas.survey.sample_profile import sample_facts
from alianzas.survey.scores import score_facts, score_scales
from alianzas.survey.statements.measurement_statement import (
    common_method_statement,
    measurement_statement,
)
from alianzas.survey.statements.reliability_statement import reliability_statement
from alianzas.survey.weights.weighing import weigh
from alianzas.survey.weights.weight_results import weight_facts
from honest_results.fact_merging import merge_facts
from honest_results.facts import write_facts
from honest_results.provenance import Source

ROOT = Path(__file__).parents[3]
FACT = re.compile(r"\[([\w.-]+)\]\{\.fact(?: show=\"(\w+)\")?\}")
PART = re.compile(r'^:::: \{when="([\w.-]+)=(\w+)"\}\n(.*?)\n::::$', re.DOTALL | re.MULTILINE)
#: Where the parts on sample, scales and measurement begin and end, in article and appendix: those that
#: follow rest on other facts.
PLACES = {
    "en": [
        ("ecuador/article", "## The survey {", "*Success.*"),
        ("ecuador/appendix", "## Questionnaire and answers {", "## Drivers of success {"),
        ("appendix", "## Measurement {", "## Drivers of the outcome {"),
    ],
    "es": [
        ("ecuador/article", "## La encuesta {", "*Éxito.*"),
        ("ecuador/appendix", "## Cuestionario y respuestas {", "## Factores del éxito {"),
        ("appendix", "## Medición {", "## Factores del resultado {"),
    ],
}


def some(answers, firms):
    """Return the answers of so many firms, allied and independent in the shipped proportion."""
    return answers.iloc[np.linspace(0, len(answers) - 1, firms).astype(int)].reset_index(drop=True)


def constant(answers, names):
    changed = answers.copy()
    for name in names:
        changed[name] = changed[name].where(changed[name].isna(), 4.0)
    return changed


def reversed_item(answers, name):
    return answers.assign(**{name: 6 - answers[name]})


def odd(answers, form):
    items = [item.id for item in form.items()]
    return {
        "shipped": answers,
        "forty": some(answers, 40),
        "twelve": some(answers, 12),
        "three": some(answers, 3),
        "one item flat": constant(answers, ["SC1"]),
        "one scale flat": constant(answers, ["TR1", "TR2", "TR3"]),
        "all alike": constant(answers, items),
        "reversed item": reversed_item(answers, "RP2"),
        "nobody allied": answers[answers["status"] == "independent"].reset_index(drop=True),
        "in thousands": answers.assign(
            income_after=answers["income_after"] / np.where(answers.index % 10 == 0, 1000, 1)
        ),
    }


CASES = [
    "shipped", "forty", "twelve", "three", "one item flat", "one scale flat", "all alike",
    "reversed item", "nobody allied", "in thousands",
]  # fmt: skip


@pytest.fixture(scope="module", params=CASES)
def said(request, account, questionnaire, settings, labels, tmp_path_factory):
    """Return name, facts by key, and the parts of the article by language, of odd answers."""
    form = questionnaire
    plan = settings.measurement.model_copy(update={"replicates": 200, "draws": 100})
    quick = settings.model_copy(update={"measurement": plan})
    answers = odd(account.answers, form)[request.param]
    scores = score_scales(answers, form, quick)
    found = measure(answers, scores, form, quick, 0.95, np.random.default_rng(1))
    items = item_statistics(asked_items(answers, form), form, quick.minimum.per_group)
    alphas = estimate_reliability(answers, scores, form, quick, 0.95)
    loadings = summary.loadings_frame(found, plan, 0.95)
    scales = summary.scales_frame(found, loadings, alphas)
    pairs = summary.pairs_frame(found, scales)
    doubtful = doubtful_scales(answers, form, quick)
    kept = type(account)(**{**vars(account), "answers": answers})
    facts = [
        *account_facts(kept, form, quick.exclusion, labels),
        *quality_facts(answers, form, quick, labels),
        *score_facts(scores, form, quick, labels),
        *alliances_facts(answers, scores, form, quick, labels),
        *sample_facts(answers, form, quick, labels, "USD", 0.95),
        *reliability_facts(alphas, form, quick, labels, 0.95, doubtful),
        *measurement_facts(
            found, items, loadings, scales, pairs, form, plan, labels, 0.95, doubtful
        ),
        reliability_statement(alphas, form, quick, labels, doubtful),
        measurement_statement(found, items, scales, pairs, form, plan, labels, doubtful),
        common_method_statement(found, form, plan, labels, doubtful),
        *weight_facts(weigh(answers, form, quick, "f"), quick.weighting, form, labels),
    ]
    path = tmp_path_factory.mktemp("facts") / "facts.json"
    write_facts(facts, path, rule="r", script="s", sources=[Source("f", "simulated")])
    merged = merge_facts([path], ["en", "es"])
    texts = {language: article(language, merged) for language in PLACES}
    return request.param, merged, texts


def article(language, facts):
    """Return the parts of article and appendix with conditions resolved and facts printed."""
    parts = []
    for name, begin, end in PLACES[language]:
        text = (ROOT / f"manuscript/{name}.{language}.qmd").read_text(encoding="utf-8")
        start = text.index(begin)
        parts.append(text[start : text.index(end, start)])
    # Parts that rest on other analyses than those of this module are left out.
    value = {key: fact["value"] for key, fact in facts.items()}
    whole = PART.sub(lambda m: m[3] if value.get(m[1]) == m[2] else "", "\n\n".join(parts))
    shown = {"interval": "interval_text", None: "text"}
    return FACT.sub(lambda m: facts[m[1]][shown[m[2]]][language], whole)


#: Words that a missing number leaves in a sentence.
EMPTY = (
    r"—",
    r"\bnone and none\b",
    r"\bninguna y ninguna\b",
    r"\bof none\b",
    r"\bde ninguna\b(?! escala)",
    r"\b(of|de) 0\b(?![.,])",
    r"\{|\bnan\b",
)


def prose(text):
    """Return a text without its tables, figures and marks."""
    text = re.sub(r"^::: \{#tbl.*?^:::$|^!\[.*$", "", text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"\{[#.][^}]*\}", "", text)


def test_no_sentence_is_empty(said):
    name, _, texts = said
    for language, text in texts.items():
        for empty in EMPTY:
            assert not re.search(empty, prose(text)), (name, language, empty, prose(text))


def test_what_was_not_estimated_is_not_judged(said):
    name, facts, texts = said
    alpha = facts["survey.reliability.lowest.alpha"]["value"]
    judged = facts["survey.reliability.phrase"]["value"]
    assert (judged == "unknown") == (alpha is None or name == "reversed item")
    if name in ("twelve", "three", "all alike", "nobody allied"):
        assert judged == facts["survey.measurement.joint.fit.phrase"]["value"] == "unknown"
        assert "0.70" not in texts["en"]
        assert "HTMT" not in prose(texts["es"])


def test_contradictory_answers_are_named_and_not_judged(said):
    name, facts, texts = said
    scales, income = (facts[f"survey.quality.{k}.phrase"]["value"] for k in ("scales", "income"))
    assert scales == ("doubtful" if name == "reversed item" else "clean")
    assert income == ("doubtful" if name == "in thousands" else "clean")
    if name == "reversed item":
        assert "RP2" in texts["en"]
        for verdict in ("fornell_larcker", "htmt", "joint.fit", "composite_reliability"):
            assert facts[f"survey.measurement.{verdict}.phrase"]["value"] == "unknown"
        assert "planificación rigurosa" in facts["survey.measurement.limits.phrase"]["text"]["es"]
        for statement in ("reliability", "measurement", "measurement.common_method"):
            assert facts[f"survey.{statement}.statement"]["value"] == "doubtful"


def test_few_firms_shorten_the_text(said):
    name, _, texts = said
    if name == "twelve":
        assert len(texts["en"]) < 4_000
