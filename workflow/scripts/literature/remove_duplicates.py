"""Merge duplicates (inputs: references, pairs decided by hand; outputs: unique and duplicate
references, pairs of reports of one study, the sheet of undecided pairs, facts)."""

from honest_results.step import step

with step() as run:
    from alianzas.literature.duplicate_facts import duplicate_facts
    from references.deduplication.merging import remove_duplicates
    from references.deduplication.undecided_pairs import write_undecided
    from references.ledger.names import names_frame
    from references.ledger.rows import read_ledger

    decided = run.raw("decided") if run.input.decided else None
    ledger = [row for path in run.input.ledger for row in read_ledger(path)]
    result = remove_duplicates(run.records("references"), decided, ledger=ledger)
    for row in result.merged.to_dict("records"):
        run.log.info("%(source)s:%(position)s is %(record_id)s: %(reason)s", row)
    for row in result.apart.to_dict("records"):
        run.log.info("%(first)s and %(second)s are kept apart: %(reason)s", row)
    for row in result.versions.to_dict("records"):
        run.log.info("%(first)s and %(second)s report one study (%(relation)s): %(reason)s", row)
    for path in run.output.undecided:
        write_undecided(result.undecided, path, creator="alianzas")
    run.write_records("unique", result.records)
    run.write_records("duplicates", result.merged)
    run.write_records("versions", result.versions)
    run.write_records("names", names_frame(result.ledger, result.records))
    run.facts(duplicate_facts(result, run.labels))
