"""Code the studies (inputs: decisions, two passes, consensus; outputs: codes, facts, tables)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.codebook import Codebook
    from alianzas.config.literature_settings import LiteratureSettings
    from alianzas.literature.agreement_statement import agreement_fact
    from alianzas.literature.coding_reliability import (
        coefficients_table,
        reliability_by_code,
        reliability_by_dimension,
        reliability_facts,
    )
    from alianzas.literature.coding_results import (
        agreement_table,
        code_agreement_table,
        coding_facts,
    )
    from alianzas.literature.study_coding import code_studies
    from human_files.settings_files import load_model
    from references.ledger.names import read_names

    settings = run.settings(LiteratureSettings)
    codebook = load_model(run.input.codebook, Codebook)
    confidence = run.params.confidence
    screened = run.records("screened")
    run.raws("passes")
    run.raw("consensus")
    names = read_names(run.records("names"))
    result = code_studies(screened, settings.coding, codebook, confidence, names=names)
    run.write_records("codes", result.codes)
    run.facts(coding_facts(result, codebook, run.labels, confidence))
    run.facts([agreement_fact(screened, result.pooled, run.labels, confidence)])
    run.table(agreement_table(result, screened, codebook, confidence))
    parts = reliability_by_dimension(result, screened, run.seed, confidence)
    codes = reliability_by_code(result, run.seed, confidence)
    run.facts(reliability_facts(parts, codes, confidence))
    run.table(coefficients_table(result, screened, parts, codebook, confidence))
    run.table(code_agreement_table(result, codes, codebook, confidence))
