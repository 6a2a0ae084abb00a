import dataclasses

import numpy as np
import pytest

from alianzas.config.model_settings import Comparison
from alianzas.survey.drivers.dominance_results import (
    dominance_facts,
    dominance_frame,
    dominance_levels_table,
    dominance_pairs_table,
    dominance_table,
)
from alianzas.survey.drivers.driver_check_facts import check_facts
from alianzas.survey.drivers.driver_check_tables import (
    diagnostics_table,
    estimators_table,
    hypotheses_table,
)
from alianzas.survey.drivers.driver_model import fit_drivers, standardise
from alianzas.survey.phrases import limitation_text
from honest_results.tables import to_markdown
from unit.survey.drivers.samples import Firms, check, draw, quick

TABLES = (
    hypotheses_table,
    estimators_table,
    diagnostics_table,
    dominance_table,
    dominance_levels_table,
    dominance_pairs_table,
)


@pytest.fixture(scope="module")
def firms(account, scores):
    return Firms(account.answers, scores)


@pytest.fixture(scope="module")
def checks(firms, settings, questionnaire):
    return check(firms, quick(settings), questionnaire)


def analysis(checks, name):
    return next(found for found in checks.analyses if found.name == name)


def test_every_analysis_is_made_on_its_firms(checks, scores):
    allied = int((scores["status"] == "allied").sum())
    n = {a.name: a.coefficients["trust"].n for a in checks.analyses}
    complete = checks.main.model.n
    trimmed = complete - int(checks.influence.influential.sum())
    assert n == {
        "least_squares": complete,
        "bootstrap": complete,
        "influence": trimmed,
        "imputation": allied,
        "ordered_logit": complete,
        "dominance": complete,
    }
    assert trimmed < complete < allied


def test_influential_firms_are_left_out_and_the_rest_standardised_anew(checks, settings):
    kept = checks.main.complete[~checks.influence.influential]
    z = standardise(kept)
    expected = np.linalg.lstsq(z.iloc[:, 1:].to_numpy(), z.iloc[:, 0].to_numpy(), rcond=None)[0]
    found = analysis(checks, "influence").coefficients
    assert [e.value for e in found.values()] == pytest.approx(list(expected), rel=1e-9)


def test_imputation_without_gaps_says_so(settings, questionnaire):
    truth = settings.simulation.missing.model_copy(update={"items": 0.0})
    found = check(draw(settings, questionnaire, missing=truth), quick(settings), questionnaire)
    imputed = analysis(found, "imputation")
    assert imputed.limitation.code == "no_gaps"
    assert set(imputed.coefficients.values()) == {None}
    assert found.gaps == 0


def test_imputed_and_complete_cases_agree_where_little_is_missing(checks):
    for name, estimate in analysis(checks, "imputation").coefficients.items():
        assert estimate.value == pytest.approx(checks.main.coefficients[name].value, abs=0.05)


def test_imputation_recovers_firms_that_complete_cases_lose(settings, questionnaire):
    truth = settings.simulation.missing.model_copy(update={"items": 0.06})
    few = settings.scales.model_copy(update={"minimum_answered": 1.0})
    strict = quick(settings.model_copy(update={"scales": few}), imputations=10)
    firms = draw(strict, questionnaire, firms=600, missing=truth)
    found = check(firms, strict, questionnaire)
    imputed = analysis(found, "imputation").coefficients["compatibility"]
    complete = found.main.coefficients["compatibility"]
    assert imputed.n > 3 * complete.n
    assert imputed.error < complete.error
    full = draw(strict, questionnaire, firms=600, missing=truth.model_copy(update={"items": 0.0}))
    whole = (
        fit_drivers(full.scores, questionnaire, strict, 0.95).coefficients["compatibility"].value
    )
    assert imputed.value == pytest.approx(whole, abs=0.1)


def test_the_same_seed_gives_the_same_checks(firms, settings, questionnaire, checks):
    again = check(firms, quick(settings), questionnaire)
    assert [a.comparisons for a in again.analyses if a.name == "imputation"] == [
        a.comparisons for a in checks.analyses if a.name == "imputation"
    ]
    other = check(firms, quick(settings), questionnaire, seed=2)
    assert analysis(other, "imputation") != analysis(checks, "imputation")


def test_verdicts_count_the_checks_but_not_the_main_analysis(checks):
    assert len(checks.verdicts(("compatibility", "contract"))) == 5


def changed(firms, **columns):
    return Firms(firms.answers, firms.scores.assign(**columns))


BROKEN = {
    "all_missing": lambda f: changed(f, success=np.nan),
    "same_answer": lambda f: changed(f, success=4.0),
    "twelve": lambda f: Firms(f.answers.head(12), f.scores.head(12)),
    "nobody_allied": lambda f: changed(f, status="independent"),
    "twins": lambda f: changed(f, contract=f.scores["planning"]),
    "determined": lambda f: changed(f, success=f.scores["compatibility"]),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_what_cannot_be_estimated_gives_no_number_and_a_reason(
    firms, settings, questionnaire, labels, broken
):
    found = check(BROKEN[broken](firms), quick(settings), questionnaire)
    facts = [
        *check_facts(found, questionnaire, labels),
        *dominance_facts(found, questionnaire, labels),
    ]
    settled = ("survey.drivers.equivalence.bound", "survey.drivers.bootstrap.n")
    numbers = [
        fact
        for fact in facts
        if fact.kind in ("coefficient", "p_value", "number", "percent") and fact.key not in settled
    ]
    assert len(numbers) > 40
    assert all(fact.value is None and fact.interval is None for fact in numbers)
    reason = limitation_text(found.main.limitation, labels_of(labels, questionnaire))
    for table in TABLES:
        made = table(found, questionnaire, labels)
        for language in ("en", "es"):
            written = to_markdown(made, labels.with_texts(made.labels), language, "observed")
            assert reason[language] in written
    assert dominance_frame(found)["weight"].isna().all()


def labels_of(labels, questionnaire):
    from alianzas.survey.scores import construct_texts

    return labels.with_texts(construct_texts(questionnaire))


def test_a_predictor_nobody_answered_leaves_every_analysis(firms, settings, questionnaire, labels):
    silent = changed(firms, contract=np.nan)
    found = check(silent, quick(settings), questionnaire)
    for made in found.analyses:
        assert made.coefficients["contract"] is None
        assert made.coefficients["trust"] is not None
    facts = {f.key: f for f in check_facts(found, questionnaire, labels)}
    phrase = facts["survey.drivers.compatibility_vs_contract.checks.phrase"]
    assert phrase.text == {"en": "could not be checked", "es": "no pudo comprobarse"}
    for table in TABLES:
        to_markdown(
            table(found, questionnaire, labels),
            labels.with_texts(table(found, questionnaire, labels).labels),
            "es",
            "observed",
        )


def test_two_firms_that_alone_vary_stop_the_bootstrap_and_nothing_else(
    firms, settings, questionnaire, labels
):
    trust = firms.scores["trust"].where(firms.scores["trust"].isna(), 3.0)
    first = firms.scores.index[firms.scores["status"] == "allied"][:3]
    trust.loc[first] = [4.0, 5.0, 4.5]
    found = check(changed(firms, trust=trust), quick(settings), questionnaire)
    if found.main.model is None:
        pytest.fail(found.main.limitation.code)
    assert analysis(found, "ordered_logit").coefficients["planning"] is not None


def test_one_predictor_and_no_comparison(firms, settings, questionnaire, labels):
    alone = quick(settings, predictors=["compatibility"], comparisons=[])
    found = check(firms, alone, questionnaire)
    weight = dominance_frame(found).iloc[0]
    assert weight["share"] == pytest.approx(1)
    assert weight["alone"] == pytest.approx(weight["last"])
    made = hypotheses_table(found, questionnaire, labels)
    # Without comparisons, what is examined is whether it goes with more of the outcome.
    assert set(made.frame["hypothesis"]) == {"survey.hypothesis.compatibility"}
    english = made.labels["survey.hypothesis.compatibility"]["en"]
    assert english == "Alliance success is positively related to strategic compatibility"
    assert len(dominance_pairs_table(found, questionnaire, labels).frame) == 0
    for table in TABLES:
        made = table(found, questionnaire, labels)
        to_markdown(made, labels.with_texts(made.labels), "en", "observed")


def test_hypotheses_name_both_scales_and_the_bound(checks, questionnaire, labels):
    made = hypotheses_table(checks, questionnaire, labels)
    words = labels.with_texts(made.labels)
    english, spanish = (to_markdown(made, words, language, "observed") for language in ("en", "es"))
    assert "**Strategic compatibility matters more than the formal contract**" in english
    assert "**La compatibilidad estratégica importa más que el contrato formal**" in spanish
    assert "**El contrato formal es desdeñable (dentro de ±0,20)**" in spanish
    assert "90% interval" in english
    assert len(made.frame) == 2 * 6 + 1


def test_a_reversed_pair_reverses_every_verdict(firms, settings, questionnaire):
    there = check(firms, quick(settings), questionnaire)
    turned = [Comparison(first="contract", second="compatibility")]
    back = check(firms, quick(settings, comparisons=turned), questionnaire)
    opposite = {"positive": "negative", "negative": "positive", "unclear": "unclear"}
    assert back.verdicts(("contract", "compatibility")) == [
        opposite[verdict] for verdict in there.verdicts(("compatibility", "contract"))
    ]


def test_verdicts_that_differ_are_counted_in_words(checks, questionnaire, labels):
    pair = ("compatibility", "contract")
    estimate = checks.main.comparisons[pair]
    assert estimate.low > 0
    unclear = dataclasses.replace(estimate, low=-0.1)
    against = dataclasses.replace(estimate, value=-0.3, low=-0.5, high=-0.1)

    def phrase(*others):
        analyses = [
            checks.analyses[0],
            *(
                dataclasses.replace(checks.analyses[1], comparisons={pair: other})
                for other in others
            ),
        ]
        main = dataclasses.replace(checks.main, comparisons={pair: estimate})
        told = dataclasses.replace(checks, main=main, analyses=analyses)
        facts = {f.key: f for f in check_facts_of_pairs(told, questionnaire, labels)}
        return facts["survey.drivers.compatibility_vs_contract.checks.phrase"].text["en"]

    assert phrase(estimate, estimate) == "is the same in all checks (2)"
    assert phrase(estimate, unclear) == "is the same in 1 of 2 checks"
    assert phrase(estimate, against) == (
        "is the same in 1 of 2 checks, and turned round in at least one"
    )
    assert phrase(None) == "could not be checked"


def check_facts_of_pairs(checks, questionnaire, labels):
    """The facts, where two analyses may bear one name."""
    from alianzas.survey.drivers.driver_check_facts import _agreement_facts

    for pair in checks.main.comparisons:
        yield from _agreement_facts(checks, pair, labels_of(labels, questionnaire))
