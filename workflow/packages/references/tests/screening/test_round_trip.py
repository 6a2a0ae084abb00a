"""Records go out to a tool, are judged there, and come back with the same decisions."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from judged_elsewhere import (
    TAGS,
    judge_in_asreview_csv,
    judge_in_rayyan_csv,
    judge_in_ris,
    rayyan_notes,
)

from references.deduplication.merging import remove_duplicates
from references.record import Record, to_frame
from references.screening.exclusion_reasons import Reasons
from references.screening.exported_rows import read_export
from references.screening.opinions import asreview_opinions, rayyan_opinions
from references.screening.record_matching import Matcher
from references.screening.tool_decisions import collect
from references.screening.tool_files import export_csv, export_ris

pytestmark = pytest.mark.slow

# Titles with signs that CSV, RIS and spreadsheets have uses of their own for.
TITLES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf")), min_size=1, max_size=30
).filter(str.strip)
RECORDS = st.lists(
    st.builds(
        Record,
        title=TITLES,
        authors=st.lists(st.sampled_from(["Ash, A.", "Núñez, Ñ."]), max_size=2).map(tuple),
        year=st.one_of(st.none(), st.integers(1990, 2025)),
        abstract=st.sampled_from(["", 'Quoted "words", and\nlines | bars']),
    ),
    min_size=1,
    max_size=6,
)


def unique(records):
    for position, record in enumerate(records, start=1):
        record.position = record.line = position
        record.doi = f"10.1234/{position}" if position % 2 else ""
    return remove_duplicates(to_frame(("one", "one.ris", record) for record in records)).records


# Each example writes its own file over the last one, so the folder may be shared.
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
@pytest.mark.parametrize("way", ["rayyan.csv", "rayyan.ris", "asreview.csv", "asreview.ris"])
def test_decisions_come_back_as_they_were_made(way, data, screening_codebook, tmp_path):
    records = unique(data.draw(RECORDS))
    one = st.sampled_from(["include", "exclude", ""])
    decisions = {
        name: {"Ana": data.draw(one), "Bo {2}": data.draw(one)} for name in records["record_id"]
    }
    tool, ending = way.split(".")
    path = tmp_path / way
    if tool == "asreview":
        readers = {"ASReview": "Ana"}
    else:
        decisions = {
            name: {k.replace("{2}", "2"): v for k, v in given.items()}
            for name, given in decisions.items()
        }
        readers = {"Ana": "Ana", "Bo 2": "Bo 2"}
    if ending == "ris":
        note = (
            (lambda name: TAGS[decisions[name]["Ana"]])
            if tool == "asreview"
            else (lambda name: rayyan_notes(decisions[name], "off_topic").strip())
        )
        text = judge_in_ris(export_ris(records), note)
    elif tool == "asreview":
        text = judge_in_asreview_csv(export_csv(records, tool), decisions)
    else:
        text = judge_in_rayyan_csv(export_csv(records, tool), decisions, "off_topic")
    path.write_text(text, encoding="utf-8", newline="")
    rows = read_export(path)
    assert len(rows) == len(records)
    opinions = (
        asreview_opinions(rows, way) if tool == "asreview" else [rayyan_opinions(r) for r in rows]
    )
    reasons = Reasons(screening_codebook, "title_abstract", {})
    found = collect(rows, opinions, Matcher(records), reasons, way)
    assert [sheet.reader for sheet in found.sheets] == [*readers]
    for sheet in found.sheets:
        wanted = {name: given[readers[sheet.reader]] for name, given in decisions.items()}
        assert {row["record_id"]: row["decision"] for row in sheet.rows} == wanted
        assert sheet.count("include") + sheet.count("exclude") + sheet.count("") == len(records)
        if tool == "rayyan":
            why = {row["reason"] for row in sheet.rows if row["decision"] == "exclude"}
            assert why <= {"off_topic"}
    # Nothing is open but what was left undecided, or (ASReview) excluded without a reason.
    for problem in found.problems:
        assert "undecided" in problem.found or (
            tool == "asreview" and "without one reason" in problem.found
        )
