"""Describe the firms (input: profiles; outputs: facts, table case_profiles)."""

from honest_results.step import step

with step() as run:
    from alianzas.cases.case_codes import load_case_codes
    from alianzas.cases.profile_table import profile_facts, profile_table

    codes = load_case_codes(run.input.codes)
    profiles = run.records("profiles")
    run.facts(profile_facts(profiles, codes))
    run.table(profile_table(profiles, codes))
