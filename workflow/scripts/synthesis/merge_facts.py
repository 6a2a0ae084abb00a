"""All facts in one file, in every language, with raw files and hashes (output: facts.json)."""

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.results.facts import write_json
    from alianzas.results.merge import count_facts, merge_facts, with_hashes
    from alianzas.results.raw_files import file_hash

    merged = merge_facts(run.input.facts, run.languages)
    files = {source["file"] for fact in merged.values() for source in fact["sources"]}
    merged = with_hashes(merged, {file: file_hash(file) for file in sorted(files)})
    merged = count_facts(merged, run.languages, rule=run.rule, script=run.script)
    write_json({"study": run.study, "languages": run.languages, "facts": merged}, run.output.merged)
