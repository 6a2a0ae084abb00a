"""The real study, built once per test session in a folder of its own; each test gets a copy."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from compendium import Compendium, copy_project

#: Fixtures that rest on the one cold build of the real study.
ON_THE_BUILD = {"cold_build", "built", "compendium"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests on the cold build: they last longest.

    Of several processes, the first gets the first 64 in one go (Makefile), so only that one builds.
    """
    folder = Path(__file__).parent
    items.sort(
        key=lambda item: (
            not (
                folder in item.path.parents
                and ON_THE_BUILD & set(getattr(item, "fixturenames", ()))
            )
        )
    )


@pytest.fixture(scope="session")
def cold_build(tmp_path_factory) -> tuple[Compendium, subprocess.CompletedProcess[str]]:
    """The project built once from nothing, and what the build printed. Not to be changed."""
    compendium = copy_project(tmp_path_factory.mktemp("built"))
    return compendium, compendium.build()


@pytest.fixture(scope="session")
def built(cold_build) -> Compendium:
    """The project with all results. Not to be changed."""
    compendium, done = cold_build
    if done.returncode != 0:
        pytest.fail("the cold build failed:\n" + done.stderr[-1500:], pytrace=False)
    return compendium


@pytest.fixture
def compendium(built, tmp_path) -> Iterator[Compendium]:
    """A copy of the built project that a test may change."""
    folder = tmp_path / "compendium"
    shutil.copytree(built.folder, folder, symlinks=True)
    yield Compendium(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def unbuilt(tmp_path) -> Iterator[Compendium]:
    """A copy of the project without results."""
    folder = tmp_path / "unbuilt"
    folder.mkdir()
    yield copy_project(folder)
    shutil.rmtree(folder, ignore_errors=True)
