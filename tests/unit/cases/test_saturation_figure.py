import pytest

from alianzas.cases.saturation import measure_saturation
from alianzas.cases.saturation_figure import saturation_figure
from alianzas.config.case_settings import SaturationSettings


def figure(labels, number):
    units = {f"case-{n}": {chr(97 + n % 5)} for n in range(number)}
    found = measure_saturation(units, "case", SaturationSettings(), 0.95, 7)
    return saturation_figure(found.curve.assign(unit="case"), 4, labels, 0.95)


@pytest.mark.parametrize("number", [1, 6, 40])
@pytest.mark.parametrize("language", ["en", "es"])
def test_it_is_drawn_in_both_languages(labels, number, language):
    drawn = figure(labels, number).draw(language)
    axes = drawn.axes[0]
    assert axes.get_xlabel() == labels("cases.figure.saturation.x.case", language)
    assert len(drawn.legends[0].get_texts()) == 4
    assert len(axes.patches) == number


def test_the_text_for_blind_readers_tells_the_curve(labels):
    text = figure(labels, 6).alt
    assert "found in 6 cases" in text["en"]
    assert "The first 4 bring 4 of 5 codes, the last brings 0 new." in text["en"]
    assert "95 %" in text["es"].replace("\u00a0", " ")
