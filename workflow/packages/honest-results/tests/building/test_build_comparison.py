"""Two builds are compared byte for byte, and where bytes differ, number by number."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from honest_results.build.build_comparison import Comparison, compare_builds


@pytest.fixture
def builds(tmp_path: Path) -> tuple[Path, Path]:
    """Two equal results folders."""
    folders = (tmp_path / "here", tmp_path / "there")
    for folder in folders:
        (folder / "tables").mkdir(parents=True)
        (folder / "tables/a.csv").write_text("x\n1\n")
        write_facts(folder, {"s.beta": {"value": 0.5, "interval": [0.1, 0.9]}, "s.n": {"value": 3}})
    return folders


def write_facts(folder: Path, facts: dict[str, object]) -> None:
    (folder / "facts.json").write_text(json.dumps({"facts": facts}))


def test_equal_builds_are_identical(builds: tuple[Path, Path]) -> None:
    found = compare_builds(*builds)
    assert found.identical
    assert found.same == {"csv": 1, "json": 1}


def test_files_of_one_build_only_are_named(builds: tuple[Path, Path]) -> None:
    (builds[0] / "old.txt").write_text("")
    (builds[1] / "tables/b.csv").write_text("")
    found = compare_builds(*builds)
    assert (found.only_here, found.only_there) == (["old.txt"], ["tables/b.csv"])
    assert not found.identical and not found.numbers_agree


def test_rounding_of_another_machine_is_told_from_another_number(
    builds: tuple[Path, Path],
) -> None:
    here, there = builds
    write_facts(
        there, {"s.beta": {"value": 0.5 + 1e-9, "interval": [0.1, 0.9]}, "s.n": {"value": 3}}
    )
    found = compare_builds(here, there)
    assert found.differing == ["facts.json"]
    assert not found.identical and found.numbers_agree

    write_facts(there, {"s.beta": {"value": 0.5, "interval": [0.1, 0.8]}, "s.n": {"value": 4}})
    found = compare_builds(here, there)
    assert not found.numbers_agree
    assert found.facts == [
        "s.beta: interval [0.1, 0.9] here, [0.1, 0.8] rebuilt",
        "s.n: 3 here, 4 rebuilt",
    ]


def test_a_fact_of_one_build_only_is_a_difference(builds: tuple[Path, Path]) -> None:
    write_facts(builds[1], {"s.n": {"value": 3}})
    assert compare_builds(*builds).facts == ["s.beta: only in the present results"]


def test_differing_bytes_without_facts_do_not_pass(builds: tuple[Path, Path]) -> None:
    for folder in builds:
        (folder / "facts.json").unlink()
    (builds[1] / "tables/a.csv").write_text("x\n2\n")
    assert not compare_builds(*builds).numbers_agree


def one_fact(builds: tuple[Path, Path], here: object, there: object) -> Comparison:
    """Compare two builds of one fact each, ``here`` and ``there`` its values."""
    for folder, value in zip(builds, (here, there), strict=True):
        write_facts(folder, {"s.beta": {"value": value}})
        (folder / "log.txt").write_text(folder.name)  # so that some byte differs in any case
    return compare_builds(*builds)


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (0.5, 0.5 * (1 + 9e-7)),
        (-2e5, -2e5 * (1 - 9e-7)),
        (3, 3.0000000001),  # one machine's count is another's float
        (0.0, 9e-13),
        (None, None),
        ("larger", "larger"),
    ],
)
def test_the_same_number_on_two_machines(
    builds: tuple[Path, Path], here: object, there: object
) -> None:
    found = one_fact(builds, here, there)
    assert found.numbers_agree and found.facts == []


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (0.5, 0.5 * (1 + 2e-6)),
        (1e-4, 1.00001e-4),
        (0.0, 5e-12),
        (3, 3.1),
        (0.5, None),
        (None, 0.5),
        (0.5, "0.5"),
        ("larger", "smaller"),
    ],
)
def test_two_numbers(builds: tuple[Path, Path], here: object, there: object) -> None:
    found = one_fact(builds, here, there)
    assert not found.numbers_agree
    assert found.facts == [f"s.beta: {here} here, {there} rebuilt"]


def test_an_interval_that_one_build_lacks_or_has_longer(builds: tuple[Path, Path]) -> None:
    for other in ({}, {"interval": [0.1, 0.5, 0.9]}):
        write_facts(builds[1], {"s.beta": {"value": 0.5, **other}, "s.n": {"value": 3}})
        found = compare_builds(*builds)
        there = other.get("interval")
        assert found.facts == [f"s.beta: interval [0.1, 0.9] here, {there} rebuilt"]


def test_facts_of_either_build_count_as_compared(builds: tuple[Path, Path]) -> None:
    write_facts(builds[0], {"s.n": {"value": 3}, "s.old": {"value": 1}})
    write_facts(builds[1], {"s.n": {"value": 3}, "s.new": {"value": 1}})
    found = compare_builds(*builds)
    assert found.compared_facts == 3
    assert found.facts == ["s.new: only in the rebuild", "s.old: only in the present results"]


def test_files_are_counted_by_kind_and_named_in_order(builds: tuple[Path, Path]) -> None:
    here, there = builds
    for name in ("f", "b", "h", "d", "a"):
        (here / f"here-{name}").write_text("")
        (there / f"there-{name}").write_text("")
        for folder in builds:
            (folder / name).write_text("same")
            (folder / f"{name}.svg").write_text(folder.name)
    found = compare_builds(here, there)
    assert found.same == {"csv": 1, "json": 1, "other": 5}
    assert found.other == {"svg": 5}
    assert found.differing == [f"{name}.svg" for name in "abdfh"]
    assert found.only_here == [f"here-{name}" for name in "abdfh"]
    assert found.only_there == [f"there-{name}" for name in "abdfh"]
