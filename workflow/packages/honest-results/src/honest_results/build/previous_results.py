"""Keeping the earlier results when a step fails.

Snakemake deletes a step's outputs before it runs the step, and does not bring them back when the
step fails. A person who mistypes one answer would lose the tables that were right yesterday. So the
build keeps hard links to all results while it runs, and after a failure puts back what is missing,
dated before every input: the files are there to be read, and the next build makes them anew.

A study's documents come and go together: where some were made anew and others were not, all are those
of the build before, so that no new page lies beside an old PDF.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path

RESULTS = Path("results")
KEPT = Path(".snakemake/previous-results")
#: One second after the epoch: older than any input, so that Snakemake never takes it as current.
_LONG_AGO = (1, 1)


def keep(root: Path = Path()) -> None:
    """Link every file of the results; links of an interrupted build stay as they are."""
    results, kept = root / RESULTS, root / KEPT
    for path in sorted(results.rglob("*")):
        if path.is_file():
            link = kept / path.relative_to(results)
            link.parent.mkdir(parents=True, exist_ok=True)
            link.unlink(missing_ok=True)
            try:
                os.link(path, link)
            except OSError:  # a file system without hard links
                shutil.copy2(path, link)


def put_back(together: Iterable[Collection[str]] = (), root: Path = Path()) -> list[Path]:
    """Put back every kept file that the results lack, dated long ago; return what was put back.

    Of each collection of ``together``, paths from ``root``, either every file is new or none.
    """
    results, kept = root / RESULTS, root / KEPT
    links = {results / link.relative_to(kept): link for link in kept.rglob("*") if link.is_file()}
    lacking = {path for path in links if not path.exists()}
    for files in ({root / name for name in names} for names in together):
        renewed = {path for path in files if path.exists() and _is_new(path, links.get(path))}
        if 0 < len(renewed) < len(files):
            lacking |= renewed & links.keys()
    for path in sorted(lacking):
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(links[path], path)  # not a copy: the disk may be full
        os.utime(path, _LONG_AGO)
    forget(root)
    return sorted(lacking)


def _is_new(path: Path, link: Path | None) -> bool:
    """Say whether a file was written since it was linked; a copy has its time."""
    return link is None or path.stat().st_mtime_ns != link.stat().st_mtime_ns


def forget(root: Path = Path()) -> None:
    """Drop the links."""
    shutil.rmtree(root / KEPT, ignore_errors=True)
