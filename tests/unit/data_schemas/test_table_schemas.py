"""A raw file that is sound fits its Table Schema, and frictionless names the cell that does not."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frictionless
import openpyxl
import pytest

from alianzas import data_package
from alianzas.config.study_files import load_study
from alianzas.data_schemas.resource_names import resource_names
from alianzas.survey.questionnaire import Questionnaire, load_questionnaire

ROOT = Path(__file__).resolve().parents[3]
STUDIES = ("ecuador", "peru-simulated")
ANSWERS = "data/ecuador/survey/responses.xlsx"
CASES = "data/ecuador/cases"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of what a study's data package is made from."""
    for folder in ("config", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def described(root: Path, study: str = "ecuador") -> dict[str, Any]:
    """Write the data package; return it."""
    path = data_package.write(load_study(study, root), root)
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def faults(root: Path, study: str = "ecuador") -> list[tuple[str, str, int | None, str | None]]:
    """Return what frictionless finds: table, kind, row and column."""
    report = frictionless.validate(str(root / data_package.package_file(study)))
    return [
        (
            task.name,
            error.type,
            getattr(error, "row_number", None),
            getattr(error, "field_name", None),
        )
        for task in report.tasks
        for error in task.errors
    ] + [("package", error.type, None, None) for error in report.errors]


def resource(package: dict[str, Any], ending: str) -> dict[str, Any]:
    return next(entry for entry in package["resources"] if entry["path"].endswith(ending))


def fields(entry: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {field["name"]: field for field in entry["schema"]["fields"]}


def questionnaire(root: Path) -> Questionnaire:
    survey = load_study("ecuador", root).survey
    assert survey is not None
    return load_questionnaire(root / "config/codebooks/questionnaire.yaml", survey.lists)


def as_text(root: Path, change: Callable[[str, Any], Any], separator: str, encoding: str) -> Path:
    """Save the answers as delimited text, each cell as ``change`` makes it of head and value."""
    book = openpyxl.load_workbook(root / ANSWERS)
    head, *rows = [list(row) for row in book.active.iter_rows(values_only=True)]
    path = root / ANSWERS.replace(".xlsx", ".csv")
    with path.open("w", newline="", encoding=encoding) as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerow(head)
        for row in rows:
            cells = (change(name, cell) for name, cell in zip(head, row, strict=True))
            writer.writerow(["" if cell is None else cell for cell in cells])
    (root / ANSWERS).unlink()
    settings = root / "config/studies/ecuador/survey.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("responses.xlsx", "responses.csv"), encoding="utf-8")
    return path


@pytest.mark.parametrize("study", STUDIES)
def test_the_committed_raw_files_fit_their_schemas(study: str, tmp_path: Path) -> None:
    # Frictionless takes brackets in the path of the compendium for a pattern.
    shutil.copytree(ROOT / "data" / study, tmp_path / "data" / study)
    assert faults(tmp_path, study) == []


@pytest.mark.parametrize("study", STUDIES)
def test_the_committed_package_is_that_of_the_codebooks(study: str) -> None:
    package = json.loads((ROOT / data_package.package_file(study)).read_text(encoding="utf-8"))
    assert package == data_package.describe(load_study(study, ROOT), ROOT), "alianzas describe"
    assert data_package.outdated(load_study(study, ROOT), ROOT) == []


def test_every_sheet_and_the_answers_have_a_schema_and_nothing_else_has() -> None:
    package = data_package.describe(load_study("ecuador", ROOT), ROOT)
    tables = {entry["path"] for entry in package["resources"] if "schema" in entry}
    sheets = {entry["path"] for entry in package["resources"] if entry["format"] in ("csv", "xlsx")}
    assert tables == sheets
    for entry in package["resources"]:
        for field in entry.get("schema", {}).get("fields", ()):
            assert field["title"], (entry["path"], field["name"])


def test_a_question_is_described_by_the_questionnaire(root: Path) -> None:
    found = fields(resource(described(root), "responses.xlsx"))
    assert found["firm/employees"]["constraints"] == {"minimum": 1, "maximum": 249}
    assert found["firm/employees"]["type"] == "integer"
    assert found["compatibility/SC1"]["constraints"]["enum"] == [1, 2, 3, 4, 5]
    assert found["compatibility/SC1"]["categories"][0] == {"value": 1, "label": "Strongly disagree"}
    assert found["compatibility/SC1"]["description"] == "Asked where status is allied."
    assert found["firm/region"]["constraints"]["enum"][0] == "azuay"  # the study's own list
    assert found["_id"] == {"name": "_id", "type": "integer", "title": "Column of KoboToolbox"}


@pytest.mark.parametrize(("separator", "encoding"), [(";", "utf-8-sig"), ("\t", "cp1252")])
def test_labels_in_another_table_fit_as_the_import_takes_them(
    root: Path, separator: str, encoding: str
) -> None:
    form = questionnaire(root)
    asked = {question.export_column: question for question in form.questions}

    def labelled(name: str, cell: Any) -> Any:
        question = asked.get(name)
        if question is None or cell is None or question.type not in ("rating", "select_one"):
            return cell
        return form.answers(question)[str(cell)].words("es")

    path = as_text(root, labelled, separator, encoding)
    entry = resource(described(root), "responses.csv")
    assert entry["dialect"] == {"delimiter": separator}
    assert entry["encoding"] == ("utf-8" if encoding == "utf-8-sig" else "windows-1252")
    assert faults(root) == []
    text = path.read_text(encoding=encoding).replace("Comercio", "Minería", 1)
    path.write_text(text, encoding=encoding)
    described(root)
    assert [fault[1:] for fault in faults(root)] == [("constraint-error", 2, "firm/sector")]


def test_codes_for_no_answer_are_no_values(root: Path) -> None:
    file = root / "config/codebooks/questionnaire.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("\nconstructs:", "\nmissing: [-9]\n\nconstructs:"), encoding="utf-8"
    )
    book = openpyxl.load_workbook(root / ANSWERS)
    heads = [cell.value for cell in book.active[1]]
    book.active.cell(3, heads.index("firm/employees") + 1).value = -9
    book.active.cell(4, heads.index("compatibility/SC1") + 1).value = -9
    book.save(root / ANSWERS)
    entry = resource(described(root), "responses.xlsx")
    assert entry["schema"]["missingValues"] == ["", "-9"]
    assert fields(entry)["firm/employees"]["description"] == "No answer: -9."
    assert faults(root) == []
    book.active.cell(3, heads.index("firm/employees") + 1).value = -8
    book.save(root / ANSWERS)
    described(root)
    assert [fault[1:] for fault in faults(root)] == [("constraint-error", 3, "firm/employees")]


def test_a_wrong_cell_of_a_sheet_is_named(root: Path) -> None:
    sheet = root / CASES / "cases.csv"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("2011", "MMXI", 1), encoding="utf-8")
    screening = root / "data/ecuador/literature/screening-pass-1.csv"
    text = screening.read_text(encoding="utf-8")
    screening.write_text(text.replace(",include,", ",Include,", 1), encoding="utf-8")  # is taken
    coder = root / CASES / "coding-coder-1.csv"
    text = coder.read_text(encoding="utf-8")
    coder.write_text(text.replace("hilos-del-colca,", "hilos-colca,", 1), encoding="utf-8")
    described(root)
    assert [fault[:2] for fault in faults(root)] == [
        ("cases-cases", "type-error"),
        ("cases-coding-coder-1", "foreign-key"),
    ]


def test_heads_in_another_language_are_known(root: Path) -> None:
    sheet = root / CASES / "coding-consensus.csv"
    head, *rows = sheet.read_text(encoding="utf-8").splitlines()
    assert head == "case,source,code,value,passage,reason"
    head = "caso,fuente,código,valor,pasaje,motivo"
    sheet.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    entry = resource(described(root), "coding-consensus.csv")
    assert fields(entry)["valor"]["constraints"]["enum"] == [1, 0]
    assert entry["schema"]["foreignKeys"][0]["fields"] == ["caso"]
    assert faults(root) == []


@pytest.mark.parametrize("content", [b"", b"\x00\x01\xff", b"case,case\n1,2\n", b",b\n1,2\n"])
def test_a_file_in_disorder_has_no_schema(root: Path, content: bytes) -> None:
    (root / CASES / "coding-consensus.csv").write_bytes(content)
    assert "schema" not in resource(described(root), "coding-consensus.csv")


def test_an_older_codebook_is_told(root: Path) -> None:
    described(root)
    study = load_study("ecuador", root)
    assert data_package.outdated(study, root) == []
    file = root / "config/codebooks/questionnaire.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Does the firm export?", "Do you export?"), encoding="utf-8")
    (problem,) = data_package.outdated(study, root)
    assert problem.file == ANSWERS
    assert data_package.check(study, root) == []  # nothing built depends on it


def test_names_are_in_the_signs_of_a_data_package_and_differ() -> None:
    files = ["cases/Coder Ñandú 1.csv", "cases/x.csv", "cases/x.xlsx", "cases/(1).csv"]
    study = load_study("ecuador", ROOT)
    names = resource_names(study, [f"data/ecuador/{file}" for file in files])
    assert [*names.values()] == ["cases-coder-and-1", "cases-x", "cases-x.xlsx", "cases-1"]
