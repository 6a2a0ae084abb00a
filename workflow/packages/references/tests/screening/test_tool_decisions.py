import csv
from pathlib import Path

import pytest
from small_review import DECISIONS, IDS

from references.screening.exclusion_reasons import Reasons
from references.screening.exported_rows import ExportedRow
from references.screening.opinions import Opinion
from references.screening.record_matching import Matcher
from references.screening.tool_decisions import collect, sheet_paths, summary, write_sheet


def row(number, name):
    return ExportedRow(number, [name], "", "", None, "", {})


@pytest.fixture
def collected(records, screening_codebook):
    """Collect opinions on the five records, some of them other than agreed."""

    def run(changes=(), stage="title_abstract"):
        given = {name: {"Ana": Opinion(*DECISIONS[name])} for name in IDS} | dict(changes)
        rows = [row(number, name) for number, name in enumerate(given, start=2)]
        reasons = Reasons(screening_codebook, stage, {})
        return collect(rows, [*given.values()], Matcher(records), reasons, "f.csv")

    return run


def test_a_complete_export_leaves_nothing_open(collected):
    found = collected()
    assert found.problems == []
    (sheet,) = found.sheets
    assert summary(sheet) == "Ana: 3 included, 2 excluded"


def test_what_is_left_to_a_person_is_named(collected):
    found = collected(
        [
            (IDS[0], {"Ana": Opinion("")}),
            (IDS[2], {"Ana": Opinion("exclude", "of topic")}),
            (IDS[4], {"Ana": Opinion("exclude")}),
            ("stranger", {"Ana": Opinion("include")}),
        ]
    )
    text = "\n".join(map(str, found.problems))
    assert "a row without title" in text
    assert f'"of topic" is not a reason here ({IDS[2]}).\n  Did you mean "off_topic"?' in text
    assert f"Ana: 1 record is undecided: {IDS[0]}." in text
    assert f"Ana: 2 records are excluded without one reason: {IDS[2]}, {IDS[4]}." in text
    rows = {row["record_id"]: row for row in found.sheets[0].rows}
    assert rows[IDS[0]]["decision"] == ""
    assert rows[IDS[2]]["note"] == "reason given: of topic"


def test_several_reasons_the_first_of_the_codebook_counts(collected):
    found = collected([(IDS[2], {"Ana": Opinion("exclude", "off_topic,no_article")})])
    cells = {row["record_id"]: row for row in found.sheets[0].rows}[IDS[2]]
    assert (cells["reason"], cells["note"]) == ("no_article", "also: off_topic")


def test_reasons_that_may_be_anothers_are_left_to_the_readers(collected):
    both = {name: Opinion("exclude", "off_topic,no_article", shared=True) for name in ("Ana", "Bo")}
    found = collected([(IDS[2], both)])
    for sheet in found.sheets:
        cells = {row["record_id"]: row for row in sheet.rows}[IDS[2]]
        assert (cells["decision"], cells["reason"]) == ("exclude", "")
        assert cells["note"] == "reasons of all readers: no_article, off_topic"
    one = {name: Opinion("exclude", "off_topic", shared=True) for name in ("Ana", "Bo")}
    assert collected([(IDS[2], one)]).sheets[1].rows[2]["reason"] == "off_topic"


def test_a_report_that_was_not_retrieved(collected):
    found = collected([(IDS[2], {"Ana": Opinion("exclude", "not retrieved")})], "full_text")
    cells = {row["record_id"]: row for row in found.sheets[0].rows}[IDS[2]]
    assert (cells["decision"], cells["reason"]) == ("not_retrieved", "")
    assert "1 not retrieved" in summary(found.sheets[0])


def test_two_rows_of_one_record_that_differ_are_named(records, screening_codebook):
    rows = [row(2, IDS[0]), row(3, IDS[0])]
    opinions = [{"Ana": Opinion("include")}, {"Ana": Opinion("exclude", "off_topic")}]
    reasons = Reasons(screening_codebook, "title_abstract", {})
    found = collect(rows, opinions, Matcher(records), reasons, "f.csv")
    assert f'f.csv, row 3: Ana decided differently on "{IDS[0]}" in row 2.' in str(
        found.problems[0]
    )
    assert found.sheets[0].rows[0]["decision"] == "include"


def test_the_names_of_sheets_count_up():
    assert [path.name for path in sheet_paths(Path("d/screening-pass-1.csv"), 3)] == [
        "screening-pass-1.csv",
        "screening-pass-2.csv",
        "screening-pass-3.csv",
    ]
    assert [path.name for path in sheet_paths(Path("ana.csv"), 2)] == ["ana.csv", "ana-2.csv"]


def test_a_sheet_is_read_by_spreadsheet_programs(collected, tmp_path):
    path = tmp_path / "s.csv"
    write_sheet(collected().sheets[0], path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert [row["record_id"] for row in csv.DictReader(file)] == list(IDS)
