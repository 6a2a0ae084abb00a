"""Texts are compared word by word, numbers as they are printed, and nothing slips in between."""

from __future__ import annotations

import pytest
from compared import findings, listed

from honest_results.verify.words import Allowed, compare_texts, compare_tokens, folded, tokens


def told(published: str, rebuilt: str, allowed: Allowed | None = None) -> list[tuple[str, str]]:
    found = listed(lambda sink: compare_texts(published, rebuilt, sink, allowed or Allowed()))
    return [(status, kind) for status, kind, _ in found]


def test_white_space_is_no_word() -> None:
    assert told("Trust  matters\nmost (0.35).", "Trust matters most (0.35).") == []


@pytest.mark.parametrize(
    ("published", "found"),
    [
        ("Trust matters least (0.35).", [("different", "word")]),
        ("Trust matters most (0.36).", [("different", "number")]),
        ("Trust matters most (−0.35).", [("different", "number")]),
        ("Trust matters most (0,35).", [("different", "number")]),
        ("Trust matters (0.35).", [("missing", "word")]),
        ("Trust really matters most (0.35).", [("extra", "word")]),
        ("Trust matters\u200b most (0.35).", [("extra", "word")]),
        ("Trust matters \u202emost (0.35).", [("extra", "word")]),
        ("Trust matters most (0.35)", [("missing", "word")]),
        ("Trust least matters most (0.36).", [("extra", "word"), ("different", "number")]),
    ],
)
def test_each_change_is_told_once(published: str, found: list[tuple[str, str]]) -> None:
    assert told(published, "Trust matters most (0.35).") == found


@pytest.mark.parametrize("published", ["Trυst", "Τrust", "Tru\u00adst", "Ｔrust"])
def test_what_only_looks_the_same_is_told(published: str) -> None:
    assert told(published, "Trust")


@pytest.mark.parametrize("published", ["p = 0.0٤", "p = 0.０4", "р = 0.04"])
def test_other_digits_and_letters_are_told_as_such(published: str) -> None:
    [one] = findings(lambda sink: compare_texts(published, "p = 0.04", sink, Allowed())).listed
    assert one.note == "Looks the same, but is made of other characters."


def test_a_difference_is_shown_with_what_is_around_it() -> None:
    [one] = findings(
        lambda sink: compare_texts(
            "the effect is 9 % here", "the effect is 4 % here", sink, Allowed()
        )
    ).listed
    assert one.published == "the effect is ⟪9⟫ % here"
    assert one.rebuilt == "the effect is ⟪4⟫ % here"


def test_versions_may_differ_where_they_stand() -> None:
    allowed = Allowed(pairs={("3.11.7", "3.13.0")})
    assert told("on Python 3.11.7.", "on Python 3.13.0.", allowed) == []
    assert told("on Python 3.11.9.", "on Python 3.13.0.", allowed) == [("different", "number")]
    assert told("on Python 3.13.0.", "on Python 3.11.7.", allowed) == [("different", "number")]
    assert told("on Python 3.11.7, audited.", "on Python 3.13.0.", allowed) == [("extra", "word")]


def test_a_phrase_may_stand_for_a_word() -> None:
    allowed = Allowed(
        pairs={("0a1b2c3d4e", folded("commit"))},
        phrases=[("commit", "", "archive of 0a1b2c3d4e; later changes are not known")],
    )
    rebuilt = "State: archive of 0a1b2c3d4e; later changes are not known. Code 0a1b2c3d4e."
    assert told("State: 0a1b2c3d4e. Code 0a1b2c3d4e.", rebuilt, allowed) == []
    assert told("State: audited. Code 0a1b2c3d4e.", rebuilt, allowed) == [("different", "word")]


@pytest.mark.parametrize("published", ["0.35", "34,5", "35%"])
def test_a_value_at_the_edge_may_be_rounded_up_here_and_down_there(published: str) -> None:
    pairs = {"0.35": (0.345000001, 0.344999999, "0.34"), "34,5": (34.4500001, 34.449999, "34,4")}
    high, low, rebuilt = pairs.get(published, (0.345000001, 0.344999999, "34%"))
    assert told(published, rebuilt, Allowed(close=[(high, low)])) == [("minor", "number")]
    assert told(published, rebuilt, Allowed(close=[(0.2, 0.2)])) == [("different", "number")]
    assert told(published, rebuilt) == [("different", "number")]


def test_a_passage_may_stand_elsewhere_where_pages_break_otherwise() -> None:
    note = "Simulated data: drawn by a random generator; these are not findings at all."
    text = " ".join(f"Sentence {n} of the text." for n in range(9))
    one, two = tokens(f"{note} {text}"), tokens(f"{text} {note}")
    for status, found in (("same", []), ("minor", ["minor"])):
        moved = listed(lambda sink, to=status: compare_tokens(one, two, sink, Allowed(), moved=to))
        assert [status for status, _, _ in moved] == found
    assert len(listed(lambda sink: compare_tokens(one, two, sink, Allowed()))) == 2
    short = tokens(f"Not so. {text}"), tokens(f"{text} Not so.")
    assert len(listed(lambda sink: compare_tokens(*short, sink, Allowed(), moved="same"))) == 2


def test_two_long_texts_with_nothing_in_common_are_told_in_time() -> None:
    one = " ".join(f"a{n}" for n in range(20_000))
    two = " ".join(f"b{n % 50}" for n in range(20_000))
    found = findings(lambda sink: compare_texts(one, two, sink, Allowed()))
    assert found.counts["word"]["different"] == 20_000 and len(found.listed) == 200
