"""The locked packages themselves in a deposit, so that it installs without network.

They fit one kind of system and one version of Python: those they were made on. Each is checked against
the lock file when it is fetched; what has no ready wheel is built from its source, and
``wheels/requirements.lock`` lists the hashes of all as they are here.
"""

from __future__ import annotations

import platform
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Mapping
from email.parser import Parser
from pathlib import Path
from typing import NamedTuple

from honest_results.file_hashes import file_hash
from human_files.errors import DataError, Problem
from human_files.language.messages import message

WHEELS = "wheels"
LOCK = "requirements.lock"


class Wheel(NamedTuple):
    """A package in a wheel: its file, name, version and licence, as it states them."""

    file: str
    name: str
    version: str
    licence: str


def fetch_wheels(root: Path, folder: Path, variables: Mapping[str, str]) -> list[Wheel]:
    """Put every package of ``requirements.lock`` into ``folder/wheels``, with a list and a README.

    Parameters
    ----------
    root : path
        Top of the compendium.
    folder : path
        The deposit.
    variables : mapping of str to str
        The environment, with ``SOURCE_DATE_EPOCH`` for what is built from source.

    Returns
    -------
    list of Wheel
        Sorted by name.

    Raises
    ------
    DataError
        With pip's last words, where a package cannot be had.
    """
    place = folder / WHEELS
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel"]
    options = ["--no-deps", "--require-hashes", "--progress-bar=off", "--quiet"]
    done = subprocess.run(
        [*pip, *options, "--requirement", str(root / LOCK), "--wheel-dir", str(place)],
        env=dict(variables),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 0:
        said = "\n  ".join(done.stderr.strip().splitlines()[-5:])
        raise DataError(
            Problem(
                LOCK,
                message("its packages could not be fetched. pip says:") + f"\n  {said}",
                message("Connect to the package index, or make the deposit without wheels."),
            )
        )
    wheels = sorted(map(_wheel, place.glob("*.whl")), key=lambda one: one.name.lower())
    _write_lock(place, wheels)
    (place / "README.md").write_text(_readme(wheels), encoding="utf-8", newline="\n")
    return wheels


def _write_lock(place: Path, wheels: list[Wheel]) -> None:
    """Write the list that the set-up reads."""
    lines = [
        f"{one.name}=={one.version} \\\n    --hash=sha256:{file_hash(place / one.file)}\n"
        for one in wheels
    ]
    (place / LOCK).write_text("".join(lines), encoding="utf-8", newline="\n")


def _wheel(path: Path) -> Wheel:
    """Return what a wheel says of itself."""
    with zipfile.ZipFile(path) as opened:
        [file] = [
            name
            for name in opened.namelist()
            if name.endswith(".dist-info/METADATA") and name.count("/") == 1
        ]
        stated = Parser().parsestr(opened.read(file).decode("utf-8"))
    classified = [
        line.rpartition(" :: ")[2]
        for line in stated.get_all("Classifier", [])
        if line.startswith("License ::")
    ]
    licence = (
        stated.get("License-Expression") or "; ".join(classified) or stated.get("License") or ""
    )
    first = licence.strip().splitlines()[0] if licence.strip() else "see the wheel"
    return Wheel(path.name, stated["Name"], stated["Version"], first)


def _readme(wheels: list[Wheel]) -> str:
    """Return what the folder says of itself."""
    python = ".".join(platform.python_version_tuple()[:2])
    lines = [
        "# Packages for a set-up without network",
        "",
        f"For Python {python} on {sysconfig.get_platform()}. `make paper` installs them from here, "
        "checking their hashes; on another system or Python it fetches the same versions from the "
        "package index.",
        "",
        "They are other people's work, each under its own licence, which is inside the file:",
        "",
        "| package | version | licence |",
        "|---|---|---|",
        *(f"| {one.name} | {one.version} | {one.licence.replace('|', '/')} |" for one in wheels),
    ]
    return "\n".join(lines) + "\n"
