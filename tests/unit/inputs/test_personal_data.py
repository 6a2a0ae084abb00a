"""Personal data in sheets, texts and workbooks is told with its place, and never quoted."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from alianzas.config.study_files import load_study
from alianzas.config.study_model import Study
from alianzas.inputs.personal_data import doubtful_people, personal_data
from alianzas.inputs.workbook_people import people_in_workbook

ROOT = Path(__file__).resolve().parents[3]
CASES = "data/ecuador/cases"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("config", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


@pytest.fixture
def study(root: Path) -> Study:
    return load_study("ecuador", root)


def told(study: Study, root: Path) -> list[str]:
    return [str(problem) for problem in personal_data(study, root)]


def add_column(path: Path, name: str, cell: str, separator: str = ",") -> None:
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    lines = [f"{header}{separator}{name}", *(f"{row}{separator}{cell}" for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_the_shipped_files_hold_none(study: Study, root: Path) -> None:
    assert told(study, root) == []
    assert doubtful_people(study, root) == []


@pytest.mark.parametrize(
    ("name", "cell", "kind"),
    [
        ("correo", "ana@example.org", "e-mail addresses"),
        ("notes", "write to ana@example.org", "e-mail addresses"),
        ("telefono", "555", "phone numbers"),
        ("memo", "+593 99 123 4567", "phone numbers"),
        ("cédula", "x", "identity numbers"),
        ("note", "1710034065", "identity numbers"),
        ("nombre del gerente", "Ana Paz", "names"),
        ("where", "-0.180653; -78.467834", "coordinates"),
        ("ip", "10.0.0.1", "IP addresses"),
    ],
)
def test_in_a_sheet(study: Study, root: Path, name: str, cell: str, kind: str) -> None:
    add_column(root / CASES / "cases.csv", name, cell)
    (problem,) = told(study, root)
    assert problem.startswith(
        f'{CASES}/cases.csv, row 2, column "{name}": holds personal data ({kind})'
    )
    assert cell not in problem or len(cell) < 4, "what is private is not repeated"


def test_empty_columns_hold_nothing(study: Study, root: Path) -> None:
    add_column(root / CASES / "cases.csv", "correo", "")
    assert told(study, root) == []


def test_what_only_looks_like_it(study: Study, root: Path) -> None:
    add_column(root / CASES / "cases.csv", "note", "https://doi.org/10.1016/0921710034065 in 2020")
    assert told(study, root) == []


def test_in_the_text_of_a_case(study: Study, root: Path) -> None:
    path = root / CASES / "texts/altura-viva.md"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, "Escríbame a ana@example.org."]), encoding="utf-8")
    (problem,) = told(study, root)
    assert problem.startswith(
        f"{CASES}/texts/altura-viva.md, line {len(lines) + 1}: holds personal"
    )
    assert "[email]" in problem and "ana@" not in problem


def test_authors_of_records_are_no_secret(study: Study, root: Path) -> None:
    path = root / "data/ecuador/literature/akinson-sundara-rajan-2026.ris"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("ER  -", "AD  - ana@example.org\nER  -", 1), encoding="utf-8")
    assert told(study, root) == []


def test_in_every_sheet_of_a_workbook(study: Study, root: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["case", "code"])
    other = book.create_sheet("Notes")
    other.append(["who", "what"])
    other.append(["ana@example.org", "x"])
    (root / CASES / "coding-coder-1.csv").unlink()
    book.save(root / CASES / "coding-coder-1.xlsx")
    path = root / "config/studies/ecuador/cases.yaml"
    text = path.read_text("utf-8").replace("coding-coder-1.csv", "coding-coder-1.xlsx")
    path.write_text(text, encoding="utf-8")
    (problem,) = told(load_study("ecuador", root), root)
    assert 'coding-coder-1.xlsx, row 2, column "who"' in problem


def test_people_whom_a_workbook_names_unseen(study: Study, root: Path) -> None:
    path = root / "data/ecuador/survey/responses.xlsx"
    book = openpyxl.load_workbook(path)
    book.properties.creator = "Ana Paz"
    book.properties.lastModifiedBy = "Microsoft Office User"
    book.active["A1"].comment = Comment("check", "Luis Vera")
    book.save(path)
    assert people_in_workbook(path) == (["properties", "comments"], ["Ana Paz", "Luis Vera"])
    (doubt,) = doubtful_people(study, root)
    assert "names people in its properties and comments: Ana Paz, Luis Vera." in str(doubt)


def test_a_file_that_is_no_workbook_names_nobody(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 damaged")
    assert people_in_workbook(tmp_path / "a.xlsx") == ([], [])
