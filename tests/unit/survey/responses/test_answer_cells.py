import re

import pytest

from alianzas.survey.responses.answer_cells import (
    UnclearAnswerError,
    has_decimal_points,
    understand,
)


@pytest.mark.parametrize(
    ("question", "cell", "expected"),
    [
        ("SC1", "4", 4.0),
        ("SC1", 4, 4.0),
        ("SC1", 4.0, 4.0),
        ("SC1", "Agree", 4.0),
        ("SC1", "de acuerdo", 4.0),
        ("SC1", "TOTALMENTE EN DESACUERDO", 1.0),
        ("SC1", None, None),
        ("sector", "agrifood", "agrifood"),
        ("sector", "Agriculture and food", "agrifood"),
        ("sector", "agricultura y alimentos", "agrifood"),
        ("exports", "Sí", "yes"),
        ("exports", "si", "yes"),
        ("region", "Manabi", "manabi"),
        (
            "benefits",
            "market_expansion risk_diversification",
            "risk_diversification market_expansion",
        ),
        (
            "benefits",
            "Market expansion Risk diversification",
            "risk_diversification market_expansion",
        ),
        (
            "benefits",
            "Diversificación del riesgo Economías de escala",
            "risk_diversification economies_of_scale",
        ),
        ("employees", 12, 12.0),
        ("employees", "12", 12.0),
        ("income_before", 1234.5, 1234.5),
        ("invitation", 123456.0, "123456"),
    ],
)
def test_understood(questionnaire, question, cell, expected):
    assert understand(cell, questionnaire[question], questionnaire) == expected


@pytest.mark.parametrize(
    ("question", "cell", "found", "advice"),
    [
        ("SC2", 7, r"7 is outside the 5-point scale \(1–5\)", "widen the scale `agreement` of SC2"),
        ("SC2", "0", "0 is outside the 5-point scale", "Correct the answer"),
        ("SC2", 3.5, r"3\.5 is not a point of the 5-point scale", "Correct the answer"),
        ("SC2", "3,5", "3,5 is not a point of", "Correct the answer"),
        ("SC2", "Agre", '"Agre" is not an answer on the 5-point scale', 'Did you mean "Agree"'),
        ("SC2", "De acurdo", "is not an answer", 'Did you mean "De acuerdo"'),
        ("sector", "comerce", '"comerce" is not an answer', 'Did you mean "commerce"'),
        ("sector", "zzz", "is not an answer", "Allowed: agrifood, manufacturing"),
        (
            "benefits",
            "market_expansion rsk_diversification",
            '"rsk_diversification" is not an answer',
            "risk_div",
        ),
        ("employees", "doce", '"doce" is text where a number belongs', "digits"),
        ("employees", 12.5, r"12\.5 is not a whole number", "Round"),
        ("employees", 0, "0 is outside the range allowed", "widen the range of employees"),
        ("employees", -3, "outside the range", "employees"),
        ("employees", True, '"True" is text', "digits"),
        ("income_before", "12500,50", "decimal comma, not a number", r"Write 12500\.50"),
        ("income_before", "12.500,50", "thousands separators", "only the digits"),
        ("income_before", "1 250 000", "thousands separators", "only the digits"),
        ("income_before", "#N/A", '"#N/A" is text', "digits"),
        ("income_before", "nan", "outside the range", "income_before"),
    ],
)
def test_not_understood(questionnaire, question, cell, found, advice):
    with pytest.raises(UnclearAnswerError) as caught:
        understand(cell, questionnaire[question], questionnaire)
    assert caught.match(found)
    assert re.search(advice, caught.value.advice)


def test_numbers_of_a_workbook_tell_what_a_point_means_in_its_texts():
    assert has_decimal_points(["1.125", 1.67857])
    assert has_decimal_points(["1.125", "1.67857"])
    assert not has_decimal_points(["1.125", 2.0, 3])
    assert not has_decimal_points(["1.125", "1,5", 1.67857])
