import pandas as pd
import pytest

from human_files.errors import DataError
from references.deduplication.deduplicate_table import deduplicate_table

HEADER = "ID,ENTRYTYPE,title,author,year,journal,volume,number,pages,doi\n"
ROWS = (
    'x1,article,Trust in alliances of small firms,"Ash, A. and Bo, B.",2019,Trust,4,1,10-31,\n'
    'x2,article,TRUST IN ALLIANCES OF SMALL FIRMS,"Ash, A.",2019,Trust,4,1,10--31,10.1234/a\n'
    'x3,article,Trust in alliances of small firms,"Ash, A.",2020,,,,,\n'
    'x4,article,On bread,"Dee, D.",1999,Bread,7,,8-9,\n'
)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "records.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    return path


def test_groups_and_undecided_pairs_are_written_and_verdicts_obeyed(table, tmp_path):
    groups, maybe = tmp_path / "groups.csv", tmp_path / "maybe.csv"
    said = deduplicate_table(str(table), str(groups), str(maybe))
    assert "4 records = 3 kept + 1 duplicates" in said
    assert groups.read_text() == 'merged_ids\n"x1;x2"\n"x3"\n"x4"\n'
    sheet = pd.read_csv(maybe, dtype=str)
    assert sheet["authors_first"].notna().all()
    sheet.assign(verdict="same").to_csv(maybe, index=False)
    deduplicate_table(str(table), str(groups), decided=str(maybe))
    assert groups.read_text() == 'merged_ids\n"x1;x2;x3"\n"x4"\n'


def test_our_own_records_and_tables_without_ids_are_taken_too(tmp_path):
    ours = tmp_path / "ours.csv"
    ours.write_text(
        "source;position;title;authors;year\n"
        'a;1;Trust in alliances of small firms;"Ash, A.";2019\n'
        'b;1;Trust in alliances of small firms;"Ash, A.";2019\n',
        encoding="cp1252",
    )
    deduplicate_table(str(ours), str(tmp_path / "groups.csv"))
    assert (tmp_path / "groups.csv").read_text() == 'merged_ids\n"a:1;b:1"\n'
    ours.write_text("title\nTrust\n", encoding="utf-8")
    deduplicate_table(str(ours), str(tmp_path / "groups.csv"))
    assert (tmp_path / "groups.csv").read_text() == 'merged_ids\n"1"\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ID,author\n1,Ash\n", 'the column "title" is missing'),
        ("ID,title\n1,A\n1,B\n", 'the record "1" is in row 2 as well'),
        ("ID,title\n,A\n", "the record has no name"),
        ('ID,title\n1,"A\n2,B\n', "is not a table of records"),
    ],
)
def test_a_table_that_is_none_is_refused_in_words(tmp_path, text, words):
    path = tmp_path / "records.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=words):
        deduplicate_table(str(path), str(tmp_path / "groups.csv"))
