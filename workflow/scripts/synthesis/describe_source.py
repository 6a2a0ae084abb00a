"""The state of the source, as a fact (output: source.json, as facts.json)."""

from honest_results.step import step

with step() as run:
    from alianzas.synthesis.colophon import describe_source
    from honest_results.fact_merging import merge_facts
    from honest_results.facts import write_facts, write_json

    source = describe_source(run.params.state, run.labels)
    write_facts(source, run.output.own, rule=run.rule, script=run.script, sources=[])
    merged = merge_facts([run.output.own])
    write_json({"study": run.study, "languages": run.languages, "facts": merged}, run.output.source)
