"""Two folders of results: what is on one side alone, swapped, linked or unreadable is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from compared import possible

from honest_results.verify.comparing import Comparison
from honest_results.verify.surroundings import Surroundings

SURROUNDINGS = Surroundings(("colophon.python",), possible, ())


def facts(python: str, **changes: object) -> str:
    colophon = {"value": python, "kind": "label", "text": {"en": python}, "level": "observed"}
    fact = {"value": 0.345000001, "kind": "percent", "text": {"en": "35%"}, "n": 150}
    both = {"colophon.python": {**colophon, **changes}, "a.b": fact}
    return json.dumps({"facts": both}, indent=1)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    for name, python in (("published", "3.11.7"), ("rebuilt", "3.13.0")):
        folder = tmp_path / name
        (folder / "tables").mkdir(parents=True)
        (folder / "facts.json").write_text(facts(python))
        (folder / "a.md").write_text(f"Made with Python {python}.\n")
        (folder / "tables/a.csv").write_text("code,n\na,1\nb,2\n")
        (folder / "tables/b.csv").write_text("code,n\nc,3\n")
    return tmp_path / "published", tmp_path / "rebuilt"


def told(folders: tuple[Path, Path]) -> list[tuple[str, str, str]]:
    found = Comparison(*folders, SURROUNDINGS).run()
    return [(one.status, one.kind, one.file) for one in found.listed]


def test_another_version_is_no_difference(folders: tuple[Path, Path]) -> None:
    found = Comparison(*folders, SURROUNDINGS).run()
    assert found.listed == []
    assert found.environment == [("colophon.python", "3.11.7", "3.13.0")]
    assert found.counts["cell"]["same"] == 6 and found.counts["file"]["same"] == 4


@pytest.mark.parametrize(
    "changes",
    [
        {"value": "3.11.7, audited", "text": {"en": "3.11.7, audited"}},
        {"text": {"en": "3.11.7, audited"}},
        {"text": {"en": "3.11.7", "es": "auditado"}},
        {"value": None},
        {"level": "simulated"},
        {"note": "audited"},
    ],
)
def test_the_environment_is_no_hiding_place(
    folders: tuple[Path, Path], changes: dict[str, object]
) -> None:
    (folders[0] / "facts.json").write_text(facts("3.11.7", **changes))
    assert ("different", "phrase", "facts.json") in told(folders)


def test_a_version_in_a_text_has_to_be_that_of_the_facts(folders: tuple[Path, Path]) -> None:
    (folders[0] / "a.md").write_text("Made with Python 3.12.0.\n")
    assert told(folders) == [("different", "number", "a.md")]


def test_files_of_one_side_are_named(folders: tuple[Path, Path]) -> None:
    (folders[0] / "tables/a.csv").rename(folders[0] / "tables/c.csv")
    found = Comparison(*folders, SURROUNDINGS).run().listed
    assert [(one.status, one.file) for one in found] == [
        ("missing", "tables/a.csv"),
        ("extra", "tables/c.csv"),
    ]
    assert found[1].note == "Swapped: it is the rebuilt tables/a.csv, byte for byte."


def test_swapped_files_are_named(folders: tuple[Path, Path]) -> None:
    one, two = folders[0] / "tables/a.csv", folders[0] / "tables/b.csv"
    first, second = one.read_text(), two.read_text()
    one.write_text(second)
    two.write_text(first)
    found = Comparison(*folders, SURROUNDINGS).run().listed
    assert [one.note for one in found] == [
        "Swapped: it is the rebuilt tables/b.csv, byte for byte.",
        "Swapped: it is the rebuilt tables/a.csv, byte for byte.",
    ]


def test_a_link_is_not_followed(folders: tuple[Path, Path]) -> None:
    path = folders[0] / "tables/a.csv"
    path.unlink()
    path.symlink_to(folders[1] / "tables/a.csv")
    assert told(folders) == [("different", "file", "tables/a.csv")]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"code,n\na\n", b"x" * 40_000_000])
def test_what_cannot_be_read_is_named(folders: tuple[Path, Path], content: bytes) -> None:
    (folders[0] / "tables/a.csv").write_bytes(content)
    assert told(folders) == [("different", "file", "tables/a.csv")]


def test_a_file_of_unknown_kind_is_compared_by_its_bytes(folders: tuple[Path, Path]) -> None:
    for folder, content in zip(folders, (b"\1", b"\2"), strict=True):
        (folder / "a.bin").write_bytes(content)
    assert told(folders) == [("different", "file", "a.bin")]


def test_text_that_is_only_written_otherwise_is_minor(folders: tuple[Path, Path]) -> None:
    (folders[0] / "tables/a.csv").write_text('"code",n\na,1\nb,2\n')
    assert told(folders) == [("minor", "file", "tables/a.csv")]


def test_a_value_at_the_edge_of_what_is_printed_is_minor(folders: tuple[Path, Path]) -> None:
    near = facts("3.13.0").replace("0.345000001", "0.344999999").replace("35%", "34%")
    (folders[1] / "facts.json").write_text(near)
    assert told(folders) == [("minor", "fact", "facts.json")]
    (folders[1] / "facts.json").write_text(near.replace("34%", "33%"))
    assert told(folders) == [("different", "fact", "facts.json")]
