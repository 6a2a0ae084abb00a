"""The embedded engine: Pandoc with our filters and citeproc, Typst for PDF.

Both come as Python packages (``pypandoc_binary``, ``typst``), so that the article can be built with
nothing but Python. It gives the text that Quarto gives.
"""

from __future__ import annotations

import logging
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from honest_results.documents.job import MANUSCRIPT, Rendering
from honest_results.documents.rendering_environment import TYPST_FAILED, pinned_environment
from honest_results.documents.word_files import REFERENCE
from human_files.errors import ManuscriptError, Problem
from human_files.language.messages import message

_OPTIONS = {
    "html": [
        "--to=html5",
        "--template=styles/article.html",
        "--toc",
        "--toc-depth=2",
        "--section-divs",
        "--mathml",
        "--wrap=none",
    ],
    "docx": ["--to=docx", f"--reference-doc={REFERENCE}"],
    "pdf": ["--to=typst", "--template=styles/article.typ", "--wrap=none"],
}


@cache
def pandoc_path() -> str:
    """Return the path of the Pandoc that comes with the project."""
    import pypandoc

    return str(pypandoc.get_pandoc_path())


def run(job: Rendering, folder: Path, epoch: int, *options: str) -> bytes:
    """Return the document rendered from the assembled ``folder``; ``options`` are for Pandoc.

    Raises ManuscriptError with Pandoc's words where it cannot read the article.
    """
    try:
        return _render(job, folder, epoch, options, floats=True)
    except RuntimeError as error:
        if job.format != "pdf" or TYPST_FAILED not in str(error):
            raise
        logging.getLogger(__name__).warning("set again without floats: %s", error)
        return _render(job, folder, epoch, options, floats=False)


def _render(
    job: Rendering, folder: Path, epoch: int, options: Sequence[str], *, floats: bool
) -> bytes:
    """Return the document; ``floats`` as in :func:`pinned_environment`."""
    ending = "typ" if job.format == "pdf" else job.format
    output = folder / f"document.{ending}"
    command = [
        pandoc_path(),
        job.source,
        "--from=markdown",
        "--standalone",
        "--metadata=house-style",
        "--lua-filter=filters/results.lua",
        "--lua-filter=filters/crossref.lua",
        "--citeproc",
        "--syntax-highlighting=none",
        *_OPTIONS[job.format],
        *options,
        f"--output={output.name}",
    ]
    got = subprocess.run(
        command,
        cwd=folder,
        env=pinned_environment(epoch, floats=floats),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if got.stderr:
        logging.getLogger(__name__).warning("%s", got.stderr.strip())
    if got.returncode != 0:
        said = " ".join(got.stderr.split())
        if "Error running filter" in said:
            raise RuntimeError(said)
        ours = said.partition("alianzas: ")[2]  # of our filters, which say what to do themselves
        if ours:
            found, _, advice = ours.partition(". ")
            raise ManuscriptError(Problem(f"{MANUSCRIPT}/{job.source}", f"{found}.", advice))
        raise ManuscriptError(
            Problem(
                f"{MANUSCRIPT}/{job.source}",
                message("Pandoc cannot read it: {said}", said=said),
                message("Correct the place that the message names."),
            )
        )
    return _typeset(output, epoch) if job.format == "pdf" else output.read_bytes()


def _typeset(source: Path, epoch: int) -> bytes:
    """Return the PDF/UA-1 of a Typst file, with the fonts that Typst brings along."""
    import typst

    return bytes(
        typst.compile(
            str(source),
            root=str(source.parent),
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=epoch,
        )
    )
