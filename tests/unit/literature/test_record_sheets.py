from alianzas.literature.record_sheets import listing, match_records, require_known
from alianzas.sheets import Row, Sheet

TITLES = {"ash-2020-trust": "Trust in alliances", "bo-2021-bread": "Bread"}


def sheet(*rows):
    cells = [dict(zip(("record_id", "title", "code"), row, strict=True)) for row in rows]
    return Sheet("s.csv", [Row(number, row) for number, row in enumerate(cells, start=2)])


def test_rows_are_matched_to_their_records():
    problems = []
    given = sheet(("bo-2021-bread", "bread.", "x"), ("ash-2020-trust", "Trust in Alliances", "y"))
    found = dict(match_records(given, TITLES, problems, {}))
    assert [row.cells["code"] for row in found.values()] == ["x", "y"]
    assert problems == []


def test_excluded_records_and_strangers_are_told_apart():
    problems = []
    given = sheet(("old-1999-x", "Old", ""), ("zzz", "Old", ""))
    assert list(match_records(given, TITLES, problems, {"old-1999-x": "Old"})) == []
    assert 'the record "old-1999-x" was excluded by screening' in problems[0].found
    assert problems[1].advice == "Copy the id from the record list."


def test_known_words_are_taken_in_any_case():
    problems = []
    given = sheet(("a", "t", "Include"), ("b", "t", "maybe"))
    allowed = ("include", "exclude")
    assert require_known(given, given.rows[0], "code", allowed, problems) == "include"
    assert require_known(given, given.rows[1], "code", allowed, problems) is None
    assert problems[0].row == 3


def test_long_listings_are_cut():
    names = [str(number) for number in range(15)]
    assert listing(names).endswith("10, 11 and 3 more")
    assert listing(names[:2]) == "0, 1"
