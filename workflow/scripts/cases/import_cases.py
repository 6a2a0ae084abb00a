"""Read the cases (inputs: profiles, texts, coders' sheets; outputs: records, facts)."""

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.cases.case_codes import load_case_codes
    from alianzas.cases.judgements import Material, judgement_facts, read_coders
    from alianzas.cases.profiles import read_profiles
    from alianzas.cases.texts import read_texts
    from alianzas.config.cases import CasesSettings

    settings = run.settings(CasesSettings)
    codes = load_case_codes(run.input.codes)
    profiles = read_profiles(run.raw("profiles"), codes)
    run.write_records("profiles", profiles)
    cases = list(profiles["case"])
    texts = read_texts(run.raws("texts"), cases, settings.texts)
    names = [coder.name for coder in settings.coders]
    sheets = dict(zip(names, run.raws("coders"), strict=True))
    judgements = read_coders(sheets, Material(codes, cases, texts))
    run.write_records("judgements", judgements)
    run.facts(judgement_facts(judgements))
