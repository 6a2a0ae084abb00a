import numpy as np
import pytest

from alianzas.survey.drivers.driver_model import fit_drivers
from alianzas.survey.drivers.driver_results import drivers_facts, estimates_frame
from alianzas.survey.drivers.driver_tables import driver_tests_table, drivers_table
from honest_results.tables import to_markdown

NULL = {"compatibility": 0.0, "planning": 0.0, "contract": 0.0}
REVERSED = {"compatibility": -0.4, "planning": 0.0, "contract": 0.6}


@pytest.fixture
def told(settings, questionnaire, labels):
    """Return the facts of scores, by key."""

    def tell(scores):
        result = fit_drivers(scores, questionnaire, settings, 0.95)
        return {f.key: f for f in drivers_facts(result, questionnaire, labels)}

    return tell


def texts(table, labels):
    words = labels.with_texts(table.labels)
    return {language: to_markdown(table, words, language, "observed") for language in ("en", "es")}


def sentences(facts):
    """The sentences of the article that rest on the Wald test of compatibility and contract."""
    phrase = facts["survey.drivers.compatibility_vs_contract.phrase"].text
    return (
        f"The coefficient of compatibility {phrase['en']} that of contract.",
        f"El coeficiente de la compatibilidad {phrase['es']} el del contrato.",
    )


def test_coefficients_are_standardised_and_comparisons_are_their_differences(
    scores, settings, questionnaire
):
    result = fit_drivers(scores, questionnaire, settings, 0.95)
    allied = scores[scores["status"] == "allied"]
    names = settings.drivers.predictors
    z = allied[[*names, "success"]].dropna()
    z = (z - z.mean()) / z.std()
    expected = np.linalg.lstsq(z[names].to_numpy(), z["success"].to_numpy(), rcond=None)[0]
    found = [result.coefficients[name].value for name in names]
    assert found == pytest.approx(list(expected), rel=1e-9)
    difference = result.comparisons["compatibility", "contract"]
    assert difference.value == pytest.approx(expected[0] - expected[2], rel=1e-9)
    assert difference.low < difference.value < difference.high
    assert (difference.p < 0.05) == (difference.low > 0 or difference.high < 0)
    assert result.model.n == len(z) == difference.n


def test_adding_a_constant_or_rescaling_a_scale_changes_nothing(scores, settings, questionnaire):
    moved = scores.assign(trust=10 * scores["trust"] + 3, success=scores["success"] - 1)
    first = estimates_frame(fit_drivers(scores, questionnaire, settings, 0.95))
    second = estimates_frame(fit_drivers(moved, questionnaire, settings, 0.95))
    numbers = ["beta", "low", "high", "p"]
    assert np.allclose(first[numbers], second[numbers], rtol=1e-8)


def test_no_relation_is_said_in_words(draw, told):
    facts = told(draw(seed=5, drivers=NULL, firms=400))
    for name in NULL:
        assert facts[f"survey.drivers.{name}.phrase"].text == {
            "en": "is not clearly related to",
            "es": "no muestra una relación clara con",
        }
    assert sentences(facts) == (
        "The coefficient of compatibility does not differ clearly from that of contract.",
        "El coeficiente de la compatibilidad no muestra una diferencia clara con el del contrato.",
    )


def test_reversed_relation_is_said_in_words(draw, told):
    facts = told(draw(drivers=REVERSED, firms=400))
    assert facts["survey.drivers.compatibility.phrase"].text["en"] == "is negatively related to"
    assert facts["survey.drivers.contract.phrase"].text["es"] == "se relaciona positivamente con"
    assert facts["survey.drivers.strongest.label"].value == "contract"
    assert sentences(facts) == (
        "The coefficient of compatibility is smaller than that of contract.",
        "El coeficiente de la compatibilidad es menor que el del contrato.",
    )


def test_published_relation_is_said_in_words(draw, told):
    facts = told(draw(drivers={"compatibility": 0.5, "planning": 0.3, "contract": 0.0}, firms=400))
    assert sentences(facts) == (
        "The coefficient of compatibility is larger than that of contract.",
        "El coeficiente de la compatibilidad es mayor que el del contrato.",
    )


def all_missing(scores):
    return scores.assign(success=np.nan)


def same_answer(scores):
    return scores.assign(success=scores["success"].where(scores["success"].isna(), 4.0))


def twelve(scores):
    return scores[scores["status"] == "allied"].head(12)


def nobody_allied(scores):
    return scores[scores["status"] == "independent"]


def twins(scores):
    return scores.assign(contract=scores["planning"])


def determined(scores):
    return scores.assign(success=scores["compatibility"] / 2 + scores["trust"] / 2)


@pytest.mark.parametrize(
    ("change", "english", "spanish"),
    [
        (all_missing, "too few firms answered all that it needs (0;", "muy pocas empresas"),
        (same_answer, "the same score in alliance success", "la misma puntuación en el éxito"),
        (twelve, "too few firms answered all that it needs (1", "muy pocas empresas respondieron"),
        (nobody_allied, "no firm is allied", "ninguna empresa está aliada"),
        (determined, "reproduce its outcome without any error", "sin error alguno"),
        (
            twins,
            "the variables of the model determine each other",
            "las variables del modelo se determinan entre sí",
        ),
    ],
)
def test_what_cannot_be_estimated_is_said_and_gives_no_number(
    scores, told, settings, questionnaire, labels, change, english, spanish
):
    broken = change(scores)
    facts = told(broken)
    basis = facts["survey.drivers.basis.phrase"].text
    assert basis["en"].startswith("could not be estimated, because")
    assert english in basis["en"]
    assert spanish in basis["es"]
    numbers = [f for f in facts.values() if f.kind in ("coefficient", "p_value")]
    assert len(numbers) > 10
    assert all(f.value is None and f.interval is None for f in numbers)
    assert facts["survey.drivers.n"].value == 0
    assert sentences(facts) == (
        "The coefficient of compatibility could not be compared with that of contract.",
        "El coeficiente de la compatibilidad no pudo compararse con el del contrato.",
    )
    result = fit_drivers(broken, questionnaire, settings, 0.95)
    for table in (
        drivers_table(result, questionnaire, labels),
        driver_tests_table(result, questionnaire, labels),
    ):
        written = texts(table, labels)
        assert english in written["en"]
        assert spanish in written["es"]


def test_predictor_nobody_answered_leaves_the_model_and_the_table_says_so(
    scores, told, settings, questionnaire, labels
):
    silent = scores.assign(contract=np.nan)
    facts = told(silent)
    assert facts["survey.drivers.contract.beta"].value is None
    assert facts["survey.drivers.trust.beta"].value is not None
    assert facts["survey.drivers.compatibility_vs_contract.phrase"].value == "unknown"
    written = texts(
        drivers_table(fit_drivers(silent, questionnaire, settings, 0.95), questionnaire, labels),
        labels,
    )
    assert "no varying score: the formal contract." in written["en"]
    assert "no dan una puntuación que varíe: el contrato formal." in written["es"]


def test_tables_speak_both_languages(scores, settings, questionnaire, labels):
    result = fit_drivers(scores, questionnaire, settings, 0.95)
    written = texts(driver_tests_table(result, questionnaire, labels), labels)
    assert "Strategic compatibility − Formal contract" in written["en"]
    assert f"F(1, {result.model.residual_df})" in written["en"]
    assert "0," in written["es"].split(":::")[0]
    assert "0." not in written["es"].split(":::")[0]
