"""Read the cases (inputs: profiles, texts, coders' files; outputs: records, facts)."""

from honest_results.step import step

with step() as run:
    from alianzas.cases.case_codes import load_case_codes
    from alianzas.cases.case_texts import read_texts, texts_frame
    from alianzas.cases.coders import judgements_of, read_passages
    from alianzas.cases.judgements import Material, judgement_facts
    from alianzas.cases.masked_passages import masked_frame
    from alianzas.cases.profiles import read_profiles
    from alianzas.config.case_settings import CasesSettings

    settings = run.settings(CasesSettings)
    codes = load_case_codes(run.input.codes)
    profiles = read_profiles(run.raw("profiles"), codes)
    run.write_records("profiles", profiles)
    cases = list(profiles["case"])
    texts = read_texts(run.raws("texts"), cases, settings.texts)
    material = Material(codes, cases, texts, list(profiles["firm"]))
    run.write_records("texts", texts_frame(texts))
    users = {coder.name: coder.user for coder in settings.coders}
    files = dict(zip(users, run.raws("coders"), strict=True))
    passages = masked_frame(read_passages(files, material, users), texts)
    run.write_records("passages", passages)
    run.write_records("judgements", judgements_of(passages))
    run.facts(judgement_facts(passages))
