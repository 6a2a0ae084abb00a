from human_files.sheet_reading import Row, Sheet
from references.screening.record_sheets import counted, listing, match_records, meant, require_known

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


def test_a_row_without_an_id_is_said_to_be_so():
    problems = []
    assert list(match_records(sheet(("", "Bread", "")), TITLES, problems, {})) == []
    assert problems[0].found == "the row names no record."
    assert "merged cells" in problems[0].advice


def test_a_label_is_answered_with_its_code():
    labels = {"No trata de pequeñas empresas": "not_small_firms", "Too small": "too_small"}
    codes = ["not_small_firms", "too_small"]
    advice = meant("no trata de pequeña empresa", codes, labels)
    assert advice == 'Did you mean "not_small_firms"? Write the code, not its label.'
    assert meant("not_small_firm", codes, labels) == 'Did you mean "not_small_firms"?'
    assert meant("", codes, labels) == "Allowed: not_small_firms, too_small."


def test_one_is_not_many():
    assert [counted(n, "record has", "records have") for n in (1, 2)] == [
        "1 record has",
        "2 records have",
    ]
