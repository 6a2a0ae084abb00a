"""Parts of a deposit's README: what files hold, where random numbers come from, sizes and times."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from alianzas.config.study_files import load_study
from alianzas.deposit.readme.dataset_files import datasets
from alianzas.deposit.readme.randomness import drawing_scripts, generators, seed_place
from alianzas.deposit.readme.words import box, counted, duration, listed, size, table

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 bytes"), (999, "999 bytes"), (1400, "1.4 kB"), (2.5e6, "2.5 MB"), (25.3e9, "25.3 GB")],
)
def test_sizes(number: float, words: str) -> None:
    assert size(number) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.24, "0.2 s"), (59.6, "60 s"), (61, "1 min 1 s"), (7384, "2 h 3 min")],
)
def test_times(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_words_of_lists_and_tables() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert counted(1, "file") == "1 file"
    assert counted(2065, "value") == "2,065 values"
    assert box(True, "Yes") == "- [x] Yes"
    assert table(("a", "b"), [("1|2", "3")], (4, 2)) == [
        "| a | b |",
        "|:----|:---|",
        "| 1&#124;2 | 3 |",
        "",
    ]


def test_rows_and_variables_of_the_files_of_ecuador_are_counted() -> None:
    found = {one.file: one for one in datasets(load_study("ecuador", ROOT), ROOT)}
    listed_files = json.loads((ROOT / "data/ecuador/datapackage.json").read_text())["resources"]
    assert len(found) == len(listed_files)
    cases = found["data/ecuador/cases/cases.csv"]
    text = (ROOT / cases.file).read_text(encoding="utf-8").splitlines()
    assert cases.rows == len(text) - 1
    assert cases.variables == text[0].split(",")
    assert found["data/ecuador/literature/melendez-delgado-2026.bib"].rows == (
        (ROOT / "data/ecuador/literature/melendez-delgado-2026.bib").read_text().count("\n@") + 1
    )
    assert found["data/ecuador/cases/texts/altura-viva.md"].rows is None


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", "\ufeffone;two\n1;2\n\n3;4\n"), ("a.tsv", "one\ttwo\n1\t2\n3\t4\n")],
)
def test_separators_marks_and_blank_rows_are_understood(
    tmp_path: Path, name: str, content: str
) -> None:
    from alianzas.deposit.readme.dataset_files import _contents

    (tmp_path / name).write_text(content, encoding="utf-8")
    assert _contents(tmp_path / name) == (2, ["one", "two"])


def test_a_workbook_is_read_by_its_first_sheet(tmp_path: Path) -> None:
    from alianzas.deposit.readme.dataset_files import _contents

    book = Workbook()
    for row in (["a", None, "b"], [1, 2, 3], [None, None, None], [4, 5, 6]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "a.xlsx")
    assert _contents(tmp_path / "a.xlsx") == (2, ["a", "b"])


def test_the_seed_and_every_line_that_draws_are_named() -> None:
    seed = seed_place("ecuador", ROOT)
    assert (ROOT / seed.file).read_text().splitlines()[seed.line - 1].startswith("seed:")
    scripts = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "workflow/scripts").glob("*/*.py"))
    ]
    drawing = drawing_scripts(scripts, ROOT)
    assert {place.file for place in drawing} == {
        script for script in scripts if "run.seed" in (ROOT / script).read_text()
    }
    made = generators(scripts, ROOT)
    assert made
    for place in [*drawing, *made]:
        line = (ROOT / place.file).read_text(encoding="utf-8").splitlines()[place.line - 1]
        assert line.strip() == place.text
        assert not place.text.startswith(">>>"), "an example in a docstring draws nothing"
