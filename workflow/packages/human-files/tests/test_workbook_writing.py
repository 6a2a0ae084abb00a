"""Workbooks that people fill in: what a cell may hold, offer, and let be changed."""

import io

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from human_files.workbook_writing import fill, listed, offer, protect, workbook_bytes


@pytest.fixture
def sheet():
    return Workbook().worksheets[0]


def test_text_stays_text_and_empty_cells_stay_empty(sheet):
    fill(sheet, ["a", "b"], [["=1+1", ""], ["one\x0btwo\x00", "x"]], [10, 20])
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
    assert sheet["B2"].value is None
    assert sheet["A3"].value == "onetwo"


def test_a_cell_takes_the_words_that_are_offered(sheet):
    fill(sheet, ["a", "b"], [["", ""], ["", ""]], [])
    offer(sheet, 2, 2, listed(("same", "different")), "Choose from the list.", "verdict")
    (choice,) = sheet.data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1) == ("B2:B3", '"same,different"')
    assert (choice.error, choice.errorTitle) == ("Choose from the list.", "verdict")


def test_a_sheet_without_rows_offers_nothing(sheet):
    fill(sheet, ["a"], [], [])
    offer(sheet, 1, 0, listed(("x",)))
    assert not sheet.data_validations.dataValidation


def test_only_what_is_free_can_be_changed(sheet):
    fill(sheet, ["a", "b"], [["x", ""]], [])
    protect(sheet, [2])
    assert sheet.protection.sheet
    assert [cell.protection.locked for cell in sheet[2]] == [True, False]


def test_the_same_bytes_every_time():
    frame = pd.DataFrame({"verdict": ["", ""], "title": ["=1", "b"]}, dtype="str")
    made = [
        workbook_bytes("undecided", frame, {"verdict": ("same", "different")}, wide=["title"])
        for _ in range(2)
    ]
    assert made[0] == made[1]
    book = load_workbook(io.BytesIO(made[0]))
    assert [row[1] for row in book["undecided"].values] == ["title", "=1", "b"]
    assert book["undecided"].column_dimensions["B"].width == 60
