"""Every column and every cell of an export is kept, or said to be set aside."""

import csv
from datetime import datetime

import pandas as pd
import pyreadstat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from field_files.commandline import main
from field_files.survey.export import UnreadableExportError
from field_files.survey.recognition import read_survey

cells = st.none() | st.text("abcé5. ", max_size=5) | st.just("N/A") | st.just("2.5")
headers = st.none() | st.text("abcdé", min_size=1, max_size=4)


@st.composite
def tables(draw):
    """Return a header, some of it missing, and rows as wide; nothing is repeated."""
    width = draw(st.integers(1, 6))
    header = draw(
        st.lists(headers, min_size=width, max_size=width).filter(
            lambda names: any(names) and len({*filter(None, names)}) == sum(map(bool, names))
        )
    )
    rows = draw(
        st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=5).filter(
            lambda rows: any(tidy(cell) for row in rows for cell in row)
        )
    )
    return header, rows


def tidy(cell):
    return None if cell is None else cell.strip() or None


def expected(header, rows):
    """Return every filled cell: its row in the file, its column from 1, its content."""
    return {
        (number, place, tidy(cell))
        for number, row in enumerate(rows, start=2)
        for place, cell in enumerate(row, start=1)
        if tidy(cell) is not None
    }


def kept(export, header):
    """Return every cell of an export, by row and place in the file."""
    names = dict(zip(header, range(1, len(header) + 1), strict=True))
    places = [
        names[name] if name in names else int(name.removeprefix("column_") or 0) if name else None
        for name in export.headers
    ]
    found = {
        (number, place, cell)
        for number, row in export.rows
        for place, cell in zip(places, row, strict=True)
        if cell is not None
    }
    return found | {(row, names[name], "N/A") for row, name in export.not_asked}


@given(tables())
def test_every_cell_of_a_text_is_kept(tmp_path_factory, table):
    header, rows = table
    path = tmp_path_factory.mktemp("t") / "t.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    export = read_survey(path)
    assert kept(export, header) == expected(header, rows)
    unnamed = {name for name in export.headers if name.startswith("column_")}
    told = {note.what for note in export.set_aside}
    assert {f'column "{name}"' for name in unnamed} <= told


@given(tables())
def test_every_cell_of_a_workbook_is_kept(tmp_path_factory, table):
    header, rows = table
    path = tmp_path_factory.mktemp("t") / "t.xlsx"
    book = Workbook()
    for row in [header, *rows]:
        book.worksheets[0].append(row)
    book.save(path)
    assert kept(read_survey(path), header) == expected(header, rows)


def test_a_column_beyond_the_header_is_kept_and_told(tmp_path, capsys, monkeypatch):
    book = Workbook()
    book.worksheets[0].append(["one", "two"])
    book.worksheets[0].append([1, 2])
    book.worksheets[0].append([3, 4])
    book.worksheets[0].cell(row=3, column=9, value="a remark")
    book.save(tmp_path / "t.xlsx")
    monkeypatch.chdir(tmp_path)
    assert main(["survey", "t.xlsx", "--output", "o.csv"]) == 0
    assert 'column "column_9": nothing is set aside: it has no header' in capsys.readouterr().out
    assert (tmp_path / "o.csv").read_text() == "one,two,column_9\n1,2,\n3,4,a remark\n"


def test_what_limesurvey_did_not_show_was_not_asked(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(
        '"id","lastpage","seed","Q1","Q2"\n"1","9","7","N/A","4"\n"2","9","8","5","N/A"\n'
    )
    export = read_survey(path)
    assert export.format == "LimeSurvey"
    assert [row[3:] for _, row in export.rows] == [[None, "4"], ["5", None]]
    assert export.not_asked == {(2, "Q1"), (3, "Q2")}
    (note,) = export.set_aside
    assert tuple(note) == ('2 cells with "N/A"', "the question was not shown: not asked")


FORMS = {
    "en": ["ID", "Start time", "Completion time", "Email", "Name", "How are you?"],
    "es": [
        "Id.",
        "Hora de inicio",
        "Hora de finalización",
        "Correo electrónico",
        "Nombre",
        "¿Qué tal?",
    ],
    "pt": ["ID", "Hora de início", "Hora de conclusão", "Email", "Nome", "Como está?"],
}


@pytest.mark.parametrize("language", FORMS)
def test_microsoft_forms_has_times(tmp_path, language):
    header = FORMS[language]
    book = Workbook()
    book.worksheets[0].append(header)
    begin, end = datetime(2025, 3, 1, 10, 0), datetime(2025, 3, 1, 10, 5)
    book.worksheets[0].append([1, begin, end, "anonymous", None, "well"])
    book.save(tmp_path / "t.xlsx")
    export = read_survey(tmp_path / "t.xlsx")
    assert export.format == "Microsoft Forms"
    assert export.roles == {
        "id": header[0],
        "start": header[1],
        "end": header[2],
        "submitted": header[2],
    }
    assert list(export.metadata) == header[:5]
    assert export.column(header[2]) == [end]


def test_a_workbook_with_a_password_is_called_that(tmp_path):
    path = tmp_path / "t.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(
        UnreadableExportError, match="is a workbook that is protected by a password"
    ):
        read_survey(path)
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    with pytest.raises(UnreadableExportError, match="is a workbook in the old format"):
        read_survey(path)


def test_a_date_beyond_the_calendar_is_named(tmp_path):
    frame = pd.DataFrame({"a": [1.0, 2.0], "day": [1.4e10, 1e13]})
    pyreadstat.write_sav(frame, str(tmp_path / "t.sav"), variable_format={"day": "DATETIME20"})
    with pytest.raises(UnreadableExportError) as caught:
        read_survey(tmp_path / "t.sav")
    (problem,) = caught.value.problems
    assert (problem.row, problem.column) == (3, "day")
    assert problem.found == "1e+13 is a date beyond the calendar."


def test_value_labels_and_questions_are_written_beside_the_answers(tmp_path, capsys, monkeypatch):
    frame = pd.DataFrame({"trust": [1.0, 2.0]})
    pyreadstat.write_sav(
        frame,
        str(tmp_path / "t.sav"),
        column_labels=["How much do you trust?"],
        variable_value_labels={"trust": {1.0: "little", 2.0: "much"}},
    )
    monkeypatch.chdir(tmp_path)
    assert main(["survey", "t.sav", "--output", "o.csv"]) == 0
    assert "Written: o.labels.csv, 3 rows, 3 columns." in capsys.readouterr().out
    assert (tmp_path / "o.labels.csv").read_text().splitlines() == [
        "column,code,label",
        "trust,,How much do you trust?",
        "trust,1,little",
        "trust,2,much",
    ]


def test_codes_may_be_declared_to_mean_no_answer(tmp_path, capsys, monkeypatch):
    (tmp_path / "t.csv").write_text("age,income\n31,-99\n-99,NA\n40,7\n")
    monkeypatch.chdir(tmp_path)
    options = ["--missing", "-99", "--missing=NA", "--missing=88"]
    assert main(["survey", "t.csv", "--output", "o.csv", *options]) == 0
    said = capsys.readouterr().out
    assert '2 cells with "-99": declared to mean no answer.' in said
    assert '0 cells with "88": declared to mean no answer.' in said
    assert (tmp_path / "o.csv").read_text().splitlines() == [
        "age,income,income (missing),age (missing)",
        "31,,-99,",
        ",,NA,-99",
        "40,7,,",
    ]


def with_a_far_cell(path, row):
    book = Workbook()
    book.worksheets[0].append(["one"])
    book.worksheets[0].cell(row=row, column=200, value="far")
    book.save(path)
    return path


def test_a_far_cell_of_a_workbook_is_kept(tmp_path):
    export = read_survey(with_a_far_cell(tmp_path / "t.xlsx", 20_000))
    assert export.rows == [(20_000, [None, "far"])]
    assert export.headers == ["one", "column_200"]


def test_a_cell_that_would_take_all_memory_to_reach_is_one_message(tmp_path):
    with pytest.raises(UnreadableExportError, match="too large a workbook: more than 5"):
        read_survey(with_a_far_cell(tmp_path / "t.xlsx", 1_048_576))


def test_a_workbook_whose_inside_is_damaged_is_one_message(tmp_path):
    book = Workbook()
    for number in range(200):
        book.worksheets[0].append([f"name {number}", number])
    book.save(tmp_path / "t.xlsx")
    raw = bytearray((tmp_path / "t.xlsx").read_bytes())
    place = raw.index(b"xl/worksheets/sheet1.xml") + 60
    raw[place : place + 40] = bytes(40)
    (tmp_path / "t.xlsx").write_bytes(raw)
    with pytest.raises(UnreadableExportError, match="is not an XLSX file, or is a damaged one"):
        read_survey(tmp_path / "t.xlsx")
