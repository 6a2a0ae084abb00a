"""Imports go one way: scripts → study → packages → human_files; and only as far as is said."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = sorted((ROOT / "workflow/packages").glob("*/src/*/__init__.py"))


def linted(folder: Path, path: list[Path]) -> subprocess.CompletedProcess[str]:
    """Run import-linter in ``folder`` on the packages found in ``path``."""
    return subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path))},
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_arrow_points_the_wrong_way() -> None:
    done = linted(ROOT, [ROOT / "workflow", *(path.parents[1] for path in PACKAGES)])
    assert done.returncode == 0, done.stdout
    assert "1 kept, 0 broken" in done.stdout


def test_a_wrong_arrow_would_be_found(tmp_path: Path) -> None:
    contract = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(contract, encoding="utf-8")
    for init in (ROOT / "workflow/alianzas/__init__.py", *PACKAGES):
        if not init.parent.name.startswith("snakemake_"):
            (tmp_path / init.parent.name).mkdir()
            (tmp_path / init.parent.name / "__init__.py").write_text("")
    assert linted(tmp_path, [tmp_path]).returncode == 0
    (tmp_path / "qca/tables.py").write_text("def draw():\n    import alianzas\n")
    assert linted(tmp_path, [tmp_path]).returncode == 1


@pytest.mark.parametrize("init", PACKAGES, ids=lambda path: path.parent.name)
def test_a_package_imports_what_it_says_it_depends_on(init: Path) -> None:
    """And nothing of the scripts, which import everything."""
    import tomllib

    from packaging.requirements import Requirement

    about = tomllib.loads((init.parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    said = {Requirement(name).name.replace("-", "_") for name in about["project"]["dependencies"]}
    modules = {"pyyaml": "yaml", "pypandoc_binary": "pypandoc"}
    said = {modules.get(name, name) for name in said} | {init.parent.name}
    imported = set()
    for path in init.parents[1].rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.split(".")[0])
            elif isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
    own = {path.parent.name for path in init.parents[1].glob("*/__init__.py")}
    interfaces = {"snakemake_interface_logger_plugins"}  # Snakemake's, and comes with it
    assert imported - sys.stdlib_module_names - said - own - interfaces == set()
    if not init.parent.name.startswith("snakemake_"):
        assert said - imported == set(), "named and not imported"
