"""The boxes of the flow as lists of records, for any records and any decisions."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from alianzas.literature.flow import count_flow, trace_records
from alianzas.literature.flow_boxes import BOXES, box_records

REASONS = ["a", "b"]
# What becomes of a record: final decision, reason, and the word on the full text.
ENDS = st.sampled_from(
    [
        ("exclude", "a", ""),
        ("exclude", "b", ""),
        ("exclude", "b", "exclude"),
        ("exclude", "not_retrieved", "not_retrieved"),
        ("include", "", "include"),
    ]
)


@st.composite
def reviews(draw):
    """Rejected, merged and screened records of two sources, with or without full texts."""
    count = draw(st.integers(1, 12))
    kinds = draw(st.lists(st.sampled_from("rmss"), min_size=count, max_size=count))
    rows = [
        {"source": draw(st.sampled_from(["one", "two"])), "position": place, "kind": kind}
        for place, kind in enumerate(kinds, start=1)
    ]
    frame = pd.DataFrame(rows).assign(title="t", record_id="r", reason="")
    screened = frame[frame["kind"] == "s"].copy()
    ends = [draw(ENDS) for _ in range(len(screened))]
    if draw(st.booleans()):
        screened["full_text_decision"] = [read for *_, read in ends]
    else:
        ends = [("include", "", "") if read else (word, why, "") for word, why, read in ends]
    screened["decision"] = [word for word, *_ in ends]
    screened["reason"] = [why for _, why, _ in ends]
    parts = [frame[frame["kind"] == kind] for kind in "rm"]
    return frame[frame["kind"] != "r"], *parts, screened


@given(reviews())
def test_every_number_of_the_flow_is_the_length_of_a_list(review):
    identified, rejected, merged, screened = review
    flow = trace_records(identified, rejected, merged, screened)
    counts = count_flow(flow, REASONS, REASONS)
    boxes = box_records(flow)
    n = {box: int((boxes["box"] == box).sum()) for box, *_ in BOXES}
    assert n["identified"] == counts.identified == n["removed"] + n["screened"]
    assert n["screened"] == counts.screened == len(screened)
    if counts.full_text is None:
        assert n["screened"] == n["excluded"] + n["included"]
        assert n["sought"] == n["not_retrieved"] == n["assessed"] == n["excluded_full_text"] == 0
    else:
        assert n["screened"] == n["excluded"] + n["sought"]
        assert n["sought"] == counts.full_text.sought == n["not_retrieved"] + n["assessed"]
        assert n["assessed"] == n["excluded_full_text"] + n["included"]
        assert n["excluded_full_text"] == sum(counts.full_text.excluded_for.values())
    for reason, count in counts.excluded_for.items():
        assert int(((boxes["box"] == "excluded") & (boxes["item"] == reason)).sum()) == count
    inside = boxes.groupby("box")[["source", "position"]].apply(
        lambda part: part.duplicated().any()
    )
    assert not inside.any()
