"""The tools of the review on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from alianzas.commandline.main import main

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def _in_the_compendium(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_coding_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "sheet.xlsx"
    assert main(["literature", "coding-sheet", "ecuador", "--output", str(path)]) == 0
    rows = load_workbook(path)["coding"].max_row - 1
    assert f"{path}: {rows} studies to code." in capsys.readouterr().out
    assert rows > 0
    assert main(["literature", "coding-sheet", "ecuador", "--output", str(path)]) == 1
    assert "is there already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "words"), [("sheet.csv", "does not end in .xlsx"), ("no/s.xlsx", "not there")]
)
def test_an_output_that_cannot_be(
    name: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / name)
    assert main(["literature", "coding-sheet", "ecuador", "--output", path]) == 1
    assert words in capsys.readouterr().err
