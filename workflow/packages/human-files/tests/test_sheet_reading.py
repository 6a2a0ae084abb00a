import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from human_files.errors import DataError
from human_files.sheet_reading import SheetError, read_sheet
from human_files.text.mojibake import repair_mojibake


def write(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_separator_and_encoding(tmp_path, separator, encoding):
    text = f'a{separator}b{separator}mine\n1{separator}"é{separator} "{separator}x\n'
    sheet = read_sheet(write(tmp_path / "s.csv", text, encoding), ["a", "b"])
    assert [dict(row.cells) for row in sheet.rows] == [
        {"a": "1", "b": f"é{separator}".strip(), "mine": "x"}
    ]


def test_rows_are_counted_as_the_spreadsheet_does(tmp_path):
    text = 'a,b\n1,"two\nlines"\n,\n3,4\n'
    sheet = read_sheet(write(tmp_path / "s.csv", text), ["a", "b"])
    assert [(row.number, row.cells["a"]) for row in sheet.rows] == [(2, "1"), (4, "3")]


def test_decomposed_letters_are_composed(tmp_path):
    sheet = read_sheet(write(tmp_path / "s.csv", "a\nn\u0303\n"), ["a"])
    assert sheet.rows[0].cells["a"] == "ñ"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a,bb\n1,2\n", (1, "b"), 'Is it "bb"'),
        ("a\n1\n", (1, "b"), "Add it to the header"),
        ("a,b,b\n1,2,3\n", (1, "b"), "two columns of this name"),
        ("a,b\n1,2,3\n", (2, None), "the row has 3 cells, the header 2"),
        ('a,b\n1,2\n3,"open\n', (3, None), "quotation mark"),
        ('a,b\n1,"x"y\n', (2, None), "quotation mark"),
        ("a,b\n", (None, None), "no rows"),
    ],
)
def test_a_broken_sheet_is_explained(tmp_path, text, place, message):
    with pytest.raises(SheetError) as caught:
        read_sheet(write(tmp_path / "s.csv", text), ["a", "b"])
    problem = caught.value.problems[0]
    assert (problem.row, problem.column) == place
    assert message in str(problem)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_line_that_tells_excel_the_separator_is_no_row(tmp_path, separator):
    text = f"sep={separator}\na{separator}b\n1{separator}x, y; z\n".replace("x, y; z", '"x, y; z"')
    sheet = read_sheet(write(tmp_path / "s.csv", text), ["a", "b"])
    assert [(row.number, dict(row.cells)) for row in sheet.rows] == [
        (3, {"a": "1", "b": "x, y; z"})
    ]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("Sheet of Ana;;\na;b;mine\n1,5;2;3\n", (1, None), "are in row 2"),
        ("número;título\n1,5;2,5\n", (1, None), "Write these names there: a, b."),
        ("sep=;\nx;y\n1,5;2\n", (2, None), 'begins with "x"'),
    ],
)
def test_a_sheet_without_its_header_is_one_problem(tmp_path, text, place, message):
    """Not one per column and one per row besides."""
    with pytest.raises(SheetError) as caught:
        read_sheet(write(tmp_path / "s.csv", text), ["a", "b"])
    (problem,) = caught.value.problems
    assert (problem.row, problem.column) == place
    assert message in str(problem)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged workbook"),
        (b"PK\x03\x04" + bytes(60), "another program"),
    ],
)
def test_a_workbook_that_cannot_be_read_is_one_problem(tmp_path, content, message):
    (tmp_path / "s.xlsx").write_bytes(content)
    with pytest.raises(SheetError, match=message) as caught:
        read_sheet(tmp_path / "s.xlsx", ["a", "b"])
    assert len(caught.value.problems) == 1


def test_a_sheet_may_be_allowed_to_have_no_rows(tmp_path):
    assert read_sheet(write(tmp_path / "s.csv", "a\n"), ["a"], may_be_empty=True).rows == []


def test_a_missing_and_an_empty_file(tmp_path):
    with pytest.raises(DataError, match="cannot be opened"):
        read_sheet(tmp_path / "none.csv", ["a"])
    with pytest.raises(DataError, match="is empty"):
        read_sheet(write(tmp_path / "s.csv", "\n"), ["a"])


@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=2), max_size=6))
def test_what_a_spreadsheet_writes_is_read_or_refused_never_changed_silently(
    tmp_path_factory, rows
):
    import csv
    import io
    import unicodedata

    buffer = io.StringIO()
    csv.writer(buffer).writerows([["a", "b"], *rows])
    path = tmp_path_factory.mktemp("sheet") / "s.csv"
    path.write_bytes(buffer.getvalue().encode("utf-8", errors="replace"))
    try:
        sheet = read_sheet(path, ["a", "b"], may_be_empty=True)
    except DataError:
        return
    plain = [[" ".join(unicodedata.normalize("NFC", cell).split()) for cell in row] for row in rows]
    found = [[" ".join(cell.split()) for cell in row.cells.values()] for row in sheet.rows]
    assume(
        not repair_mojibake(buffer.getvalue())[1]
    )  # what looks encoded twice is repaired, and that is said
    clean = all(sign.isprintable() for row in rows for cell in row for sign in cell)
    if clean:
        assert found == [row for row in plain if any(row)]


def workbook(path, *tables):
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for number, table in enumerate(tables):
        sheet = book.create_sheet(f"s{number}")
        for row in table:
            sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_is_read_like_csv(tmp_path):
    table = [["A", "b", None], ["x", 2.0, None], [None, None, None], ["n\u0303", 1.5, None]]
    sheet = read_sheet(workbook(tmp_path / "s.xlsx", table), ["a", "b"])
    assert [(row.number, dict(row.cells)) for row in sheet.rows] == [
        (2, {"a": "x", "b": "2"}),
        (4, {"a": "ñ", "b": "1.5"}),
    ]


def test_of_a_workbook_the_sheet_with_the_columns_is_read(tmp_path):
    path = workbook(tmp_path / "s.xlsx", [["notes"], ["…"]], [["a", "b"], [1, 2]])
    assert read_sheet(path, ["a", "b"]).rows[0].cells == {"a": "1", "b": "2"}


def test_mistakes_in_a_workbook_are_told_like_those_in_csv(tmp_path):
    with pytest.raises(SheetError, match='Is it "bb"'):
        read_sheet(workbook(tmp_path / "s.xlsx", [["a", "bb"], [1, 2]]), ["a", "b"])
    with pytest.raises(SheetError, match="the row has 3 cells, the header 1"):
        read_sheet(workbook(tmp_path / "s.xlsx", [["a"], [1, None, 2]]), ["a"])
    with pytest.raises(SheetError, match="no rows"):
        read_sheet(workbook(tmp_path / "s.xlsx", [["a"]]), ["a"])


def test_a_damaged_workbook_is_no_traceback(tmp_path):
    path = workbook(tmp_path / "s.xlsx", [["a"], [1]])
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(SheetError, match="damaged workbook"):
        read_sheet(path, ["a"])
