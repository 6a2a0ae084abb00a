import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from alianzas.survey.income import income_check_frames
from alianzas.survey.income.balance_figure import balance_figure, overlap_figure
from alianzas.survey.income.effects_figure import effects_figure, quantiles_figure
from honest_results.figure_style import use_style
from unit.survey.test_figures import cut_off, words


@pytest.fixture(autouse=True)
def style():
    use_style()


@pytest.fixture
def figures(checked, questionnaire, labels):
    """Return the four figures of the checks of firms' scores."""

    def make(scores, bound=0.2):
        found = checked(scores)
        said = labels.with_texts(questionnaire.label_texts())
        return [
            effects_figure(income_check_frames.effects_frame(found), bound, said, 0.95),
            balance_figure(income_check_frames.balance_frame(found), 0.1, said),
            overlap_figure(income_check_frames.overlap_frame(found, 5), said),
            quantiles_figure(income_check_frames.quantiles_frame(found), bound, said, 0.95),
        ]

    return make


@pytest.mark.parametrize("language", ["en", "es"])
def test_nothing_is_cut_off_and_numbers_are_of_the_language(figures, scores, language):
    for figure in figures(scores):
        drawn = figure.draw(language)
        assert cut_off(drawn) == [], figure.id
        FigureCanvasAgg(drawn).draw()
        sign, other = (".", ",") if language == "en" else (",", ".")
        numbers = " ".join(text for text in words(drawn) if any(c.isdigit() for c in text))
        assert other not in numbers.replace(", ", ""), figure.id
        assert sign in figure.alt[language]
        assert "{" not in figure.alt[language]


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Published bound: 20%"), ("es", "Límite publicado: 20\u00a0%")]
)
def test_without_a_bound_its_line_and_name_are_gone_and_all_else_stays(
    figures, scores, language, name
):
    for with_it, without in zip(figures(scores), figures(scores, None), strict=True):
        drawn, plain = with_it.draw(language), without.draw(language)
        assert cut_off(drawn) == cut_off(plain) == []
        is_marked = with_it.id in ("income_effects", "income_quantiles")
        assert {*words(drawn)} - {*words(plain)} == ({name} if is_marked else set())
        lines = [len(figure.axes[0].get_lines()) for figure in (drawn, plain)]
        assert lines[0] - lines[1] == is_marked


@pytest.mark.parametrize(
    ("language", "said"), [("en", "do not allow this"), ("es", "no permiten esta")]
)
def test_nothing_to_draw_is_said(figures, scores, language, said):
    for figure in figures(scores[scores["status"] == "allied"]):
        assert any(said in text for text in words(figure.draw(language))), figure.id
        assert said in figure.alt[language] or "estima" in figure.alt[language]


def test_signs_of_the_love_plot_stand_where_the_table_says(figures, scores):
    balance = figures(scores)[1]
    drawn = balance.draw("en")
    left = drawn.axes[0]
    shown = {line.get_label(): sorted(line.get_xdata()) for line in left.get_lines()}
    allied = balance.data[(balance.data["group"] == "allied")]
    raw = allied.loc[allied["stage"] == "unadjusted", "difference"].abs()
    assert shown["Before adjustment"] == pytest.approx(sorted(raw))
