import csv
import io
import zipfile

import pytest
from openpyxl import Workbook
from refi_projects import Project

from field_files.coding.coding_file import COLUMNS
from field_files.coding.errors import CodingFileError
from field_files.coding.importing import is_table, read_coding_file
from field_files.coding.passage_tables import SHEET
from human_files.sheet_reading import SheetError
from human_files.text.content import UnreadableFileError

ROWS = [
    ["alpha", "alpha.md", "Ana", "trust", 0, 5, "words", 1],
    ["alpha", "alpha.md", "Bruno", "trust", "", "", "", 0],
]


def write_rows(path, header, rows, delimiter=",", encoding="utf-8"):
    with path.open("w", newline="", encoding=encoding) as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    return path


def written(tmp_path, name, raw):
    path = tmp_path / name
    path.write_bytes(raw)
    return path


def project(**options):
    passages = [
        ("a", 0, 9, "trust", "Ana"),
        ("a", 4, 12, "trust", "Ana"),
        ("a", 4, 12, "trust", "Bruno"),
    ]
    return Project({"a": "Some words to be coded."}, ["trust"], passages, **options)


@pytest.mark.parametrize("name", ["team.qdpx", "team.zip", "team", "team.csv"])
def test_a_project_whatever_it_is_called(tmp_path, name):
    found = read_coding_file(written(tmp_path, name, project().archive()))
    assert (found.format, len(found.passages)) == ("REFI-QDA project", 3)


def test_overlapping_passages_of_one_coder_are_named(tmp_path):
    found = read_coding_file(written(tmp_path, "t.qdpx", project().archive()))
    assert found.warnings == [
        'two passages of "trust" by Ana overlap in "a" (0–9, 4–12): characters in both count once.'
    ]


def test_a_passage_that_stands_twice_is_set_aside(tmp_path):
    made = project()
    made.passages.append(made.passages[0])
    found = read_coding_file(written(tmp_path, "t.qdpx", made.archive()))
    assert len(found.passages) == 3
    assert [one.why for one in found.set_aside] == ["is repeated, at 0–9 of the same source"]


def test_a_coder_for_what_nobody_is_named_for(tmp_path):
    made = project()
    made.passages = [(*one[:4], "") for one in made.passages]
    path = written(tmp_path, "t.qdpx", made.archive())
    assert "do not say who made them" in read_coding_file(path).warnings[0]
    found = read_coding_file(path, coder="Ana")
    assert found.coders == ["Ana"]
    assert not any("who made" in text for text in found.warnings)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_as_spreadsheets_save_it(tmp_path, delimiter, encoding):
    path = write_rows(tmp_path / "t.csv", COLUMNS, ROWS, delimiter, encoding)
    found = read_coding_file(path)
    assert found.format == "table of passages"
    assert [tuple(one[:8]) for one in found.passages] == [
        ("alpha", "alpha.md", "Ana", "trust", 0, 5, "words", 1),
        ("alpha", "alpha.md", "Bruno", "trust", None, None, "", 0),
    ]


def test_a_workbook(tmp_path):
    book = Workbook()
    for row in (list(COLUMNS), *ROWS):
        book.worksheets[0].append(row)
    book.save(tmp_path / "t.xlsx")
    assert len(read_coding_file(tmp_path / "t.xlsx").passages) == 2


def test_a_sheet(tmp_path):
    path = write_rows(tmp_path / "s.csv", SHEET, [["alpha", "alpha.md", "trust", 1, "words"]])
    found = read_coding_file(path, coder="Ana")
    assert (found.format, found.coders) == ("coding sheet", ["Ana"])


def docx():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("[Content_Types].xml", "")
        file.writestr("word/document.xml", "")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        ("t.qdpx", b"PK\x03\x04 damaged", "is a damaged ZIP archive"),
        ("t.qdpx", b"no archive at all", "is not a ZIP archive, which a REFI-QDA project"),
        ("t.qdpx", docx(), "is a ZIP archive without project.qde"),
        ("t.nvpx", b"\x00\x01binary", "NVivo's own format"),
        ("t.atlproj", docx(), "ATLAS.ti's own format"),
        ("t.mx24", b"SQLite format 3\x00", "MAXQDA's own format"),
        ("t.bin", b"SQLite format 3\x00", "own database"),
        ("t.qde", b"<?xml version='1.0'?><Project/>", "without its archive"),
        ("t.qdc", b"<?xml version='1.0'?><CodeBook", "is not a complete XML document"),
        ("t.qdc", b"<!DOCTYPE x [<!ENTITY a 'b'>]><CodeBook/>", "declares a document type"),
        ("t.xlsx", b"PK\x03\x04 damaged", "is a damaged workbook"),
        ("t.csv", b"a,b\n1,2\n", "names none of the columns"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path, name, raw, message):
    with pytest.raises((CodingFileError, SheetError), match=message):
        read_coding_file(written(tmp_path, name, raw), name)


@pytest.mark.parametrize("raw", [None, b"", b"  \n"])
def test_nothing_there(tmp_path, raw):
    path = tmp_path / "t.qdpx"
    if raw is not None:
        path.write_bytes(raw)
    with pytest.raises(UnreadableFileError):
        read_coding_file(path)


def test_all_problems_of_a_table_at_once(tmp_path):
    rows = [["", "s", "c", "", "x", 5, "t", 2], ["a", "s", "c", "k", 9, 5, "t", 1]]
    path = write_rows(tmp_path / "t.csv", COLUMNS, rows)
    with pytest.raises(CodingFileError) as caught:
        read_coding_file(path)
    places = [(one.row, one.column) for one in caught.value.problems]
    assert places == [(2, "case"), (2, "code"), (2, "value"), (2, "start"), (3, "end")]


def test_what_is_a_table(tmp_path):
    assert is_table(write_rows(tmp_path / "t.csv", COLUMNS, ROWS))
    assert not is_table(written(tmp_path, "t.qdpx", project().archive()))
    assert not is_table(written(tmp_path, "t.qdc", b"<CodeBook/>"))
    assert not is_table(written(tmp_path, "t.mx24", b"any"))
