"""What a setting may name, and what is refused before it is opened."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from human_files.repository_paths import LARGEST, RepositoryPath, unfit_files


@pytest.mark.parametrize(
    "name",
    [
        "../../../../etc/passwd",
        "data/../../x.csv",
        "data\\..\\x.csv",
        "/etc/passwd",
        "~/x.csv",
        "~root/x.csv",
        "C:\\Users\\x.csv",
        "c:x.csv",
        "\\\\server\\share\\x.csv",
        "//server/share",
        "file:///etc/passwd",
        "https://example.org/x.csv",
        "data/\x1b[31mx.csv",
        "data/a\u202ecsv",
        "data/\0",
        "",
        " ",
    ],
)
def test_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(RepositoryPath).validate_python(name)


@pytest.mark.parametrize("name", ["data/peru/a b (1).csv", "data/perú/ñ..csv", "x.y.csv"])
def test_allowed(name: str) -> None:
    assert TypeAdapter(RepositoryPath).validate_python(name) == name


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret.csv").write_text("secret", encoding="utf-8")
    inside = tmp_path / "inside"
    (inside / "data/texts").mkdir(parents=True)
    (inside / "data/a.csv").write_text("a", encoding="utf-8")
    return inside


def told(root: Path, *names: str) -> list[str]:
    return [f"{problem.file}: {problem.found}" for problem in unfit_files(names, root)]


def test_files_folders_and_links_within(root: Path) -> None:
    (root / "data/b.csv").symlink_to("a.csv")
    assert told(root, "data/a.csv", "data/b.csv", "data", "data/missing.csv") == []


def test_links_that_lead_out(root: Path) -> None:
    (root / "data/b.csv").symlink_to("../../outside/secret.csv")
    (root / "data/texts/c.md").symlink_to(root.parent / "outside/secret.csv")
    (root / "data/more").symlink_to(root.parent / "outside", target_is_directory=True)
    out = "is a link that leads out of the repository."
    assert told(root, "data/b.csv") == [f"data/b.csv: {out}"]
    assert told(root, "data/texts") == [f"data/texts/c.md: {out}"]
    assert told(root, "data/more") == [f"data/more: {out}"]
    assert told(root, "data/more/secret.csv") == [f"data/more/secret.csv: {out}"]


def test_links_in_a_circle(root: Path) -> None:
    (root / "data/b.csv").symlink_to("c.csv")
    (root / "data/c.csv").symlink_to("b.csv")
    assert told(root, "data/b.csv") == []


def test_what_is_no_file_and_what_is_too_large(root: Path) -> None:
    os.mkfifo(root / "data/pipe.csv")
    with (root / "data/large.csv").open("wb") as file:
        file.truncate(LARGEST + 1)
    assert told(root, "data/pipe.csv", "data/large.csv") == [
        "data/pipe.csv: is no file.",
        "data/large.csv: is too large to be read: 2 GB.",
    ]


def test_a_folder_that_links_to_its_inputs(root: Path) -> None:
    (root / "Snakefile").write_text("", encoding="utf-8")
    draft = root / "draft"
    draft.mkdir()
    (draft / "Snakefile").symlink_to("../Snakefile")
    (draft / "data").symlink_to("../data", target_is_directory=True)
    assert told(draft, "data/a.csv") == []
    (root / "data/b.csv").symlink_to("../../outside/secret.csv")
    assert len(told(draft, "data/b.csv")) == 1
