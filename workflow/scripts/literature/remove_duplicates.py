"""Merge duplicates (inputs: references; outputs: unique and duplicate references, facts)."""

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.literature.merging import duplicate_facts, remove_duplicates

    result = remove_duplicates(run.records("references"))
    for row in result.merged.to_dict("records"):
        run.log.info("%(source)s:%(position)s is %(record_id)s: %(reason)s", row)
    for row in result.apart.to_dict("records"):
        run.log.info("%(first)s and %(second)s are kept apart: %(reason)s", row)
    run.write_records("unique", result.records)
    run.write_records("duplicates", result.merged)
    run.facts(duplicate_facts(result, run.labels))
