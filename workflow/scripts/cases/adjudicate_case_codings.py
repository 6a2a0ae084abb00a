"""Settle disagreements (inputs: judgements, consensus sheet; outputs: codings, facts)."""

from honest_results.step import step

with step() as run:
    from alianzas.cases.adjudication import adjudicate, adjudication_facts
    from alianzas.cases.case_codes import load_case_codes
    from alianzas.cases.case_texts import read_texts
    from alianzas.cases.judgements import Material, read_judgements
    from alianzas.cases.masked_passages import masked_judgements
    from alianzas.config.case_settings import CasesSettings

    settings = run.settings(CasesSettings)
    codes = load_case_codes(run.input.codes)
    profiles, judgements = run.records("profiles"), run.records("judgements")
    cases = list(profiles["case"])
    texts = read_texts(run.raws("texts"), cases, settings.texts)
    sheet = run.raw("consensus")
    settled = read_judgements(sheet, Material(codes, cases, texts), complete=False)
    consensus = masked_judgements(settled, texts)
    codings = adjudicate(judgements, consensus, profiles, sheet)
    run.write_records("codings", codings)
    run.facts(adjudication_facts(judgements, codings))
