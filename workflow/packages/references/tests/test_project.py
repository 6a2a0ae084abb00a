"""The project file: its dependencies are the distributions that the code imports, no more, no less."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def imported(folder):
    """Return the distributions that the modules in a folder import, by their normal names."""
    own = {path.stem for path in (ROOT / "tests").rglob("*.py")} | {"references"}
    modules = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {name.name.split(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules.add(node.module.split(".")[0])
    distributions = packages_distributions()
    return {
        normal(distributions[name][0])
        for name in modules - own
        if name not in sys.stdlib_module_names
    }


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_dependencies_are_what_is_imported():
    assert imported("src") == {*PROJECT["dependencies"]}


def test_the_tests_need_what_they_import():
    needed = {*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]}
    assert imported("tests") <= needed


@pytest.mark.parametrize("name", PROJECT["scripts"])
def test_the_commands_are_there(name, capsys):
    from importlib import import_module

    module, _, function = PROJECT["scripts"][name].partition(":")
    with pytest.raises(SystemExit) as ended:
        getattr(import_module(module), function)(["--help"])
    assert ended.value.code == 0
    assert f"usage: {name} " in capsys.readouterr().out
