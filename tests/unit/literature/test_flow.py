import pandas as pd
import pytest

from alianzas.literature.flow import (
    FlowContradictionError,
    count_flow,
    count_sources,
    origins_of,
    trace_records,
)

REASONS = ("no_article", "off_topic", "outside_window")
REJECTED = pd.DataFrame({"source": ["two"], "position": [9], "reason": ["no title"]})
MERGED = pd.DataFrame(
    {
        "source": ["two"],
        "position": [3],
        "record_id": ["ash-2020-trust"],
        "reason": ["same DOI 10.1234/a"],
    }
)


@pytest.fixture
def identified(imported):
    twin = imported.iloc[[0]].assign(source="two", position=3)
    return pd.concat([imported, twin], ignore_index=True)


@pytest.fixture
def flow(identified, screened):
    return trace_records(identified, REJECTED, MERGED, screened)


def test_every_record_has_one_fate_and_the_boxes_add_up(flow):
    counts = count_flow(flow, REASONS)
    reasons = {"no_article": 1, "off_topic": 1, "outside_window": 0}
    assert counts == (7, 1, 1, 5, 2, reasons, 3, None)


def test_sources_add_up_too(flow):
    rows = count_sources(flow, ["one", "two"]).to_dict("records")
    assert rows[0]["identified"] == rows[0]["screened"] == 5
    assert (rows[1]["rejected"], rows[1]["duplicates"], rows[1]["screened"]) == (1, 1, 0)
    for row in rows:
        assert row["identified"] == row["rejected"] + row["duplicates"] + row["screened"]
        assert row["screened"] == row["excluded"] + row["included"]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda frame: frame.iloc[1:], "neither excluded nor included: one:1"),
        (lambda frame: pd.concat([frame, frame.iloc[[2]]]), "counted twice: one:3"),
        (lambda frame: frame.assign(position=frame["position"] + 1), "in no bibliographic file"),
        (
            lambda frame: frame.assign(decision=frame["decision"].replace("include", "maybe")),
            "one:1",
        ),
    ],
)
def test_a_contradiction_stops_and_names_the_records(identified, screened, spoil, words):
    with pytest.raises(FlowContradictionError, match=words):
        trace_records(identified, REJECTED, MERGED, spoil(screened))


def test_a_reason_outside_the_codebook_is_a_contradiction(flow):
    with pytest.raises(FlowContradictionError, match="dee-2019-price"):
        count_flow(flow, ["no_article"])


def test_a_record_counts_for_every_file_that_holds_it():
    records = pd.DataFrame({"origins": ["one:1; two:3", "two:4"]})
    assert (origins_of(records, "one"), origins_of(records, "two")) == (1, 2)
