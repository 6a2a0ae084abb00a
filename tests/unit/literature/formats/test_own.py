import csv

from hypothesis import given
from hypothesis import strategies as st

from human_files.text.content import Content
from references.formats import record_table
from references.formats.recognition import read_content
from references.record import COLUMNS, LISTS, NUMBERS, Record

#: Values as readers make them: on one line, plain blanks; in lists without semicolon.
texts = st.text(
    st.characters(categories=["L", "N", "P", "S"], exclude_characters="\ufeff"), max_size=12
)
parts = texts.map(lambda text: text.replace(";", ",")).filter(bool)
plain_fields = [
    name for name in COLUMNS[4:] if name not in LISTS and name not in (*NUMBERS, "other")
]
records = st.builds(
    Record,
    **dict.fromkeys(plain_fields, texts),
    **{name: st.lists(parts, max_size=3).map(tuple) for name in LISTS},
    year=st.none() | st.integers(1500, 2099),
    times_cited=st.none() | st.integers(0, 10**6),
    other=st.dictionaries(parts, st.lists(texts, min_size=1, max_size=2), max_size=2),
    position=st.integers(1, 10**6),
    line=st.integers(1, 10**6),
)
rows = st.lists(st.tuples(parts, parts, records), min_size=1, max_size=5)


@given(rows)
def test_what_is_written_is_read_back(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("own") / "records.csv"
    assert record_table.write(rows, path) == len(rows)
    name, reading = read_content(Content.load(path))
    assert name == "table of records"
    assert not reading.broken
    for (source, file, given_record), record, origin in zip(
        rows, reading.records, reading.origins, strict=True
    ):
        assert origin == (source, file, given_record.position, given_record.line)
        record.position, record.line = given_record.position, given_record.line
        assert record == given_record


def test_a_damaged_row_is_said_and_the_others_read(tmp_path):
    path = tmp_path / "records.csv"
    record_table.write(
        [("s", "f", Record(title=f"T{n}", year=2000, position=n)) for n in range(3)], path
    )
    path.write_text(path.read_text().replace(",2000,", ",20x0,", 1))
    reading = record_table.read(Content.load(path))
    assert [record.title for record in reading.records] == ["T1", "T2"]
    assert reading.broken[0].name == "T0"


def test_the_columns_are_those_of_the_frame(tmp_path):
    record_table.write([], tmp_path / "records.csv")
    with (tmp_path / "records.csv").open() as file:
        assert next(csv.reader(file)) == list(COLUMNS)
