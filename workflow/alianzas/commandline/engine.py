"""Running Snakemake: one build at a time, its events shown, its noise kept back."""

from __future__ import annotations

import fcntl
import json
import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from alianzas.commandline.progress import Display

PROFILE = "workflow/profiles/default"
_STATE = Path(".snakemake")
#: The one thing Snakemake prints past its loggers.
_NOISE = (b"Using workflow specific profile", b"Using profile")


def command(root: Path, arguments: Sequence[str] = ()) -> list[str]:
    """Return the command that runs Snakemake on the compendium at ``root``."""
    own = [] if "--workflow-profile" in arguments else ["--workflow-profile", str(root / PROFILE)]
    return [sys.executable, "-m", "alianzas.commandline.pipeline", *own, *arguments]


def run_with_display(
    root: Path,
    arguments: Sequence[str],
    display: Display,
    variables: Mapping[str, str] | None = None,
) -> int:
    """Run Snakemake in ``root`` and show its events; return its exit code.

    ``variables`` are added to the environment.
    What the steps themselves print is shown as it comes: only errors, by their contract.
    Ctrl-C ends the running steps in good order and comes back as 130.
    """
    read_end, write_end = os.pipe()
    with building(root) as lock:
        process = subprocess.Popen(
            [*command(root, arguments), "--logger", "alianzas"],
            cwd=root,
            env={**os.environ, **(variables or {}), "ALIANZAS_EVENTS": str(write_end)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=(write_end, lock.fileno()),
        )
        os.close(write_end)
        assert process.stdout is not None
        try:
            with os.fdopen(read_end, "rb", buffering=0) as events:
                _follow(events, process.stdout, display)
            return process.wait()
        except KeyboardInterrupt:
            _stop(process)
            return 130
        finally:
            display.close()


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Wait for Snakemake and its steps to end; tell them where they did not hear the Ctrl-C."""
    for patience, signal_then in ((3, signal.SIGINT), (10, signal.SIGKILL)):
        try:
            process.communicate(timeout=patience)
            return
        except subprocess.TimeoutExpired:
            _signal_all(process.pid, signal_then)
    process.communicate()


def _signal_all(pid: int, which: signal.Signals) -> None:
    """Send a signal to a process and to all it has started."""
    import psutil

    with suppress(psutil.NoSuchProcess):
        parent = psutil.Process(pid)
        for process in (*parent.children(recursive=True), parent):
            with suppress(psutil.NoSuchProcess):
                process.send_signal(which)


def run_verbose(root: Path, arguments: Sequence[str] = ()) -> int:
    """Run Snakemake in ``root`` with its own output; return its exit code."""
    with building(root) as lock:
        return subprocess.run(
            command(root, arguments), cwd=root, pass_fds=(lock.fileno(),), check=False
        ).returncode


def _follow(events: IO[bytes], output: IO[bytes], display: Display) -> None:
    """Show both streams until they end; of two that speak at once, the steps' words come first."""
    pending = {output.fileno(): b"", events.fileno(): b""}
    with selectors.DefaultSelector() as selector:
        for stream in (output, events):
            os.set_blocking(stream.fileno(), False)
            selector.register(stream, selectors.EVENT_READ)
        while selector.get_map():
            ready = {key.fd: key.fileobj for key, _ in selector.select()}
            for fd in [fd for fd in pending if fd in ready]:
                chunk = os.read(fd, 1 << 16)
                lines = (pending[fd] + chunk).split(b"\n")
                if chunk:
                    pending[fd] = lines.pop()
                else:
                    selector.unregister(ready[fd])
                for line in filter(None, lines):
                    if fd == events.fileno():
                        display.handle(json.loads(line))
                    elif not line.startswith(_NOISE):
                        display.say(line.decode("utf-8", "replace"))


@contextmanager
def building(root: Path) -> Iterator[IO[str]]:
    """Hold the lock of a build of ``root``, waiting for one that runs; clear what a killed one left.

    The operating system frees this lock when its holders end, however they end; Snakemake inherits
    it, so that a build whose watcher was killed still counts as running.
    """
    state = root / _STATE
    state.mkdir(exist_ok=True)
    with (state / "alianzas.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another build of this folder is running; waiting for it …", file=sys.stderr)
            fcntl.flock(lock, fcntl.LOCK_EX)
        except OSError:
            pass  # a cluster's file system that knows no locks; Snakemake's own have to do
        if _left_locked(state) and not _snakemake_runs_in(root):
            subprocess.run([*command(root), "--unlock"], cwd=root, capture_output=True, check=False)
        yield lock


def _left_locked(state: Path) -> bool:
    """Say whether Snakemake's own locks are there."""
    return any((state / "locks").glob("*"))


def _snakemake_runs_in(root: Path) -> bool:
    """Say whether somebody runs Snakemake by hand in ``root``: then its locks are not stale."""
    import psutil

    for process in psutil.process_iter():
        try:
            names = {Path(word).name for word in process.cmdline()[:4]}
            if names & {"snakemake", "snakemake.exe"} and Path(process.cwd()) == root:
                return True
        except (psutil.Error, OSError):
            continue
    return False
