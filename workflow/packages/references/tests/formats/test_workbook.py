"""Damaged workbooks: what can be read is read, and what is lost is said."""

import io
import random
import zipfile

import openpyxl
import pytest

from human_files.errors import DataError
from human_files.text.content import Content
from references.formats import workbook
from references.formats.recognition import UnknownFormatError, read_content
from references.formats.workbook_recovery import recovered_sheets
from references.import_report import ImportReport
from references.importing import DamagedFileError, read_source, recover_source

COUNT = 60


@pytest.fixture(scope="module")
def raw(tmp_path_factory):
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(
        ["Article Title", "Authors", "Source Title", "Publication Year", "Addresses", "DOI"]
    )
    rng = random.Random(7)
    for number in range(COUNT):
        noise = "".join(rng.choice("abcdefghij ") for _ in range(300))
        sheet.append([f"Title {number}", "Ash, A", "J <T> & U", 2020, noise, f"10.1000/{number}"])
    path = tmp_path_factory.mktemp("book") / "f.xlsx"
    book.save(path)
    return path.read_bytes()


def recovered(raw, tmp_path):
    (tmp_path / "f").write_bytes(raw)
    return recover_source("s", tmp_path / "f", "f")


def test_the_rows_of_a_whole_workbook_are_the_same_by_both_ways(raw):
    (sheet,) = recovered_sheets(raw)
    assert sheet.lost == 0
    assert len(sheet.rows) == COUNT + 1
    assert sheet.rows[1][:4] == ["Title 0", "Ash, A", "J <T> & U", "2020"]


def test_rows_before_the_cut_are_kept_and_the_place_is_said(raw, tmp_path):
    item = recovered(raw[: len(raw) * 3 // 4], tmp_path)
    assert 0 < len(item.kept) < COUNT
    assert [record.title for record in item.kept] == [f"Title {n}" for n in range(len(item.kept))]
    assert "cut off" in item.warnings[0]
    assert "damaged from here on" in item.rejected[0].reason


def test_a_damaged_workbook_is_refused_by_a_build(raw, tmp_path):
    (tmp_path / "f").write_bytes(raw[: len(raw) * 3 // 4])
    with pytest.raises(DamagedFileError, match="cut off"):
        read_source("s", tmp_path / "f", "f")


def test_a_workbook_without_any_row_says_what_to_do(raw, tmp_path):
    with pytest.raises(DataError, match="save it as CSV"):
        recovered(raw[:400], tmp_path)
    with pytest.raises(DataError, match="save it as CSV"):
        recovered(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + raw[:4000], tmp_path)


@pytest.mark.parametrize("seed", range(40))
def test_damage_anywhere_is_never_silent(raw, tmp_path, seed):
    rng = random.Random(seed)
    damaged = bytearray(raw)
    if seed % 2:
        damaged[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
    else:
        damaged = damaged[: rng.randrange(1, len(raw))]
    try:
        item = recovered(bytes(damaged), tmp_path)
    except DataError as error:
        assert str(error)
        return
    whole = [(f"Title {n}", f"10.1000/{n}") for n in range(COUNT)]
    if [(record.title, record.doi) for record in item.kept] != whole:
        assert item.rejected or item.warnings or item.repaired


def test_a_sheet_that_ends_elsewhere_than_it_says_is_told(raw, tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(
                name, old.read(name).replace(b'<dimension ref="A1:F61"', b'<dimension ref="A1:F90"')
            )
    assert recovered(raw, tmp_path).warnings == []
    item = recovered(buffer.getvalue(), tmp_path)
    assert len(item.kept) == COUNT
    (warning,) = item.warnings
    assert "says that it ends in row 90, but what was read of it ends in row 61" in warning
    assert ImportReport("pt").said(warning).startswith("A planilha “Sheet” diz")


def test_cells_beyond_the_shared_texts_are_lost_rows_not_wrong_ones():
    sheet = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>DOI</t></is></c><c r="C1"><v>5</v></c></row>'
        '<row r="2"><c r="A2" t="s"><v>3</v></c></row><row r="3"><c r="A3" t="s"><v>x</v></c>'
    )
    with zipfile.ZipFile(io.BytesIO(), "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        raw = archive.fp.getvalue()
    (found,) = recovered_sheets(raw)
    assert found.rows == [["DOI", "", "5"]]
    assert found.lost == 2


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"PK\x03\x04 something else", "ZIP archive"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"\n<!DOCTYPE html><html><body>Log in", "web page"),
    ],
)
def test_files_that_are_no_exports_are_told_apart(raw, words):
    content = Content("f", raw)
    assert not workbook.recognises(content)
    with pytest.raises(UnknownFormatError, match=words):
        read_content(content)
