"""The folder of drafts: inputs by links or as copies, and nobody else's files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from honest_results.build import draft_folder
from honest_results.build.draft_folder import FOLDER, INPUTS, NOTE, mirror, prepare
from human_files.errors import ConfigurationError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in INPUTS:
        (tmp_path / name).write_text(name) if "." in name or name == "Snakefile" else (
            tmp_path / name / "inside"
        ).mkdir(parents=True)
    (tmp_path / "config/config.yaml").write_text("studies: [demo]\n")
    return tmp_path


@pytest.fixture
def without_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "symlink_to", refuse)


def test_inputs_are_the_real_ones(root: Path) -> None:
    folder = prepare(root)
    assert folder == root / FOLDER
    assert {path.name for path in folder.iterdir()} == {*INPUTS, NOTE}
    (root / "config/config.yaml").write_text("studies: [peru]\n")
    assert (prepare(root) / "config/config.yaml").read_text() == "studies: [peru]\n"


def test_links_bear_the_compendium_being_moved(root: Path, tmp_path: Path) -> None:
    prepare(root)
    moved = tmp_path.with_name(tmp_path.name + " moved")
    root.rename(moved)
    assert (moved / FOLDER / "config/config.yaml").is_file()


@pytest.mark.usefixtures("without_links")
def test_without_links_inputs_are_copied_and_kept_in_step(root: Path) -> None:
    (root / "config/studies").mkdir()
    (root / "config/studies/demo.yaml").write_text("one")
    copy = prepare(root) / "config"
    assert not copy.is_symlink() and (copy / "studies/demo.yaml").read_text() == "one"
    untouched = (copy / "config.yaml").stat()
    (root / "config/studies/demo.yaml").unlink()
    (root / "config/studies/peru.yaml").write_text("two")
    (root / "config/config.yaml").chmod(0o600)
    prepare(root)
    assert [path.name for path in (copy / "studies").iterdir()] == ["peru.yaml"]
    assert (copy / "config.yaml").stat().st_ino == untouched.st_ino
    assert (copy / "config.yaml").stat().st_mtime_ns == untouched.st_mtime_ns
    os.utime(root / "config/config.yaml", (5, 5))
    prepare(root)
    assert (copy / "config.yaml").stat().st_mtime == 5, "Snakemake judges by the time"


def test_a_copy_takes_over_where_a_file_became_a_folder(tmp_path: Path) -> None:
    (tmp_path / "source/a").mkdir(parents=True)
    (tmp_path / "source/a/b").write_text("b")
    (tmp_path / "source/__pycache__").mkdir()
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy/a").write_text("a file")
    mirror(tmp_path / "source", tmp_path / "copy")
    assert (tmp_path / "copy/a/b").read_text() == "b"
    assert not (tmp_path / "copy/__pycache__").exists()


@pytest.mark.parametrize("make", ["file", "folder", "link"])
def test_somebody_elses_folder_is_left_alone(root: Path, make: str) -> None:
    place = root / FOLDER
    if make == "file":
        place.write_text("mine")
    elif make == "folder":
        place.mkdir()
        (place / "chapter.docx").write_text("mine")
    else:
        place.symlink_to(root / "data")
    with pytest.raises(ConfigurationError, match="was not made by `make draft`"):
        prepare(root)
    assert not (root / "data" / NOTE).exists()


def test_an_empty_folder_will_do(root: Path) -> None:
    (root / FOLDER).mkdir()
    assert (prepare(root) / NOTE).read_text(encoding="utf-8").count("\n") == 2
    assert draft_folder.prepare(root).is_dir()
