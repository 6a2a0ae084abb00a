import itertools

import pandas as pd
import pytest

from alianzas.cases.typology import check_typology, typology_facts, typology_table
from alianzas.cases.typology_figure import typology_figure
from honest_results.figure_style import use_style
from honest_results.tables import to_markdown
from labels import load_labels

MODELS = ("bridge_alliance", "sectoral_cluster", "university_industry")


@pytest.fixture(scope="module")
def words():
    return load_labels("common", "cases_typology")


def matrix_of(codes, present):
    """Return a matrix of cases; ``present`` is a list of (model, codes that are present)."""
    rows = [
        {
            "case": f"case-{number}",
            "firm": f"Firm {number}",
            "model": model,
            **{code: int(code in having) for code in codes.judged},
        }
        for number, (model, having) in enumerate(present, start=1)
    ]
    return pd.DataFrame(rows)


def apart(size):
    own = {
        "bridge_alliance": ["trust", "market_expansion"],
        "sectoral_cluster": ["governance", "loss_of_autonomy"],
        "university_industry": ["formal_contract", "knowledge_transfer"],
    }
    return [(model, own[model]) for model in MODELS for _ in range(size)]


@pytest.mark.parametrize(
    ("present", "verdict"),
    [
        (apart(3), "apart_both"),
        ([(model, ["trust"]) for model in MODELS for _ in range(3)], "apart_neither"),
        (apart(3)[:4], "powerless"),
    ],
)
def test_the_sentence_follows_from_the_tests(codes, words, present, verdict):
    typology = check_typology(matrix_of(codes, present), codes, 1)
    facts = {fact.key: fact for fact in typology_facts(typology, words, 0.95)}
    assert facts["cases.typology.statement"].value == verdict
    assert facts["cases.typology.state"].value == "shown"


def test_too_few_cases_are_a_stated_limitation(codes, words):
    typology = check_typology(matrix_of(codes, apart(1)[:2]), codes, 1)
    facts = {fact.key: fact for fact in typology_facts(typology, words, 0.95)}
    shown = typology_facts(check_typology(matrix_of(codes, apart(2)), codes, 1), words, 0.95)
    assert set(facts) == {fact.key for fact in shown}
    assert {fact.missing for fact in facts.values() if fact.value is None} == {"few"}
    assert "cannot be tested" in facts["cases.typology.statement"].text["en"]
    assert "| All models | 2 | — |" in to_markdown(
        typology_table(typology, codes, words), words, "en", "observed"
    )


def test_the_outcome_does_not_count(codes):
    first = matrix_of(codes, apart(2))
    second = first.assign(alliance_success=[1, 0, 1, 0, 1, 0])
    one, other = (check_typology(matrix, codes, 1) for matrix in (first, second))
    assert (one.distances == other.distances).all()


def test_the_table_has_every_pair(codes, words):
    typology = check_typology(matrix_of(codes, apart(2)), codes, 1)
    text = to_markdown(typology_table(typology, codes, words), words, "es", "observed")
    assert "Alianza puente, Clúster sectorial" in text and len(typology.separations) == 4


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("size", [1, 4])
def test_firms_stand_apart_in_the_dendrogram(codes, words, size, language):
    figure = typology_figure(check_typology(matrix_of(codes, apart(size)), codes, 1), codes, words)
    use_style()
    drawing = figure.draw(language)
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    FigureCanvasAgg(drawing).draw()
    firms = [text for text in drawing.axes[0].texts if text.get_text().startswith("Firm")]
    assert len(firms) == 3 * size
    boxes = sorted((text.get_window_extent() for text in firms), key=lambda box: box.y0)
    assert all(low.y1 <= high.y0 for low, high in itertools.pairwise(boxes))
    assert f"{3 * size}" in figure.alt[language]
