"""What GitHub and pre-commit run: commands of the Makefile, on the Pythons that are supported."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
SETUP = ROOT / ".github/actions/setup/action.yml"
HOOKS = ROOT / ".pre-commit-config.yaml"
RUN = ROOT / ".ci/run"


def read(path: Path) -> dict[str, Any]:
    # BaseLoader: in YAML 1.1 `on` is a yes.
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))


def linters() -> set[str]:
    return {target for target in targets() if target.startswith("lint-")}


@pytest.mark.parametrize("path", [*WORKFLOWS, SETUP, HOOKS, RUN], ids=lambda path: path.name)
def test_commands_are_targets_of_the_makefile(path: Path) -> None:
    text = re.sub(r"^\s*#.*", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    called = set(re.findall(r"\bmake (?:--\S+ )*([a-z-]+)", text))
    assert called
    assert called <= targets()


def test_every_linter_is_a_hook_and_a_part_of_make_lint() -> None:
    hooks = HOOKS.read_text(encoding="utf-8")
    named = set(re.findall(r"entry: make --no-print-directory (\S+)", hooks))
    listed = re.search(r"^LINTERS := (.*)", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert listed is not None
    assert named == set(listed[1].split()) == linters() != set()


def test_all_supported_pythons_are_tested() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    supported = SpecifierSet(project["requires-python"])
    expected = [f"3.{minor}" for minor in range(8, 20) if f"3.{minor}.0" in supported]
    tested = read(ROOT / ".github/workflows/test.yml")["jobs"]["test"]["strategy"]["matrix"]
    assert tested["python"] == expected


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_read_and_no_more(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert "permissions" not in job
        (checkout,) = [s for s in job["steps"] if s.get("uses", "").startswith("actions/checkout@")]
        assert checkout["with"]["persist-credentials"] == "false"


def test_actions_are_of_a_major_version_that_all_workflows_share() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in [*WORKFLOWS, SETUP])
    used = set(re.findall(r"uses: (actions/\S+)", text))
    assert all(re.fullmatch(r"[\w/-]+@v\d+", action) for action in used)
    assert len({action.split("@")[0] for action in used}) == len(used) >= 4
