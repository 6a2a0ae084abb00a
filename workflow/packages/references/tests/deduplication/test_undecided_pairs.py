import pandas as pd
import pytest

from references.deduplication.find_duplicates import PairReason
from references.deduplication.undecided_pairs import (
    UndecidedSheetError,
    read_verdicts,
    undecided_frame,
    write_undecided,
)

NAMES = ["a:1", "a:2", "b:1"]
TITLES = ["Trust, and control", "=Trust", "Bread"]
RECORDS = {"title": TITLES, "year": [2019, pd.NA, 2020]}


def frame(*rows):
    columns = ["first", "second", "verdict", "title_first", "title_second"]
    return pd.DataFrame(rows, columns=columns)


def sheet(*verdicts):
    pairs = [PairReason(0, 1, "why"), PairReason(1, 2, "why"), PairReason(0, 2, "why")]
    whole = undecided_frame(pairs[: len(verdicts)], RECORDS, NAMES)
    return whole.assign(verdict=list(verdicts))


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_filled_sheet_is_read_back(tmp_path, ending):
    path = tmp_path / f"sheet.{ending}"
    write_undecided(sheet("Same", "different", ""), path)
    verdicts = read_verdicts(path, NAMES, TITLES)
    assert (verdicts.same, verdicts.different) == ({(0, 1)}, {(1, 2)})


def test_the_workbook_has_the_same_bytes_every_time(tmp_path):
    for name in ("one.xlsx", "two.xlsx"):
        write_undecided(sheet("", ""), tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_an_empty_sheet_decides_nothing(tmp_path):
    write_undecided(sheet(), tmp_path / "sheet.csv")
    assert read_verdicts(tmp_path / "sheet.csv", NAMES, TITLES) == (set(), set(), set())


def problems(tmp_path, table):
    write_undecided(table, tmp_path / "sheet.csv")
    with pytest.raises(UndecidedSheetError) as error:
        read_verdicts(tmp_path / "sheet.csv", NAMES, TITLES, "data/sheet.csv")
    return [str(problem) for problem in error.value.problems]


def test_all_mistakes_are_named_at_once(tmp_path):
    found = problems(
        tmp_path,
        frame(
            ("a:1", "z:9", "same", TITLES[0], "Bread"),
            ("a:1", "a:2", "sane", TITLES[0], TITLES[1]),
            ("a:1", "b:1", "same", TITLES[0], "Cake"),
            ("a:2", "b:1", "same", TITLES[1], TITLES[2]),
            ("b:1", "a:2", "same", TITLES[2], TITLES[1]),
            ("b:1", "b:1", "same", TITLES[2], TITLES[2]),
        ),
    )
    assert len(found) == 5
    assert 'data/sheet.csv, row 2, column "second": there is no record "z:9".' in found[0]
    assert '"sane" is not known here.' in found[1] and "same" in found[1]
    assert 'row 4, column "title_second": the title is not that of "b:1"' in found[2]
    assert "is in row 5 as well" in found[3]
    assert "compared with itself" in found[4]


def test_a_chain_of_verdicts_that_contradicts_itself_is_refused(tmp_path):
    (found,) = problems(tmp_path, sheet("same", "same", "different"))
    assert '"a:1" and "b:1" are called different, but rows 2 and 3 make them the same.' in found
