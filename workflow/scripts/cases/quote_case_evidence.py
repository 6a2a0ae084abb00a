"""Choose passages (inputs: profiles, codings, texts, translations; output: table)."""

from honest_results.step import step

with step() as run:
    from alianzas.cases.case_codes import load_case_codes
    from alianzas.cases.case_quotations import choose_passages, evidence_table, read_translations
    from alianzas.cases.case_texts import read_texts
    from alianzas.config.case_settings import CasesSettings

    settings = run.settings(CasesSettings)
    codes = load_case_codes(run.input.codes)
    profiles, codings = run.records("profiles"), run.records("codings")
    translations = {}
    if settings.translations is not None:
        texts = read_texts(run.raws("texts"), list(profiles["case"]), settings.texts)
        translations = read_translations(run.raw("translations"), texts)
    run.table(evidence_table(choose_passages(codings, profiles), translations, codes))
