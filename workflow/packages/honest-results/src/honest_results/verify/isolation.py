"""Strangers' files are read in a process of their own, within limits of memory and time.

A reader of PDF files or drawings that is brought down by one ends that process alone.
"""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection

from honest_results.verify.findings import Findings

#: Bytes of memory, and seconds; a result of ours takes a tenth of either.
MEMORY, SECONDS = 8 * 1024**3, 600
_NEEDED = ["honest_results.verify.comparing", "numpy", "PIL.Image"]


def isolated(
    work: Callable[[], Findings], seconds: float = SECONDS, memory: int = MEMORY
) -> Findings | None:
    """Return what ``work`` finds; None where it does not come to an end within the limits.

    ``work`` is pickled and sent to the other process. That is forked from a server that has imported
    what is needed and started no threads, as this process may have.
    """
    kinds = multiprocessing.get_context("forkserver")
    kinds.set_forkserver_preload(_NEEDED)
    receiver, sender = kinds.Pipe(duplex=False)
    process = kinds.Process(target=_work, args=(work, sender, memory))
    process.start()
    sender.close()
    found: Findings | None = None
    with suppress(EOFError):  # it ended without a word
        if receiver.poll(seconds):
            found = receiver.recv()
    process.kill()
    process.join()
    receiver.close()
    return found


def _work(work: Callable[[], Findings], sender: Connection, memory: int) -> None:
    """Do the work in the other process."""
    with suppress(ValueError, OSError):  # a system that knows no such limit
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(MemoryError):
        sender.send(work())
