"""The ledger of claims (inputs: facts, claims; outputs: facts, table, claims.json, page)."""

from pathlib import Path

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.config.synthesis import SynthesisSettings
    from alianzas.results.facts import write_json
    from alianzas.results.merge import merge_facts, with_hashes
    from alianzas.results.raw_files import file_hash
    from alianzas.synthesis.claims.document import ledger_document
    from alianzas.synthesis.claims.ledger import build_ledger
    from alianzas.synthesis.claims.page import Page
    from alianzas.synthesis.claims.reading import read_claims
    from alianzas.synthesis.claims.results import claims_facts, claims_table

    settings = run.settings(SynthesisSettings)
    facts = run.remember(merge_facts(run.input.evidence))
    register = read_claims(settings.claims)
    entries = build_ledger(register, facts, settings.material_of, run.labels)
    run.facts(claims_facts(entries, run.labels))
    run.table(claims_table(entries))

    hashes = {source.file: file_hash(source.file) for source in run.sources}
    ledger = ledger_document(run.study, entries, with_hashes(facts, hashes))
    write_json(ledger.model_dump(mode="json"), run.output.ledger)
    for language, path in zip(run.languages, run.output.page, strict=True):
        page = Page(ledger, run.labels, language).markdown()
        Path(path).write_text(page, encoding="utf-8")
