"""All facts in one file, with raw files, hashes and the software's own (output: facts.json)."""

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.results.facts import write_facts, write_json
    from alianzas.results.merge import count_facts, merge_facts, with_hashes
    from alianzas.results.raw_files import file_hash
    from alianzas.software import pandoc_version
    from alianzas.synthesis.colophon import describe_software

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
