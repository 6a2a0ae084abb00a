"""Check a document of the study, and gather what it shows (inputs: text, results; outputs: both)."""

import json
from pathlib import Path

from honest_results.step import step

with step() as run:
    from alianzas.config.draft_replicates import DRAFT_NUMBERS
    from alianzas.config.study_model import Study
    from honest_results.documents.check_document import check_document
    from honest_results.documents.check_references import Known
    from honest_results.documents.document_content import content
    from honest_results.documents.job import Job
    from honest_results.documents.texts import read_text
    from honest_results.fact_merging import read_merged
    from honest_results.facts import write_json

    job = Job(
        document=run.wildcards.document,
        language=run.language,
        documents=run.params.documents,
        article=run.params.article,
        facts=read_merged(*run.input.facts),
        results=Path("results", run.study),
        root=Path(),
        labels=run.labels,
        languages=run.languages,
        is_draft=run.is_draft,
        settings=Study,
        lowered=DRAFT_NUMBERS if run.is_draft else (),
    )
    known = Known(
        citations=json.loads(Path(run.input.citations).read_text(encoding="utf-8")),
        tables=run.params.tables,
        figures=run.params.figures,
        facts=job.facts,
        lost=run.params.lost,
    )
    text = read_text(run.study, job.document, run.language)
    write_json(check_document(text, known, job.documents, *run.input.allowed), run.output.usage)
    write_json(content(job), run.output.content)
