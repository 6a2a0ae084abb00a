"""Imports go one way: scripts → study → packages → human_files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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
