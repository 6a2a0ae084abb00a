"""The state of the source, as a fact (output: source.json, as facts.json)."""

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.results.facts import write_facts, write_json
    from alianzas.results.merge import merge_facts
    from alianzas.synthesis.colophon import describe_source

    source = describe_source(run.params.state, run.labels)
    write_facts(source, run.output.own, rule=run.rule, script=run.script, sources=[])
    merged = merge_facts([run.output.own])
    write_json({"study": run.study, "languages": run.languages, "facts": merged}, run.output.source)
