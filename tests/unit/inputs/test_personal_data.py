"""Personal data in sheets, texts and workbooks is told with its place, and never quoted."""

from __future__ import annotations

import shutil
from argparse import Namespace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from alianzas.commandline import describe_command
from alianzas.config.study_files import load_study
from alianzas.config.study_model import Study
from alianzas.inputs.personal_data import doubtful_people, personal_data
from alianzas.inputs.workbook_people import people_in_workbook
from human_files.errors import DataError

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


def test_addresses_among_references_are_a_doubt(study: Study, root: Path) -> None:
    path = root / "data/ecuador/literature/akinson-sundara-rajan-2026.ris"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("ER  -", "AD  - ana@example.org\nER  -", 1), encoding="utf-8")
    assert told(study, root) == []
    (doubt,) = doubtful_people(study, root)
    assert "holds personal data of authors (e-mail addresses): 1." in str(doubt)
    assert "ana@" not in str(doubt)


def test_a_column_of_answers_is_told_once_and_not_described(study: Study, root: Path) -> None:
    path = root / "data/ecuador/survey/responses.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for name, cell in (("q17", "ana@example.org"), ("telefono", None), ("_submitted_by", "anapaz")):
        headers = [each.value for each in sheet[1]]
        column = headers.index(name) + 1 if name in headers else sheet.max_column + 1
        sheet.cell(1, column).value = name
        for row in range(3, sheet.max_row + 1):
            sheet.cell(row, column).value = cell
    book.save(path)
    user, email = told(study, root)
    start = "data/ecuador/survey/responses.xlsx, row 3, column"
    assert email.startswith(f'{start} "q17": holds personal data (e-mail addresses): 155 cells')
    assert user.startswith(f'{start} "_submitted_by": holds personal data (names): 155 cells')
    assert "alianzas survey import data/ecuador/survey/responses.xlsx" in email
    before = (root / "data/ecuador/datapackage.json").read_bytes()
    with pytest.raises(DataError, match="155 cells"):
        describe_command.run(Namespace(study="ecuador"), root)
    assert (root / "data/ecuador/datapackage.json").read_bytes() == before


def test_what_the_study_says_is_none_counts_for_none(study: Study, root: Path) -> None:
    add_column(
        root / CASES / "cases.csv", "note", "call 1800 335 at 02 254 1234 or ana@example.org"
    )
    path = root / "config/studies/ecuador/study.yaml"
    own = 'not_personal: ["02 254 1234", ana@example.org]\n'
    path.write_text(path.read_text("utf-8").rstrip() + "\n" + own, encoding="utf-8")
    assert told(load_study("ecuador", root), root) == []


@pytest.mark.parametrize("name", ["ana.paz@example.org.md", "altura-viva.0991234567.md"])
def test_in_the_name_of_a_file(study: Study, root: Path, name: str) -> None:
    (root / CASES / "texts" / name).write_text("Nada.", encoding="utf-8")
    (problem,) = told(study, root)
    assert f"{CASES}/texts/{name}: its name holds personal data" in problem


def test_in_settings_and_in_the_references_of_a_study(study: Study, root: Path) -> None:
    path = root / "config/studies/ecuador/questionnaire.yaml"
    path.write_text("hint: {es: Escriba a ana@example.org}\n", encoding="utf-8")
    own = root / "manuscript/ecuador/references.bib"
    own.parent.mkdir(parents=True)
    own.write_text("@misc{a, note = {Tel. 02 254 1234}}\n", encoding="utf-8")
    first, second = told(study, root)
    assert first.startswith("config/studies/ecuador/questionnaire.yaml, line 1: holds personal")
    assert second.startswith("manuscript/ecuador/references.bib, line 1: holds personal")


def test_what_cannot_be_searched_is_told(study: Study, root: Path) -> None:
    (root / "data/ecuador/notes.sqlite").write_bytes(b"SQLite format 3\0")
    (problem,) = told(study, root)
    assert "notes.sqlite: cannot be searched for personal data." in problem


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
