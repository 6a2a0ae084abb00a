"""The flow of an update: what it found, and what the previous version had."""

from dataclasses import replace
from datetime import date

import pandas as pd

from alianzas.literature.flow import count_flow
from alianzas.literature.update_flow import listed_on, since
from references.deduplication.merging import remove_duplicates
from references.record import Record, to_frame

OLD = [
    Record(title=f"An old study of {word}", authors=(f"{word.title()}, A.",), doi=f"10.1234/{word}")
    for word in ("harbours", "orchards", "lanterns")
]
NEW = [
    Record(title=f"A new study of {word}", authors=(f"{word.title()}, B.",), year=2026, journal="J")
    for word in ("violins", "glaciers")
]


def frame(**files):
    for records in files.values():
        for position, record in enumerate(records, start=1):
            record.position = record.line = position
    return to_frame((name, f"{name}.ris", r) for name, records in files.items() for r in records)


def again(record):
    """Return a fuller copy, which takes the place of the old one in the flow."""
    return replace(record, abstract="Full.")


def test_a_new_copy_of_an_old_record_is_a_duplicate_and_its_study_one_of_before():
    before = remove_duplicates(frame(one=OLD), today="2026-01-01").ledger
    now = frame(one=OLD, two=[again(OLD[0]), *NEW])
    result = remove_duplicates(now, ledger=before, today="2026-12-01")
    assert len(result.records) == 5
    fates = {"An old study of harbours": "included", "A new study of violins": "included"}
    rows = [
        (row["source"], row["position"], row["record_id"], fates.get(row["title"], "excluded"))
        for row in result.records.to_dict("records")
    ]
    rows += [(m.source, m.position, m.record_id, "duplicate") for m in result.merged.itertuples()]
    flow = pd.DataFrame(rows, columns=["source", "position", "record_id", "fate"])
    flow.loc[len(flow)] = ["two", 9, "", "rejected"]
    flow.loc[len(flow)] = ["one", 9, "", "rejected"]
    flow["reason"] = ["off" if fate == "excluded" else "" for fate in flow["fate"]]
    flow["sought"] = False
    days = listed_on(now, result.ledger)
    assert days["one", 1] == "2026-01-01" and days["two", 1] == days["two", 2] == "2026-12-01"
    update = since(flow, days, result.ledger, date(2026, 6, 30))
    assert update.previous == ["harbours-nd-old"]
    counts = count_flow(update.flow, ["off"], [])
    assert (counts.identified, counts.rejected, counts.duplicates) == (4, 1, 1)
    assert (counts.screened, counts.excluded, counts.included) == (2, 1, 1)
    everything = since(flow, days, result.ledger, date(2025, 1, 1))
    assert everything.previous == [] and len(everything.flow) == len(flow)
