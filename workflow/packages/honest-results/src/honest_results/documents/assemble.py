"""The folder a document is rendered in: the study's text, what lays it out, a link to the results.

Both engines work in such a folder, with ``manuscript/`` beside ``results/`` as in the repository, so
that they leave nothing behind in either, and two documents can be rendered at once.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from honest_results.documents.job import MANUSCRIPT, Rendering
from honest_results.documents.metadata import BIBLIOGRAPHY
from honest_results.documents.texts import files_of, read_text

#: What an engine needs from ``manuscript/`` besides the text.
SHARED = (BIBLIOGRAPHY, "_quarto.yml", "filters", "styles")


def assemble(job: Rendering, top: Path) -> Path:
    """Fill ``top`` with what rendering ``job`` needs; return the folder to render in."""
    origin, folder = job.root / MANUSCRIPT, top / MANUSCRIPT
    folder.mkdir()
    for name in SHARED:
        if (origin / name).is_dir():
            shutil.copytree(origin / name, folder / name)
        else:
            shutil.copyfile(origin / name, folder / name)
    text = read_text(job.study, job.document, job.language, job.root)
    (folder / job.source).write_text(text.text, encoding="utf-8", newline="\n")
    for file in files_of(job.study, BIBLIOGRAPHY, job.root)[1:]:
        (folder / job.study).mkdir()
        shutil.copyfile(job.root / file, folder / job.study / BIBLIOGRAPHY)
    (top / "results").mkdir()
    (top / "results" / job.study).symlink_to(job.results.resolve(), target_is_directory=True)
    return folder
