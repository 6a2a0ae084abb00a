"""Records go out to a tool, the review is updated meanwhile, and what comes back finds its record."""

import pytest
from judged_elsewhere import judge_in_asreview_csv, judge_in_ris, rayyan_notes

from references.deduplication.merging import remove_duplicates
from references.ledger.names import names_frame, read_names
from references.record import Record, to_frame
from references.screening.exclusion_reasons import Reasons
from references.screening.exported_rows import read_export
from references.screening.opinions import asreview_opinions, rayyan_opinions
from references.screening.record_matching import Matcher
from references.screening.tool_decisions import collect
from references.screening.tool_files import export_csv, export_ris

TRUST = "Trust in the strategic alliances of small firms"
#: Two copies that differ too much to be joined until the first is corrected.
OUT = [
    Record(title=TRUST, authors=("Ash, A.",), year=2020, journal="Journal of Trust", doi="10.1/a"),
    Record(title="Alliances of small firms", authors=("Ash, A.",), year=2018, doi="10.1/b"),
    Record(title="The price of bread", authors=("Dee, D.",), year=2019),
]
MEANWHILE = [Record(title="The price of trust", authors=("Dee, E.",), year=2019, doi="10.0/a")]


def frame(verdict, tmp_path, *sources):
    for records in sources:
        for position, record in enumerate(records, start=1):
            record.position = record.line = position
    sheet = tmp_path / f"{verdict}.csv"
    sheet.write_text(
        "first,second,verdict,title_first,title_second\n"
        f"s0:1,s0:2,{verdict},{TRUST},Alliances of small firms\n",
        encoding="utf-8",
    )
    rows = ((f"s{n}", f"s{n}.ris", r) for n, records in enumerate(sources) for r in records)
    return to_frame(rows), sheet


@pytest.mark.parametrize("way", ["rayyan.ris", "asreview.csv"])
def test_decisions_come_back_to_a_record_that_was_merged_meanwhile(
    way, screening_codebook, tmp_path
):
    first = remove_duplicates(*frame("different", tmp_path, OUT))
    gone, kept = "ash-2018-alliances", "ash-2020-trust"
    assert {*first.records["record_id"]} == {gone, kept, "dee-2019-price"}
    bread = {"Ana": "exclude"}
    decisions = {gone: {"Ana": "include"}, kept: {"Ana": "include"}, "dee-2019-price": bread}
    path = tmp_path / way
    if way == "rayyan.ris":
        text = judge_in_ris(
            export_ris(first.records), lambda name: rayyan_notes(decisions[name], "off_topic")
        )
    else:
        text = judge_in_asreview_csv(export_csv(first.records, "asreview"), decisions)
    path.write_text(text, encoding="utf-8")

    again, sheet = frame("same", tmp_path, OUT, MEANWHILE)
    now = remove_duplicates(again, sheet, ledger=first.ledger)
    (now_kept,) = {*now.records["record_id"]} - {"dee-2019-price", "dee-2019-price-b"}
    rows = read_export(path)
    opinions = (
        [rayyan_opinions(row) for row in rows]
        if way == "rayyan.ris"
        else asreview_opinions(rows, way)
    )
    matcher = Matcher(now.records, read_names(names_frame(now.ledger, now.records)))
    reasons = Reasons(screening_codebook, "title_abstract", {})
    decided = collect(rows, opinions, matcher, reasons, way, wanted=[])
    (sheet,) = decided.sheets
    assert {row["record_id"]: row["decision"] for row in sheet.rows} == {
        now_kept: "include",
        "dee-2019-price": "exclude",  # not the new record, which would have had this id
    }
    assert not [one for one in decided.problems if "matches none" in one.found]
    everything = collect(rows, opinions, matcher, reasons, way)
    assert len(everything.sheets[0].rows) == 3  # a row for the new record as well
