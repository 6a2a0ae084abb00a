"""Builds that all processes of a test run share: the first that needs one makes it, the others wait."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from compendium import Compendium

Built = tuple[Compendium, "subprocess.CompletedProcess[str]"]


def shared_folder(temporary: pytest.TempPathFactory) -> Path:
    """Return the temporary folder that all processes of this run have in common."""
    own = temporary.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def build_once(folder: Path, prepare: Callable[[Path], Compendium]) -> Built:
    """Build what ``prepare`` puts into ``folder``, unless it was; return it and what the build told.

    The folder is shared: whoever wants to change anything there, or to build, copies it.
    """
    told = folder.with_name(f"{folder.name}.json")
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            shutil.rmtree(folder, ignore_errors=True)  # of a process that was killed
            folder.mkdir()
            done = prepare(folder).build()
            told.write_text(json.dumps([done.returncode, done.stdout, done.stderr]))
    return Compendium(folder), subprocess.CompletedProcess("build", *json.loads(told.read_text()))


def succeeded(built: Built) -> Compendium:
    """Return the compendium of a build, or fail with the end of what it told."""
    compendium, done = built
    if done.returncode != 0:
        pytest.fail(f"the build of {compendium.folder.name} failed:\n" + done.stderr[-1500:], False)
    return compendium
