"""Keeping the earlier results when a step fails.

Snakemake deletes a step's outputs before it runs the step, and does not bring them back when the
step fails. A person who mistypes one answer would lose the tables that were right yesterday. So the
build keeps hard links to all results while it runs, and after a failure puts back what is missing,
dated before every input: the files are there to be read, and the next build makes them anew.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

RESULTS = Path("results")
KEPT = Path(".snakemake/previous-results")
#: One second after the epoch: older than any input, so that Snakemake never takes it as current.
_LONG_AGO = (1, 1)


def keep(results: Path = RESULTS, kept: Path = KEPT) -> None:
    """Link every file of ``results`` into ``kept``; links of an interrupted build stay as they are."""
    for path in sorted(results.rglob("*")):
        if path.is_file():
            link = kept / path.relative_to(results)
            link.parent.mkdir(parents=True, exist_ok=True)
            link.unlink(missing_ok=True)
            try:
                os.link(path, link)
            except OSError:  # a file system without hard links
                shutil.copy2(path, link)


def put_back(results: Path = RESULTS, kept: Path = KEPT) -> list[Path]:
    """Put back every kept file that ``results`` lacks, dated long ago; return what was put back."""
    restored: list[Path] = []
    for link in sorted(kept.rglob("*")):
        path = results / link.relative_to(kept)
        if link.is_file() and not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(link, path)  # not a copy: the disk may be full
            os.utime(path, _LONG_AGO)
            restored.append(path)
    forget(kept)
    return restored


def forget(kept: Path = KEPT) -> None:
    """Drop the links."""
    shutil.rmtree(kept, ignore_errors=True)
