"""Render a document in one language and format (inputs: text, results; output: the document)."""

import json
from pathlib import Path

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.manuscript.job import Job
    from alianzas.manuscript.render import render

    job = Job(
        document=run.wildcards.document,
        language=run.language,
        format=run.wildcards.format,
        documents=run.params.documents,
        article=run.params.article,
        facts=json.loads(Path(run.input.facts).read_text(encoding="utf-8"))["facts"],
        results=Path("results", run.study),
        root=Path(),
        labels=run.labels,
        languages=run.languages,
    )
    render(job, run.params.engine, Path(run.output.document))
