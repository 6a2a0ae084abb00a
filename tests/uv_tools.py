"""Validators whose packages do not fit beside ours: each in an environment of its own, by uv.

cffconvert wants a jsonschema of years ago, and roc-validator an older Rich, so neither can be in
requirements.lock. uv fetches them once and keeps them; a test that needs one is skipped, with the
reason, where there is neither network nor cache.
"""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

#: The versions that the tests were written for.
VERSIONS = {"cffconvert": "2.0.0", "roc-validator": "0.13.0"}
UV = Path(sys.executable).with_name("uv")


def run_with(package: str, *command: str | Path, timeout: int = 300) -> str:
    """Run a command in the environment of a package; return what it prints, or skip the test."""
    lacking = _reason(package)
    if lacking:
        pytest.skip(f"{package} cannot be fetched: {lacking}")
    done = subprocess.run(
        [*_prefix(package), *map(str, command)],
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _prefix(package: str) -> list[str]:
    return [
        *(str(UV), "tool", "run", "--quiet", "--python", sys.executable),
        *("--from", f"{package}=={VERSIONS[package]}"),
    ]


@cache
def _reason(package: str) -> str:
    """Return why a package cannot be had; nothing where it can."""
    if not UV.is_file():
        return "uv is not installed"
    try:
        subprocess.run(
            [*_prefix(package), "python", "-c", "pass"],
            capture_output=True,
            encoding="utf-8",
            timeout=180,
            check=True,
        )
    except subprocess.TimeoutExpired:
        return "it took longer than three minutes"
    except subprocess.CalledProcessError as error:
        return (error.stderr or "").strip().rpartition("\n")[2]
    return ""
