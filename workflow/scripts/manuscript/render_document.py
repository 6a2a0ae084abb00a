"""Render a document in one language and format (inputs: text, results; output: the document)."""

from pathlib import Path

from honest_results.step import step

with step() as run:
    from honest_results.documents.job import Rendering
    from honest_results.documents.render import render

    job = Rendering(
        document=run.wildcards.document,
        language=run.language,
        format=run.wildcards.format,
        study=run.study,
        root=Path(),
    )
    render(job, run.params.engine["name"], Path(run.output.document))
