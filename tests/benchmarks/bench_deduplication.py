"""How fast duplicates are found, how the cost grows, and bib-dedupe beside it if installed.

    python tests/benchmarks/bench_deduplication.py [REFERENCES …]      default: 7000 70000

Each corpus is found in a process of its own, so that memory is its own; times are CPU and wall.
"""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import subprocess
import sys
import time

SEED = 20261121
SIZES = (7_000, 70_000)
#: bib-dedupe gets a corpus of this size only: it takes minutes beyond.
PEER_SIZE = 2_000


def measure(tool: str, references: int) -> dict[str, float]:
    """Return records, seconds, memory (GB), and the pairs found rightly, wrongly and not."""
    from synthetic_records import synthetic_records

    frame, truth = synthetic_records(references, SEED)
    # Loading the libraries is no part of it.
    find = {"alianzas": _ours, "bib-dedupe": _peer}[tool]
    find(frame.head(40))
    wall, cpu = time.perf_counter(), _cpu()
    groups = find(frame)
    seconds = time.perf_counter() - wall
    used = _cpu() - cpu
    removed = sum(len(group) - 1 for group in groups)
    wrong = sum(len({truth[place] for place in group}) - 1 for group in groups)
    return {
        "records": len(frame),
        "seconds": seconds,
        "cpu": used,
        "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2,
        "missed": len(frame) - references - (removed - wrong),
        "wrong": wrong,
    }


def _cpu() -> float:
    """Return the CPU seconds of this process and of those it started."""
    return sum(os.times()[:4])


def _ours(frame):
    from alianzas.literature.duplicates.finding import find_duplicates
    from alianzas.literature.duplicates.records import rows_of

    return find_duplicates(rows_of(frame), frame["ID"].tolist()).groups


def _peer(frame):
    from bib_dedupe.bib_dedupe import block, cluster, match, prep

    prepared = prep(frame, verbosity_level=0)
    groups = cluster(match(block(prepared, verbosity_level=0), verbosity_level=0))
    place = {name: number for number, name in enumerate(frame["ID"])}
    return [[place[name] for name in group] for group in groups]


def main(sizes: list[int]) -> None:
    """Print one line per tool and size."""
    runs = [("alianzas", size) for size in sizes]
    if importlib.util.find_spec("bib_dedupe"):
        runs = [("alianzas", PEER_SIZE), ("bib-dedupe", PEER_SIZE), *runs]
    print("Deduplication of synthetic records, copies as databases make them")
    heads = ("records", "wall s", "CPU s", "per s", "GB", "missed", "wrong")
    print(f"{'':<11}" + "".join(f"{head:>9}" for head in heads))
    for tool, size in runs:
        command = [sys.executable, __file__, "--measure", tool, str(size)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
        run = json.loads(done.stdout.splitlines()[-1])
        rate = run["records"] / run["seconds"]
        print(
            f"{tool:<11}{run['records']:>9}{run['seconds']:>9.1f}{run['cpu']:>9.1f}{rate:>9.0f}"
            f"{run['gigabytes']:>9.2f}{run['missed']:>9}{run['wrong']:>9}",
            flush=True,
        )
    if "bib-dedupe" not in {tool for tool, _ in runs}:
        print("bib-dedupe is not installed here and so not beside it.")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(measure(sys.argv[2], int(sys.argv[3]))))
    else:
        main([int(size) for size in sys.argv[1:]] or list(SIZES))
