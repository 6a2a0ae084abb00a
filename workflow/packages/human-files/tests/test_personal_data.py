import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from human_files.language.current import speaking
from human_files.personal_data import find_personal_data, is_cedula, is_ruc, without_personal_data


@pytest.fixture(autouse=True)
def without_a_study():
    with speaking(["en"]):
        yield


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
        ("http://example.org/0991234567 y https://example.org/?f=1710034065", []),
        ("95.12345, 10.12345", []),  # no latitude
        ("10.12345, 190.12345", []),  # no longitude
        ("-95.12345 -70.12345", []),
        ("10.12345, -190.12345", []),
        ("90.50000, 10.12345", []),
        ("10.12345, 180.50000", []),
        ("90.00000, -180.00000", ["coordinates"]),
        ("-90.00000, 180.00000", ["coordinates"]),
        ("300.168.10.4", []),
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


@pytest.mark.parametrize(
    "number", ["0100000009", "0926687856", "1714307103", "2400000002", "3000000004"]
)
def test_identity_cards_of_every_province_and_of_those_abroad(number):
    assert is_cedula(number) and is_ruc(number + "001")


@pytest.mark.parametrize(
    "number",
    [
        "",
        "171430710",  # a digit short
        "17143071033",  # one too many
        "171430710x",
        "1714307104",  # the check digit
        "0000000000",  # no province
        "2500000001",  # no province, though its check digit fits
    ],
)
def test_no_identity_card(number):
    assert is_cedula(number) is False
    assert is_ruc(number + "001") is False


def test_the_third_digit_of_a_person_is_at_most_five():
    assert is_cedula("1754307104")
    assert is_cedula("1764307102") is False  # its check digit would fit


@pytest.mark.parametrize(
    "number",
    [
        "1790011674000",  # no branch
        "1760001550000",
        "1770011674001",  # neither person nor company
        "1780011674001",
        "2590011674001",  # no province
        "179001167400x",
    ],
)
def test_no_taxpayer(number):
    assert is_ruc(number) is False


def test_the_check_digit_of_a_company_is_nought_where_modulo_11_leaves_nothing():
    noughts = 0
    for stem in (f"1790000{number:02d}" for number in range(40)):
        weights = (4, 3, 2, 7, 6, 5, 4, 3, 2)
        rest = sum(int(digit) * weight for digit, weight in zip(stem, weights, strict=True)) % 11
        fitting = [digit for digit in range(10) if is_ruc(f"{stem}{digit}001")]
        # A rest of 1 would need the digit ten: no company has such a number.
        assert fitting == ([] if rest == 1 else [0 if rest == 0 else 11 - rest])
        noughts += rest == 0
    assert noughts


def test_any_branch_of_a_company_but_none():
    assert is_ruc("1790011674100") and is_ruc("1760001550100")
    assert is_ruc("1790011674999") and is_ruc("1760001551000")


def test_companies_and_public_bodies():
    assert is_ruc("1790011674001")
    assert is_ruc("1760001550001")
    assert not is_ruc("1790011684001")
    assert not is_ruc("1760001560001")
    assert not is_ruc("9990011674001")


def test_a_mark_stands_in_its_place():
    assert without_personal_data("de ana@uni.ec, 0991234567.") == "de [email], [phone]."


@pytest.mark.parametrize(
    ("country", "text", "kinds"),
    [
        ("PE", "RUC 20100070970", ["ruc"]),
        ("PE", "DNI 10117410-2", ["cedula"]),
        ("PE", "10117410", []),  # without its check digit it may be anything
        ("PE", "celular 987 654 321 o (01) 444-5555", ["phone", "phone"]),
        ("PE", "+593 99 123 4567", ["phone"]),
        ("PE", "1710034065", []),  # a cédula of Ecuador
        ("PE", "ventas 120000 en 2024, 150.000.001, id 481200123", []),
        ("PE", "2026-03-02, pp. 1037-1053, ISSN 1234-5679", []),
        ("BR", "CPF 390.533.447-05", ["cedula"]),
        ("BR", "39053344705", ["cedula"]),
        ("BR", "390.533.447-06", []),  # the check digit is wrong
        ("BR", "CPF 390.533.447-06", ["cedula"]),  # a slip of the pen: its word tells it
        ("BR", "CNPJ 16.727.230/0001-97", ["ruc"]),
        ("BR", "(11) 98765-4321", ["phone"]),
        ("BR", "R$ 161.000,00", []),
        ("MX", "CURP BOXW310820HNERXN09, RFC GODE561231GR8", ["cedula", "ruc"]),
        ("CL", "RUT 12.531.909-2 y 12531909-2", ["ruc", "ruc"]),
        ("CL", "2025-03-31", []),
        ("CO", "NIT 213.123.432-1", ["ruc"]),
        ("AR", "CUIT 20-05536168-2", ["ruc"]),
        ("AR", "20123456", []),
        ("AR", "DNI 20123456", ["cedula"]),
        ("ES", "NIF 54362315-K", ["cedula"]),
        ("US", "SSN 536-90-4399, (415) 555-2671", ["cedula", "phone"]),
        ("KE", "0712 345678", ["phone"]),
        ("PE", "ana@uni.pe, 192.168.10.4", ["email", "ip"]),
        ("PE", "https://doi.org/10.1016/20100070970", []),
    ],
)
def test_numbers_of_other_countries(country, text, kinds):
    assert [found.kind for found in find_personal_data(text, country)] == kinds


def test_the_country_is_that_of_the_study_at_hand():
    with speaking(["es"], "PE"):
        assert without_personal_data("al 987 654 321") == "al [phone]"
    assert without_personal_data("al 987 654 321") == "al 987 654 321"


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(["EC", "PE", "MX", "BR"]))
@example(-0.9882160044342418, "MX")
@example(0.04954454719745892, "PE")
def test_an_estimate_at_full_precision_is_nobodys_number(value, country):
    assume(len(repr(value).partition(".")[2]) > 7)
    for text in (f"a,{value!r},b", f"<td>{value!r}</td>", f'"value": {value!r}, "n"'):
        assert find_personal_data(text, country) == []


def test_a_phone_that_a_spreadsheet_made_a_quantity_is_found_all_the_same():
    for text in ("0991234567.0", "tel. 02.2345678", "-2.123456789, -79.912345678"):
        assert find_personal_data(text, "EC"), text
