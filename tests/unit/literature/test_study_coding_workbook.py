"""The workbook for coding: what it offers, and that it is read again."""

import pytest
from openpyxl import load_workbook

from alianzas.literature.coding_sheets import CodingError
from alianzas.literature.study_coding import code_studies, coding_disagreements
from alianzas.literature.study_coding_workbook import CODES_PER_DIMENSION, write_coding_sheet
from unit.literature.conftest import CODES, IDS


@pytest.fixture
def included(screened):
    return screened[screened["decision"] == "include"]


@pytest.fixture
def write(included, codebook, labels, tmp_path):
    def write(name, language="en"):
        write_coding_sheet(included, codebook, tmp_path / name, labels, language)
        return load_workbook(tmp_path / name)

    return write


def test_drop_downs_offer_the_codes_that_can_be_given(write, codebook):
    book = write("a.xlsx")
    assert book.sheetnames == ["coding", *codebook.by_id, "rules"]
    theory = [row[0].value for row in book["theory"].iter_rows(min_row=2)]
    assert theory == [code.id for code in codebook.by_id["theory"].assignable]
    rules = book["coding"].data_validations.dataValidation
    assert len(rules) == len(codebook.dimensions) * CODES_PER_DIMENSION
    assert rules[0].formula1 == f"'theory'!$A$2:$A${len(theory) + 1}"
    assert str(rules[0].sqref) == "H2:H4"
    assert (rules[0].type, rules[0].showErrorMessage) == ("list", True)


def test_only_the_cells_to_code_can_be_changed(write):
    sheet = write("a.xlsx")["coding"]
    assert sheet.protection.sheet
    assert sheet["A1"].protection.locked and sheet["H1"].protection.locked
    assert sheet["B2"].protection.locked
    assert not sheet["H2"].protection.locked


def test_codes_are_explained_in_the_language_asked_for(write):
    sheet = write("a.xlsx", "es")["theory"]
    assert [cell.value for cell in sheet[1]][:3] == ["code", "Etiqueta", "Cuándo corresponde"]
    assert sheet["B2"].value == "Resource_view (es)"
    assert sheet["E2"].value == "Resources (es)"


def test_a_title_is_never_a_formula(included, codebook, labels, tmp_path):
    strange = included.assign(title=["=1+1", "+x", "@y"])
    write_coding_sheet(strange, codebook, tmp_path / "s.xlsx", labels, "en")
    assert load_workbook(tmp_path / "s.xlsx")["coding"]["B2"].data_type == "s"


def test_filled_workbooks_are_read_as_csv_sheets_are(
    write, screened, passes, codebook, write_coding, tmp_path
):
    write_coding()
    expected = code_studies(screened, passes, codebook, root=tmp_path)
    for name in ("a", "b"):
        book = write(f"{name}.xlsx")
        sheet = book["coding"]
        header = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            given = dict(zip(codebook.by_id, CODES[row[0].value], strict=True))
            for dimension, codes in given.items():
                for number, code in enumerate(codes.split(";"), start=1):
                    column = dimension if number == 1 else f"{dimension}_{number}"
                    row[header.index(column)].value = code
        book.save(tmp_path / f"{name}.csv")  # known by its content, not by its name
    again = code_studies(screened, passes, codebook, root=tmp_path)
    assert again.codes.equals(expected.codes)
    assert set(again.codes["record_id"]) == {IDS[0], IDS[1], IDS[3]}


def test_what_the_passes_differ_in_is_settled_in_a_workbook(
    included, screened, passes, codebook, labels, write_coding, tmp_path
):
    """What both gave is filled in; where they differ the cell is empty and both are shown."""
    write_coding(first={IDS[0]: {"method": "case_study"}})
    (tmp_path / "consensus.csv").write_text(",".join(["record_id", "title", *codebook.by_id]))
    with pytest.raises(CodingError, match="1 disagreement is not settled"):
        code_studies(screened, passes, codebook, root=tmp_path)
    differing = coding_disagreements(screened, passes, codebook, root=tmp_path)
    records = included[included["record_id"].isin([*differing])]
    path = tmp_path / "agreed.xlsx"
    write_coding_sheet(records, codebook, path, labels, "en", differing)
    book = load_workbook(path)
    sheet = book["coding"]
    place = {cell.value: cell.column for cell in sheet[1]}
    row = {name: sheet.cell(2, column).value or "" for name, column in place.items()}
    assert sheet.max_row == 2
    assert (row["record_id"], row["method"]) == (IDS[0], "")
    assert {row["theory"], row["theory_2"]} == {"resource_view", "relational_view"}
    assert row["to settle"] == "method: case_study | survey"
    sheet.cell(2, place["method"]).value = "survey"
    book.save(path)
    path.replace(tmp_path / "consensus.csv")
    codes = code_studies(screened, passes, codebook, root=tmp_path).codes
    mine = codes[codes["record_id"] == IDS[0]]
    assert set(mine[mine["dimension"] == "method"]["code"]) == {"survey"}
    assert set(mine[mine["dimension"] == "theory"]["code"]) == {"resource_view", "relational_view"}
