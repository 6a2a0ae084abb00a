"""The files of others in this repository: listed with their licence, unchanged, no one's address."""

from __future__ import annotations

import hashlib
import re
import subprocess
import tomllib

import pytest

from reference_files import CATALOGUES, ROOT, catalogue

FOLDERS = [pytest.param(folder, id=folder.name) for folder in CATALOGUES]
ADDRESS = re.compile(r"[\w.+-]+@(?!example\.)[\w-]+\.[A-Za-z]{2,}")


def files(folder):
    """Return every file of a catalogue by the name that its README gives it."""
    inside = CATALOGUES[folder]
    return {
        path.relative_to(inside).as_posix(): path
        for path in inside.rglob("*")
        if path.is_file() and path.name != "README.md"
    }


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_is_listed_with_source_licence_and_hash(folder):
    listed = {row["file"]: row for row in catalogue(folder)}
    found = files(folder)
    assert listed.keys() == found.keys()
    for name, row in listed.items():
        assert row["source"], name
        assert row["SHA-256"] == hashlib.sha256(found[name].read_bytes()).hexdigest(), name


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_licence_of_each_file_is_in_reuse_toml_and_its_text_is_here(folder):
    with (ROOT / "REUSE.toml").open("rb") as lines:
        annotations = tomllib.load(lines)["annotations"]
    licences = {
        path: annotation["SPDX-License-Identifier"]
        for annotation in annotations
        for path in annotation["path"]
    }
    found = files(folder)
    for row in catalogue(folder):
        path = found[row["file"]].relative_to(ROOT).as_posix()
        assert licences[path] == row["licence"]
        for licence in row["licence"].split(" OR "):
            assert (ROOT / "LICENSES" / f"{licence}.txt").is_file()


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_file_holds_an_address(folder):
    for name, path in files(folder).items():
        raw = path.read_bytes()
        text = raw.decode("utf-16" if raw.startswith(b"\xff\xfe") else "latin-1")
        assert not ADDRESS.findall(text), name


@pytest.mark.parametrize("folder", FOLDERS)
def test_git_leaves_every_byte_as_it_is(folder):
    paths = [path.relative_to(ROOT).as_posix() for path in files(folder).values()]
    told = subprocess.run(
        ["git", "check-attr", "text", "--", *paths],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if told.returncode:
        pytest.skip("not a Git repository")
    assert told.stdout.count("text: unset") + told.stdout.count("text: -") == len(paths)
