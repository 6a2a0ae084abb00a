import io

import pytest
from openpyxl import load_workbook

from alianzas.cases.case_coding_workbook import SPARE_ROWS, coding_sheet
from alianzas.cases.judgements import CodingSheetError, read_judgements
from unit.cases.example import PRESENT, sentence


@pytest.fixture
def made(study, labels):
    study.texts_folder.joinpath("beta.minutes.md").write_text("The minutes of beta.\n")
    material = study.material()
    return material, coding_sheet(material.cases, material.texts, study.codes, labels, "es")


def test_a_row_per_case_and_code_with_drop_downs(made):
    material, raw = made
    book = load_workbook(io.BytesIO(raw))
    assert book.sheetnames == ["coding", "codes", "cases", "rules"]
    sheet = book["coding"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("caso", "fuente", "código", "valor", "pasaje")  # the sheet is in Spanish
    assert len(rows) == 1 + 3 * len(material.codes.judged)
    assert rows[1][:3] == ("alpha", "alpha.md", "strategic_compatibility")
    assert {row[1] for row in rows if row[0] == "beta"} == {None}
    last = len(rows) + SPARE_ROWS
    offers = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    codes = len(material.codes.judged) + 1
    assert offers == {
        f"A2:A{last}": "cases!$A$2:$A$5",
        f"B2:B{last}": "cases!$B$2:$B$5",
        f"C2:C{last}": f"codes!$A$2:$A${codes}",
        f"D2:D{last}": '"1,0"',
    }
    offered = [row[0] for row in book["codes"].iter_rows(min_row=2, values_only=True)]
    assert offered == list(material.codes.judged)
    assert "beta.minutes.md" in [row[1] for row in book["cases"].iter_rows(values_only=True)]


def test_the_same_bytes_every_time(made, study, labels):
    material, raw = made
    assert coding_sheet(material.cases, material.texts, study.codes, labels, "es") == raw


def test_a_blank_sheet_is_refused_and_a_filled_one_read(made, tmp_path):
    material, raw = made
    path = tmp_path / "coder.xlsx"
    path.write_bytes(raw)
    with pytest.raises(CodingSheetError, match='"" is neither 1 nor 0'):
        read_judgements(path, material)
    book = load_workbook(path)
    sheet = book["coding"]
    for row in sheet.iter_rows(min_row=2):
        case, code = row[0].value, row[2].value
        present = code in PRESENT[case]
        row[1].value = f"{case}.md"
        row[3].value = int(present)
        row[4].value = sentence(case, code) if present else None
    sheet.append(["alpha", "alpha.md", "trust", 1, "Invented."])
    book.save(path)
    found = read_judgements(path, material)
    assert sum(one.value for one in found) == sum(map(len, PRESENT.values())) + 1
