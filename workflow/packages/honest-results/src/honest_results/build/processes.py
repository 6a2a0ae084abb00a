"""The processes of a build: found even if whoever started them is gone, and ended in good order."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import psutil

#: Every process of a build carries the folder that is built in this variable.
MARK = "ALIANZAS_BUILD"


def environment(root: Path, variables: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment of a build of ``root``: this process's, ``variables``, and the mark."""
    return {**os.environ, **(variables or {}), MARK: str(root.resolve())}


def stop(process: subprocess.Popen[bytes]) -> None:
    """Wait for Snakemake and its steps to end; pass on a Ctrl-C that they did not receive."""
    for patience, signal_then in ((3, signal.SIGINT), (10, signal.SIGKILL)):
        try:
            process.communicate(timeout=patience)
            return
        except subprocess.TimeoutExpired:
            _signal_all(process.pid, signal_then)
    process.communicate()


def _signal_all(pid: int, which: signal.Signals) -> None:
    """Send a signal to a process and to all it has started."""
    with suppress(psutil.NoSuchProcess):
        parent = psutil.Process(pid)
        for process in (*parent.children(recursive=True), parent):
            with suppress(psutil.NoSuchProcess):
                process.send_signal(which)


def end_orphans(root: Path) -> None:
    """End the steps that a killed Snakemake left behind; only for the holder of the build's lock."""
    orphans = _orphans(root)
    for process in orphans:
        with suppress(psutil.NoSuchProcess):
            process.terminate()
    _, stubborn = psutil.wait_procs(orphans, timeout=5)
    for process in stubborn:
        with suppress(psutil.NoSuchProcess):
            process.kill()


def _orphans(root: Path) -> list[psutil.Process]:
    """Return the processes that carry the mark of a build of ``root``, except this one."""
    mark, found = str(root.resolve()), []
    for process in psutil.process_iter():
        # Another user's processes hide their environment, and are none of this build's.
        with suppress(psutil.Error, OSError):
            if process.pid != os.getpid() and process.environ().get(MARK) == mark:
                found.append(process)
    return found


def snakemake_runs_in(root: Path) -> bool:
    """Say whether somebody is running Snakemake by hand in ``root``."""
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            names = {Path(word).name for word in process.cmdline()[:4]}
            if names & {"snakemake", "snakemake.exe"} and Path(process.cwd()) == root:
                return True
    return False
