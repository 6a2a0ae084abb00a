"""The folder a document is rendered in: its text, what lays it out, and a link to the results.

Both engines work in such a folder, with ``manuscript/`` beside ``results/`` as in the repository, so
that they leave nothing behind in either, and two documents can be rendered at once.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from honest_results.documents.job import MANUSCRIPT, Rendering
from honest_results.documents.metadata import BIBLIOGRAPHY

#: What an engine needs from ``manuscript/`` besides the text.
SHARED = (BIBLIOGRAPHY, "_quarto.yml", "filters", "styles")


def assemble(job: Rendering, top: Path) -> Path:
    """Fill ``top`` with what rendering ``job`` needs; return the folder to render in."""
    origin, folder = job.root / MANUSCRIPT, top / MANUSCRIPT
    folder.mkdir()
    for name in (job.source, *SHARED):
        if (origin / name).is_dir():
            shutil.copytree(origin / name, folder / name)
        else:
            shutil.copyfile(origin / name, folder / name)
    (top / "results").mkdir()
    (top / "results" / job.study).symlink_to(job.results.resolve(), target_is_directory=True)
    return folder
