"""Check every article of the study (inputs: articles, facts; output: where each result is used)."""

import json
from pathlib import Path

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.manuscript.articles import check_articles
    from alianzas.manuscript.check import Known
    from alianzas.manuscript.source import citation_keys
    from alianzas.results.facts import write_json

    known = Known(
        citations=citation_keys(Path(run.input.bibliography).read_text(encoding="utf-8")),
        tables=run.params.tables,
        figures=run.params.figures,
        facts=json.loads(Path(run.input.facts).read_text(encoding="utf-8"))["facts"],
    )
    articles = dict(zip(run.languages, run.input.articles, strict=True))
    write_json(check_articles(articles, known, run.input.allowed), run.output.usage)
