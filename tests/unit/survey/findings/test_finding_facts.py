"""The verdicts as facts: what each analysis's facts do to them, and the words in both languages."""

import pytest

from alianzas.survey.findings.finding_facts import finding_facts

PAIR = "survey.drivers.compatibility_vs_contract"
ROBUST = "survey.robustness.drivers.compatibility_vs_contract"
INCOME = "survey.income.well_structured"
CURVE = "survey.robustness.income.well_structured"


def said(value):
    return {"value": value, "kind": "phrase"}


def estimate(low, high):
    return {"value": (low + high) / 2, "kind": "percent", "interval": [low, high]}


@pytest.fixture
def strong():
    """Facts of a study in which all speaks for both hypotheses."""
    found = {f"{PAIR}.phrase": said("positive"), f"{ROBUST}.phrase": said("positive")}
    for name in ("bootstrap", "influence", "imputation", "ordered_logit", "dominance"):
        found[f"{PAIR}.{name}.phrase"] = said("positive")
    found |= {f"{INCOME}.phrase": said("positive"), f"{CURVE}.phrase": said("positive")}
    for name in ("regression_interacted", "ipw", "aipw", "matching", "baseline"):
        found[f"{INCOME}.att.{name}"] = estimate(0.1, 0.2)
    found[f"{INCOME}.balance.phrase"] = said("reached")
    for stem in (ROBUST, CURVE):
        for factor, n in (("sector", 5), ("region", 8)):
            found[f"{stem}.without_{factor}.groups.n"] = {"value": n}
            found[f"{stem}.without_{factor}.lost.n"] = {"value": 0}
    return found


@pytest.fixture
def verdict(labels, tests_of_findings):
    def of(found, hypothesis="compatibility"):
        facts = {fact.key: fact for fact in finding_facts(tests_of_findings, found, labels)}
        return facts[f"survey.findings.{hypothesis}.phrase"]

    return of


def test_all_evidence_agrees(strong, verdict):
    assert verdict(strong).value == "holds"
    assert verdict(strong, "income").value == "holds"
    assert verdict(strong).text["en"].endswith("and the firms outside any one region")
    assert verdict(strong).text["es"].endswith("y las empresas fuera de cualquier región")


@pytest.mark.parametrize(
    ("doubtful", "hypothesis", "other"),
    [("scales", "compatibility", "income"), ("income", "income", "compatibility")],
)
def test_nothing_is_concluded_from_answers_that_cannot_be_right(
    strong, verdict, doubtful, hypothesis, other
):
    strong[f"survey.quality.{doubtful}.phrase"] = said("doubtful")
    assert verdict(strong, hypothesis).value == "unknown"
    assert "respuestas dudosas" in verdict(strong, hypothesis).text["es"]
    assert verdict(strong, other).value == "holds"


def test_nothing_estimated(verdict):
    for hypothesis in ("compatibility", "planning", "income"):
        assert verdict({}, hypothesis).value == "unknown"
        assert verdict({}, hypothesis).text["es"] == "no pudo examinarse"


@pytest.mark.parametrize(
    ("hypothesis", "key", "fact", "words"),
    [
        ("compatibility", f"{ROBUST}.phrase", said("unclear"), "taken jointly leave it open"),
        ("compatibility", f"{ROBUST}.phrase", said("unknown"), "no specification curve could"),
        (
            "compatibility",
            f"{PAIR}.imputation.phrase",
            said("unclear"),
            "only four of five other analyses agree",
        ),
        (
            "compatibility",
            f"{PAIR}.imputation.phrase",
            said("negative"),
            "analyses agree (one says the opposite)",
        ),
        (
            "compatibility",
            f"{ROBUST}.without_sector.lost.n",
            {"value": 2},
            "lost when any of two sectors (of five) is left",
        ),
        (
            "income",
            f"{CURVE}.without_region.lost.n",
            {"value": 1},
            "lost when one region (of eight) is left",
        ),
        ("income", f"{INCOME}.balance.phrase", said("missed"), "does not make the groups alike"),
        ("income", f"{INCOME}.balance.phrase", said("failed"), "does not make the groups alike"),
        (
            "income",
            f"{INCOME}.att.baseline",
            estimate(-0.01, 0.2),
            "only four of five other analyses agree",
        ),
    ],
)
def test_what_breaks_a_finding_is_named(strong, verdict, hypothesis, key, fact, words):
    found = verdict(strong | {key: fact}, hypothesis)
    assert found.value == "fragile"
    assert found.text["en"].startswith("is fragile: the main analysis supports it, but ")
    assert words in found.text["en"]


def test_a_check_that_was_not_made_counts_neither_way(strong, verdict):
    found = strong | {f"{PAIR}.imputation.phrase": said("unknown")}
    assert verdict(found).value == "holds"


def test_against_the_hypothesis(strong, verdict):
    against = {
        key: said("negative") if fact["value"] == "positive" else fact
        for key, fact in strong.items()
    }
    assert verdict(against).value == "reversed"
    fragile = verdict(against | {f"{ROBUST}.phrase": said("unclear")})
    assert fragile.value == "fragile"
    assert fragile.text["en"].startswith("is not borne out")
    assert fragile.text["es"].startswith("no se confirma")
