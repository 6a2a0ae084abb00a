"""How fast duplicates are found, how the cost grows, and bib-dedupe beside it.

    python tests/benchmarks/bench_deduplication.py [REFERENCES …]      default: 7000 70000

Each corpus is found in a process of its own, so that memory is its own; times are CPU and wall.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time

SEED = 20261121
SIZES = (7_000, 70_000)
#: bib-dedupe gets a corpus of this size only: it takes minutes beyond.
PEER, VERSION, PEER_SIZE = "bib-dedupe", "0.11.0", 2_000


def measure(tool: str, references: int) -> dict[str, float]:
    """Return records, seconds, memory (GB), and the pairs found rightly, wrongly and not."""
    from synthetic_records import synthetic_records

    frame, truth = synthetic_records(references, SEED)
    # Loading the libraries is no part of it.
    find = {"alianzas": _ours, PEER: _peer}[tool]
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
        "gigabytes": max(
            resource.getrusage(who).ru_maxrss
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        / 1024**2,
        "missed": len(frame) - references - (removed - wrong),
        "wrong": wrong,
    }


def _cpu() -> float:
    """Return the CPU seconds of this process and of those it started."""
    return sum(os.times()[:4])


def _ours(frame):
    from references.deduplication.find_duplicates import find_duplicates
    from references.deduplication.record_rows import rows_of

    return find_duplicates(rows_of(frame), frame["ID"].tolist()).groups


def _peer(frame):
    from bib_dedupe.bib_dedupe import block, cluster, match, prep

    prepared = prep(frame, verbosity_level=0)
    groups = cluster(match(block(prepared, verbosity_level=0), verbosity_level=0))
    place = {name: number for number, name in enumerate(frame["ID"])}
    return [[place[name] for name in group] for group in groups]


def main(sizes: list[int]) -> None:
    """Print one line per tool and size."""
    from peers import python_with

    python = {"alianzas": sys.executable, PEER: python_with(PEER, VERSION)}
    runs = [("alianzas", PEER_SIZE), (PEER, PEER_SIZE), *(("alianzas", size) for size in sizes)]
    print("Deduplication of synthetic records, copies as databases make them")
    heads = ("records", "wall s", "CPU s", "per CPU s", "GB", "missed", "wrong")
    print(f"{'':<11}" + "".join(f"{head:>10}" for head in heads))
    for tool, size in runs:
        if python[tool] is None:
            print(
                f"{tool:<11} cannot be installed here (no package index?) and so is not beside it"
            )
            continue
        command = [python[tool], __file__, "--measure", tool, str(size)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        if done.returncode:
            print(f"{tool:<11} stops: {done.stderr.strip().splitlines()[-1]}")
            continue
        run = json.loads(done.stdout.splitlines()[-1])
        rate = run["records"] / run["cpu"]
        print(
            f"{tool:<11}{run['records']:>10}{run['seconds']:>10.1f}{run['cpu']:>10.1f}{rate:>10.0f}"
            f"{run['gigabytes']:>10.2f}{run['missed']:>10}{run['wrong']:>10}",
            flush=True,
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(measure(sys.argv[2], int(sys.argv[3]))))
    else:
        main([int(size) for size in sys.argv[1:]] or list(SIZES))
