"""``alianzas bench``: how long a cold build takes, next to what its imports alone take.

Every step is a process of its own, and loading pandas, statsmodels and Matplotlib is most of its
time. The sum of the steps' import times is the floor that no build of ours can get much below.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from collections import Counter, defaultdict
from pathlib import Path

from alianzas.commandline.cold_copy import cold_copy, environment_of
from alianzas.commandline.engine import run_with_display
from alianzas.commandline.progress import display_for
from alianzas.rule_files import words_of_rules

CORES = 2
#: Of so many runs of a list of imports the fastest counts.
_REPEATS = 2
#: Runs in every Python process of the build: at its end, the script's name and what it imported.
_RECORDER = """
import atexit, json, os, sys
def record():
    if ".snakemake/scripts/" in sys.argv[0]:
        with open(os.path.join({folder!r}, str(os.getpid()) + ".json"), "w") as file:
            json.dump([os.path.basename(sys.argv[0]), list(sys.modules)], file)
atexit.register(record)
"""
#: Imports what it is given, in that order, passing over what a script makes up for itself.
_REPLAY = """
import importlib, json, sys
for name in json.load(sys.stdin):
    try:
        importlib.import_module(name)
    except ImportError:
        pass
"""


def run(options: Namespace, root: Path) -> int:
    """Build a cold copy twice, replay its imports, print the table."""
    with cold_copy(root) as copy, tempfile.TemporaryDirectory() as folder:
        records = Path(folder, "records")
        records.mkdir()
        (Path(folder) / "sitecustomize.py").write_text(_RECORDER.format(folder=str(records)))
        variables = environment_of(copy)
        recorded = {"PYTHONPATH": f"{variables['PYTHONPATH']}:{folder}"}
        cold, code = _timed(copy, recorded)
        if code != 0:
            return code
        second, code = _timed(copy, variables)
        if code != 0:
            return code
        jobs = _jobs(records)
        times = {modules: _import_time(modules, copy) for modules in {m for _, m in jobs}}
    print("\n".join(table(jobs, times, cold, second)))
    return 0


def _timed(root: Path, variables: dict[str, str]) -> tuple[float, int]:
    display = display_for(words_of_rules(root))
    begin = time.perf_counter()
    code = run_with_display(root, ["--cores", str(CORES)], display, variables)
    return time.perf_counter() - begin, code


def _jobs(folder: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Return for each job that ran its script's name and the modules it imported, in order."""
    jobs: list[tuple[str, tuple[str, ...]]] = []
    for path in folder.glob("*.json"):
        script, modules = json.loads(path.read_text())
        # Snakemake runs a copy called tmp<random>.<name of the script>.
        jobs.append((script.split(".")[1], tuple(modules)))
    return sorted(jobs)


def _import_time(modules: tuple[str, ...], root: Path) -> float:
    """Return the seconds a fresh interpreter takes to start and to import ``modules``."""
    names = json.dumps([name for name in modules if not name.startswith("__")])
    times: list[float] = []
    for _ in range(_REPEATS):
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", _REPLAY],
            input=names,
            cwd=root,
            env={**os.environ, **environment_of(root), "PYTHONDONTWRITEBYTECODE": "1"},
            encoding="utf-8",
            capture_output=True,
            check=True,
        )
        times.append(time.perf_counter() - begin)
    return min(times)


def table(
    jobs: list[tuple[str, tuple[str, ...]]],
    times: dict[tuple[str, ...], float],
    cold: float,
    second: float,
) -> list[str]:
    """Return the lines of the report: import time by step, and the build against their sum."""
    count = Counter(name for name, _ in jobs)
    total: defaultdict[str, float] = defaultdict(float)
    for name, modules in jobs:
        total[name] += times[modules]
    floor = sum(times[modules] for _, modules in jobs)
    width = max(len(name) for name in count)
    lines = [f"{'step':<{width}}  jobs  imports"]
    lines += [
        f"{name:<{width}}  {count[name]:>4}  {total[name]:>5.1f} s"
        for name in sorted(count, key=lambda name: -total[name])
    ]
    lines += [
        "",
        f"Sum of the {len(jobs)} jobs' import times: {floor:.1f} s",
        f"Cold build on {CORES} cores:          {cold:.1f} s = {cold / floor:.2f} × that sum",
        f"Second run (nothing to be done):  {second:.1f} s",
    ]
    return lines
