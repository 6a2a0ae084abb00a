import pytest

from alianzas.cases.qca.case_numbers import MeasureError, read_measures

CASES = ["alpha", "beta"]


def write(folder, text):
    path = folder / "measures.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_numbers_come_in_the_order_of_the_cases_with_either_decimal_sign(tmp_path):
    path = write(tmp_path, "case;growth;remark\nbeta;0,25;ok\nalpha;1.5;\n")
    frame = read_measures(path, CASES, ["growth"])
    assert frame["growth"].to_dict() == {"alpha": 1.5, "beta": 0.25}


def test_all_problems_are_told_at_once(tmp_path):
    path = write(tmp_path, "case,growth\nalpha,much\nalpha,2\nbetta,3\n")
    with pytest.raises(MeasureError) as caught:
        read_measures(path, CASES, ["growth"])
    told = str(caught.value)
    for words in (
        'row 2, column "growth": "much" is not a number.',
        'row 3, column "case": the case "alpha" is in an earlier row already.',
        'row 4, column "case": unknown case "betta".',
        'Did you mean "beta"?',
        'the case "beta" is missing.',
    ):
        assert words in told


def test_an_outcome_without_value_is_named(tmp_path):
    path = write(tmp_path, "case,growth\nalpha,1\nbeta,\n")
    with pytest.raises(MeasureError, match='the case "beta" has no value here'):
        read_measures(path, CASES, ["growth"])
