import csv

from arbitrary_records import rows
from hypothesis import given

from human_files.text.content import Content
from references.formats import record_table
from references.formats.recognition import read_content
from references.record import COLUMNS, Record, without_folders


@given(rows)
def test_what_is_written_is_read_back(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("own") / "records.csv"
    assert record_table.write_rows(rows, path) == len(rows)
    name, reading = read_content(Content.load(path))
    assert name == "table of records"
    assert not reading.broken
    for (source, file, given_record), record, origin in zip(
        rows, reading.records, reading.origins, strict=True
    ):
        assert origin == (source, without_folders(file), given_record.position, given_record.line)
        record.position, record.line = given_record.position, given_record.line
        assert record == given_record


def test_a_damaged_row_is_said_and_the_others_read(tmp_path):
    path = tmp_path / "records.csv"
    record_table.write_rows(
        [("s", "f", Record(title=f"T{n}", year=2000, position=n)) for n in range(3)], path
    )
    path.write_text(path.read_text().replace(",2000,", ",20x0,", 1))
    reading = record_table.read(Content.load(path))
    assert [record.title for record in reading.records] == ["T1", "T2"]
    assert reading.broken[0].name == "T0"


def test_the_columns_are_those_of_the_frame(tmp_path):
    record_table.write_rows([], tmp_path / "records.csv")
    with (tmp_path / "records.csv").open() as file:
        assert next(csv.reader(file)) == list(COLUMNS)
