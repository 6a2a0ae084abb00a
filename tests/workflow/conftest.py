"""The real study and the cut one, each built once for all processes; each test gets a copy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from compendium import Compendium, copy_project
from cut_study.cutting import cut
from shared_builds import Built, build_once, shared_folder, succeeded

HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)  # before tests are chosen by their marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests of this folder as slow, and begin with slow tests, those of this folder first.

    They last longest: what is short fills the gaps at the end, when processes take over each other's.
    """
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.slow)
    items.sort(
        key=lambda item: (HERE not in item.path.parents, item.get_closest_marker("slow") is None)
    )


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the builds that all processes of this run share."""
    return shared_folder(tmp_path_factory)


@pytest.fixture(scope="session")
def cold_build(shared: Path) -> Built:
    """The project built once from nothing, and what the build printed. Not to be changed."""
    return build_once(shared / "ecuador", copy_project)


@pytest.fixture(scope="session")
def built(cold_build: Built) -> Compendium:
    """The project with all results. Not to be changed, nor to be built in."""
    return succeeded(cold_build)


@pytest.fixture(scope="session")
def cut_built(shared: Path) -> Compendium:
    """The cut study with all results. Not to be changed, nor to be built in."""
    return succeeded(build_once(shared / "cut", lambda folder: copy_project(folder, cut)))


@pytest.fixture
def compendium(built: Compendium, tmp_path: Path) -> Iterator[Compendium]:
    """A copy of the built project that a test may change and build."""
    yield built.copy(tmp_path / "compendium")
    shutil.rmtree(tmp_path / "compendium", ignore_errors=True)


@pytest.fixture
def linked(built: Compendium, tmp_path: Path) -> Iterator[Compendium]:
    """A copy of the built project that a test may change, to see what a build would do."""
    before = built.dates()
    yield built.linked(tmp_path / "compendium")
    shutil.rmtree(tmp_path / "compendium", ignore_errors=True)
    assert built.dates() == before, "a test changed the results that all share"


@pytest.fixture
def cut_study(cut_built: Compendium, tmp_path: Path) -> Iterator[Compendium]:
    """A copy of the built cut study that a test may change and build."""
    yield cut_built.copy(tmp_path / "cut")
    shutil.rmtree(tmp_path / "cut", ignore_errors=True)


@pytest.fixture
def unbuilt(tmp_path: Path) -> Iterator[Compendium]:
    """A copy of the project without results."""
    yield copy_project(tmp_path / "unbuilt")
    shutil.rmtree(tmp_path / "unbuilt", ignore_errors=True)


@pytest.fixture
def cut_unbuilt(tmp_path: Path) -> Iterator[Compendium]:
    """A copy of the cut study without results."""
    yield copy_project(tmp_path / "unbuilt", cut)
    shutil.rmtree(tmp_path / "unbuilt", ignore_errors=True)
