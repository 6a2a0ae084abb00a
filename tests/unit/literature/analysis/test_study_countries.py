"""Countries, of institutions or in titles, and their map."""

from pathlib import Path

import numpy as np
import pytest

from alianzas.literature.analysis.country_shapes import equal_earth, read_shapes
from alianzas.literature.analysis.country_words import code_of, codes_by_number, countries_in
from alianzas.literature.analysis.field_coverage import count_fields
from alianzas.literature.analysis.study_countries import (
    count_countries,
    countries_frame,
    countries_table,
    country_facts,
)
from alianzas.literature.analysis.world_map import classes, world_figure
from honest_results.figure_style import use_style

SHAPES = Path(__file__).parents[4] / "config/shapes/countries-110m.json"


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("Evidence from Vietnam and Ecuador", ["VN", "EC"]),
        ("Alianzas en las pymes ecuatorianas de España", ["EC", "ES"]),
        ("UK, South Korea and Côte d’Ivoire", ["GB", "KR", "CI"]),
        ("South African firms", ["ZA"]),
        ("Tanzanian SMEs; Indian SMEs in India", ["TZ", "IN"]),
        ("Perusing networks of the industry", []),
        ("Domain models, Mali-ordinated", ["ML"]),
    ],
)
def test_countries_in_titles(title, codes):
    assert countries_in(title) == codes


def test_names_and_numbers_have_codes():
    assert [code_of(name) for name in ("Türkiye", "United States", "Hong Kong", "Nowhere")] == [
        "TR",
        "US",
        "HK",
        "",
    ]
    assert codes_by_number()["218"] == "EC"


def test_institutions_come_first_and_titles_stand_in(included, bare, labels):
    by_place = count_countries(included, count_fields(included, 0.5))
    assert {code: len(names) for code, names in by_place.studies.items()} == {
        "EC": 8,
        "CN": 4,
        "ES": 4,
    }
    by_title = count_countries(bare, count_fields(bare, 0.5))
    assert (by_title.basis, list(by_title.studies), by_title.named) == ("titles", ["PT"], 12)
    facts = {fact.key: fact for fact in country_facts(by_title, 12, labels)}
    assert facts["literature.countries.top.label"].text == {"en": "Portugal", "es": "Portugal"}
    assert "too few affiliations" in facts["literature.countries.basis"].text["en"]
    assert len(countries_table(by_place, 12).frame) == 3


def test_a_study_counts_once_for_a_country_whatever_it_is_called(included):
    included.loc[0, "countries"] = "United States; USA; Peru; United States of America"
    studies = count_countries(included, count_fields(included, 0.5)).studies
    name = included.loc[0, "record_id"]
    assert (studies["US"].count(name), studies["PE"].count(name)) == (1, 1)


def test_no_country_at_all(bare, labels):
    bare["title"] = "Alliances"
    countries = count_countries(bare, count_fields(bare, 0.5))
    facts = {fact.key: fact for fact in country_facts(countries, 12, labels)}
    assert facts["literature.countries.top.label"].text["en"] == "none"
    figure = world_figure(countries_frame(countries), read_shapes(SHAPES), labels)
    assert "none" in figure.alt["en"]
    use_style()
    (drawn,) = figure.draw("en").axes
    assert not drawn.patches  # an empty map would look like a result
    assert [text.get_text() for text in drawn.texts] == [
        labels("literature.figure.too_little", "en")
    ]


def test_shapes_have_codes_and_no_leaps():
    shapes = read_shapes(SHAPES)
    codes = {shape.code for shape in shapes}
    assert {"EC", "RU", "FJ", "US"} <= codes
    assert "AQ" not in codes
    for shape in shapes:
        for ring in shape.rings:
            assert ring[0] == pytest.approx(ring[-1], abs=1e-6)
            assert np.abs(np.diff([x for x, _ in ring])).max() < 180


def test_equal_earth_keeps_areas():
    """A cell at 60° has the area of its sphere relative to one at the equator (published: true)."""

    def area(south, north):
        steps = np.linspace(0, 1, 200)
        west = [(0.0, south + (north - south) * s) for s in steps]
        east = [(1.0, north - (north - south) * s) for s in steps]
        x, y = equal_earth([*west, *east]).T
        return abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2

    sphere = (np.sin(np.radians(61)) - np.sin(np.radians(60))) / np.sin(np.radians(1))
    assert area(60, 61) / area(0, 1) == pytest.approx(sphere, rel=1e-3)


@pytest.mark.parametrize("most", [0, 1, 3, 5, 8, 40, 1000])
def test_classes_hold_every_number_once(most):
    found = classes(most)
    assert [n for low, high in found for n in range(low, high + 1)] == list(range(1, most + 1))
    assert len(found) <= 4


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_map_draws_and_names_what_is_too_small(included, labels, language):
    included.loc[0, "countries"] = "Singapore"
    frame = countries_frame(count_countries(included, count_fields(included, 0.5)))
    use_style()
    drawn = world_figure(frame, read_shapes(SHAPES), labels).draw(language)
    said = " ".join(text.get_text() for text in drawn.axes[0].texts).replace("\u00a0", " ")
    assert {"en": "Spain 3, Singapore 1.", "es": "España 3, Singapur 1."}[language] in said
    assert {"en": "Too small to draw: Singapore.", "es": "dibujarse: Singapur."}[language] in said
