"""What the article says of robustness, read as a reader does, on data of known truth."""

import re

import pytest

from alianzas.survey.limitation import Limitation
from alianzas.survey.robustness.curve_figure import curve_figure
from alianzas.survey.robustness.curve_results import (
    curve_facts,
    curve_table,
    curves_frame,
    driver_titles,
    income_titles,
    target_names,
    with_constructs,
)
from alianzas.survey.robustness.driver_curve import driver_curves
from alianzas.survey.robustness.income_curve import income_curves
from alianzas.survey.robustness.leave_out import leave_out
from alianzas.survey.robustness.leave_out_results import leave_out_facts
from alianzas.survey.robustness.recovery import recover
from alianzas.survey.robustness.recovery_results import TABLES, recovery_facts, recovery_table
from alianzas.survey.robustness.recovery_summary import summarise_parts
from alianzas.survey.robustness.recovery_worlds import worlds
from alianzas.survey.robustness.specifications import options_of
from alianzas.survey.scores import score_scales
from honest_results.facts import Fact
from unit.survey.robustness.samples import fewer, firms_of, with_few_specifications, with_robustness
from unit.survey.sentences import said_of

OPENINGS = {
    "en": (
        "The specification curve of success",
        "The specification curve of income",
        "Sectors and regions were left out one at a time",
        "The verdict on income in well-structured alliances",
        "In the recovery study",
    ),
    "es": (
        "La curva de especificaciones del éxito",
        "La curva de especificaciones de los ingresos",
        "Los sectores y las regiones se omitieron",
        "El veredicto sobre los ingresos en alianzas bien estructuradas",
        "En el estudio de recuperación",
    ),
}
CURVES, LEFT_OUT, RECOVERY = (0, 1), (2, 3), (4,)
NULL = {"compatibility": 0.0, "planning": 0.0, "contract": 0.0}
REVERSED = {"compatibility": -0.2, "planning": -0.2, "contract": 0.7}
PUBLISHED = {"compatibility": 0.45, "planning": 0.35, "contract": 0.0}


@pytest.fixture(scope="module")
def recovery(settings, questionnaire):
    plan = settings.robustness.recovery.model_copy(update={"data_sets": 100, "costly_data_sets": 0})
    small = with_robustness(settings, recovery=plan)
    three = worlds(small.simulation, small, questionnaire)
    found = recover(three, small, questionnaire, 0.95, 1, range(100))
    return small, summarise_parts([found], three, small, questionnaire, 0.95)


@pytest.fixture(scope="module")
def article(tmp_path_factory):
    """Return what both articles say of facts, in the paragraphs with these numbers of OPENINGS."""

    def read(facts, *paragraphs):
        places = [n for some in paragraphs for n in some]
        openings = {language: tuple(of[n] for n in places) for language, of in OPENINGS.items()}
        facts = [Fact("study.confidence", 0.95, "percent"), *facts]
        # The curves are written of where there is a main analysis.
        facts += [
            Fact(f"survey.{part}.basis.phrase", "estimated", "phrase", text={"en": "-", "es": "-"})
            for part in ("drivers", "income")
        ]
        return said_of(facts, openings, tmp_path_factory.mktemp("facts"))

    return read


@pytest.fixture(scope="module")
def curves(settings, questionnaire, labels):
    """Return the facts of the specification curves of firms."""

    def facts_of(firms):
        few = with_few_specifications(settings)
        words = with_constructs(labels, questionnaire)
        pairs = [(pair.first, pair.second) for pair in settings.drivers.comparisons]
        drivers = driver_curves(firms, few, questionnaire, 0.95, 1)
        tested = {"_vs_".join(pair): drivers[pair] for pair in pairs}
        income = income_curves(firms, few, questionnaire, 0.95, 1)
        names = {n: {"group": labels.by_language(f"survey.robustness.firms.{n}")} for n in income}
        return [
            *curve_facts("drivers", tested, target_names(pairs, words), words, 0.95),
            *curve_facts("income", income, names, labels, 0.95, percent=True),
        ]

    return facts_of


@pytest.fixture(scope="module")
def left_out(settings, questionnaire, labels):
    """Return the facts of firms without one sector or region at a time."""

    def facts_of(firms):
        scores = score_scales(firms.answers, questionnaire, settings)
        return leave_out_facts(
            leave_out(scores, questionnaire, settings, 0.95), questionnaire, labels
        )

    return facts_of


def income_of(settings, allied, well_structured):
    return settings.simulation.income.model_copy(
        update={"allied": allied, "well_structured": well_structured}
    )


def test_no_relation(article, curves, settings, questionnaire):
    income = income_of(settings, 0.0, 0.0)
    firms = firms_of(settings, questionnaire, 5, drivers=NULL, income=income, firms=400)
    said = article(curves(firms), CURVES)
    for sentence in (
        "The specifications of compatibility and contract jointly do not tell the coefficients of "
        "strategic compatibility and the formal contract apart",
        "The specifications of well-structured alliances jointly do not tell the income growth of "
        "firms in well-structured alliances and of independent firms apart",
    ):
        assert sentence in said["en"]
    for sentence in (
        "Las especificaciones de compatibilidad y contrato no distinguen en conjunto los "
        "coeficientes de la compatibilidad estratégica y del contrato formal",
        "no distinguen en conjunto el crecimiento de los ingresos en las empresas en alianzas bien",
    ):
        assert sentence in said["es"]


@pytest.mark.slow
def test_reversed_relation(article, curves, left_out, settings, questionnaire):
    income = income_of(settings, -0.15, -0.1)
    firms = firms_of(settings, questionnaire, 1, drivers=REVERSED, income=income, firms=400)
    said = article([*curves(firms), *left_out(firms)], CURVES, LEFT_OUT)
    for sentence in (
        "The specifications of compatibility and contract jointly speak for a smaller coefficient "
        "of strategic compatibility than of the formal contract",
        "Those of planning and contract jointly speak for a smaller coefficient of rigorous planning",
        "jointly speak for slower income growth of firms in well-structured alliances",
        "Those of all alliances jointly speak for slower income growth of allied firms",
        "The verdict on compatibility and contract is the same whichever sector is left out (",
    ):
        assert sentence in said["en"]
    for sentence in (
        "apoyan en conjunto un coeficiente menor de la compatibilidad estratégica que del "
        "contrato formal",
        "apoyan en conjunto un crecimiento de los ingresos menor en las empresas en alianzas bien",
        "El veredicto sobre compatibilidad y contrato es el mismo sea cual sea el sector que se",
    ):
        assert sentence in said["es"]


def test_published_relation(article, curves, settings, questionnaire):
    income = income_of(settings, 0.1, 0.1)
    firms = firms_of(settings, questionnaire, 1, drivers=PUBLISHED, income=income, firms=400)
    said = article(curves(firms), CURVES)
    assert (
        "jointly speak for a larger coefficient of strategic compatibility than of the formal"
        in said["en"]
    )
    assert "jointly speak for faster income growth of firms in well-structured" in said["en"]
    assert "apoyan en conjunto un coeficiente mayor de la planificación rigurosa" in said["es"]


def test_twelve_firms(article, curves, left_out, settings, questionnaire, labels):
    firms = firms_of(settings, questionnaire, 1, firms=12)
    rates = recovery_facts(Limitation("no_incomes"), settings, labels)
    said = article([*curves(firms), *left_out(firms), *rates], CURVES, LEFT_OUT, RECOVERY)
    assert "compatibility and contract could not be estimated, because no combination" in said["en"]
    assert "could not be examined whichever sector is left out, because the model" in said["en"]
    assert "recovery study" not in said["en"]
    assert "no pudieron estimarse, porque ninguna combinación de decisiones" in said["es"]
    assert not re.search(r"\d\.\d", said["en"])


def test_rates_that_are_off_are_said(article, settings, labels, recovery):
    summary = recovery[1]
    good = summary.assign(
        coverage_verdict=summary["coverage_verdict"].where(
            summary["coverage_verdict"].isna(), "within"
        ),
        rejection_verdict=summary["rejection_verdict"].where(
            summary["rejection_verdict"].isna(), "within"
        ),
    )
    right = article(recovery_facts(good, settings, labels), RECOVERY)
    assert "agree with the nominal level within Monte Carlo error in all" in right["en"]
    off = good.copy()
    row = off.index[(off["estimator"] == "alpha") & (off["world"] == "null")][0]
    off.loc[row, ["coverage", "coverage_verdict"]] = [0.85, "low"]
    wrong = article(recovery_facts(off, settings, labels), RECOVERY)
    assert "but not in these: alpha, 1 too low (85.0%)" in wrong["en"]
    assert "pero no en estos: alfa, 1 por debajo (85,0" in wrong["es"]


def test_tables_and_figures_of_every_case(settings, questionnaire, labels, recovery):
    from honest_results.figure_style import use_style
    from honest_results.tables import to_markdown

    use_style()
    few = fewer(settings, 19)
    for firms in (firms_of(settings, questionnaire), firms_of(settings, questionnaire, firms=12)):
        curves = driver_curves(firms, few, questionnaire, 0.95, 1)
        shown = list(curves.values())
        titles = driver_titles(list(curves), questionnaire)
        groups = {curve.target: "survey.robustness.panel.1" for curve in shown}
        table = curve_table("driver_specifications", shown, titles, groups, labels)
        figure = curve_figure(
            "driver_specifications",
            curves_frame(shown),
            driver_titles([("compatibility", "contract"), ("planning", "contract")], questionnaire),
            options_of(few.robustness.drivers),
            labels,
            0.95,
            "coefficient",
        )
        for language in ("en", "es"):
            assert to_markdown(table, labels, language, "observed").count("\n") > 8
            assert figure.alt[language].endswith(".")
            figure.draw(language).canvas.draw()
    assert set(income_titles(("well_structured", "allied"), labels)) == {
        "well_structured",
        "allied",
    }
    for summary in (recovery[1], Limitation("no_incomes")):
        for name in TABLES:
            table = recovery_table(name, summary, questionnaire, settings, labels)
            text = to_markdown(table, labels, "es", "observed")
            assert ("error estándar del número anterior" in text) == (summary is recovery[1])
