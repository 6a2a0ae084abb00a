"""Heads of sheets in the sheet's language, read back in any."""

from __future__ import annotations

from pathlib import Path

import pytest

from human_files.sheet_heads import columns_of, head
from human_files.sheet_reading import read_sheet


@pytest.fixture
def compendium(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for language, words in (("es", ("caso", "valor")), ("en", ("case", "value"))):
        folder = tmp_path / "config/languages" / language / "labels"
        folder.mkdir(parents=True)
        (folder / "sheets.yaml").write_text(
            f'sheet.column.case: "{words[0]}"\nsheet.column.value: "{words[1]}"\n', encoding="utf-8"
        )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_head_is_in_the_language_of_the_sheet(compendium: Path) -> None:
    assert [head(name, "es") for name in ("case", "value", "value_2", "own", "own_3")] == [
        *("caso", "valor", "valor_2", "own", "own_3")
    ]
    assert head("case", "de") == "case"
    assert columns_of(["caso", "value", "valor_2", "own"]) == ["case", "value", "value_2", "own"]


@pytest.mark.parametrize("header", ["case,value", "Caso,Valor", "caso,value"])
def test_a_sheet_is_read_with_the_heads_of_any_language(header: str, compendium: Path) -> None:
    path = compendium / "sheet.csv"
    path.write_text(f"{header}\na,1\n", encoding="utf-8")
    assert [row.cells for row in read_sheet(path, ("case", "value")).rows] == [
        {"case": "a", "value": "1"}
    ]
