"""``alianzas bench``: what a build costs from nothing and after each kind of change, and why.

Every step is a separate process, and much of its time goes into loading pandas, SciPy and
Matplotlib. The sum of the steps' imports is the floor that no build can get below.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from honest_results.build.cold_copy import cold_copy, environment_of
from honest_results.build.progress import display_for
from honest_results.build.repository import git
from honest_results.build.snakemake_runs import run_with_display
from honest_results.documents.job import MANUSCRIPT
from honest_results.project import load_project
from honest_results.rule_files import words_of_rules

CORES = 2
#: Each list of imports is run this many times; the fastest run counts.
_REPEATS = 2
# : Runs in every Python process of the build and records, at its end, what the script used and
# imported.
_RECORDER = """
import atexit, json, os, resource, sys
def record():
    if ".snakemake/scripts/" in sys.argv[0]:
        own, others = (resource.getrusage(who) for who in
                       (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        cpu = sum(used.ru_utime + used.ru_stime for used in (own, others))
        memory = max(own.ru_maxrss, others.ru_maxrss)
        with open(os.path.join({folder!r}, str(os.getpid()) + ".json"), "w") as file:
            json.dump([os.path.basename(sys.argv[0]), cpu, memory, list(sys.modules)], file)
atexit.register(record)
"""
#: Imports the modules it is given, in that order, skipping those that a script creates itself.
_REPLAY = """
import importlib, json, sys
for name in json.load(sys.stdin):
    try:
        importlib.import_module(name)
    except ImportError:
        pass
"""
_SENTENCE = "\n\nOne sentence more.\n"


class Job(NamedTuple):
    """One run of a step's script: CPU seconds, peak memory in MB, imports in order."""

    step: str
    cpu: float
    memory: float
    modules: tuple[str, ...]


class Build(NamedTuple):
    """One build: what was changed before it, elapsed and CPU seconds, and its jobs."""

    name: str
    seconds: float
    cpu: float
    jobs: Sequence[Job]


def run(options: Namespace, root: Path) -> int:
    """Build a cold copy, change it and build again, replay the imports, and print the tables."""
    with cold_copy(root) as copy:
        changes: dict[str, Callable[[], object]] = {"From nothing": _nothing}
        changes["Nothing changed"] = _nothing
        text = _first_text(copy)
        if text.is_file():
            changes["One sentence changed"] = partial(_add_sentence, text)
            if git(copy, "rev-parse", "HEAD"):
                changes["That committed"] = partial(_commit, copy)
        builds = []
        for name, change in changes.items():
            change()
            build, code = _measure(name, copy)
            if code != 0:
                return code
            builds.append(build)
        imports = {job.modules for job in builds[0].jobs}
        times = {modules: _import_time(modules, copy) for modules in imports}
    print("\n".join([*builds_table(builds), "", *steps_table(builds[0], times)]))
    return 0


def _nothing() -> None:
    """Change nothing."""


def _first_text(copy: Path) -> Path:
    """Return the source of the first document in its first language."""
    project = load_project(copy)
    return (
        copy
        / MANUSCRIPT
        / f"{project.documents[0].name}.{project.languages_of(project.studies[0])[0]}.qmd"
    )


def _add_sentence(text: Path) -> None:
    with text.open("a", encoding="utf-8") as file:
        file.write(_SENTENCE)


def _commit(copy: Path) -> None:
    """Commit everything in the copy, with a made-up author."""
    who = ("-c", "user.name=bench", "-c", "user.email=bench@localhost")
    git(copy, *who, "commit", "--quiet", "--all", "--no-verify", "--message", "bench")


def _measure(name: str, root: Path) -> tuple[Build, int]:
    """Return what a build of ``root`` takes, and its exit code."""
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder, "records")
        records.mkdir()
        Path(folder, "sitecustomize.py").write_text(_RECORDER.format(folder=str(records)))
        variables = environment_of(root)
        variables["PYTHONPATH"] += f"{os.pathsep}{folder}"
        begin, used = time.perf_counter(), _cpu_of_children()
        display = display_for(words_of_rules(root))
        code = run_with_display(root, ["--cores", str(CORES)], display, variables)
        seconds, cpu = time.perf_counter() - begin, _cpu_of_children() - used
        return Build(name, seconds, cpu, _jobs(records)), code


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _jobs(folder: Path) -> list[Job]:
    """Return each job that ran: its script's name, what it used, and the modules it imported."""
    jobs: list[Job] = []
    kilobytes = 1024 if sys.platform != "darwin" else 1024**2  # of memory in a megabyte
    for path in folder.glob("*.json"):
        script, cpu, memory, modules = json.loads(path.read_text())
        # Snakemake runs a copy called tmp<random>.<name of the script>.
        jobs.append(Job(script.split(".")[1], cpu, memory / kilobytes, tuple(modules)))
    return sorted(jobs)


def _import_time(modules: tuple[str, ...], root: Path) -> float:
    """Return the CPU seconds a fresh interpreter takes to start and to import ``modules``."""
    names = json.dumps([name for name in modules if not name.startswith("__")])
    times: list[float] = []
    for _ in range(_REPEATS):
        used = _cpu_of_children()
        subprocess.run(
            [sys.executable, "-c", _REPLAY],
            input=names,
            cwd=root,
            env={**os.environ, **environment_of(root), "PYTHONDONTWRITEBYTECODE": "1"},
            encoding="utf-8",
            capture_output=True,
            check=True,
        )
        times.append(_cpu_of_children() - used)
    return min(times)


def builds_table(builds: Sequence[Build]) -> list[str]:
    """Return the lines of the table of builds: seconds, CPU seconds and jobs of each."""
    width = max(len(build.name) for build in builds)
    return [
        f"{f'Build on {CORES} cores':<{width}}   seconds  CPU seconds  jobs",
        *(
            f"{build.name:<{width}}  {build.seconds:>8.1f}  {build.cpu:>11.1f}  {len(build.jobs):>4}"
            for build in builds
        ),
    ]


def steps_table(build: Build, imports: Mapping[tuple[str, ...], float]) -> list[str]:
    """Return the lines of the table of steps: CPU seconds, those spent on imports, peak memory.

    ``imports``: the CPU seconds of each list of modules.
    """
    count = Counter(job.step for job in build.jobs)
    cpu: defaultdict[str, float] = defaultdict(float)
    loading: defaultdict[str, float] = defaultdict(float)
    memory: defaultdict[str, float] = defaultdict(float)
    for job in build.jobs:
        cpu[job.step] += job.cpu
        loading[job.step] += imports[job.modules]
        memory[job.step] = max(memory[job.step], job.memory)
    width = max(map(len, count))
    lines = [f"{'step':<{width}}  jobs  CPU seconds  of these imports  memory"]
    lines += [
        f"{step:<{width}}  {count[step]:>4}  {cpu[step]:>11.1f}  {loading[step]:>16.1f}"
        f"  {memory[step]:>3.0f} MB"
        for step in sorted(count, key=lambda step: -cpu[step])
    ]
    total, floor = sum(cpu.values()), sum(loading.values())
    share = f" ({floor / total:.0%})" if total else ""
    lines += [
        "",
        f"The {len(build.jobs)} jobs' CPU seconds: {total:.1f}, of which imports {floor:.1f}{share}",
        f"Beside them: {build.cpu - total:.1f} CPU seconds (Snakemake, starting and ending the jobs)",
    ]
    return lines
