"""The ledger of claims (inputs: facts, claims; outputs: facts, table, claims.json, page)."""

from pathlib import Path

from honest_results.step import step

with step() as run:
    from alianzas.synthesis.excused import excused_in
    from honest_results.claims.claims_files import read_claims
    from honest_results.claims.ledger import build_ledger
    from honest_results.claims.ledger_document import ledger_document
    from honest_results.claims.ledger_page import Page
    from honest_results.claims.ledger_results import claims_facts, claims_table
    from honest_results.claims.statement_models import Propositions
    from honest_results.fact_merging import merge_facts, with_hashes
    from honest_results.facts import write_json
    from honest_results.file_hashes import file_hash
    from human_files.settings_files import load_model

    facts = run.remember(merge_facts(run.input.evidence))
    propositions = load_model(run.input.propositions, Propositions).propositions
    file = run.input.propositions
    register = read_claims(run.input.claims, ".", propositions, file)
    material_of, excused = register.material_of(run.study), excused_in(run.study, facts)
    entries = build_ledger(register, facts, material_of, run.labels, excused)
    run.facts(claims_facts(entries, run.labels))
    run.table(claims_table(entries))

    hashes = {source.file: file_hash(source.file) for source in run.sources}
    ledger = ledger_document(run.study, entries, register.sources, with_hashes(facts, hashes))
    write_json(ledger.model_dump(mode="json"), run.output.ledger)
    for language, path in zip(run.languages, run.output.page, strict=True):
        page = Page(ledger, run.labels, language).markdown()
        Path(path).write_text(page, encoding="utf-8")
