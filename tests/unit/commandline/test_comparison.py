"""Two builds are compared byte for byte, and where bytes differ, number by number."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from alianzas.commandline.comparison import compare


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
    found = compare(*builds)
    assert found.identical
    assert found.same == {"csv": 1, "json": 1}


def test_files_of_one_build_only_are_named(builds: tuple[Path, Path]) -> None:
    (builds[0] / "old.txt").write_text("")
    (builds[1] / "tables/b.csv").write_text("")
    found = compare(*builds)
    assert (found.only_here, found.only_there) == (["old.txt"], ["tables/b.csv"])
    assert not found.identical and not found.numbers_agree


def test_rounding_of_another_machine_is_told_from_another_number(
    builds: tuple[Path, Path],
) -> None:
    here, there = builds
    write_facts(
        there, {"s.beta": {"value": 0.5 + 1e-9, "interval": [0.1, 0.9]}, "s.n": {"value": 3}}
    )
    found = compare(here, there)
    assert found.differing == ["facts.json"]
    assert not found.identical and found.numbers_agree

    write_facts(there, {"s.beta": {"value": 0.5, "interval": [0.1, 0.8]}, "s.n": {"value": 4}})
    found = compare(here, there)
    assert not found.numbers_agree
    assert found.facts == [
        "s.beta: interval [0.1, 0.9] here, [0.1, 0.8] rebuilt",
        "s.n: 3 here, 4 rebuilt",
    ]


def test_a_fact_of_one_build_only_is_a_difference(builds: tuple[Path, Path]) -> None:
    write_facts(builds[1], {"s.n": {"value": 3}})
    assert compare(*builds).facts == ["s.beta: only in the present results"]


def test_differing_bytes_without_facts_do_not_pass(builds: tuple[Path, Path]) -> None:
    for folder in builds:
        (folder / "facts.json").unlink()
    (builds[1] / "tables/a.csv").write_text("x\n2\n")
    assert not compare(*builds).numbers_agree
