"""Keeping the earlier results when a step fails.

Snakemake deletes a step's outputs before it runs the step, and does not restore them when the step
fails: a person who mistypes one answer would lose the tables that were right yesterday. So a build
keeps hard links to all results while it runs, and after a failure it puts back what is missing,
dated before every input: the files can be read, and the next build makes them again.

The links live no longer than the build: whoever takes a name out of a raw file must not find it in a
copy of last week. Those of a build that was killed go when the next one begins.

The documents of a study belong together: if some were made again and others were not, all are those
of the build before, so that no new page is left beside an old PDF.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path

from honest_results.project import MADE, RECORDS

KEPT = Path(".snakemake/previous-results")
#: One second after the epoch: older than any input, so that Snakemake never takes it for current.
_LONG_AGO = (1, 1)


def keep_results(root: Path = Path()) -> None:
    """Keep a link to every result and record, before a build begins.

    Parameters
    ----------
    root : path, default the working directory
        Top of the compendium.

    Returns
    -------
    None
        The links are in ``.snakemake/previous-results``; those of an interrupted build are kept too.
    """
    kept = root / KEPT
    for path in sorted(path for made in MADE for path in (root / made).rglob("*")):
        if path.is_file():
            link = kept / path.relative_to(root)
            link.parent.mkdir(parents=True, exist_ok=True)
            link.unlink(missing_ok=True)
            try:
                os.link(path, link)
            except OSError:  # a file system without hard links
                shutil.copy2(path, link)


def restore_results(together: Iterable[Collection[str]] = (), root: Path = Path()) -> list[Path]:
    """Put back every result that a failed build has lost.

    Parameters
    ----------
    together : iterable of collections of str
        Paths from ``root``; of each collection either every file is new or none.
    root : path, default the working directory
        Top of the compendium.

    Returns
    -------
    list of path
        What was put back. It is dated 1970, so that the next build makes it again.
    """
    kept = root / KEPT
    links = {
        root / link.relative_to(kept): link
        for made in MADE
        for link in (kept / made).rglob("*")
        if link.is_file()
    }
    lacking = {path for path in links if not path.exists()}
    for files in ({root / name for name in names} for names in together):
        renewed = {path for path in files if path.exists() and _is_new(path, links.get(path))}
        if 0 < len(renewed) < len(files):
            lacking |= renewed & links.keys()
    for path in sorted(lacking):
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(links[path], path)  # not a copy: the disk may be full
        os.utime(path, _LONG_AGO)
    forget_results(root)
    return sorted(lacking)


def _is_new(path: Path, link: Path | None) -> bool:
    """Say whether a file was written after it was linked; a copy has the same time."""
    return link is None or path.stat().st_mtime_ns != link.stat().st_mtime_ns


def remove_published_records(root: Path = Path()) -> None:
    """Remove what earlier versions left of records among the results, which are published."""
    for folder in (root / "results").glob(f"*/{RECORDS}"):
        shutil.rmtree(folder)


def forget_results(root: Path = Path()) -> None:
    """Drop the links, after a build that succeeded."""
    shutil.rmtree(root / KEPT, ignore_errors=True)
