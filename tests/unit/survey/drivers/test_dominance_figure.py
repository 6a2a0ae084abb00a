import pytest

from alianzas.survey.drivers.dominance_figure import dominance_figure
from alianzas.survey.drivers.dominance_results import dominance_frame
from honest_results.figure_style import use_style
from unit.survey.drivers.samples import Firms, check, quick
from unit.survey.test_figures import cut_off, words


@pytest.fixture(autouse=True)
def style():
    use_style()


@pytest.fixture(scope="module")
def checks(account, scores, settings, questionnaire):
    return check(Firms(account.answers, scores), quick(settings), questionnaire)


@pytest.mark.parametrize("language", ["en", "es"])
def test_weights_are_drawn_the_heaviest_first_in_the_language(
    checks, questionnaire, labels, language
):
    figure = dominance_figure(dominance_frame(checks), questionnaire, labels, 0.95)
    assert figure.data["weight"].is_monotonic_decreasing
    drawn = figure.draw(language)
    assert cut_off(drawn) == []
    seen = words(drawn)
    for name in figure.data["construct"]:
        label = questionnaire.constructs[name].label.by_language()[language]
        assert label in {text.replace("\n", " ") for text in seen}
        assert label in figure.alt[language]
    sign, other = (".", ",") if language == "en" else (",", ".")
    numbers = [text for text in seen if any(c.isdigit() for c in text)]
    assert any(sign in text for text in numbers)
    assert not any(other in text.replace(", ", "") for text in numbers)


@pytest.mark.parametrize(("language", "said"), [("en", "not estimated"), ("es", "sin estimar")])
def test_no_model_is_said_in_the_figure(
    account, scores, settings, questionnaire, labels, language, said
):
    few = check(Firms(account.answers, scores.head(12)), quick(settings), questionnaire)
    figure = dominance_figure(dominance_frame(few), questionnaire, labels, 0.95)
    drawn = figure.draw(language)
    assert words(drawn).count(said) == 6
    assert figure.alt[language].count(said) == 6
    assert cut_off(drawn) == []
