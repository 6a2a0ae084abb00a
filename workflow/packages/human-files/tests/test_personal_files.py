"""One scanner over files of any usual format: what each holds, by row, column and part."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from human_files.personal_data.scanning import Finding, scan_files

EMAIL = "ana@example.org"


def scan(root: Path, *files: str, **options: bool) -> list[Finding]:
    return scan_files(files, root, "EC", **options).findings


@pytest.mark.parametrize(
    ("name", "text", "row"),
    [
        ("a.md", f"# Caso\n\nEscriba a {EMAIL}.\n", 3),
        ("a.txt", f"uno\n{EMAIL}\n", 2),
        ("a.ris", f"TY  - JOUR\nN1  - {EMAIL}\n", 2),
        ("a.bib", f"@misc{{a,\n note = {{{EMAIL}}}}}\n", 2),
        ("a.yaml", f"hint: >\n  {EMAIL}\n", 2),
        ("a.html", "<h1>a</h1>\n<p>Write to <b>ana</b>@example.org</p>", 2),
        ("a.html", f'<p><a href="mailto:{EMAIL}">x</a></p>', 2),
        (
            "a.svg",
            f"<svg><path d='M 1.23456 2.34567\n8.12345 9.12345'/><text>{EMAIL}</text></svg>",
            1,
        ),
        ("a.json", json.dumps({"a": [{"b": f"x {EMAIL}"}]}), None),
    ],
)
def test_texts(tmp_path: Path, name: str, text: str, row: int | None) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert scan(tmp_path, name) == [Finding(name, "email", 1, row)]


@pytest.mark.parametrize("separator", ",;\t")
def test_a_table_by_its_columns(tmp_path: Path, separator: str) -> None:
    rows = (["case", "Teléfono", "nota"], ["a", "555", ""], ["b", "556", f"ver {EMAIL}"])
    text = "\n".join(separator.join(row) for row in rows)
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    assert scan(tmp_path, "a.csv") == [
        Finding("a.csv", "phone", 2, 2, "Teléfono"),
        Finding("a.csv", "email", 1, 3, "nota"),
    ]
    assert [one.column for one in scan(tmp_path, "a.csv", by_header=False)] == ["nota"]


def test_numbers_without_the_noughts_that_a_spreadsheet_drops(tmp_path: Path) -> None:
    numbers = (926687856, 1710034065, 1714307103, 1713175071)
    (tmp_path / "a.csv").write_text("n\n" + "\n".join(map(str, numbers[1:])), encoding="utf-8")
    assert scan(tmp_path, "a.csv") == [Finding("a.csv", "cedula", 3, 2, "n")]


def test_all_that_a_workbook_says(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["case", "x"])
    sheet.append(["a", 1710034065.0])
    sheet["A1"].comment = Comment(f"ask {EMAIL}", "x")
    hidden = book.create_sheet("Notas")
    hidden.append(["n"])
    hidden.append([EMAIL])
    hidden.sheet_state = "veryHidden"
    book.properties.description = f"by {EMAIL}"
    book.save(tmp_path / "a.xlsx")
    found = scan(tmp_path, "a.xlsx")
    assert found[:2] == [
        Finding("a.xlsx", "cedula", 1, 2, "x"),
        Finding("a.xlsx", "email", 1, 2, "n", "Notas"),
    ]
    assert {one.part for one in found[2:]} == {"core", "comment1"}
    assert {one.kind for one in found[2:]} == {"email"}


def word_file(path: Path, **members: str) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            space = 'xmlns:w="http://w" w:author="ana paz"'
            archive.writestr(f"word/{name}.xml", f"<w:document {space}>{text}</w:document>")


def test_a_word_file_with_words_that_it_splits(tmp_path: Path) -> None:
    paragraph = "<w:p><w:r><w:t>ana@exam</w:t></w:r><w:r><w:t>ple.org</w:t></w:r></w:p>"
    word_file(tmp_path / "a.docx", document=paragraph, comments=paragraph, styles=paragraph)
    assert [(one.kind, one.part) for one in scan(tmp_path, "a.docx")] == [
        ("email", ""),
        ("email", "comments"),
    ]


def test_files_in_an_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("sources/ana.txt", f"x {EMAIL}")
        archive.writestr("a.mp3", b"\0\1\2")
        archive.writestr("project.qde", f"<Project><User name='{EMAIL}'/></Project>")
    found = scan(tmp_path, "a.zip")
    assert [(one.kind, one.part) for one in found][:1] == [("email", "sources/ana.txt")]


def test_names_of_files(tmp_path: Path) -> None:
    for name in ("ana@example.org.md", "caso.0991234567.md", "caso.md"):
        (tmp_path / name).write_text("nada", encoding="utf-8")
    assert scan(tmp_path, "ana@example.org.md", "caso.0991234567.md", "caso.md") == [
        Finding("ana@example.org.md", "email", 1),
        Finding("caso.0991234567.md", "phone", 1),
    ]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.xlsx", b"PK\x03\x04 damaged"),
        ("a.pdf", b"%PDF-1.7"),
        ("a.bin", b"\0\1"),
        ("a.zip", b"x"),
    ],
)
def test_what_cannot_be_searched_is_told(tmp_path: Path, name: str, raw: bytes) -> None:
    (tmp_path / name).write_bytes(raw)
    assert scan_files([name], tmp_path, "EC").unsearched == [name]


def test_a_citation_is_no_account(tmp_path: Path) -> None:
    for name in ("a.qmd", "a.md"):
        (tmp_path / name).write_text("as in @ana_paz2020 and @tbl-x", encoding="utf-8")
    assert [one.file for one in scan(tmp_path, "a.qmd", "a.md")] == ["a.md"]


def test_a_long_word_takes_no_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x" * 3_000_000 + " " + "1." * 500_000, encoding="utf-8")
    assert scan(tmp_path, "a.txt") == []
