"""A ZIP whose bytes depend on names, contents and one date alone; the manifest names every file."""

from __future__ import annotations

import os
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from honest_results.deposit.manifest import MANIFEST, write_manifest
from honest_results.deposit.packing import pack, settle

DATE = datetime(2026, 11, 30, 20, 35, 4, tzinfo=UTC)
FILES = {"b/ñandú.txt": "two", "a.sh": "#!/bin/sh\n", "b/z": "three", "empty": ""}


def written(folder: Path, names: list[str]) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FILES[name], encoding="utf-8")
    (folder / "a.sh").chmod(0o700)
    return folder


def packed(folder: Path) -> bytes:
    settle(folder, DATE)
    target = folder.parent / f"{folder.parent.name}.zip"
    pack(folder, DATE, target)
    assert [*folder.parent.glob("*.part")] == []
    return target.read_bytes()


def test_order_modes_and_dates_of_files_do_not_matter(tmp_path: Path) -> None:
    one = written(tmp_path / "one/deposit", [*FILES])
    two = written(tmp_path / "two/deposit", [*reversed(FILES)])
    (two / "b/z").chmod(0o600)
    os.utime(two / "a.sh", (1, 1))
    assert packed(one) == packed(two)
    (two / "b/z").write_text("other")
    assert packed(one) != packed(two)


def test_the_archive_holds_every_file_in_one_folder_with_the_date(tmp_path: Path) -> None:
    folder = written(tmp_path / "made/deposit", [*FILES])
    packed(folder)
    with zipfile.ZipFile(tmp_path / "made/made.zip") as opened:
        assert opened.testzip() is None
        entries = {entry.filename: entry for entry in opened.infolist()}
        assert sorted(entries) == sorted(f"deposit/{name}" for name in FILES)
        assert {entry.date_time for entry in entries.values()} == {(2026, 11, 30, 20, 35, 4)}
        modes = {name: entry.external_attr >> 16 for name, entry in entries.items()}
        assert opened.read("deposit/b/ñandú.txt") == b"two"
    assert modes["deposit/a.sh"] == 0o100755
    assert modes["deposit/b/z"] == 0o100644


def test_the_manifest_lists_every_file_but_itself(tmp_path: Path) -> None:
    folder = written(tmp_path / "deposit", [*FILES])
    write_manifest(folder)
    again = write_manifest(folder).read_text(encoding="utf-8")
    names = [line.split("  ", 1)[1] for line in again.splitlines()]
    assert names == sorted(FILES)
    check = ["sha256sum", "--check", "--quiet", MANIFEST]
    assert subprocess.run(check, cwd=folder, check=False).returncode == 0
    (folder / "b/z").write_text("forged")
    done = subprocess.run(check, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "b/z" in done.stdout


@pytest.mark.parametrize("content", [b"", b"x" * 3_000_000])
def test_a_file_of_any_size_comes_back(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "deposit"
    folder.mkdir()
    (folder / "file").write_bytes(content)
    target = tmp_path / "deposit.zip"
    pack(folder, DATE, target)
    with zipfile.ZipFile(target) as opened:
        assert opened.read("deposit/file") == content
