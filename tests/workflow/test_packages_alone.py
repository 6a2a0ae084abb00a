"""Each package works without the study: elsewhere, with nothing of ours but what it names."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

import pytest

from compendium import ROOT

PACKAGES = sorted(path.parent for path in (ROOT / "workflow/packages").glob("*/pyproject.toml"))


def needed(package: Path) -> list[Path]:
    """Return the folders of our packages that ``package`` depends on, itself first."""
    about = tomllib.loads((package / "pyproject.toml").read_text(encoding="utf-8"))
    others = [folder for folder in PACKAGES if folder.name in about["project"]["dependencies"]]
    return [package, *(place for other in others for place in needed(other))]


@pytest.fixture(params=PACKAGES, ids=lambda path: path.name)
def alone(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:
    """Give a copy of a package, and a Python that knows it, what it needs, and no study."""
    for folder in needed(request.param):
        ignored = shutil.ignore_patterns("__pycache__", "*.egg-info", ".hypothesis")
        shutil.copytree(folder, tmp_path / folder.name, ignore=ignored, dirs_exist_ok=True)
    # Languages are data of a compendium: a package finds them in a folder above. Without them it knows
    # English alone.
    shutil.copytree(ROOT / "config/languages", tmp_path / "config/languages")
    shutil.copy(ROOT / "workflow/packages/conftest.py", tmp_path)
    venv = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    # What others made is that of this environment; its own .pth files, which lead to us, are not read.
    places = [sysconfig.get_path("purelib")]
    places += [str(tmp_path / folder.name / "src") for folder in needed(request.param)]
    packages = next(venv.glob("lib/python*/site-packages"))
    (packages / "these.pth").write_text("\n".join(places) + "\n", encoding="utf-8")
    return tmp_path / request.param.name, venv / "bin/python"


@pytest.mark.slow
def test_it_is_imported_and_its_tests_pass(alone: tuple[Path, Path]) -> None:
    folder, python = alone
    module = folder.name.replace("-", "_")
    code = f"import {module}, importlib.util as u; assert u.find_spec('alianzas') is None"
    subprocess.run([python, "-c", code], cwd=folder.parent, check=True)
    done = subprocess.run(
        [
            *(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "2"),
            *("--confcutdir", str(folder.parent), "tests"),
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-500:]
    assert " passed" in done.stdout
