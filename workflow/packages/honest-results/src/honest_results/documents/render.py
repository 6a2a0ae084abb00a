"""Rendering one document in one format."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from honest_results.build.software import source_date_epoch
from honest_results.documents import pandoc_engine, quarto_engine
from honest_results.documents.assemble import assemble
from honest_results.documents.job import Rendering
from honest_results.documents.word_files import REFERENCE, finish_document, reference_document


def render(job: Rendering, engine: str, output: Path) -> None:
    """Render a document in one format, with the compendium's filters and templates.

    Parameters
    ----------
    job : Rendering
        What to render. ``manuscript/`` needs the text, ``references.bib``, ``_quarto.yml``, ``filters``
        and ``styles``; the results need the content file (see
        :mod:`honest_results.documents.document_content`).
    engine : {"quarto", "pandoc"}
        What renders it.
    output : path
        The file to write; its folder is made.

    Returns
    -------
    None
        The bytes depend on the sources, the results, the versions of the tools and the release date.

    Raises
    ------
    ManuscriptError
        If the engine cannot read the text.
    ConfigurationError
        If Quarto is asked for and is missing or too old.
    """
    epoch = source_date_epoch(job.root)
    run = quarto_engine.run if engine == "quarto" else pandoc_engine.run
    with tempfile.TemporaryDirectory(prefix="honest-results-") as name:
        folder = assemble(job, Path(name))
        if job.format == "docx":
            content = json.loads(job.content.read_text(encoding="utf-8"))
            title = content["metadata"]["alianzas"]["short-title"]
            reference = reference_document(
                title, folder / "styles/word-styles.xml", pandoc_engine.pandoc_path()
            )
            (folder / REFERENCE).write_bytes(reference)
        document = run(job, folder, epoch)
        if job.format == "docx":
            document = finish_document(document)
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(document)
