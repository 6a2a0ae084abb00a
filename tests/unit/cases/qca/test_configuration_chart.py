import itertools

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from alianzas.cases.qca.configuration_chart import configurations_figure
from alianzas.cases.qca.xy_plots import place_cases, solution_plots
from honest_results.figure_style import use_style
from unit.cases.qca.example import compare


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("draw", [configurations_figure, solution_plots])
def test_words_keep_to_the_page_and_apart(settings, codes, labels, draw, language):
    comparison = compare(settings, codes, labels)
    figure = draw(comparison.analysis, comparison.context)
    use_style()
    drawing = figure.draw(language)
    FigureCanvasAgg(drawing).draw()
    width, height = drawing.canvas.get_width_height()
    texts = [text for axes in drawing.axes for text in axes.texts if text.get_text()]
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts]
    for word, box in boxes:
        assert box.x0 >= 0 and box.x1 <= width and box.y0 >= 0 and box.y1 <= height, word
    for (one, first), (other, second) in itertools.combinations(boxes, 2):
        across = min(first.x1, second.x1) - max(first.x0, second.x0)
        down = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert across <= 0 or down <= 1, (one, other)
    assert figure.alt["en"] and figure.alt["es"] != figure.alt["en"]


def test_the_chart_holds_each_configuration(settings, codes, labels):
    comparison = compare(settings, codes, labels)
    data = configurations_figure(comparison.analysis, comparison.context).data
    assert list(data[data["side"] == "outcome"]["formula"]) == [
        "strategic_compatibility*rigorous_planning",
        "strategic_compatibility*~formal_contract",
    ]
    alt = configurations_figure(comparison.analysis, comparison.context).alt
    assert "strategic compatibility and rigorous planning" in alt["en"]


def test_cases_are_placed_by_solution_and_outcome(settings, codes, labels):
    comparison = compare(settings, codes, labels, "1101 1111 1000 0111 0110")
    data = place_cases(comparison.analysis)
    kinds = data[data["side"] == "outcome"].set_index("case")["kind"]
    assert kinds["case-1"] == "typical" and kinds["case-3"] == "other"
    # Cases four and five share a configuration and contradict each other.
    assert kinds["case-4"] == "unexplained"


@pytest.mark.parametrize("draw", [configurations_figure, solution_plots])
def test_without_solution_the_figure_says_so(settings, codes, labels, draw):
    comparison = compare(settings, codes, labels, "1111 1001")
    figure = draw(comparison.analysis, comparison.context)
    use_style()
    drawing = figure.draw("en")
    assert [text.get_text() for text in drawing.axes[0].texts] == ["There is no solution to show."]
    assert "no solution" in figure.alt["en"]
