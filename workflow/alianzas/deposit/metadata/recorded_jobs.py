"""The jobs of the build behind a deposit: rule, inputs and outputs, as Snakemake keeps them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from honest_results.build import processes
from honest_results.build.snakemake_runs import command


@dataclass
class Job:
    """One run of a rule's script: paths from the top of the compendium."""

    rule: str
    log: str
    inputs: list[str] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)


def recorded_jobs(root: Path, arguments: Sequence[str] = ()) -> list[Job]:
    """Return every job of a build, in the order of its first output.

    Parameters
    ----------
    root : path
        Top of the compendium.
    arguments : sequence of str
        What the build is given, such as ``--config studies=[peru]``.

    Returns
    -------
    list of Job
        The jobs that made what is there.
    """
    done = subprocess.run(
        [*command(arguments), "--detailed-summary"],
        cwd=root,
        env=processes.environment(root),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return jobs_of(line.split("\t") for line in done.stdout.splitlines() if "\t" in line)


def jobs_of(rows: Iterable[list[str]]) -> list[Job]:
    """Return the jobs in the rows of Snakemake's detailed summary, a row per output, the head first."""
    head, *body = rows
    place = {name: number for number, name in enumerate(head)}
    found: dict[tuple[str, str], Job] = {}
    for row in body:
        rule, log = row[place["rule"]], row[place["log-file(s)"]]
        job = found.setdefault((rule, log), Job(rule, log))
        job.outputs.append(row[place["output_file"]])
        inputs = row[place["input-file(s)"]].split(",")
        job.inputs += [name for name in inputs if name not in ("", "-", *job.inputs)]
    return [*found.values()]
