"""How each step's cost grows with the study: so many times the firms, the references and the cases.

    python tests/benchmarks/bench_growth.py [SIZE …] [--branch NAME …] [--limit SECONDS]

Sizes are 1, 2 and 4 by default, a few minutes; `1 10 100` is what docs/growth.md shows. Branches are
survey, literature and cases. Every step is a process of its own and runs alone: CPU seconds (its
imports included) and the most memory it held. Growth is the exponent of the size between the two
largest, of what goes beyond the smallest: 1 is in proportion, 2 squared. `--limit` ends a step that
takes longer; what needs it is then left out.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from growth_references import cite, judge
from growth_study import answer, tell

from honest_results.build.cold_copy import cold_copy, environment_of
from honest_results.rule_files import read_rules

ROOT = Path(__file__).resolve().parents[2]
SIZES = (1, 2, 4)
#: Branch → folders of the scripts of its steps.
BRANCHES: Mapping[str, tuple[str, Callable[[Path, int], None]]] = {
    "survey": ("workflow/scripts/survey/", answer),
    "literature": ("workflow/scripts/literature/", cite),
    "cases": ("workflow/scripts/cases/", tell),
}
#: Runs in every Python process of the build: what a step took is written when it ends.
_RECORDER = """
import atexit, json, os, resource, sys
limit, folder = int(os.environ["GROWTH_LIMIT"]), os.environ["GROWTH_FOLDER"]
def memory():
    try:
        with open("/proc/self/status") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) / 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
def write(*found):
    name = os.path.basename(sys.argv[0]).split(".")[1]
    with open(os.path.join(folder, f"{os.getpid()}.json"), "w") as file:
        json.dump([name, *found], file)
def record():
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    write(sum(one.ru_utime + one.ru_stime for one in used), memory())
if ".snakemake/scripts/" in " ".join(sys.orig_argv):
    if limit:
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    atexit.register(record)
"""


def main(sizes: Sequence[int], branches: Sequence[str], limit: int) -> None:
    """Build the steps of the branches at each size and print the table."""
    found: dict[int, dict[str, tuple[float, float]]] = {}
    for size in sizes:
        with cold_copy(ROOT) as copy, tempfile.TemporaryDirectory() as folder:
            for branch in branches:
                BRANCHES[branch][1](copy, size)
            if "literature" in branches:
                _build(copy, Path(folder), ["records/ecuador/unique_references.parquet"], limit)
                judge(copy)
            _build(copy, Path(folder), _targets(copy, branches), limit)
            found[size] = _recorded(Path(folder))
    print("\n".join(table(found)))


def _targets(copy: Path, branches: Sequence[str]) -> list[str]:
    """Return the facts of every step of the branches."""
    folders = tuple(BRANCHES[branch][0] for branch in branches)
    rules = read_rules(copy).values()
    text = "".join(path.read_text() for path in (copy / "workflow/rules").glob("*.smk"))
    return [
        f"results/ecuador/facts/{rule.name}.json"
        for rule in rules
        if rule.script.startswith(folders) and f'facts("{rule.name}")' in text
    ]


def _build(copy: Path, folder: Path, targets: Sequence[str], limit: int) -> None:
    (folder / "sitecustomize.py").write_text(_RECORDER)
    variables = environment_of(copy)
    variables["PYTHONPATH"] += f"{os.pathsep}{folder}"
    subprocess.run(
        [
            *(sys.executable, "-m", "snakemake"),
            *targets,
            *("--cores", "1", "--quiet", "all"),
        ],
        cwd=copy,
        env={**os.environ, **variables, "GROWTH_LIMIT": str(limit), "GROWTH_FOLDER": str(folder)},
        check=limit == 0,
    )


def _recorded(folder: Path) -> dict[str, tuple[float, float]]:
    """Return each step's CPU seconds, over all its jobs, and the most memory of one (MB)."""
    steps: dict[str, tuple[float, float]] = {}
    for path in folder.glob("*.json"):
        name, seconds, memory = json.loads(path.read_text())
        before = steps.get(name, (0.0, 0.0))
        steps[name] = (before[0] + seconds, max(before[1], memory))
    return steps


def growth(points: Sequence[tuple[int, float]]) -> float | None:
    """Return the exponent of cost in size, of what goes beyond the smallest size's cost.

    ``points``: size and cost, by size. None with fewer than three, or where hardly anything grows.
    """
    if len(points) < 3:
        return None
    (_, floor), (smaller, middle), (larger, most) = points[0], *points[-2:]
    if middle - floor < 0.05 * floor:
        return None
    return math.log((most - floor) / (middle - floor)) / math.log(larger / smaller)


def table(found: Mapping[int, Mapping[str, tuple[float, float]]]) -> list[str]:
    """Return the lines of the report in Markdown."""
    sizes = sorted(found)
    names = list({name: None for size in sizes for name in found[size]})
    names.sort(key=lambda name: -max(found[size].get(name, (0,))[0] for size in sizes))
    lines = [
        "| step | " + " | ".join(f"{size}× | MB" for size in sizes) + " | growth | of memory |",
        "|---|" + "---:|---:|" * len(sizes) + "---:|---:|",
    ]
    for name in names:
        cells = []
        for size in sizes:
            seconds, memory = found[size].get(name, (math.nan, math.nan))
            cells += [f"{seconds:.1f} s", f"{memory:.0f}"] if seconds == seconds else ["–", "–"]
        for part in (0, 1):
            points = [(size, found[size][name][part]) for size in sizes if name in found[size]]
            exponent = growth(points)
            cells.append("–" if exponent is None else f"{exponent:.2f}")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return lines


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--branch", nargs="+", choices=list(BRANCHES), default=list(BRANCHES))
    parser.add_argument("--limit", type=int, default=0, help="CPU seconds that a step may take")
    options = parser.parse_args()
    main(sorted(options.sizes), options.branch, options.limit)
