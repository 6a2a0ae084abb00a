"""JSON values by their address, CSV cells by row and column, each with its tolerance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from compared import findings, listed

from honest_results.verify import rows, values
from honest_results.verify.reading import UnreadableError, read_json
from honest_results.verify.tolerances import as_number, judge, tolerance_of_column
from honest_results.verify.words import Allowed

FACT = {
    "value": 0.35, "kind": "coefficient", "n": 150, "interval": [0.1, 0.6], "level": "simulated",
    "text": {"en": "0.35"},
}  # fmt: skip


def facts_told(**changes: Any) -> list[tuple[str, str, str]]:
    mine = {"a.b": {**FACT, **changes}}
    return listed(lambda sink: values.compare_facts(mine, {"a.b": FACT}, sink, Allowed()))


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"value": 0.36}, "value"),
        ({"value": "0.35"}, "value"),
        ({"value": None}, "value"),
        ({"n": 151}, "n"),
        ({"n": 150.0001}, "n"),
        ({"interval": [0.1, 0.7]}, "interval[1]"),
        ({"interval": [0.1]}, "interval[1]"),
        ({"level": "observed"}, "level"),
        ({"text": {"en": "0.53"}}, "text.en"),
        ({"kind": "percent"}, "kind"),
        ({"decimals": 4}, "decimals"),
    ],
)
def test_everything_that_a_fact_says_is_compared(changes: dict[str, Any], place: str) -> None:
    assert [where for _, _, where in facts_told(**changes)] == [f"a.b, {place}"]


def test_numbers_within_their_tolerance_are_the_same_fact() -> None:
    found = findings(
        lambda sink: values.compare_facts(
            {"a.b": {**FACT, "value": 0.35 + 1e-10, "interval": [0.1 + 1e-8, 0.6]}},
            {"a.b": FACT},
            sink,
            Allowed(),
        )
    )
    assert found.counts["fact"] == {"same": 1} and found.explained == {"file"}


def test_a_fact_less_or_more_is_told() -> None:
    both = {"a.b": FACT, "a.c": FACT}
    told: Callable[[Any, Any], list[tuple[str, str, str]]] = lambda one, two: listed(  # noqa: E731
        lambda sink: values.compare_facts(one, two, sink, Allowed())
    )
    assert told({"a.b": FACT}, both) == [("missing", "fact", "a.c")]
    assert told(both, {"a.b": FACT}) == [("extra", "fact", "a.c")]
    assert told({"a.b": "0.35"}, {"a.b": FACT}) == [("different", "fact", "a.b")]
    assert told([], {"a.b": FACT}) == [("different", "value", "facts")]


@pytest.mark.parametrize(
    ("published", "found"),
    [
        (
            {"claims": [{"id": "x", "verdict": "supported"}]},
            ("different", "verdict", "claims.x.verdict"),
        ),
        ({"claims": []}, ("missing", "value", "claims[0]")),
        ({"claims": [{"id": "x"}]}, ("missing", "verdict", "claims.x.verdict")),
        ({"claims": [{"id": "x", "verdict": None}]}, ("different", "verdict", "claims.x.verdict")),
        ({"claims": {"x": 1}}, ("different", "value", "claims")),
    ],
)
def test_other_json_is_compared_by_address(published: Any, found: tuple[str, str, str]) -> None:
    rebuilt = {"claims": [{"id": "x", "verdict": "not_testable"}]}
    told = listed(lambda sink: values.compare_values(published, rebuilt, sink, Allowed()))
    assert told == [found]


def test_the_order_of_named_entries_counts() -> None:
    one, two = [{"id": "a"}, {"id": "b"}], [{"id": "b"}, {"id": "a"}]
    told = listed(lambda sink: values.compare_values(one, two, sink, Allowed(), "list"))
    assert told == [("different", "value", "list")]


@pytest.mark.parametrize("content", [b'{"a": 1, "a": 2}', b"{", b"\xff", b"[" * 100_000, b""])
def test_json_that_cannot_be_trusted_is_not_read(content: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_json(content)


TABLE = b"code,n,beta,p\na,5,0.25,0.01\nb,6,0.5,0.02\nc,7,0.75,0.03\n"


def cells_told(published: bytes) -> list[tuple[str, str, str]]:
    pair = [rows.read_rows(content) for content in (published, TABLE)]
    return listed(lambda sink: rows.compare_rows(pair[0], pair[1], sink, Allowed(), "cell"))


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (b"a,5", b"a,6", [("different", "cell", 'row 2, column "n"')]),
        (b"a,5", b"a,5.0", [("minor", "cell", 'row 2, column "n"')]),
        (b"0.25", b"-0.25", [("different", "cell", 'row 2, column "beta"')]),
        (b"0.25", b"0.2500000001", []),
        (b"0.25", b"0.250001", [("minor", "cell", 'row 2, column "beta"')]),
        (b"0.25", b"0.2501", [("different", "cell", 'row 2, column "beta"')]),
        (b"0.25", b"", [("different", "cell", 'row 2, column "beta"')]),
        (b"b,6,0.5,0.02\n", b"", [("missing", "cell", "row 3")]),
        (b"b,6,0.5,0.02\n", b"b,6,0.5,0.02\nb,6,0.5,0.02\n", [("extra", "cell", "row 4")]),
        (b"n,beta", b"beta,n", [("different", "cell", "header")]),
        (
            b"n,beta",
            b"n,b",
            [("extra", "cell", 'column "b"'), ("missing", "cell", 'column "beta"')],
        ),
    ],
)
def test_every_cell_is_compared(old: bytes, new: bytes, found: list[tuple[str, str, str]]) -> None:
    told = cells_told(TABLE.replace(old, new, 1))
    if old == b"n,beta" and new == b"beta,n":  # then its cells differ too
        told = told[:1]
    assert told == found


@pytest.mark.parametrize(
    "content", [b"", b"a,b\n1\n", b'a,b\n"1,2\n', b"\xef\xbb\xbfa\n1\n", b"\xff\n"]
)
def test_damaged_csv_is_not_read(content: bytes) -> None:
    with pytest.raises(UnreadableError):
        rows.read_rows(content)


def test_markdown_tables_are_compared_cell_by_cell() -> None:
    text = "| Code | n |\n|:---|---:|\n| Trust | 5 |\n\n::: {.table-note}\nOf 49 studies.\n:::\n"
    told: Callable[[str], list[tuple[str, str, str]]] = lambda published: listed(  # noqa: E731
        lambda sink: rows.compare_markdown(published, text, sink, Allowed())
    )
    assert told(text) == []
    assert told(text.replace("| 5 |", "| 9 |")) == [("different", "number", "line 3, cell 2")]
    assert told(text.replace("49", "94")) == [("different", "number", "line 6")]
    assert told(text.replace("|---:|", "|:---|"))[0][2] == "line 2"
    assert told(text.replace("| Trust | 5 |\n", ""))[0][0] == "missing"
    assert told(text.replace("49 studies", "49  studies")) == [("minor", "word", "line 6")]


@pytest.mark.parametrize("text", ["٤", "1,5", "1 5", "nan", "inf", "0x1", "1_0", " 1", ""])
def test_only_plain_numbers_are_numbers(text: str) -> None:
    assert as_number(text) is None


def test_the_tolerance_goes_by_the_kind() -> None:
    assert judge("count", 5, 6) == judge("number", 5, 6) == "different"
    assert judge("number", 1.0, 1.0 + 5e-7) == "same"
    assert judge("number", 1.0, 1.0 + 5e-5) == "minor"
    assert judge("number", 1.0, 1.0 + 5e-4) == "different"
    assert judge("number", float("nan"), 1.0) == "different"
    names = {"p": "p_value", "p_holm": "p_value", "beta_low": "interval", "share": "number"}
    names |= {"p_share": "number", "smallest_p": "p_value", "alpha": "number"}
    assert {name: tolerance_of_column(name) for name in names} == names
