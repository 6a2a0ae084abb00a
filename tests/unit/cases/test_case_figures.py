import itertools

import matplotlib.colors
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from alianzas.cases.benefits_challenges import cases_by_model, count_by_model
from alianzas.cases.case_figures import counts_figure, matrix_figure
from alianzas.cases.cross_case_matrix import build_matrix
from honest_results.figure_style import use_style

WHITE = matplotlib.colors.to_rgba("white")


@pytest.fixture
def matrix(study, codings, labels):
    frame = build_matrix(codings, study.profiles(), study.codes)
    return matrix_figure(frame, study.codes, labels)


@pytest.fixture
def counts(study, codings, labels):
    by_model = count_by_model(codings, study.codes)
    return counts_figure(by_model, cases_by_model(codings, study.codes), study.codes, labels)


def drawn(figure, language):
    """Return the drawing, its texts, and how many dots are filled and empty (legend left out)."""
    use_style()
    drawing = figure.draw(language)
    FigureCanvasAgg(drawing).draw()
    axes = drawing.axes[0]
    faces = [tuple(dot.get_facecolor()[0]) for dot in axes.collections]
    empty = faces.count(WHITE)
    texts = [text for text in axes.texts if text.get_text()]
    return drawing, texts, len(faces) - empty - 1, empty - 1


def test_the_matrix_shows_each_judgement_as_a_dot(matrix):
    shown = matrix.data.iloc[:, 3:]
    _, _, filled, empty = drawn(matrix, "en")
    assert filled == shown.to_numpy().sum()
    assert filled + empty == shown.size == 3 * 7


def test_the_counts_show_each_case_as_a_dot(counts):
    _, _, filled, empty = drawn(counts, "es")
    assert filled == counts.data["total"].sum()
    assert filled + empty == 6 * 3


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", ["matrix", "counts"])
def test_texts_stand_inside_the_figure_and_do_not_overlap(request, name, language):
    drawing, texts, _, _ = drawn(request.getfixturevalue(name), language)
    renderer = drawing.canvas.get_renderer()
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in texts]
    width, height = drawing.canvas.get_width_height()
    for word, box in boxes:
        assert box.x0 >= 0 and box.x1 <= width and box.y0 >= 0 and box.y1 <= height, word
    for index, (one, first) in enumerate(boxes):
        for other, second in boxes[index + 1 :]:
            across = min(first.x1, second.x1) - max(first.x0, second.x0)
            down = min(first.y1, second.y1) - max(first.y0, second.y0)
            # Boxes of lines above each other share a sliver between descenders and accents.
            assert across <= 0 or down <= 3, (one, other)


def test_alternative_texts_come_from_the_data(matrix, counts):
    assert matrix.alt["en"].startswith("Dot matrix of 3 cases")
    assert "2 of 3 alliances succeeded" in matrix.alt["en"]
    assert "strategic compatibility in 2" in matrix.alt["en"]
    assert "confianza en 1" in matrix.alt["es"]
    assert "knowledge transfer in 1" in counts.alt["en"]
    assert "In the" not in counts.alt["es"]


def test_thirty_cases_of_a_model_still_fit(study, codings, labels):
    counts = count_by_model(codings, study.codes)
    cases = {"bridge_alliance": 30, "sectoral_cluster": 2, "university_industry": 0}
    figure = counts_figure(counts.assign(university_industry=0), cases, study.codes, labels)
    use_style()
    drawing = figure.draw("en")
    FigureCanvasAgg(drawing).draw()
    axes = drawing.axes[0]
    row = sorted(
        (dot for dot in axes.collections if dot.get_offsets()[0][1] == pytest.approx(1.2)),
        key=lambda dot: dot.get_offsets()[0][0],
    )
    places = [dot.get_offset_transform().transform(dot.get_offsets())[0][0] for dot in row]
    diameter = row[0].get_sizes()[0] ** 0.5 * drawing.dpi / 72
    assert len(row) == 32
    assert min(b - a for a, b in itertools.pairwise(places)) > diameter
    assert axes.bbox.x0 <= min(places) and max(places) <= axes.bbox.x1


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        (0, "None of the alliances succeeded. Conditions in all cases: "),
        (1, "All of the alliances succeeded. Conditions among these: "),
    ],
)
def test_the_alternative_text_of_alike_cases_lists_no_zeros(study, codings, labels, outcome, told):
    alike = codings.copy()
    alike.loc[alike["code"] == study.codes.outcome, "value"] = outcome
    alt = matrix_figure(build_matrix(alike, study.profiles(), study.codes), study.codes, labels).alt
    assert told in alt["en"]
    assert " in 0" not in alt["en"] and " en 0" not in alt["es"]
