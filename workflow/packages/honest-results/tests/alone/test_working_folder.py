"""The folder of a script alone: inputs as links, and room for what it makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from honest_results.alone.working_folder import FOLDER, NOTE, fill, working_folder
from human_files.errors import ConfigurationError

INPUT, OUTPUT = "records/demo/scores.parquet", "results/demo/facts/fit.json"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A compendium with an input of a step, and what a build made of it."""
    root = tmp_path / "compendium"
    for name in ("config/config.yaml", "data/demo/answers.csv", INPUT, OUTPUT):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    return root


def test_inputs_are_there_and_results_stay_as_they_are(root: Path) -> None:
    folder = working_folder(root, "fit")
    fill(folder, root, [INPUT, "data/demo/answers.csv"], [OUTPUT])
    assert folder == root / FOLDER / "fit" and (root / FOLDER / NOTE).is_file()
    assert (folder / INPUT).read_text() == INPUT
    assert (folder / "data/demo/answers.csv").is_file()
    (folder / OUTPUT).write_text("new")
    assert (root / OUTPUT).read_text() == OUTPUT


def test_an_output_that_another_script_read_there_is_no_way_into_the_results(root: Path) -> None:
    folder = root.parent / "own"
    fill(folder, root, [OUTPUT], [])
    assert (folder / OUTPUT).is_symlink()
    fill(folder, root, [INPUT], [OUTPUT])
    (folder / OUTPUT).write_text("new")
    assert (root / OUTPUT).read_text() == OUTPUT


def test_what_was_made_in_the_folder_is_read_before_the_builds(root: Path) -> None:
    folder = root.parent / "own"
    fill(folder, root, [], [INPUT])
    (folder / INPUT).write_text("mine")
    fill(folder, root, [INPUT], [OUTPUT])
    assert (folder / INPUT).read_text() == "mine"


def test_in_the_compendium_itself_nothing_is_linked(root: Path) -> None:
    fill(working_folder(root, "fit", root), root, [INPUT], [OUTPUT])
    assert not any(path.is_symlink() for path in root.rglob("*"))


def test_a_folder_of_somebody_else_is_left_alone(root: Path) -> None:
    (root / FOLDER).mkdir()
    (root / FOLDER / "chapter.docx").touch()
    with pytest.raises(ConfigurationError, match="--output FOLDER"):
        working_folder(root, "fit")
