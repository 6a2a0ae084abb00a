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


def test_sources_whose_names_begin_alike_are_two():
    records = pd.DataFrame({"origins": ["wos:1; wos-physics:3", "wos-physics:4"]})
    assert (origins_of(records, "wos"), origins_of(records, "wos-physics")) == (1, 2)


def test_a_fate_that_nobody_knows_is_named_also_without_full_texts(flow):
    flow.loc[flow["record_id"] == "gil-2015-alliances", "fate"] = "lost"
    with pytest.raises(FlowContradictionError, match="no known fate: gil-2015-alliances"):
        count_flow(flow, REASONS)


@pytest.fixture
def read(screened):
    """The records after two stages: of three reports one is lost, one excluded, one included."""
    stage = {
        "ash-2020-trust": ("include", ""),
        "cruz-2021-networks": ("not_retrieved", ""),
        "gil-2015-alliances": ("exclude", "no_findings"),
    }
    given = [stage.get(name, ("", "")) for name in screened["record_id"]]
    frame = screened.assign(
        full_text_decision=[decision for decision, _ in given],
        full_text_reason=[reason for _, reason in given],
    )
    frame.loc[frame["record_id"].isin([*stage][1:]), "decision"] = "exclude"
    frame.loc[frame["record_id"] == "cruz-2021-networks", "reason"] = "not_retrieved"
    frame.loc[frame["record_id"] == "gil-2015-alliances", "reason"] = "no_findings"
    return frame


def test_full_texts_have_boxes_of_their_own(identified, read):
    flow = trace_records(identified, REJECTED, MERGED, read)
    counts = count_flow(flow, REASONS, ["no_findings", "off_topic"])
    assert counts[:5] == (7, 1, 1, 5, 2)
    assert counts.full_text == (3, 1, 2, 1, {"no_findings": 1, "off_topic": 0})
    assert counts.included == 1
    row = count_sources(flow, ["one"]).to_dict("records")[0]
    assert row["screened"] == row["excluded"] + row["sought"]
    assert row["sought"] == row["not_retrieved"] + row["assessed"]
    assert row["assessed"] == row["excluded_full_text"] + row["included"]


def test_a_study_without_full_texts_has_no_such_boxes(flow):
    assert count_flow(flow, REASONS).full_text is None
    assert "sought" not in count_sources(flow, ["one", "two"])


def test_a_reason_of_the_other_stage_is_a_contradiction(identified, read):
    flow = trace_records(identified, REJECTED, MERGED, read)
    with pytest.raises(FlowContradictionError, match="gil-2015-alliances"):
        count_flow(flow, [*REASONS, "no_findings"], ["off_topic"])


@pytest.mark.parametrize(
    ("column", "value"), [("fate", "lost"), ("sought", False), ("fate", "excluded")]
)
def test_fates_that_contradict_each_other_are_named(identified, read, column, value):
    flow = trace_records(identified, REJECTED, MERGED, read)
    flow.loc[flow["fate"] == "not_retrieved", column] = value
    with pytest.raises(FlowContradictionError, match="cruz-2021-networks"):
        count_flow(flow, REASONS, ["no_findings"])


@pytest.mark.parametrize(
    ("name", "final", "read_as"),
    [
        ("dee-2019-price", "exclude", "include"),
        ("ash-2020-trust", "include", ""),
        ("ash-2020-trust", "include", "exclude"),
    ],
)
def test_decisions_of_two_stages_that_contradict_are_named(identified, read, name, final, read_as):
    here = read["record_id"] == name
    read.loc[here, ["decision", "full_text_decision"]] = [final, read_as]
    place = f"one:{int(read.loc[here, 'position'].iloc[0])}"
    with pytest.raises(FlowContradictionError, match=f"neither excluded nor included: {place}"):
        trace_records(identified, REJECTED, MERGED, read)
