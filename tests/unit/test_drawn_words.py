"""The words of figures: inside the page, none on another, whatever the study."""

from __future__ import annotations

from itertools import product

import pytest
from matplotlib.figure import Figure as Canvas

from alianzas.synthesis.conceptual_model import conceptual_model, outcomes_of
from drawn_words import read_drawing
from honest_results.claims.statement_models import Propositions
from honest_results.figure_style import text_width, use_style, wrap_words
from honest_results.figures import Figure, write_figure
from human_files.errors import ConfigurationError
from human_files.settings_files import load_model
from labels import load_labels
from reference_files import ROOT

LABELS = load_labels("common", "synthesis")


def proposition(number, origin, outcome, compared=None):
    def both(words):
        return {"en": words, "es": f"{words} en español"}

    relation = {"from": both(origin), "to": both(outcome)}
    if compared:
        relation["compared_with"] = both(compared)
    return {
        "id": f"proposition_{number}",
        "text": both(f"Proposition {number} says something."),
        "relation": relation,
        "strands": {"review": {"text": both("Nothing.")}},
        "needs": {
            "supported": "observed",
            "not_supported": "observed",
            "because": both("It is so."),
        },
    }


LONG = "An extraordinarily comprehensive interorganizational arrangement for sharing knowledge"
WORD = "Internationalizationcapabilitiesdevelopmentorientation"
SETS = {
    "one": [("Trust", "Success", None)],
    "one outcome of twelve": [(f"Condition {n}", "Success", "Contract") for n in range(12)],
    "twelve outcomes": [(f"Condition {n}", f"Outcome {n}", f"Other {n}") for n in range(12)],
    "twelve of one origin": [("Trust", "Success", f"Other {n}") for n in range(12)],
    "long labels": [(LONG, f"{LONG} and success", f"{LONG} or none")] * 2,
    "a word too long": [(WORD, f"{WORD}s", f"un{WORD}")],
    "a chain": [("A", "C", "B"), ("B", "C", None), ("C", "D", "B")],
}


def read(rows):
    listed = [proposition(n, *row) for n, row in enumerate(rows, start=1)]
    return Propositions.model_validate({"propositions": listed}).propositions


def draw(figure, language, folder):
    options = {"labels": LABELS, "rule": "r", "script": "s", "sources": []}
    write_figure(figure, folder, languages=[language], **options)
    return read_drawing(folder / f"{figure.id}.{language}.svg")


@pytest.mark.parametrize(("name", "language"), [*product(SETS, ("en", "es"))])
def test_no_words_of_a_conceptual_model_meet_or_leave_the_page(name, language, tmp_path):
    figure = conceptual_model(read(SETS[name]), LABELS)
    drawing = draw(figure, language, tmp_path)
    assert drawing.outside() == []
    assert drawing.overlapping() == []
    said = " ".join(words.text for words in drawing.words)
    for number in range(1, len(SETS[name]) + 1):
        assert f"P{number}" in said
        assert f"P{number}: Proposition {number} says something." in figure.alt[language]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_words_of_the_study_stand_inside_their_boxes(language):
    """A box is drawn by its measured words, so each line is narrower than it."""
    propositions = load_model(
        ROOT / "config/codebooks/propositions.yaml", Propositions
    ).propositions
    use_style()
    drawn = conceptual_model(propositions, LABELS).draw(language)
    drawn.draw_without_rendering()
    (axes,) = drawn.axes
    boxes = [patch.get_window_extent() for patch in axes.patches]
    inside = 0
    for text in (text for text in axes.texts if text.get_text()):
        place = text.get_window_extent()
        for box in boxes:
            if place.overlaps(box):
                assert box.x0 < place.x0 and place.x1 < box.x1, text.get_text()
                assert box.y0 < place.y0 and place.y1 < box.y1, text.get_text()
                inside += 1
    assert inside >= len(boxes)


def test_each_outcome_is_one_box_and_what_is_only_compared_stands_last():
    (success,) = outcomes_of(read([("A", "S", "C"), ("B", "S", "C"), ("D", "S", None)]))
    assert [origin.name.en for origin in success.origins] == ["A", "B", "D", "C"]
    assert success.origins[-1].is_only_compared and success.origins[-1].less == ["P1", "P2"]


def test_a_design_figure_has_neither_level_nor_stamp(tmp_path):
    figure = conceptual_model(read(SETS["one"]), LABELS)
    drawing = draw(figure, "en", tmp_path)
    data = (tmp_path / "conceptual_model.en.csv").read_text(encoding="utf-8")
    assert "provenance" not in data
    assert LABELS("provenance.stamp.simulated", "en") not in [w.text for w in drawing.words]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"relation": None}, "relation"),
        ({"relation": {"from": {"en": "A", "es": "A"}}}, "to"),
        ({"relation": {"form": {"en": "A", "es": "A"}}}, "from"),
    ],
)
def test_a_relation_that_is_missing_or_misspelt_is_named_with_its_line(change, said, tmp_path):
    import yaml

    entry = proposition(1, "A", "B") | change
    entry = {key: value for key, value in entry.items() if value is not None}
    file = tmp_path / "propositions.yaml"
    file.write_text(yaml.safe_dump({"propositions": [entry]}, sort_keys=False), encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_model(file, Propositions)
    assert any(said in str(problem) and problem.row for problem in caught.value.problems)


@pytest.mark.parametrize(
    "rows", [[("A", "A", None)], [("A", "B", "A")], [("A", "B", "B")]], ids=str
)
def test_an_arrow_joins_different_things(rows):
    with pytest.raises(ValueError, match="says the same"):
        read(rows)


def test_a_box_has_one_name_in_each_language():
    rows = [proposition(1, "A", "B"), proposition(2, "C", "B")]
    rows[1]["relation"]["to"]["es"] = "otra cosa"
    with pytest.raises(ValueError, match="one name in each language"):
        Propositions.model_validate({"propositions": rows})


def test_words_on_each_other_and_beyond_the_page_are_seen(tmp_path):
    """The measure itself: it sees what it is there for, also of turned and of outlined words."""

    def drawn(_):
        from matplotlib import patheffects

        canvas = Canvas(figsize=(3, 2))
        canvas.text(0.1, 0.5, "first words")
        canvas.text(0.15, 0.5, "second words", rotation=20)
        canvas.text(0.95, 0.1, "beyond")
        outline = [patheffects.withStroke(linewidth=1, foreground="white")]
        canvas.text(0.1, 0.9, "apart", path_effects=outline)
        canvas.text(0.12, 0.9, "not apart")
        return canvas

    import pandas as pd

    figure = Figure("bad", pd.DataFrame({"x": [1]}), drawn, {"en": "Bad."})
    drawing = draw(figure, "en", tmp_path)
    assert drawing.outside() == ["beyond"]
    assert len(drawing.overlapping()) == 2


def test_what_a_no_break_space_joins_is_not_broken():
    use_style()
    width = text_width("95\u00a0%", 8) * 1.1
    assert wrap_words("IC del 95\u00a0%", width, 8) == ["IC", "del", "95\u00a0%"]
