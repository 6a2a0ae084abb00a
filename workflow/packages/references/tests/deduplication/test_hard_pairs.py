from pathlib import Path

import pytest
import yaml

from references.deduplication.entries import FIELDS
from references.deduplication.find_duplicates import find_duplicates

PAIRS = yaml.safe_load((Path(__file__).parent / "hard_pairs.yaml").read_text(encoding="utf-8"))


def pairs(kind):
    return [
        pytest.param(record(pair["one"]), record(pair["other"]), id=pair["name"])
        for pair in PAIRS[kind]
    ]


def record(cells):
    whole = cells if "whole" in cells else {**PAIRS["base"], **cells}
    return tuple(whole.get(field, "") for field in FIELDS)


def verdicts(one, other):
    """Return the verdicts on two records, in both orders."""
    found = [find_duplicates(rows, ["a", "b"]) for rows in ([one, other], [other, one])]
    return {
        "same" if len(f.groups) == 1 else "maybe" if f.undecided else "different" for f in found
    }


@pytest.mark.parametrize(("one", "other"), pairs("same"))
def test_one_reference(one, other):
    assert verdicts(one, other) == {"same"}


@pytest.mark.parametrize(("one", "other"), pairs("apart"))
def test_two_references_or_left_to_a_person(one, other):
    assert "same" not in verdicts(one, other)


@pytest.mark.parametrize(("one", "other"), pairs("different"))
def test_two_references(one, other):
    assert verdicts(one, other) == {"different"}
