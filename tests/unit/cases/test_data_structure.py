from dataclasses import replace

import pytest

from alianzas.cases.data_structure import build_structure, structure_figure
from honest_results.figure_style import use_style
from labels import load_labels


@pytest.fixture(scope="module")
def words():
    return load_labels("common", "cases_typology")


def test_every_code_stands_under_its_theme_with_its_cases(study, codings):
    structure = build_structure(codings, study.codes)
    rows = {row.code: row for row in structure.itertuples()}
    assert (rows["trust"].dimension, rows["trust"].theme) == ("condition", "relational_bond")
    assert rows["trust"].cases == int(codings[codings["code"] == "trust"]["value"].sum())
    assert "alliance_success" not in rows
    for _, group in structure.groupby("theme"):
        places = list(group.index)
        assert places == list(range(places[0], places[0] + len(places)))


@pytest.mark.parametrize("language", ["en", "es"])
def test_words_stay_in_their_boxes(study, codings, words, language):
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    structure = build_structure(codings, study.codes)
    figure = structure_figure(structure, 3, study.codes, words)
    use_style()
    drawing = figure.draw(language)
    FigureCanvasAgg(drawing).draw()
    axes = drawing.axes[0]
    boxes = [patch.get_window_extent() for patch in axes.patches]
    assert len(boxes) == len(structure) + structure["theme"].nunique() + 3
    for text in axes.texts:
        extent = text.get_window_extent()
        holding = [box for box in boxes if box.y0 <= extent.y0 and extent.y1 <= box.y1]
        inside = [box for box in holding if box.x0 <= extent.x0 and extent.x1 <= box.x1]
        assert inside or text.get_weight() == "bold", text.get_text()
    assert "3" in figure.alt[language]


@pytest.mark.parametrize(
    ("made", "heading", "other"),
    [
        ("beforehand", "Constructs set beforehand", "First-order codes"),
        ("from_the_cases", "First-order codes", "Constructs set beforehand"),
    ],
)
def test_only_codes_that_arose_from_the_cases_are_of_first_order(
    study, codings, words, made, heading, other
):
    codebook = study.codes.codebook.model_copy(update={"made": made})
    codes = replace(study.codes, codebook=codebook)
    figure = structure_figure(build_structure(codings, codes), 3, codes, words)
    shown = [text.get_text() for text in figure.draw("en").axes[0].texts]
    assert heading in shown and other not in shown
    assert ("first-order" in figure.alt["en"]) == (made == "from_the_cases")
    assert ("primer orden" in figure.alt["es"]) == (made == "from_the_cases")
