import pytest
from small_review import IDS

from human_files.errors import Problem
from references.screening.exported_rows import ExportedRow
from references.screening.record_matching import Matcher


@pytest.fixture
def matcher(records):
    return Matcher(records)


def row(title="", doi="", ids=(), year=None):
    return ExportedRow(7, list(ids), doi, title, year, "", {})


def test_id_then_doi_then_title(matcher):
    assert matcher.match(row("Anything", ids=["rayyan-3", IDS[0]]), "f") == IDS[0]
    assert matcher.match(row("Anything", doi="10.1234/a"), "f") == IDS[0]
    assert matcher.match(row("networks of SMALL firms."), "f") == IDS[1]


def test_an_id_beside_another_title_is_a_row_that_slipped(matcher):
    found = matcher.match(row("The price of bread", ids=[IDS[0]]), "f.csv")
    assert isinstance(found, Problem)
    assert f'f.csv, row 7: "{IDS[0]}" is beside the title of "{IDS[2]}"' in str(found)


def test_a_row_of_no_record_is_named_with_the_nearest(matcher):
    found = matcher.match(row("Network of small firms"), "f.csv")
    assert 'row 7: "Network of small firms" matches none of the records' in str(found)
    assert f'Is it "{IDS[1]}"' in str(found)
    assert "left out" in str(matcher.match(row("Quite another thing"), "f.csv"))
    assert "a row without title" in str(matcher.match(row(), "f.csv"))


def test_one_title_of_several_records_needs_the_year(records):
    twins = records.assign(title="Editorial", doi="")
    matcher = Matcher(twins)
    assert matcher.match(row("Editorial", year=2021), "f") == IDS[1]
    assert "several records are called" in str(matcher.match(row("Editorial"), "f"))


def test_one_doi_of_several_records_decides_nothing(records):
    """Chapters may carry the DOI of their book; the title tells them apart."""
    matcher = Matcher(records.assign(doi="10.1234/book"))
    assert matcher.match(row("The price of bread", doi="10.1234/book"), "f") == IDS[2]
    assert isinstance(matcher.match(row("Another chapter", doi="10.1234/book"), "f"), Problem)
