"""The results that a deposit publishes: what the steps make of the commit, and no leftover."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from honest_results.build import processes
from honest_results.build.snakemake_runs import command

#: The folder of a deposit with the published results.
PUBLISHED = "published"


class Account(NamedTuple):
    """What a build makes: the rule of each file, by its path from the top; and what is not made yet."""

    rules: dict[str, str]
    pending: list[str]


def account(root: Path, builds: Iterable[Sequence[str]]) -> Account:
    """Return what builds make, by Snakemake's own account.

    Parameters
    ----------
    root : path
        Top of the compendium.
    builds : iterable of sequences of str
        What each build is given, such as ``--config studies=[peru]``.

    Returns
    -------
    Account
        Files of all builds together. Those are pending that the next build would make.
    """
    rules: dict[str, str] = {}
    pending = []
    for arguments in builds:
        done = subprocess.run(
            [*command(arguments), "--summary"],
            cwd=root,
            env=processes.environment(root),
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        head, *rows = (line.split("\t") for line in done.stdout.splitlines() if "\t" in line)
        for row in rows:
            stated = dict(zip(head, row, strict=False))
            rules[stated["output_file"]] = stated["rule"]
            if stated["plan"] != "no update":
                pending.append(stated["output_file"])
    return Account(rules, sorted(pending))


def publish(
    study: str, made: Iterable[str], root: Path, folder: Path
) -> tuple[list[str], list[str]]:
    """Copy the results of a study to ``published/<study>`` in ``folder``.

    Parameters
    ----------
    study : str
        The study, or the comparison of several.
    made : iterable of str
        What the build makes; of it, what lies in ``results/<study>`` is published.
    root, folder : path
        Top of the compendium, and the deposit.

    Returns
    -------
    tuple of list of str
        What was published, and the leftovers that no step makes any more, from ``results/<study>``.
    """
    results = root / "results" / study
    wanted = {name for name in made if name.startswith(f"results/{study}/")}
    there = {path.relative_to(root).as_posix() for path in results.rglob("*") if path.is_file()}
    lost = sorted(wanted - there)
    if lost:
        raise RuntimeError(f"the build did not leave {lost[0]}")
    for name in sorted(wanted):
        target = folder / PUBLISHED / Path(name).relative_to("results")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / name, target)
    return (
        [Path(name).relative_to("results", study).as_posix() for name in sorted(wanted)],
        [Path(name).relative_to("results", study).as_posix() for name in sorted(there - wanted)],
    )
