"""Check every document of the study (inputs: texts, facts; output: where each result is used)."""

import json
from pathlib import Path

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.manuscript.check import Known
    from alianzas.manuscript.check_documents import check_documents
    from alianzas.manuscript.source import Manuscript, citation_keys
    from alianzas.results.facts import write_json

    known = Known(
        citations=citation_keys(Path(run.input.bibliography).read_text(encoding="utf-8")),
        tables=run.params.tables,
        figures=run.params.figures,
        facts=json.loads(Path(run.input.facts).read_text(encoding="utf-8"))["facts"],
    )
    texts = [Manuscript.read(file, file.split(".")[-2]) for file in run.input.documents]
    write_json(check_documents(texts, known, run.input.allowed), run.output.usage)
