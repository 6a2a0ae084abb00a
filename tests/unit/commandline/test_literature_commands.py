"""The tools of the review on the command line."""

from __future__ import annotations

import shutil
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
    ("name", "words"), [("sheet.csv", "does not end in .xlsx"), ("no/s.xlsx", "does not exist")]
)
def test_an_output_that_cannot_be(
    name: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / name)
    assert main(["literature", "coding-sheet", "ecuador", "--output", path]) == 1
    assert words in capsys.readouterr().err


def test_prisma(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if not Path("records/ecuador/reference_flow.parquet").is_file():
        pytest.skip("the flow of Ecuador is not built here")
    path = tmp_path / "PRISMA.csv"
    assert main(["literature", "prisma", "ecuador", "--output", str(path)]) == 0
    assert "records identified" in capsys.readouterr().out
    assert path.read_text(encoding="utf-8").startswith("data,node,box,description,boxtext,")


def test_prisma_without_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "Snakefile").touch()
    shutil.copytree(ROOT / "config", tmp_path / "config")
    monkeypatch.chdir(tmp_path)
    assert main(["literature", "prisma", "ecuador", "--output", "PRISMA.csv"]) == 1
    assert "Run `alianzas build` first." in capsys.readouterr().err


def test_files_count_from_where_the_person_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("Snakefile", "config", "data"):
        (tmp_path / name).symlink_to(ROOT / name)
    place = tmp_path / "mine"
    place.mkdir()
    monkeypatch.chdir(place)
    (place / "records.csv").write_text("ID,title\na,Trust in alliances\n", encoding="utf-8")
    command = ["literature", "deduplicate", "records.csv"]
    assert main([*command, "--output", "groups.csv", "--maybe", "maybe.csv"]) == 0
    assert (place / "groups.csv").read_text(encoding="utf-8") == 'merged_ids\n"a"\n'
    monkeypatch.chdir(place)  # each command goes to the compendium's folder
    assert main([*command, "--output", "again.csv", "--decided", "maybe.csv"]) == 0
    monkeypatch.chdir(place)
    assert main(["literature", "coding-sheet", "ecuador", "--output", "coding.xlsx"]) == 0
    monkeypatch.chdir(place)
    assert main(["literature", "export", "ecuador", "--for", "asreview", "--output", "a.csv"]) == 0
    monkeypatch.chdir(place)
    assert main(["literature", "decisions", "a.csv", "--from", "rayyan", "--output", "b.csv"]) == 1
    assert "holds no decisions from Rayyan" in capsys.readouterr().err
    written = {"again.csv", "a.csv", "coding.xlsx", "groups.csv", "maybe.csv", "records.csv"}
    assert {path.name for path in place.iterdir()} == written


@pytest.mark.parametrize("stage", ["title_abstract", "full_text"])
def test_screening_sheet(stage: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "sheet.xlsx"
    command = ["literature", "screening-sheet", "ecuador", "--stage", stage]
    assert main([*command, "--output", str(path), "--language", "es"]) == 0
    rows = load_workbook(path)["screening"].max_row - 1
    assert f"{path}: {rows} records to screen" in capsys.readouterr().out
    assert main([*command, "--output", str(path)]) == 1
    assert "is there already" in capsys.readouterr().err


def test_consensus_sheets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The shipped passes agree on every decision and differ in the codes of one record."""
    path = tmp_path / "sheet.xlsx"
    command = ["literature", "consensus-sheet", "ecuador", "--output", str(path)]
    assert main(command) == 0
    assert "the passes agree, so the sheet has only its header" in capsys.readouterr().out
    sheet = load_workbook(path)["screening"]
    assert sheet.max_row == 1 and not sheet.data_validations.dataValidation
    path.unlink()
    assert main([*command, "--stage", "full_text"]) == 1
    assert "names no sheets for full texts" in capsys.readouterr().err
    assert not path.exists()
    assert main([*command, "--stage", "coding"]) == 0
    assert "1 record to settle" in capsys.readouterr().out
    row = [cell.value for cell in load_workbook(path)["coding"][2]]
    assert row[0] == "yao-2024-how"
    assert "decisions: " in row[-1]


@pytest.mark.parametrize(("named", "word"), [([], "Recursos"), (["--language", "en"], "Resources")])
def test_a_sheet_is_in_the_language_of_its_study(
    named: list[str], word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or in the one that somebody names, though the documents of the study are not in it."""
    (tmp_path / "Snakefile").touch()
    shutil.copytree(ROOT / "config", tmp_path / "config")
    shutil.copytree(ROOT / "data", tmp_path / "data")
    study = tmp_path / "config/studies/ecuador/study.yaml"
    study.write_text(study.read_text("utf-8") + "\nlanguages: [es]\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    for stage in ("coding", "title_abstract"):
        output = f"{stage}.xlsx"
        command = ["literature", "consensus-sheet", "ecuador", "--stage", stage]
        assert main([*command, "--output", output, *named]) == 0
    codes = load_workbook("coding.xlsx")
    said = {str(cell.value) for sheet in codes for row in sheet.iter_rows() for cell in row}
    assert any(word in text for text in said)
