import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from alianzas.survey.drivers.driver_model import fit_drivers
from alianzas.survey.drivers.driver_results import estimates_frame
from alianzas.survey.estimates_figure import drivers_figure, income_figure
from alianzas.survey.income.income_comparison import estimate_income
from alianzas.survey.income.income_results import income_frame
from alianzas.survey.likert_figure import answer_shares, likert_figure
from honest_results.figure_style import use_style


def words(figure):
    """Every text a reader sees in the figure."""
    found = [t.get_text() for t in figure.findobj(lambda a: hasattr(a, "get_text"))]
    return [text for text in found if text]


@pytest.fixture(autouse=True)
def style():
    use_style()


def cut_off(figure):
    """Return the visible texts that reach beyond the canvas by more than a pixel."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    width, height = canvas.get_width_height()
    undrawn = set()
    for axes in figure.axes:
        low, high = sorted(axes.get_xlim())
        shown = [t for t in axes.get_xticklabels() if low <= t.get_position()[0] <= high]
        ticks = {*axes.get_xticklabels(), *axes.get_yticklabels()}
        undrawn |= ticks - {*shown, *axes.get_yticklabels()} if axes.axison else ticks
    outside = []
    for text in figure.findobj(
        lambda a: hasattr(a, "get_window_extent") and hasattr(a, "get_text")
    ):
        if text.get_visible() and text.get_text().strip() and text not in undrawn:
            box = text.get_window_extent()
            if box.x0 < -1 or box.y0 < -1 or box.x1 > width + 1 or box.y1 > height + 1:
                outside.append(text.get_text())
    return outside


def test_shares_of_an_item_sum_to_one(account, questionnaire):
    allied = account.answers[account.answers["status"] == "allied"]
    shares = answer_shares(allied, questionnaire)
    assert len(shares) == 24
    assert np.allclose(shares[[f"share_{k}" for k in range(1, 6)]].sum(axis=1), 1)
    assert (shares["n"] <= len(allied)).all()


@pytest.mark.parametrize("language", ["en", "es"])
def test_likert_shows_every_item_within_the_page(account, questionnaire, labels, language):
    figure = likert_figure(account.answers, questionnaire, labels)
    drawn = figure.draw(language)
    seen = {text.replace("\n", " ") for text in words(drawn)}
    for item in questionnaire.items():
        assert any(text.startswith(item.wording.by_language()[language]) for text in seen), item.id
    assert cut_off(drawn) == []
    assert "24" in figure.alt[language]
    assert drawn.get_size_inches()[1] * 2.54 < 22


@pytest.mark.parametrize("language", ["en", "es"])
def test_likert_without_answers_is_said(account, questionnaire, labels, language):
    nobody = account.answers[account.answers["status"] == "independent"]
    figure = likert_figure(nobody, questionnaire, labels)
    figure.draw(language)
    assert figure.alt[language] == labels("survey.figure.likert.empty", language)


@pytest.mark.parametrize("language", ["en", "es"])
def test_estimates_are_drawn_sorted_with_numbers_of_the_language(
    scores, settings, questionnaire, labels, language
):
    result = fit_drivers(scores, questionnaire, settings, 0.95)
    figure = drivers_figure(estimates_frame(result), questionnaire, labels, 0.95)
    assert figure.data["beta"].is_monotonic_decreasing
    drawn = figure.draw(language)
    assert cut_off(drawn) == []
    sign, other = (".", ",") if language == "en" else (",", ".")
    numbers = [text for text in words(drawn) if any(c.isdigit() for c in text)]
    assert any(sign in text for text in numbers)
    assert not any(other in text.replace(", ", "") for text in numbers)
    assert "95" in figure.alt[language]
    income = income_frame(estimate_income(scores, questionnaire, settings, 0.95))
    figure = income_figure(income, settings.income, questionnaire, labels, 0.95)
    drawn = figure.draw(language)
    assert cut_off(drawn) == []
    bound = {"en": "Published bound: 20%", "es": "Límite publicado: 20\u00a0%"}[language]
    assert bound in words(drawn)
    assert bound in figure.alt[language]
    plan = settings.income.model_copy(update={"claimed_bound": None})
    without = income_figure(income, plan, questionnaire, labels, 0.95)
    plain = without.draw(language)
    assert cut_off(plain) == []
    assert {*words(drawn)} - {*words(plain)} == {bound}
    assert without.alt[language] == figure.alt[language].removesuffix(f" {bound}.")


@pytest.mark.parametrize(("language", "said"), [("en", "not estimated"), ("es", "sin estimar")])
def test_what_was_not_estimated_is_said_in_the_figure(
    scores, settings, questionnaire, labels, language, said
):
    allied = scores[scores["status"] == "allied"].head(12)
    drivers = estimates_frame(fit_drivers(allied, questionnaire, settings, 0.95))
    drawn = drivers_figure(drivers, questionnaire, labels, 0.95).draw(language)
    assert words(drawn).count(said) == 6
    income = income_frame(estimate_income(allied, questionnaire, settings, 0.95))
    figure = income_figure(income, settings.income, questionnaire, labels, 0.95)
    drawn = figure.draw(language)
    assert words(drawn).count(said) == 6
    assert figure.alt[language].count(said) == 6
    assert cut_off(drawn) == []


@pytest.mark.parametrize("width", [0.004, 0.03, 0.2, 0.9, 4.0])
def test_ticks_differ_in_print_whatever_the_range(scores, settings, questionnaire, labels, width):
    income = income_frame(estimate_income(scores, questionnaire, settings, 0.95))
    income[["percent", "low", "high"]] = np.array([[0, -width, width]] * 6)
    drawn = income_figure(income, settings.income, questionnaire, labels, 0.95).draw("en")
    FigureCanvasAgg(drawn).draw()
    ticks = [tick.get_text() for tick in drawn.axes[0].get_xticklabels()]
    assert len(set(ticks)) == len(ticks) > 2
    steps = np.diff([float(t.rstrip("%").replace("\u2212", "-").replace(",", "")) for t in ticks])
    assert np.allclose(steps, steps[0])
