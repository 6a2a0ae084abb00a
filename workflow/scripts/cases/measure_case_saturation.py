"""Count new codes case by case (inputs: codings, passages, texts, codes; outputs: curve, facts)."""

from honest_results.step import step

with step() as run:
    from alianzas.cases.case_codes import load_case_codes
    from alianzas.cases.codebook_facts import codebook_facts
    from alianzas.cases.saturation import codes_by_unit, measure_saturation, saturation_facts
    from alianzas.config.case_settings import CasesSettings

    settings = run.settings(CasesSettings).saturation
    codings, marks, texts = run.records("codings"), run.records("passages"), run.records("texts")
    unit, codes = codes_by_unit(codings, marks, texts)
    found = measure_saturation(codes, unit, settings, run.params.confidence, run.seed)
    run.write_records("curve", found.curve.assign(unit=found.unit))
    case_codes = load_case_codes(run.input.codes)
    run.facts(saturation_facts(found, case_codes.codebook.made, run.labels))
    run.facts(codebook_facts(case_codes, run.labels))
