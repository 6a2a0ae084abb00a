"""What a job took, noted by the job itself when its work is done.

Imported by every step, so it needs nothing beside the standard library.
"""

from __future__ import annotations

import json
import os
import platform
import re
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path


def write_note(log: Path, rule: str, seconds: float, lines: Mapping[str, int]) -> None:
    """Note what the running process has taken up to now.

    Parameters
    ----------
    log : path
        The job's log file; the note goes to the folder ``measured`` beside it.
    rule : str
        The job's rule.
    seconds : float
        Elapsed time.
    lines : mapping of str to int
        The line of the script that wrote each table and figure, by ``tables/<id>``, ``figures/<id>``.
    """
    note = {
        "rule": rule,
        "seconds": round(seconds, 3),
        "cpu_seconds": round(_cpu_seconds(), 3),
        "memory": _peak_memory(),
        "processor": processor(),
        "ended": time.time(),
        "lines": {**lines},
    }
    file = log.parent / "measured" / f"{log.name.removesuffix('.log')}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(note), encoding="utf-8")


def _cpu_seconds() -> float:
    """Return the processor time of this process and of those it has waited for."""
    own, others = (resource.getrusage(who) for who in _SELF_AND_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


_SELF_AND_CHILDREN = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def _peak_memory() -> int:
    """Return the peak memory in bytes of this process or, if larger, of one that it has waited for."""
    unit = 1 if sys.platform == "darwin" else 1024
    own, others = (resource.getrusage(who).ru_maxrss * unit for who in _SELF_AND_CHILDREN)
    try:
        # On Linux the first is at least what the process had that started this one.
        found = re.search(r"^VmHWM:\s+(\d+) kB$", Path("/proc/self/status").read_text(), re.M)
    except OSError:
        found = None
    return max(int(found[1]) * 1024 if found else own, others)


def processor() -> str:
    """Return the processor's architecture and, where the system tells it, its model."""
    model = ""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
        found = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
        model = found[1].strip() if found else ""
    except OSError:
        if sys.platform == "darwin":
            asked = ["sysctl", "-n", "machdep.cpu.brand_string"]
            model = subprocess.run(
                asked, capture_output=True, text=True, check=False
            ).stdout.strip()
    machine = os.uname().machine if hasattr(os, "uname") else platform.machine()
    return f"{model} ({machine})" if model else machine
