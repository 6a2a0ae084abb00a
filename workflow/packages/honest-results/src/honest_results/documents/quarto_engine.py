"""The engine of record: Quarto, wherever it is installed (1.9 or later).

Each format is a run of its own. One run for all formats of a document would save a seventh of the
processor time (the article: 17 s instead of 20 with Quarto 1.10), but keep two processors from working
at once, and make all formats anew where one is asked for.
"""

from __future__ import annotations

import json
import logging
import subprocess
from pathlib import Path

from honest_results.build.software import choose_engine
from honest_results.documents.job import MANUSCRIPT, Rendering
from honest_results.documents.rendering_environment import TYPST_FAILED, pinned_environment
from honest_results.documents.word_files import REFERENCE
from human_files.errors import ManuscriptError, Problem
from human_files.language.messages import message

#: What Quarto calls our formats.
_FORMATS = {"html": "html", "docx": "docx", "pdf": "typst"}
#: As in manuscript/_quarto.yml: settings that the build adds, and where the documents go.
_SETTINGS, _OUTPUT = "../results/_manuscript.yml", "../results/_preview"


def settings(reference: str) -> str:
    """Return what Quarto has to be told besides ``_quarto.yml``: the path of Word's styles."""
    return json.dumps({"format": {"docx": {"reference-doc": reference}}}, indent=1) + "\n"


def run(job: Rendering, folder: Path, epoch: int) -> bytes:
    """Return the document rendered from the assembled ``folder``.

    Raises ConfigurationError where Quarto is missing or older than 1.9, ManuscriptError with Quarto's
    words where it fails or leaves no document.
    """
    choose_engine("quarto")
    (folder / _SETTINGS).write_text(settings(REFERENCE), encoding="utf-8")
    output = folder / _OUTPUT / Path(job.source).with_suffix(f".{job.format}")
    got = _render(job, folder, epoch, floats=True)
    if got.returncode != 0 and job.format == "pdf" and TYPST_FAILED in got.stderr:
        got = _render(job, folder, epoch, floats=False)
    said = got.stderr.strip()
    if got.returncode != 0 or not output.is_file():
        raise ManuscriptError(
            Problem(
                f"{MANUSCRIPT}/{job.source}",
                message(
                    "Quarto stopped: {said}",
                    said=" ".join(said.split())[-600:] or message("it left no document"),
                ),
                message(
                    "Correct the place that the message names, or write `engine: pandoc` in "
                    "config/config.yaml."
                ),
            )
        )
    return output.read_bytes()


def _render(
    job: Rendering, folder: Path, epoch: int, *, floats: bool
) -> subprocess.CompletedProcess[str]:
    """Let Quarto render; ``floats`` as in :func:`pinned_environment`."""
    got = subprocess.run(
        ["quarto", "render", job.source, "--to", _FORMATS[job.format]],
        cwd=folder,
        env=pinned_environment(epoch, floats=floats),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if got.stderr.strip():
        logging.getLogger(__name__).info("%s", got.stderr.strip())
    return got
