"""A study from a stranger names files of the person who builds it: refused before they are opened."""

from __future__ import annotations

import builtins
import shutil
from pathlib import Path

import pytest
import yaml

from alianzas.config.study_files import load_study
from human_files.errors import ConfigurationError

ROOT = Path(__file__).resolve().parents[3]
SECRET = "root:x:0:0:secret"
#: Where settings of a branch name a file: the file of settings, and the keys to it.
SETTINGS = (
    ("literature", ("sources", 0, "file")),
    ("literature", ("screening", "passes", 0, "file")),
    ("literature", ("screening", "consensus", "file")),
    ("literature", ("coding", "passes", 1, "file")),
    ("literature", ("coding", "consensus", "file")),
    ("cases", ("profiles",)),
    ("cases", ("texts",)),
    ("cases", ("coders", 0, "file")),
    ("cases", ("consensus",)),
    ("cases", ("translations",)),
    ("survey", ("responses", "file")),
    ("survey", ("responses", "codebook")),
    ("synthesis", ("claims",)),
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/passwd").write_text(SECRET, encoding="utf-8")
    inside = tmp_path / "inside"
    shutil.copytree(ROOT / "config", inside / "config")
    shutil.copytree(ROOT / "data/ecuador", inside / "data/ecuador")
    opened = builtins.open

    def watched(file, *args, **kwargs):
        assert "outside" not in str(file), f"{file} was opened"
        return opened(file, *args, **kwargs)

    monkeypatch.setattr(builtins, "open", watched)
    return inside


def name_file(root: Path, branch: str, keys: tuple[str | int, ...], named: str) -> None:
    path = root / f"config/studies/ecuador/{branch}.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    place = content
    for key in keys[:-1]:
        place = place[key]
    place[keys[-1]] = [named] if keys == ("claims",) else named
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


@pytest.mark.parametrize(("branch", "keys"), SETTINGS)
@pytest.mark.parametrize("named", ["../outside/passwd", "/etc/passwd", "~/passwd", "C:\\passwd"])
def test_a_path_that_leads_out(
    root: Path, branch: str, keys: tuple[str | int, ...], named: str
) -> None:
    name_file(root, branch, keys, named)
    with pytest.raises(ConfigurationError) as error:
        load_study("ecuador", root)
    (problem,) = error.value.problems
    assert problem.file == f"config/studies/ecuador/{branch}.yaml"
    assert "repository" in problem.found
    assert SECRET not in str(error.value)


@pytest.mark.parametrize(("branch", "keys"), SETTINGS)
def test_a_link_that_leads_out(root: Path, branch: str, keys: tuple[str | int, ...]) -> None:
    link = root / "data/ecuador/link.csv"
    link.symlink_to("../../../outside/passwd")
    name_file(root, branch, keys, "data/ecuador/link.csv")
    with pytest.raises(ConfigurationError) as error:
        load_study("ecuador", root)
    assert "data/ecuador/link.csv: is a link that leads out of the repository." in str(error.value)
    assert SECRET not in str(error.value)


@pytest.mark.parametrize(
    "place",
    [
        "data/ecuador/cases/texts/altura-viva.md",
        "config/studies/ecuador/survey.yaml",
        "config/studies/ecuador/questionnaire.yaml",
        "manuscript/ecuador/article.es.qmd",
    ],
)
def test_a_link_in_a_folder_of_the_study(root: Path, place: str) -> None:
    path = root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(root.parent / "outside/passwd")
    with pytest.raises(ConfigurationError) as error:
        load_study("ecuador", root)
    assert f"{place}: is a link that leads out of the repository." in str(error.value)


def test_pretend_data_are_files_of_the_repository_too(root: Path) -> None:
    settings = {"survey": {"responses": {"file": "../outside/passwd"}}}
    path = root / "config/studies/ecuador/pretend.yaml"
    path.write_text(yaml.safe_dump(settings), encoding="utf-8")
    with pytest.raises(ConfigurationError) as error:
        load_study("ecuador", root)
    assert SECRET not in str(error.value)
