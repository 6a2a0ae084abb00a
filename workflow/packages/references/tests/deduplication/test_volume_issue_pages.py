import pytest

from references.deduplication.volume_issue_pages import (
    APART,
    BEGIN,
    END,
    EQUAL,
    OVERLAP,
    START,
    UNCLEAR,
    compare_pages,
    is_supplement,
    issue_number,
    read_pages,
    volume_number,
)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("288-97", "288--297", EQUAL),
        ("pp. 288–297", "288-297", EQUAL),
        ("S14-S18", "S14-8", EQUAL),
        ("1-9", "01-Sep", START),
        ("1-9", "1-12", UNCLEAR),
        ("xi + 131", "xi + 131", EQUAL),
        ("xi + 131", "iv + 90", UNCLEAR),
        ("c1804", "1014", UNCLEAR),
        ("A1804", "1014", APART),
        ("288-297", "288", BEGIN),
        ("e43268", "43268", BEGIN),
        ("S109-S112", "Suppl-12", END),
        ("280-290", "284-286", OVERLAP),
        ("969-972", "a1754", UNCLEAR),
        ("1-16", "448-460", UNCLEAR),
        ("125-128", "40-48", APART),
        ("S42", "1262-1268", APART),
    ],
)
def test_how_pages_agree(one, other, found):
    assert compare_pages(read_pages(one), read_pages(other)) == found
    assert compare_pages(read_pages(other), read_pages(one)) == found


def test_missing_pages_say_nothing():
    assert read_pages("UNKNOWN") is read_pages("") is None
    assert compare_pages(read_pages("n/a"), read_pages("3-5")) is None
    assert read_pages("", "e12").first == 12


def test_volumes_and_issues_are_numbers():
    assert [volume_number(v) for v in ("35 Suppl 1", "29A", "(Jul)", "2016 May", "042")] == [
        "35",
        "29",
        "",
        "",
        "42",
    ]
    assert [issue_number(i) for i in ("1-2", "3-B", "Summer")] == ["1", "3", ""]
    assert [issue_number(i) for i in ("Jun 15", "Spring 2010", "Pt 2")] == ["", "", "2"]


def test_supplements_are_known_by_volume_issue_or_pages():
    for place in (
        ("10 Suppl 2", "", ""),
        ("10", "SUPPL. 1", "9"),
        ("10", "S2", ""),
        ("", "", "S3"),
    ):
        assert is_supplement(*place)
    assert not is_supplement("10", "2", "33-38")
