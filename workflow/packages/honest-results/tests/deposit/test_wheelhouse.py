"""Packages that come along: listed with their hashes and licences."""

from __future__ import annotations

import hashlib
import os
import zipfile
from pathlib import Path

import pytest

from honest_results.deposit.wheelhouse import fetch_wheels
from human_files.errors import DataError

METADATA = "Metadata-Version: 2.4\nName: Tiny.Thing\nVersion: 1.2\nLicense-Expression: MIT\n"
WHEEL = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    path = tmp_path / "index/tiny_thing-1.2-py3-none-any.whl"
    path.parent.mkdir()
    files = {
        "tiny_thing.py": "ONE = 1\n",
        "tiny_thing-1.2.dist-info/METADATA": METADATA,
        "tiny_thing-1.2.dist-info/WHEEL": WHEEL,
    }
    record = "".join(f"{name},,\n" for name in [*files, "tiny_thing-1.2.dist-info/RECORD"])
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in {**files, "tiny_thing-1.2.dist-info/RECORD": record}.items():
            archive.writestr(name, text)
    return path


def variables(index: Path) -> dict[str, str]:
    return {**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(index)}


def test_each_package_is_there_with_its_hash_and_licence(tmp_path: Path, wheel: Path) -> None:
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (tmp_path / "requirements.lock").write_text(f"tiny-thing==1.2 \\\n    --hash=sha256:{digest}\n")
    [found] = fetch_wheels(tmp_path, tmp_path / "deposit", variables(wheel.parent))
    assert (found.name, found.version, found.licence) == ("Tiny.Thing", "1.2", "MIT")
    folder = tmp_path / "deposit/wheels"
    assert (folder / wheel.name).read_bytes() == wheel.read_bytes()
    listed = (folder / "requirements.lock").read_text()
    assert listed == f"Tiny.Thing==1.2 \\\n    --hash=sha256:{digest}\n"
    assert "| Tiny.Thing | 1.2 | MIT |" in (folder / "README.md").read_text()


def test_a_package_of_another_hash_is_refused(tmp_path: Path, wheel: Path) -> None:
    (tmp_path / "requirements.lock").write_text(f"tiny-thing==1.2 --hash=sha256:{'0' * 64}\n")
    with pytest.raises(DataError, match=r"requirements\.lock: its packages could not be fetched"):
        fetch_wheels(tmp_path, tmp_path / "deposit", variables(wheel.parent))
