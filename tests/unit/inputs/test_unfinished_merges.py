"""The marks of an unfinished merge are found in any text, and nothing else is taken for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from alianzas.inputs.unfinished_merges import conflicts, unfinished_merges

BOTH = "<<<<<<< HEAD\none\n=======\ntwo\n>>>>>>> upstream/main\n"


@pytest.mark.parametrize(
    "file",
    [
        "manuscript/article.es.qmd",
        "manuscript/peru/article.es.qmd",
        "manuscript/references.bib",
        "config/config.yaml",
        "config/languages/es/labels/survey.yaml",
        "config/codebooks/checklists/prisma.yaml",
        "config/studies/peru/questionnaire.yaml",
        "data/peru/literature/records.ris",
        "data/peru/cases/texts/one.md",
        "data/peru/survey/answers.csv",
        "workflow/rules/survey.smk",
        "Snakefile",
    ],
)
def test_in_every_input(tmp_path: Path, file: str) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"first: line\n{BOTH}", encoding="utf-8")
    (problem,) = unfinished_merges(["peru"], tmp_path)
    assert (problem.file, problem.row) == (file, 2)
    assert "a merge was not finished" in problem.found


def test_of_another_study_they_are_not_told(tmp_path: Path) -> None:
    path = tmp_path / "data/chile/a.csv"
    path.parent.mkdir(parents=True)
    path.write_text(BOTH)
    assert unfinished_merges(["peru"], tmp_path) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "data/peru/a.csv"
    path.parent.mkdir(parents=True)
    path.write_bytes(f"título\n{BOTH}".replace("\n", "\r\n").encode(encoding))
    (problem,) = unfinished_merges(["peru"], tmp_path)
    assert problem.row == 2


def test_a_workbook_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "data/peru/a.xlsx"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"PK\x03\x04\n<<<<<<< \x00\xff")
    assert unfinished_merges(["peru"], tmp_path) == []


def test_each_conflict_once() -> None:
    assert [line for line, _ in conflicts(f"{BOTH}{BOTH}".splitlines())] == [1, 6]
    assert [line for line, _ in conflicts(["a", ">>>>>>> upstream", "b"])] == [2], "half removed"


@pytest.mark.parametrize(
    "line", ["=======", "<<<<<<<<<< a", "> quoted", "a <<<<<<< b", "<<<<<<<b", "|||||||"]
)
def test_what_is_no_mark(line: str) -> None:
    assert conflicts(["Heading", line, "text"]) == []
