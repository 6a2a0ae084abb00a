"""Rows with a cell too many or too few are put in order, or the report says why they are not."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from references.formats.row_alignment import Columns, kind
from references.import_report import ImportReport
from references.importing import recover_source

HEADER = ["Authors", "Title", "Year", "Source title", "Volume", "Cited by", "DOI", "ISSN", "EID"]


def row(number):
    return [
        "Ash A.",
        f"Study {number} of small firms",
        str(2000 + number % 25),
        "Journal of Trust",
        str(number),
        str(number * 3),
        f"10.1000/{number}",
        "1234-5678",
        f"2-s2.0-{number + 100}",
    ]


def imported(tmp_path, rows):
    (tmp_path / "f.csv").write_text("\n".join(",".join(cells) for cells in [HEADER, *rows]) + "\n")
    return recover_source("s", tmp_path / "f.csv", "f.csv")


@pytest.mark.parametrize("share", [1, 2, 29], ids=["all but two", "half", "few"])
def test_commas_in_titles_without_quotation_marks_cost_nothing(tmp_path, share):
    rows = [row(number) for number in range(58)]
    for number, cells in enumerate(rows):
        if number % share == 0 and number not in (2, 40):
            cells[1] = "Trust, contracts, and firms" if number % 3 else "Trust, again"
    item = imported(tmp_path, rows)
    assert [(record.doi, record.year) for record in item.kept] == [
        (cells[6], int(cells[2])) for cells in rows
    ]
    assert [record.title for record in item.kept] == [cells[1] for cells in rows]
    assert not item.rejected
    assert all("put in order" in remark.reason for remark in item.repaired)


@pytest.mark.parametrize("place", [1, 3, 4])
def test_an_empty_cell_too_many_is_left_out(tmp_path, place):
    rows = [row(number) for number in range(9)]
    rows[4].insert(place, "")
    item = imported(tmp_path, rows)
    assert [record.doi for record in item.kept] == [f"10.1000/{n}" for n in range(9)]
    assert item.kept[4].title == "Study 4 of small firms"
    assert (item.kept[4].journal, item.kept[4].times_cited) == ("Journal of Trust", 12)


@pytest.mark.parametrize("place", [0, 1, 3, 4])
def test_a_cell_that_is_missing_moves_no_other(tmp_path, place):
    rows = [row(number) for number in range(9)]
    del rows[4][place]
    found = imported(tmp_path, rows).kept[4]
    assert (found.doi, found.year, found.issn) == ("10.1000/4", 2004, "1234-5678")
    assert found.title == ("" if place == 1 else "Study 4 of small firms")


def test_a_row_that_shows_nothing_is_rejected_with_the_truth(tmp_path):
    rows = [row(number) for number in range(9)]
    rows[4] = ["Some title, and more"] * 12
    item = imported(tmp_path, rows)
    (rejected,) = item.rejected
    assert (rejected.line, rejected.position) == (6, 5)
    assert rejected.reason == (
        "damaged: its row has 24 cells, but the header has 9; it is not clear which cell belongs to "
        "which column"
    )
    assert ImportReport("es").said(rejected.reason).endswith("qué celda corresponde a qué columna")


def test_a_column_with_a_form_of_its_own_is_never_filled_with_something_else():
    looks = Columns(HEADER, [row(number) for number in range(20)])
    assert looks.realigned([*row(3)[:-1], "more", "more"], ",") is None
    assert looks.realigned(row(3), ",") is None, "nothing is wrong with it"


@given(st.integers(0, 999), st.lists(st.sampled_from([*row(7), "", " a", "2,5"]), max_size=14))
def test_no_cell_is_lost(seed, cells):
    looks = Columns(HEADER, [row(number) for number in range(5)])
    random.Random(seed).shuffle(cells)
    placed = looks.realigned(cells, ",")
    if placed is not None:
        assert len(placed) == len(HEADER)
        assert [c for c in ",".join(placed).split(",") if c.strip()] == [
            part for cell in cells for part in cell.split(",") if part.strip()
        ]


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("https://doi.org/10.1000/a", "doi"),
        ("1999", "year"),
        ("1234-567X", "issn"),
        ("2-s2.0-8501", "identifier"),
        ("https://example.org", "url"),
        ("10-19", "pages"),
        ("Ash, A.; Bee, B.", "names"),
        (" ", "empty"),
        ("312", "number"),
    ],
)
def test_cells_are_told_apart_by_their_form(cell, what):
    assert kind(cell) == what
