import pytest

from alianzas.cases.profiles import COLUMNS, ProfileError, country_names, read_profiles
from human_files.sheet_reading import SheetError
from unit.cases.example import PROFILES, write_rows


def test_profiles_come_in_the_order_of_the_sheet(study):
    frame = study.profiles()
    assert list(frame.columns) == list(COLUMNS)
    assert list(frame["case"]) == ["alpha", "beta", "gamma"]
    assert frame["employees"].sum() == 61


@pytest.mark.parametrize(
    ("column", "value", "messages"),
    [
        ("case", "Alpha Uno", ['"Alpha Uno" cannot name a case']),
        ("case", "beta", ['"beta" is in row 2 already']),
        ("case", "", ["this cell is empty"]),
        ("firm", "", ["this cell is empty"]),
        ("country", "Perú", ['"Perú" is not the ISO code', 'Write "PE"']),
        ("country", "Brazil", ['Write "BR"']),
        ("country", "pe", ['Write "PE"']),
        ("country", "QQ", ['"QQ" is not the ISO code']),
        ("country", "419", ['"419" is not the ISO code']),
        ("sector", "agrifod", ['unknown sector "agrifod"', 'Did you mean "agrifood"']),
        ("model", "bridge_aliance", ["unknown model", 'Did you mean "bridge_alliance"']),
        ("model", "trust", ['unknown model "trust"']),
        ("founded", "99", ['"99" is not a year']),
        ("founded", "c. 1990", ['"c. 1990" is not a year']),
        ("founded", "2013", ["begins (2012) before the firm was founded (2013)"]),
        ("alliance_start", "", ["this cell is empty"]),
        ("alliance_start", "2o15", ['"2o15" is not a year']),
        ("employees", "0", ['"0" is not a number of people']),
        ("employees", "1.200", ['"1.200" is not a number of people']),
        ("employees", "-3", ['"-3" is not a number of people']),
        ("employees", "²", ['"²" is not a number of people']),
    ],
)
def test_a_wrong_cell_is_named(study, column, value, messages):
    rows = [list(row) for row in PROFILES]
    rows[1][COLUMNS.index(column)] = value
    if value == "beta":
        rows[0][0] = "beta"
    write_rows(study.profiles_file, COLUMNS, rows)
    with pytest.raises(ProfileError) as caught:
        study.profiles()
    assert len(caught.value.problems) == 1
    assert caught.value.problems[0].row == 3
    for message in messages:
        assert message in str(caught.value)


def test_all_problems_of_the_sheet_come_at_once(study):
    rows = [[*row[:2], "XX", "farming", "club", "old", "few", "soon", ""] for row in PROFILES]
    write_rows(study.profiles_file, COLUMNS, rows)
    with pytest.raises(ProfileError) as caught:
        study.profiles()
    assert len(caught.value.problems) == 3 * 7


def test_a_sheet_saved_by_excel_in_spanish_is_read(study):
    rows = [list(row) for row in PROFILES]
    rows[0][1] = "Año Ñandú; hijos"
    write_rows(study.profiles_file, COLUMNS, rows, delimiter=";", encoding="cp1252")
    assert study.profiles()["firm"][0] == "Año Ñandú; hijos"


def test_a_missing_column_is_named(study, codes):
    header = [column.replace("employees", "employes") for column in COLUMNS]
    write_rows(study.profiles_file, header, PROFILES)
    with pytest.raises(SheetError, match='column "employees": this column is missing') as caught:
        read_profiles(study.profiles_file, codes)
    assert 'Is it "employes"?' in str(caught.value)


def test_country_names_come_in_every_language():
    assert country_names("BR") == {"en": "Brazil", "es": "Brasil"}
