import openpyxl
import pytest

from alianzas.survey.reading import (
    EmptyExportError,
    RepeatedColumnError,
    UnreadableExportError,
    read_export,
)


def write(path, rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_rows_keep_their_excel_numbers_and_blank_rows_go(tmp_path):
    path = write(tmp_path / "a.xlsx", [["a", "b"], [1, " x "], [None, "  "], [2, None]])
    export = read_export(path)
    assert export.headers == ["a", "b"]
    assert export.rows == [(2, [1, "x"]), (4, [2, None])]


def test_missing_file(tmp_path):
    with pytest.raises(UnreadableExportError, match=r"nowhere\.xlsx: does not exist"):
        read_export(tmp_path / "nowhere.xlsx")


@pytest.mark.parametrize("content", [b"", b"start;end\n1;2\n", b"PK\x03\x04 cut short"])
def test_not_a_workbook(tmp_path, content):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableExportError, match="not an XLSX file, or a damaged one"):
        read_export(path)


def test_workbook_cut_in_half(sheet):
    path = sheet.write()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(UnreadableExportError, match="damaged"):
        read_export(path)


def test_csv_by_name(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UnreadableExportError, match="XLS"):
        read_export(path)


def test_empty_sheet_and_headers_only(tmp_path):
    with pytest.raises(EmptyExportError, match="empty"):
        read_export(write(tmp_path / "a.xlsx", []))
    with pytest.raises(EmptyExportError, match="only headers"):
        read_export(write(tmp_path / "b.xlsx", [["a", "b"]]))


def test_repeated_header(tmp_path):
    path = write(tmp_path / "a.xlsx", [["a", "b", "a"], [1, 2, 3]])
    with pytest.raises(RepeatedColumnError, match='row 1, column "a": this header stands twice'):
        read_export(path)
