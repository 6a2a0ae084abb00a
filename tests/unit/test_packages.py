"""What holds for every package: public names, what importing costs, dependencies, commands."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.utils import canonicalize_name
from pydantic import BaseModel

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = {
    path.parent.name.replace("-", "_"): path.parent
    for path in sorted((ROOT / "workflow/packages").glob("*/pyproject.toml"))
}
PROJECTS = {
    name: tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
    for name, folder in FOLDERS.items()
}
PUBLIC = [(name, public) for name in FOLDERS for public in importlib.import_module(name).__all__]
COMMANDS = [
    (command, place)
    for about in PROJECTS.values()
    for command, place in about["project"].get("scripts", {}).items()
]
#: What importing a package must not import: together they take most of a second.
HEAVY = {"babel", "numpy", "openpyxl", "pandas", "pydantic", "scipy", "snakemake", "yaml"}
#: Packages of methods, whose functions name the source, but for plain steps.
METHODS = ("field_statistics", "qca")
WITHOUT_SOURCE = {"count_ratings", "further_coefficients", "permutations", "term_text"}


@pytest.mark.parametrize(("package", "name"), PUBLIC, ids=[".".join(pair) for pair in PUBLIC])
def test_a_public_name_is_described_as_numpys_are(package: str, name: str) -> None:
    found: Any = getattr(importlib.import_module(package), name)
    text = inspect.getdoc(found) or ""
    assert text
    if inspect.isclass(found):
        if issubclass(found, BaseModel):  # its fields describe themselves
            assert all(field.description for field in found.model_fields.values())
        return
    signature = inspect.signature(found)
    if signature.return_annotation not in ("None", None):
        assert "\nReturns\n-------\n" in text
    if package in METHODS:
        assert name in WITHOUT_SOURCE or "\nReferences\n----------\n" in text
    described = text.partition("\nParameters\n----------\n")[2].partition("\nReturns\n")[0]
    for parameter in signature.parameters:
        assert re.search(
            rf"^(\*?\w+, )*\*{{0,2}}{parameter}(, \*?\w+)*( : .*)?$", described, re.MULTILINE
        )


@pytest.mark.parametrize("package", FOLDERS)
def test_names_and_their_places_agree(package: str) -> None:
    module: Any = importlib.import_module(package)
    assert module.__all__ == sorted(module._HOME)
    assert {*module.__all__} <= {*dir(module)}
    for name, place in module._HOME.items():
        assert getattr(module, name) is getattr(importlib.import_module(place), name)
        # A submodule of the same name would take the name's place once it is imported.
        assert not inspect.ismodule(getattr(module, name))
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = module.no_such_name


@pytest.mark.parametrize("package", FOLDERS)
def test_importing_a_package_alone_is_quick(package: str) -> None:
    code = f"import sys, {package}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & {*done.stdout.split()}


def imported(folder: Path, own: set[str]) -> set[str]:
    """Return the distributions that the modules in a folder import, by their normal names."""
    modules: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                modules |= {name.name.split(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules.add(node.module.split(".")[0])
    distributions = packages_distributions()
    others = modules - own - sys.stdlib_module_names
    return {canonicalize_name(distributions[name][0]) for name in others}


@pytest.mark.parametrize("package", FOLDERS)
def test_the_dependencies_are_what_is_imported(package: str) -> None:
    about, folder = PROJECTS[package], FOLDERS[package]
    own = {path.parent.name for path in folder.glob("src/*/__init__.py")}
    named = {*about["project"]["dependencies"]}
    assert imported(folder / "src", own) == named
    extra = about["project"].get("optional-dependencies", {}).get("test", [])
    tests = {*extra, *about.get("dependency-groups", {}).get("test", [])}
    own |= {path.stem for path in (folder / "tests").rglob("*.py")}
    assert imported(folder / "tests", own) <= named | tests


@pytest.mark.parametrize(("command", "place"), COMMANDS)
def test_the_commands_are_there(
    command: str, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    module, _, function = place.partition(":")
    with pytest.raises(SystemExit) as ended:
        getattr(importlib.import_module(module), function)(["--help"])
    assert ended.value.code == 0
    assert f"usage: {command} " in capsys.readouterr().out
