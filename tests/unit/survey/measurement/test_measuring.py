"""The whole measurement, on the shipped answers and on ones that cannot bear it."""

import re

import numpy as np
import pandas as pd
import pytest

from alianzas.survey.limitation import Limitation
from alianzas.survey.measurement import measurement_summary, measurement_tables, validity_tables
from alianzas.survey.measurement.item_statistics import asked_items, item_statistics
from alianzas.survey.measurement.measurement_facts import measurement_facts
from alianzas.survey.measurement.measuring import measure
from alianzas.survey.measurement.parallel_analysis_figure import parallel_figure
from alianzas.survey.phrases import limitation_text
from alianzas.survey.quality.scale_quality import doubtful_scales
from alianzas.survey.reliability import estimate_reliability
from alianzas.survey.scores import check_constructs, score_scales
from field_statistics.measurement.confirmatory import FactorModel
from honest_results.facts import Fact
from honest_results.tables import to_markdown


@pytest.fixture(scope="session")
def quick(settings):
    """The study's settings with fewer random draws."""
    plan = settings.measurement.model_copy(update={"replicates": 200, "draws": 100})
    return settings.model_copy(update={"measurement": plan})


class Report:
    """Everything the step reports of some answers."""

    def __init__(self, answers, form, settings, labels, found=None):
        plan, scores = settings.measurement, score_scales(answers, form, settings)
        random = np.random.default_rng(1)
        self.found = found or measure(answers, scores, form, settings, 0.95, random)
        self.items = item_statistics(asked_items(answers, form), form, settings.minimum.per_group)
        alphas = estimate_reliability(answers, scores, form, settings, 0.95)
        self.loadings = measurement_summary.loadings_frame(self.found, plan, 0.95)
        self.scales = measurement_summary.scales_frame(self.found, self.loadings, alphas)
        self.pairs = measurement_summary.pairs_frame(self.found, self.scales)
        frames = (self.items, self.loadings, self.scales, self.pairs)
        doubtful = doubtful_scales(answers, form, settings)
        facts = measurement_facts(self.found, *frames, form, plan, labels, 0.95, doubtful)
        self.facts: dict[str, Fact] = {fact.key: fact for fact in facts}
        assert len(self.facts) == len(facts)
        every = (
            measurement_tables.measurement_table(
                self.found, self.loadings, self.scales, form, plan, labels, 0.95
            ),
            measurement_tables.fit_table(self.found, self.items, form, plan, labels),
            measurement_tables.item_table(self.items, form, plan, labels),
            validity_tables.discriminant_table(self.found, self.scales, self.pairs, form, labels),
            validity_tables.htmt_table(self.found, self.pairs, form, plan, labels, 0.95),
            validity_tables.exploration_table(self.found, form, labels),
        )
        self.tables = {
            (table.id, language): to_markdown(table, labels, language, "observed")
            for table in every
            for language in ("en", "es")
        }
        self.figure = parallel_figure(measurement_summary.eigenvalue_frame(self.found), labels)

    def __getitem__(self, key):
        return self.facts[f"survey.measurement.{key}"]

    def says_nothing_meaningless(self):
        words = [*self.tables.values(), *self.figure.alt.values()]
        words += [text for fact in self.facts.values() for text in (fact.text or {}).values()]
        for text in words:
            assert not re.search(r"\b(nan|inf|None)\b|[{}]", text.replace("{.table-note}", ""))
        for fact in self.facts.values():
            if isinstance(fact.value, float):
                assert np.isfinite(fact.value), fact.key
        return True


@pytest.fixture(scope="module")
def shipped(account, questionnaire, quick, labels):
    return Report(account.answers, questionnaire, quick, labels)


def test_every_model_of_the_shipped_answers_is_there(shipped):
    assert shipped.says_nothing_meaningless()
    assert isinstance(shipped.found.joint, FactorModel)
    assert shipped["n"].value == 90
    assert shipped.found.joint.parameters == 69
    assert len(shipped.loadings) == 24
    assert shipped.pairs["htmt"].notna().all()
    assert (shipped.pairs["htmt_low"] < shipped.pairs["htmt_high"]).all()
    assert shipped.loadings["loading"].between(0.5, 0.95).all()


def test_loadings_come_from_each_scale_where_firms_are_few(
    shipped, account, questionnaire, quick, labels
):
    assert shipped["basis.phrase"].value == "each"
    assert shipped["joint.phrase"].value == "thin"
    assert "falls short of the conventional 5 firms" in shipped["joint.phrase"].text["en"]
    plan = quick.measurement.model_copy(update={"adequate_firms": 1.0})
    changed = quick.model_copy(update={"measurement": plan})
    trusting = Report(account.answers, questionnaire, changed, labels, shipped.found)
    assert trusting["basis.phrase"].value == "joint"
    joint = trusting.found.joint
    assert trusting.loadings["loading"].to_numpy() == pytest.approx(joint.standardised)
    assert not np.allclose(trusting.loadings["loading"], shipped.loadings["loading"], atol=1e-3)


def test_verdicts_follow_the_thresholds(shipped, account, questionnaire, quick, labels):
    def verdicts(**thresholds):
        plan = quick.measurement.model_copy(update=thresholds)
        changed = quick.model_copy(update={"measurement": plan})
        return Report(account.answers, questionnaire, changed, labels, shipped.found)

    strict = verdicts(
        cfi=1, tli=1, rmsea=0.001, srmr=0.001, htmt=0.1, single_factor=0.1, inflation=1.01,
        variance_extracted=0.99, composite_reliability=0.99, extreme_answers=0.01,
    )  # fmt: skip
    assert strict["joint.fit.phrase"].value == "none"
    assert strict["htmt.phrase"].value == "reaches"
    assert strict["htmt.intervals.phrase"].value == "some"
    assert strict["htmt.reach.n"].value == 21
    assert strict["single_factor.phrase"].value == strict["inflation.phrase"].value == "reaches"
    assert strict["variance_extracted.phrase"].value == "none"
    assert strict["ceiling.n"].value == 24
    mild = verdicts(cfi=0.5, tli=0.5, rmsea=0.5, srmr=0.5, variance_extracted=0.1)
    assert mild["joint.fit.phrase"].value == "all"
    assert mild["variance_extracted.phrase"].value == "all"
    assert shipped["htmt.phrase"].value == "below"
    assert shipped["htmt.phrase"].text["es"] == "no alcanza"


def test_the_robust_fit_judges_where_items_pile_up(shipped, account, questionnaire, quick, labels):
    assert shipped["judge.phrase"].value == "robust"
    robust = [shipped[f"joint.robust.{name}"].value for name in ("chi2", "cfi", "tli", "rmsea")]
    plain = [shipped[f"joint.{name}"].value for name in ("chi2", "cfi", "tli", "rmsea")]
    assert all(value is not None for value in robust)
    assert robust != plain
    cut = (robust[2] + plain[2]) / 2  # TLI passes by normal theory, fails by the robust fit
    verdicts = {}
    for skewness, extreme in ((1.0, 0.15), (50.0, 0.99)):
        plan = quick.measurement.model_copy(
            update={"skewness": skewness, "extreme_answers": extreme, "tli": cut, "cfi": 0.5}
        )
        changed = quick.model_copy(update={"measurement": plan})
        report = Report(account.answers, questionnaire, changed, labels, shipped.found)
        verdicts[report["judge.phrase"].value] = report["joint.fit.phrase"].value
    assert verdicts == {"robust": "some", "normal": "all"}


def test_the_fit_table_has_both_fits(shipped):
    table = shipped.tables["fit", "en"]
    assert table.count("Normal theory") == table.count("| Robust") == 5
    assert "The robust fit is the one that counts, because" in table


def test_limits_are_those_that_the_data_show(shipped, account, questionnaire, quick, labels):
    said = shipped["limits.phrase"].text
    assert "4 factors for 7 scales" in said["en"]
    assert (
        "varianza media extraída queda por debajo de 0,50 en 1 de 7 escalas (mínimo: 0,39)"
        in said["es"]
    )
    plan = quick.measurement.model_copy(
        update={
            "variance_extracted": 0.1,
            "composite_reliability": 0.1,
            "cfi": 0.5,
            "tli": 0.5,
            "rmsea": 0.5,
            "srmr": 0.5,
        }
    )
    changed = quick.model_copy(update={"measurement": plan})
    mild = Report(account.answers, questionnaire, changed, labels, shipped.found)
    for clause in ("variance extracted", "reliability", "cut-offs", "per parameter", "HTMT"):
        assert clause not in mild["limits.phrase"].text["en"]
    nobody = Report(
        account.answers[account.answers["status"] != "allied"], questionnaire, quick, labels
    )
    assert nobody["limits.phrase"].value == "none"


def test_all_missing_construct_is_left_out_and_named(account, questionnaire, quick, labels):
    answers = account.answers.copy()
    answers[["TR1", "TR2", "TR3"]] = np.nan
    report = Report(answers, questionnaire, quick, labels)
    assert report.says_nothing_meaningless()
    assert report["scales.n"].value == 6
    assert report["trust.omega"].value is None
    assert isinstance(report.found.joint, FactorModel)
    assert (
        "No model of its own, because the answers are missing" in report.tables["measurement", "en"]
    )
    assert ": la confianza." in report.tables["measurement", "es"]


@pytest.mark.parametrize("kept", [0, 1, 12])
def test_few_firms_are_a_stated_limitation(account, questionnaire, quick, labels, kept):
    answers = account.answers
    allied = answers[answers["status"] == "allied"].head(kept)
    few = pd.concat([answers[answers["status"] != "allied"], allied])
    report = Report(few, questionnaire, quick, labels)
    assert report.says_nothing_meaningless()
    for key in ("joint.cfi", "htmt.highest", "factors.n", "single_factor.percent", "omega.lowest"):
        assert report[key].value is None
    assert "could not be estimated, because" in report["joint.phrase"].text["en"]
    assert report["joint.fit.phrase"].value == report["htmt.phrase"].value == "unknown"
    assert "—" in report.tables["discriminant_validity", "es"]
    assert report.figure.data.empty
    assert report.figure.draw("es").axes


def test_items_that_copy_each_other(account, questionnaire, quick, labels):
    within = account.answers.assign(SC2=account.answers["SC1"])
    report = Report(within, questionnaire, quick, labels)
    assert report.says_nothing_meaningless()
    assert report["compatibility.omega"].value is None
    assert report["planning.omega"].value is not None
    across = account.answers.assign(SC1=account.answers["AS1"])
    report = Report(across, questionnaire, quick, labels)
    assert report.says_nothing_meaningless()
    assert report.found.joint == Limitation("items_determined")
    assert "determine those to others" in report["joint.phrase"].text["en"]
    assert report["compatibility.omega"].value is not None


def test_construct_with_two_items(account, questionnaire, quick, labels):
    questions = [q for q in questionnaire.questions if q.id != "TR3"]
    form = questionnaire.model_copy(update={"questions": questions})
    report = Report(account.answers.drop(columns="TR3"), form, quick, labels)
    assert report.says_nothing_meaningless()
    assert report["trust.omega"].value is None
    assert isinstance(report.found.joint, FactorModel)  # there, the other scales identify it
    assert "two items alone do not identify a factor: trust." in report.tables["measurement", "en"]


def test_marker_is_named_and_used(account, questionnaire, quick, labels):
    plan = quick.measurement.model_copy(update={"marker": "governance"})
    changed = quick.model_copy(update={"measurement": plan})
    check_constructs(changed, questionnaire)
    report = Report(account.answers, questionnaire, changed, labels)
    marker = report.found.marker
    assert 0 <= marker.smallest < 1
    assert marker.after == pytest.approx((marker.before - marker.smallest) / (1 - marker.smallest))
    assert "(calidad de la gobernanza)" in report["marker.phrase"].text["es"]


def test_same_seed_same_report(account, questionnaire, quick, labels, shipped):
    again = Report(account.answers, questionnaire, quick, labels)
    assert again.tables == shipped.tables


def test_every_limitation_has_its_words(labels):
    for code in ("items_unusable", "items_determined", "two_items", "no_solution", "improper"):
        assert limitation_text(Limitation(code), labels)["es"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_figure_shows_both_lines(shipped, language):
    axes = shipped.figure.draw(language).axes[0]
    assert len(axes.get_lines()) == 2
    assert len(axes.get_legend().get_texts()) == 2
    assert "24" in shipped.figure.alt[language]
