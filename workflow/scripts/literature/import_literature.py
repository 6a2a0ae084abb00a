"""Read all bibliographic files (inputs: raw files; outputs: records kept and rejected, facts)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.literature_settings import LiteratureSettings
    from alianzas.literature.identification import import_facts, import_sources
    from references.importing import records_frame, rejected_frame

    settings = run.settings(LiteratureSettings)
    run.raws("files")
    imports = import_sources(settings.sources)
    for item in imports:
        run.log.info("%s: %s, %s, %s records", item.file, item.format, item.encoding, item.found)
        run.log.info("left out, by kind: %s", dict(item.private))
        for remark in item.repaired:
            run.log.info("line %s, %s: repaired: %s", remark.line, remark.name, remark.reason)
    run.write_records("references", records_frame(imports))
    run.write_records("rejected", rejected_frame(imports))
    run.facts(import_facts(imports, settings))
