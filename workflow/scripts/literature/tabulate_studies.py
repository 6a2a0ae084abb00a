"""Count what the included studies are about (inputs: decisions, codes; outputs: facts, tables)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.codebook import Codebook
    from alianzas.config.literature_settings import LiteratureSettings
    from alianzas.literature.included_facts import study_facts
    from alianzas.literature.included_studies import group_studies
    from alianzas.literature.included_tables import ado_table, codes_table, included_table
    from alianzas.literature.naming import Naming
    from alianzas.literature.study_statements import study_statements
    from human_files.settings_files import load_model

    codebook = load_model(run.input.codebook, Codebook)
    screened, codes = run.records("screened"), run.records("codes")
    included = codes["record_id"].nunique()
    studies = group_studies(codes, codebook)
    naming = Naming(run.settings(LiteratureSettings).basis, included, run.labels)
    run.facts(study_facts(studies, codebook, naming))
    run.facts(study_statements(studies, codebook, naming))
    for name, dimension in {
        "theories": "theory",
        "contexts": "context",
        "methods": "method",
    }.items():
        run.table(codes_table(name, studies, codebook.by_id[dimension], codebook, screened))
    run.table(ado_table(studies, codebook, included))
    run.table(included_table(screened))
