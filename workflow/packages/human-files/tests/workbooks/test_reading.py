"""Workbooks are read within limits: what is wrong with one is one message, whatever the engine does."""

import datetime
import io
import random
import struct
import zipfile

import openpyxl
import pytest
from old_workbook import old_workbook

from human_files.errors import DataError
from human_files.sheet_reading import SheetError, read_sheet
from human_files.workbooks import reading
from human_files.workbooks.new_format import extent_of
from human_files.workbooks.old_format import told_by
from human_files.workbooks.reading import WorkbookError, read_workbook

TABLE = [["title", "year"], ["Trust", "2020"], ["Alliances", "2021"]]


def new_workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_sheet(text, shared=None, more=()):
    """Return a workbook whose sheet has this XML, and shared texts or other parts if given."""
    buffer = io.BytesIO()
    parts = dict(more)
    with (
        zipfile.ZipFile(io.BytesIO(new_workbook(*TABLE))) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            parts[name] = old.read(name)
        parts["xl/worksheets/sheet1.xml"] = text.encode()
        if shared is not None:
            kind = (
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
            )
            link = f'<Relationship Type="{kind}" Target="sharedStrings.xml" Id="rId99"/>'
            place = "xl/_rels/workbook.xml.rels"
            parts[place] = parts[place].replace(
                b"<Relationship ", link.encode() + b"<Relationship ", 1
            )
            parts["xl/sharedStrings.xml"] = f"<sst><si><t>{shared}</t></si></sst>".encode()
        for name, content in parts.items():
            new.writestr(name, content)
    return buffer.getvalue()


def sheet(cells, dimension="A1:B3"):
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        f'<worksheet xmlns="{space}"><dimension ref="{dimension}"/>'
        f"<sheetData>{cells}</sheetData></worksheet>"
    )


def cell(place, words):
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


def test_every_kind_of_cell_comes_as_it_is():
    moment = datetime.datetime(2020, 1, 2, 3, 4)
    raw = new_workbook([], [None, "a", 1, 2.5, True, moment, datetime.date(2020, 1, 2)])
    (found,) = read_workbook(raw, "f")
    assert [*map(list, found.rows)] == [
        [],
        [None, "a", 1, 2.5, True, moment, datetime.datetime(2020, 1, 2)],
    ]
    assert found.declared == 0


def test_errors_that_cells_show_are_not_left_out():
    (found,) = read_workbook(new_workbook(["code"], ["#N/A"]), "f")
    assert [*map(list, found.rows)] == [["code"], ["#N/A"]]


def test_an_old_workbook_is_read_like_a_new_one(tmp_path):
    (tmp_path / "s.xls").write_bytes(old_workbook(TABLE))
    assert [row.cells["title"] for row in read_sheet(tmp_path / "s.xls", ["title"]).rows] == [
        "Trust",
        "Alliances",
    ]


@pytest.mark.parametrize("change", [{"declared": 5}, {"moved": (1, 900)}])
def test_an_old_workbook_that_lost_rows_says_so(tmp_path, change):
    raw = old_workbook(TABLE, **change)
    (found,) = read_workbook(raw, "f")
    assert found.declared == change.get("declared", 3)
    (tmp_path / "s.xls").write_bytes(raw)
    with pytest.raises(SheetError, match=f"says that it ends in row {found.declared}"):
        read_sheet(tmp_path / "s.xls", ["title"])


def test_the_records_of_an_old_workbook_that_stop_early_are_noticed():
    assert [tuple(one) for one in told_by(old_workbook(TABLE))] == [(3, 3, True)]
    stopped = old_workbook(TABLE).replace(b"\x0a\x00\x00\x00", b"\x0b\x00\x00\x00")
    assert all(not one.is_whole for one in told_by(stopped))
    assert told_by(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50)) == []


def test_rows_that_a_new_workbook_announces_and_has_not_are_told():
    raw = with_sheet(sheet(f'<row r="1">{cell("A1", "title")}</row>', "A1:B9"))
    (found,) = read_workbook(raw, "f")
    assert (len(found.rows), found.declared) == (1, 9)
    formatted = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(2, 10))
    raw = with_sheet(sheet(f'<row r="1">{cell("A1", "title")}</row>{formatted}', "A1:B9"))
    assert read_workbook(raw, "f")[0].declared == 0, "they are there, and empty"


def test_a_cell_in_the_last_corner_is_refused_in_words():
    far = f'<row r="1">{cell("A1", "x")}</row><row r="1048576">{cell("XFD1048576", "far")}</row>'
    assert extent_of(with_sheet(sheet(far)))[:2] == (1048576, 16384)
    with pytest.raises(WorkbookError, match="too large a workbook: more than 5"):
        read_workbook(with_sheet(sheet(far)), "f")


def test_a_cell_in_the_last_corner_that_is_only_formatted_costs_nothing():
    far = f'<row r="1">{cell("A1", "x")}</row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert [*map(list, read_workbook(with_sheet(sheet(far)), "f")[0].rows)] == [["x"]]


def test_a_workbook_that_would_be_gigantic_when_unpacked_is_refused():
    whole = with_sheet(sheet(""), more={"xl/media/a.bin": bytes(3_000_000)})
    size, gigantic = (struct.pack("<I", count) for count in (3_000_000, 3_000_000_000))
    assert whole.count(size) == 2
    with pytest.raises(WorkbookError, match="too large a workbook: more than 5"):
        read_workbook(whole.replace(size, gigantic), "f")


def test_entities_that_expand_to_gigabytes_are_not_read():
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    text = f'<!DOCTYPE x [<!ENTITY a0 "lol">{entities}]>' + sheet(
        f'<row r="1">{cell("A1", "&a9;")}</row>'
    )
    try:
        (found,) = read_workbook(with_sheet(text), "f")
    except WorkbookError:
        return
    assert sum(len(str(cell)) for row in found.rows for cell in row) < 100


def test_a_password_is_called_one():
    raw = old_workbook([["EncryptedPackage"]])
    with pytest.raises(WorkbookError, match="with a password"):
        read_workbook(raw, "f")


def test_a_process_that_ends_or_hangs_is_one_message_and_the_next_file_is_read(monkeypatch):
    monkeypatch.setattr(reading, "_child", None)
    monkeypatch.setattr(reading, "_START", "import os; os.abort()")
    with pytest.raises(WorkbookError, match="took too much memory or time"):
        read_workbook(new_workbook(*TABLE), "f")
    monkeypatch.setattr(reading, "_START", "import time; time.sleep(60)")
    monkeypatch.setattr(reading, "SECONDS", 0.2)
    with pytest.raises(WorkbookError, match="took too much memory or time"):
        read_workbook(new_workbook(*TABLE), "f")
    monkeypatch.undo()
    assert len(read_workbook(new_workbook(*TABLE), "f")[0].rows) == 3


def test_memory_is_limited(monkeypatch):
    """A text of 20 kB that is in 50,000 cells: 1 GB for an engine that copies it."""
    monkeypatch.setattr(reading, "_child", None)
    monkeypatch.setattr(reading, "MEMORY", 400_000_000)
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 50_001))
    raw = with_sheet(sheet(cells), shared="x" * 20_000)
    assert len(raw) < 500_000
    with pytest.raises(WorkbookError, match=r"stopped|far larger"):
        read_workbook(raw, "f")


@pytest.mark.parametrize("seed", range(60))
def test_damage_is_an_error_of_ours_or_read(seed):
    rng = random.Random(seed)
    raw = bytearray(old_workbook(TABLE * 8) if seed % 2 else new_workbook(*TABLE * 8))
    for _ in range(1 + seed % 3):
        raw[rng.randrange(8, len(raw))] ^= 1 << rng.randrange(8)
    try:
        read_workbook(bytes(raw), "f")
    except DataError as error:
        assert str(error).startswith("f: ")


def test_one_process_reads_the_small_workbooks_of_a_command():
    read_workbook(new_workbook(*TABLE), "f")
    kept = reading._child
    read_workbook(old_workbook(TABLE), "f")
    assert reading._child is kept is not None
