"""Running Snakemake: one build at a time, with its events shown and its noise held back."""

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

from honest_results.build import previous_results, processes
from honest_results.build.progress import Display
from honest_results.build.snakemake_messages import cut_off
from honest_results.build.step_output import Words
from honest_results.project import load_project
from human_files.errors import UserError
from human_files.language.messages import message

#: Relative to the compendium, as Snakemake takes brackets in a path for a pattern.
PROFILE = "workflow/profiles/default"
_STATE = Path(".snakemake")
#: Seconds between two looks at a silent build.
_PATIENCE = 0.5


def command(arguments: Sequence[str] = ()) -> list[str]:
    """Return the command that runs Snakemake from the top of the compendium."""
    own = [] if "--workflow-profile" in arguments else ["--workflow-profile", PROFILE]
    return [sys.executable, "-m", "honest_results.build.pipeline", *own, *arguments]


def run_with_display(
    root: Path,
    arguments: Sequence[str],
    display: Display,
    variables: Mapping[str, str] | None = None,
) -> int:
    """Run Snakemake in ``root`` and show its events; return its exit code.

    ``variables`` are added to the environment. What the steps print is shown as it arrives: by
    contract, only errors. Ctrl-C ends the running steps in good order and gives 130.
    """
    read_end, write_end = os.pipe()
    with building(root) as lock:
        process = subprocess.Popen(
            [*command(arguments), "--logger", "alianzas"],
            cwd=root,
            env={**processes.environment(root, variables), "ALIANZAS_EVENTS": str(write_end)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=(write_end, lock.fileno()),
        )
        os.close(write_end)
        try:
            with os.fdopen(read_end, "rb", buffering=0) as events:
                words = Words(display, root)
                _follow(process, events, display, words)
            words.end()
            code = process.wait()
        except KeyboardInterrupt:
            processes.stop(process)
            code = 130
        finally:
            display.close()
        if code != 0:
            _tidy(root)
        previous_results.forget_results(root)
        if code < 0:
            display.fail(cut_off(signal.Signals(-code)))
        return code if code >= 0 else 128 - code


def _tidy(root: Path) -> None:
    """Do what a killed Snakemake could not: end its steps, and restore the earlier results."""
    processes.end_orphans(root)
    documents: list[list[str]] = []
    with suppress(UserError):  # a mistake in the configuration has been reported
        documents = load_project(root).rendered_by_study(root)
    previous_results.restore_results(documents, root)


def run_verbose(root: Path, arguments: Sequence[str] = ()) -> int:
    """Run Snakemake in ``root`` with its own output; return its exit code."""
    with building(root) as lock:
        code = subprocess.run(
            command(arguments),
            cwd=root,
            env=processes.environment(root),
            pass_fds=(lock.fileno(),),
            check=False,
        ).returncode
        if code != 0:
            _tidy(root)
        previous_results.forget_results(root)
        return code


def _follow(
    process: subprocess.Popen[bytes], events: IO[bytes], display: Display, words: Words
) -> None:
    """Show the events and what steps print; the latter first if both arrive at once.

    It ends with Snakemake: if Snakemake were killed, its steps would run on and hold the pipe open.
    """
    output = process.stdout
    assert output is not None
    pending = {output.fileno(): b"", events.fileno(): b""}
    with selectors.DefaultSelector() as selector:
        for stream in (output, events):
            os.set_blocking(stream.fileno(), False)
            selector.register(stream, selectors.EVENT_READ)
        while selector.get_map():
            ended = (
                process.poll() is not None
            )  # asked before reading: what it wrote has arrived by now
            ready = {key.fd: key.fileobj for key, _ in selector.select(_PATIENCE)}
            if ended and not ready:
                return
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
                    else:
                        words.add(line.decode("utf-8", "replace"))


@contextmanager
def building(root: Path) -> Iterator[IO[str]]:
    """Hold the lock of a build of ``root``: wait for one that runs, and clear what a killed one left.

    The operating system frees the lock when its holders end, however they end. Snakemake inherits it,
    so that a build whose watcher was killed still counts as running.
    """
    state = root / _STATE
    state.mkdir(exist_ok=True)
    with (state / "build.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(
                message("Another build of this folder is running; waiting for it …"),
                file=sys.stderr,
            )
            fcntl.flock(lock, fcntl.LOCK_EX)
        except OSError:
            pass  # a cluster's file system without locks; Snakemake's own have to do
        if not processes.snakemake_runs_in(root):
            if _left_locked(state):
                processes.end_orphans(root)
                subprocess.run([*command(), "--unlock"], cwd=root, capture_output=True, check=False)
            # Copies of an interrupted build: what it lost comes back, and no old copy stays.
            previous_results.restore_results(root=root)
        yield lock


def _left_locked(state: Path) -> bool:
    """Say whether Snakemake's own locks are there."""
    return any((state / "locks").glob("*"))
