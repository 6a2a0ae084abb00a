import json
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from references.deduplication.merging import remove_duplicates
from references.deduplication.undecided_pairs import UndecidedSheetError, write_undecided
from references.record import Record, to_frame

TITLE = "Trust in the strategic alliances of small firms"
THIN = Record(
    title=TITLE.upper(),
    authors=("Ash, A.",),
    year=2019,
    journal="J Trust",
    doi="10.1234/a",
    position=1,
)
FULL = Record(
    title=TITLE,
    authors=("Ash, Anna", "Bo, Bob"),
    year=2020,
    journal="Journal of Trust",
    volume="4",
    abstract="Long and informative.",
    other={"key": ["ash"]},
    position=7,
)
ABBREVIATED = Record(
    title=TITLE, authors=("Ash, A.",), year=2020, journal="J. Trust", times_cited=5, position=2
)
ABBREVIATED.other = {"AN": ["1"]}


def frame(*pairs):
    return to_frame((source, f"{source}.ris", record) for source, record in pairs)


ALL = frame(("b", THIN), ("a", FULL), ("c", ABBREVIATED))


def test_merging_keeps_the_best_value_of_each_field_with_its_origin():
    result = remove_duplicates(ALL)
    (row,) = result.records.to_dict("records")
    assert row["record_id"] == "ash-2020-trust"
    assert row["origins"] == "a:7; b:1; c:2"
    assert (row["source"], row["position"]) == ("a", 7)
    assert row["title"] == TITLE
    assert row["authors"] == "Ash, Anna; Bo, Bob"
    assert row["year"] == 2020
    assert row["journal"] == "Journal of Trust"
    assert row["doi"] == "10.1234/a"
    assert row["abstract"] == "Long and informative."
    assert row["times_cited"] == 5
    assert json.loads(row["other"]) == {"AN": ["1"], "key": ["ash"]}
    origins = json.loads(row["field_origins"])
    assert (origins["doi"], origins["abstract"], origins["times_cited"]) == ("b:1", "a:7", "c:2")


def test_merged_records_are_listed_with_their_reason():
    merged = remove_duplicates(ALL).merged
    assert merged[["record_id", "source", "position"]].values.tolist() == [
        ["ash-2020-trust", "b", 1],
        ["ash-2020-trust", "c", 2],
    ]
    assert merged["reason"].str.startswith("titles 100% alike").all()


def test_records_that_only_look_alike_are_listed_apart():
    other = Record(title=TITLE, authors=("Ash, A.",), year=2020, doi="10.9999/b", position=1)
    result = remove_duplicates(frame(("a", THIN), ("b", other)))
    assert len(result.records) == 2
    assert "different DOIs" in result.apart.loc[0, "reason"]


def test_a_second_doi_and_another_abstract_are_kept_as_well():
    place = {"journal": "Journal of Trust", "volume": "4", "pages": "10-31"}
    english = replace(FULL, doi="10.1234/a", abstract="We ask whom small firms trust.", **place)
    spanish = replace(FULL, doi="10.9999/b", abstract="¿En quién confían las empresas?", **place)
    shortened = replace(FULL, abstract="We ask whom small firms …", **place)
    (row,) = remove_duplicates(
        frame(("a", english), ("b", spanish), ("c", shortened))
    ).records.to_dict("records")
    other = json.loads(row["other"])
    assert {row["doi"], *other["alternative_doi"]} == {"10.1234/a", "10.9999/b"}
    assert {row["abstract"], *other["alternative_abstract"]} == {
        english.abstract,
        spanish.abstract,
    }


def test_the_title_that_is_printed_is_neither_shouted_nor_bracketed():
    one = replace(FULL, title=TITLE.upper(), volume="4", times_cited=7)
    two = replace(FULL, title=f"[{TITLE}]", volume="4", times_cited=7)
    result = remove_duplicates(frame(("a", one), ("b", two), ("c", replace(FULL, title=TITLE))))
    assert result.records["title"].tolist() == [TITLE]


def decided(tmp_path, result, verdict):
    sheet = result.undecided.assign(verdict=verdict)
    write_undecided(sheet, tmp_path / "sheet.csv")
    return tmp_path / "sheet.csv"


UNSURE = replace(ABBREVIATED, journal="", year=2019)


def test_a_person_decides_what_the_program_cannot(tmp_path):
    whole = frame(("a", FULL), ("c", UNSURE))
    result = remove_duplicates(whole)
    assert (len(result.records), len(result.undecided)) == (2, 1)
    assert "year 2019 and 2020" in result.undecided.loc[0, "reason"]
    one = remove_duplicates(whole, decided(tmp_path, result, "same"))
    assert (len(one.records), len(one.undecided)) == (1, 0)
    assert one.merged["reason"].tolist() == ["decided by hand"]
    two = remove_duplicates(whole, decided(tmp_path, result, "different"))
    assert (len(two.records), len(two.undecided)) == (2, 0)
    blank = remove_duplicates(whole, decided(tmp_path, result, ""))
    assert (len(blank.records), len(blank.undecided)) == (2, 1)


def test_a_person_can_part_what_the_program_would_join(tmp_path):
    twin = replace(FULL, position=8)
    whole = frame(("a", FULL), ("a", twin), ("c", replace(ABBREVIATED, volume="4")))
    assert len(remove_duplicates(whole).records) == 1
    rows = {"first": "a:7", "second": "a:8", "verdict": "different"}
    titles = {"title_first": TITLE, "title_second": TITLE}
    write_undecided(pd.DataFrame([{**rows, **titles}]), tmp_path / "sheet.csv")
    result = remove_duplicates(whole, tmp_path / "sheet.csv")
    assert len(result.records) == 2
    assert not any({"a:7", "a:8"} <= set(o.split("; ")) for o in result.records["origins"])


some = st.builds(
    Record,
    title=st.sampled_from(["", TITLE, TITLE.upper(), TITLE + "s", "On bread", "Networks of firms"]),
    authors=st.sampled_from([(), ("Ash, A.",), ("Ash, Anna", "Bo, B."), ("Cruz, C.",)]),
    year=st.sampled_from([None, 2019, 2020, 2022]),
    journal=st.sampled_from(["", "Journal of Trust", "J. Trust", "Bakery"]),
    volume=st.sampled_from(["", "4", "5"]),
    pages=st.sampled_from(["", "10-31", "10", "99-104"]),
    doi=st.sampled_from(["", "10.1234/a", "10.1234/b"]),
    abstract=st.sampled_from(["", "Short.", "Longer words."]),
    times_cited=st.none() | st.integers(0, 9),
)


@pytest.mark.slow
@given(st.lists(some, min_size=1, max_size=12), st.randoms())
def test_none_is_lost_and_the_order_of_rows_plays_no_part(found, random):
    pairs = [(random.choice("ab"), record) for record in found]
    for position, (_, record) in enumerate(pairs):
        record.position = position
    whole = frame(*pairs)
    result = remove_duplicates(whole)
    assert len(result.records) + len(result.merged) == len(whole)
    assert result.records["record_id"].is_unique
    origins = [o for cell in result.records["origins"] for o in cell.split("; ")]
    assert sorted(origins) == sorted(f"{s}:{r.position}" for s, r in pairs)
    spare = [json.loads(cell) if cell else {} for cell in result.records["other"]]
    for field in ("doi", "abstract"):
        kept = {value for cell in spare for value in cell.get(f"alternative_{field}", [])}
        lost = {getattr(r, field) for r in found} - {*result.records[field]} - kept - {""}
        # A shortened abstract may go where the whole one stays.
        assert not lost or field == "abstract"
    assert any(r.abstract for r in found) == any(result.records["abstract"])
    for cell in result.records["origins"]:
        members = [r for s, r in pairs if f"{s}:{r.position}" in cell.split("; ")]
        row = result.records[result.records["origins"] == cell].iloc[0]
        assert bool(row["abstract"]) == any(r.abstract for r in members)
        assert bool(row["doi"]) == any(r.doi for r in members)
    shuffled = list(range(len(whole)))
    random.shuffle(shuffled)
    again = remove_duplicates(whole.iloc[shuffled])
    pd.testing.assert_frame_equal(again.records, result.records)
    pd.testing.assert_frame_equal(again.merged, result.merged)


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_a_verdict_follows_its_records_when_they_move_and_waits_while_one_is_away(
    tmp_path, verdict
):
    whole = frame(("a", FULL), ("c", UNSURE))
    first = remove_duplicates(whole)
    sheet = decided(tmp_path, first, verdict)
    others = [replace(FULL, title=f"{word} of firms", doi="") for word in ("Bread", "Cake")]
    moved = frame(
        *(("a", replace(one, position=at)) for at, one in enumerate([*others, FULL], 1)),
        ("c", replace(UNSURE, position=5)),
    )
    found = remove_duplicates(moved, sheet, ledger=first.ledger)
    assert len(found.undecided) == 0
    assert len(found.records) == (3 if verdict == "same" else 4)
    away = remove_duplicates(frame(("a", FULL)), sheet, ledger=first.ledger)
    assert len(away.records) == 1
    with pytest.raises(UndecidedSheetError, match="there is no record"):
        remove_duplicates(frame(("a", FULL)), sheet)


def test_a_verdict_on_one_of_two_records_of_one_title_stays_with_it(tmp_path):
    """The position that the sheet gives is another record's now, which has the same title."""
    twin = replace(FULL, position=8, year=2011, doi="10.1234/other", volume="99", pages="1-2")
    third = replace(UNSURE, position=1)
    first = remove_duplicates(frame(("a", FULL), ("a", twin), ("c", third)))
    sheet = decided(tmp_path, first, "same")
    joined = remove_duplicates(frame(("a", FULL), ("a", twin), ("c", third)), sheet)
    swapped = remove_duplicates(
        frame(("a", replace(FULL, position=8)), ("a", replace(twin, position=7)), ("c", third)),
        sheet,
    )
    years = [sorted(result.records["year"]) for result in (joined, swapped)]
    assert years[0] == years[1]
