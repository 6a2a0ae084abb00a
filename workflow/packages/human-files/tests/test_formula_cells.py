"""No cell of a CSV file is a formula, and every cell comes back as it was."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from human_files.formula_cells import as_given, harmless, without_formulas
from human_files.sheet_reading import read_sheet

DANGEROUS = ["=1+1", "\t=cmd|' /C calc'!A0", "+1+cmd|' /C calc'!A0", "-2+3+cmd|'x'!A0", "@SUM(1)"]
DANGEROUS += ["@ana", "-2+3", "+593 2 123", "-trust", "\ttrust", "\rtrust", "\n=1+1", " =1+1"]
HARMLESS = ["", "=", "-", "+", "-0.5", "+12", "-1,5 %", "-1e-05", "– 3", "'tis so", "Trust = plan"]


@pytest.mark.parametrize("cell", DANGEROUS)
def test_what_would_be_carried_out_is_words(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    frame = pd.DataFrame({"n": [1.5], "words": [cell]})
    assert [*without_formulas(frame)["words"]] == [f"'{cell}"]
    assert [*frame["words"]] == [cell]


@pytest.mark.parametrize("cell", HARMLESS)
def test_what_is_no_formula_stays(cell: str) -> None:
    assert harmless(cell) == cell == as_given(cell)


@given(st.text("'=+-@(|!a1.% \t\r\n", max_size=8))
def test_every_cell_comes_back(cell: str) -> None:
    assert as_given(harmless(cell)) == cell


def test_a_frame_without_formulas_is_itself() -> None:
    frame = pd.DataFrame({"n": [-1.5], "sign": ["-"]})
    assert without_formulas(frame) is frame


def test_a_sheet_reads_what_was_meant(tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title,n\n'=HYPERLINK(1),1\n", encoding="utf-8")
    assert read_sheet(path, ["title", "n"]).rows[0].cells["title"] == "=HYPERLINK(1)"
