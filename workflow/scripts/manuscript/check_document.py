"""Check a document of the study (inputs: text, facts; output: where each result is used)."""

import json
from pathlib import Path

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.manuscript.check import Known
    from alianzas.manuscript.check_document import check_document
    from alianzas.manuscript.source import Manuscript
    from alianzas.results.facts import write_json

    known = Known(
        citations=json.loads(Path(run.input.citations).read_text(encoding="utf-8")),
        tables=run.params.tables,
        figures=run.params.figures,
        facts=json.loads(Path(run.input.facts).read_text(encoding="utf-8"))["facts"],
    )
    text = Manuscript.read(run.input.source, run.language)
    write_json(
        check_document(text, known, run.params.documents, run.input.allowed), run.output.usage
    )
