import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alianzas.language.labels import Labels
from alianzas.personal_data import find_personal_data, is_cedula, is_ruc, without_personal_data
from alianzas.results.tables import Column, PersonalDataError, Table, write_table


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("escríbame a ana.perez@uni.edu.ec", ["email"]),
        ("Llame al 099 123 4567 o al (02) 254 1234", ["phone", "phone"]),
        ("+593 99 123 4567", ["phone"]),
        ("cédula 1710034065", ["cedula"]),
        ("171003406-5", ["cedula"]),
        ("RUC 1790011674001", ["ruc"]),
        ("1710034065001", ["ruc"]),
        ("desde 192.168.10.4", ["ip"]),
        ("2001:db8::1", ["ip"]),
        ("-0.180653, -78.467834", ["coordinates"]),
        ("-0.180653 -78.467834 2850 4.9", ["coordinates"]),
        ("1710034066", []),  # the check digit is wrong
        ("1790011674002 no, 1790011675001 no", ["ruc"]),  # another branch; a wrong check digit
        ("2025-03-31T09:30:00", []),
        ("10:10:10", []),
        ("https://doi.org/10.1016/1710034065", []),
        ("10.1016/j.respol.1710034065", []),
        ("version 1.2.3, 12500.50 y 0.1806, 0.4678", ["coordinates"]),
        ("entre 0.18 y 0.46", []),
        ("USD 180000", []),
    ],
)
def test_found(text, kinds):
    assert [found.kind for found in find_personal_data(text)] == kinds


@given(st.integers(1, 24), st.integers(0, 5), st.text("0123456789", min_size=6, max_size=6))
def test_one_check_digit_fits_and_marks_hide_it(province, third, rest):
    stem = f"{province:02d}{third}{rest}"
    fitting = [stem + str(digit) for digit in range(10) if is_cedula(stem + str(digit))]
    assert len(fitting) == 1
    assert is_ruc(fitting[0] + "001")
    assert not is_ruc(fitting[0] + "000")
    assert fitting[0] not in without_personal_data(f"mi cédula es {fitting[0]}.")


def test_companies_and_public_bodies():
    assert is_ruc("1790011674001")
    assert is_ruc("1760001550001")
    assert not is_ruc("1790011684001")
    assert not is_ruc("1760001560001")
    assert not is_ruc("9990011674001")


def test_a_mark_stands_in_its_place():
    assert without_personal_data("de ana@uni.ec, 0991234567.") == "de [email], [phone]."


def test_no_table_with_personal_data_is_written(tmp_path):
    table = Table("notes", pd.DataFrame({"note": ["ok", "ana@uni.ec"]}), [Column("note", "x")])
    with pytest.raises(PersonalDataError, match='table notes, row 2, column "note"'):
        write_table(
            table, tmp_path, labels=Labels({}), languages=["en"], rule="r", script="s", sources=[]
        )
    assert list(tmp_path.iterdir()) == []
