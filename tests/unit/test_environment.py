"""The two routes to an environment agree: requirements.lock, environment.yml, pyproject.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
CONDA_NAMES = {"matplotlib-base": "matplotlib"}
PYTHONS = ("3.11", "3.12", "3.13")


@cache
def entries() -> list[tuple[Requirement, int]]:
    """Return each entry of the lock file and how many hashes it has."""
    blocks = re.findall(r"^[^\s#].*(?:\n[ \t].*)*", LOCK, re.MULTILINE)
    return [
        (Requirement(block.splitlines()[0].rstrip(" \\")), block.count("--hash=sha256:"))
        for block in blocks
    ]


def locked(python: str) -> dict[str, str]:
    """Return the locked version of every package on Linux with ``python``."""
    environment = {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": "linux",
        "platform_python_implementation": "CPython",
    }
    return {
        canonicalize_name(entry.name): str(entry.specifier).removeprefix("==")
        for entry, _ in entries()
        if entry.marker is None or entry.marker.evaluate(environment)
    }


def own() -> set[str]:
    """Return the project's own packages, which are installed in place."""
    return {path.parent.name for path in (ROOT / "workflow/packages").glob("*/pyproject.toml")}


def direct() -> set[str]:
    """Return the packages of others that pyproject.toml names."""
    named = [*PYPROJECT["project"]["dependencies"], *PYPROJECT["dependency-groups"]["dev"]]
    return {canonicalize_name(Requirement(name).name) for name in named} - own()


def conda() -> dict[str, str]:
    """Return the versions in environment.yml, conda's and pip's together."""
    versions: dict[str, str] = {}
    for entry in ENVIRONMENT["dependencies"]:
        for line in entry["pip"] if isinstance(entry, dict) else [entry]:
            if not line.startswith("-"):
                name, _, version = re.fullmatch(r"([\w-]+)(==?|>=|$)(.*)", line).groups()
                versions[canonicalize_name(CONDA_NAMES.get(name, name))] = version
    return versions


def test_every_locked_package_has_an_exact_version_and_hashes() -> None:
    assert len(entries()) > 50
    for entry, hashes in entries():
        assert re.fullmatch(r"==[^*]+", str(entry.specifier)), entry
        assert hashes > 0, entry


def test_all_pythons_have_the_same_version_of_a_package() -> None:
    """Another numpy gives other last digits: 103 facts were not the same bytes on 3.11 and 3.12."""
    named = [canonicalize_name(entry.name) for entry, _ in entries()]
    assert sorted(named) == sorted(set(named))


def test_the_lock_holds_packages_of_others_alone() -> None:
    assert own()
    assert not own() & {canonicalize_name(entry.name) for entry, _ in entries()}


def test_the_lock_names_no_index() -> None:
    assert "://" not in LOCK
    assert not re.search(r"^\s*--(?!hash)", LOCK, re.MULTILINE)


@pytest.mark.parametrize("python", PYTHONS)
def test_the_lock_has_every_direct_dependency(python: str) -> None:
    assert direct() <= locked(python).keys()


def test_the_supported_pythons_are_those_the_lock_is_tested_for() -> None:
    supported = SpecifierSet(PYPROJECT["project"]["requires-python"])
    found = [f"3.{minor}" for minor in range(8, 20) if Version(f"3.{minor}") in supported]
    assert tuple(found) == PYTHONS


def test_conda_has_the_locked_version_of_every_direct_dependency() -> None:
    versions = conda()
    python = versions.pop("python")
    assert python in PYTHONS
    assert Version(versions.pop("quarto")) >= Version("1.9")
    versions.pop("pip")
    expected = locked(python)
    assert versions == {name: expected[name] for name in direct()}


def test_conda_installs_the_project_and_its_own_packages_from_here() -> None:
    """One that were left out would be fetched from PyPI: somebody else's of the same name."""
    pip = next(entry["pip"] for entry in ENVIRONMENT["dependencies"] if isinstance(entry, dict))
    places = {line.partition(" ")[2] for line in pip if line.startswith("--editable ")}
    assert places == {".", *(f"workflow/packages/{name}" for name in own())}
    assert ENVIRONMENT["name"] == "alianzas"  # the Makefile knows the environment by this name
    assert "defaults" not in ENVIRONMENT["channels"]
