"""Licences of files, as REUSE.toml states them; entries for what a deposit adds."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from honest_results.deposit.licences import Licence, Licences, annotation

REUSE = """
version = 1
[[annotations]]
path = ["*", "config/**"]
SPDX-FileCopyrightText = "Us"
SPDX-License-Identifier = "MIT"

[[annotations]]
path = "**/README.md"
SPDX-FileCopyrightText = ["Us", "Them"]
SPDX-License-Identifier = ["CC-BY-4.0", "MIT"]
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("Makefile", Licence("MIT", "Us")),
        ("config/a/b.yaml", Licence("MIT", "Us")),
        ("README.md", Licence("CC-BY-4.0 AND MIT", "Us; Them")),
        ("config/README.md", Licence("CC-BY-4.0 AND MIT", "Us; Them")),
        ("data/a.csv", None),
        ("config", Licence("MIT", "Us")),
    ],
)
def test_the_last_entry_that_fits_counts(
    tmp_path: Path, path: str, expected: Licence | None
) -> None:
    (tmp_path / "REUSE.toml").write_text(REUSE)
    assert Licences.read(tmp_path).of(path) == expected


def test_without_the_file_nothing_is_said(tmp_path: Path) -> None:
    assert Licences.read(tmp_path).of("Makefile") is None


def test_an_added_entry_is_read_back(tmp_path: Path) -> None:
    added = annotation(["published/**"], Licence("CC0-1.0", "Ñandú"))
    (tmp_path / "REUSE.toml").write_text(REUSE + added, encoding="utf-8")
    assert len(tomllib.loads(REUSE + added)["annotations"]) == 3
    assert Licences.read(tmp_path).of("published/a/b.csv") == Licence("CC0-1.0", "Ñandú")
