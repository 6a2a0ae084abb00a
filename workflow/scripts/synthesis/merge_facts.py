"""All facts in one file, with raw files, hashes and the software's own (output: facts.json)."""

from honest_results.step import step

with step() as run:
    from alianzas.synthesis.colophon import describe_software
    from honest_results.build.software import pandoc_version
    from honest_results.fact_merging import count_facts, merge_facts, with_hashes
    from honest_results.facts import write_facts, write_json
    from honest_results.file_hashes import file_hash

    state = run.params.software
    engine = {"version": pandoc_version(), **state["engine"]}
    origin = {"rule": run.rule, "script": run.script}
    named = describe_software({**state, "engine": engine}, run.labels)
    write_facts(named, run.output.software, **origin, sources=[])

    merged = merge_facts([*run.input.facts, run.output.software])
    files = {source["file"] for fact in merged.values() for source in fact["sources"]}
    merged = with_hashes(merged, {file: file_hash(file) for file in sorted(files)})
    merged = count_facts(merged, **origin)
    about = {"study": run.study, "languages": run.languages}
    about |= {"draft": True} if run.is_draft else {}
    write_json({**about, "facts": merged}, run.output.merged)
