"""Facts from the configuration (inputs: files of claims, labels; outputs: facts)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.survey_settings import SurveySettings
    from alianzas.survey.questionnaire import load_questionnaire
    from alianzas.survey.statements.method_statement import method_statements
    from alianzas.survey.what_is_asked import what_is_asked
    from alianzas.synthesis.study_facts import describe_provenance, describe_study, published_values
    from honest_results.claims.claims_files import read_claims

    run.rests_on_settings()
    run.facts(describe_study(run.params.settings, run.labels))
    run.facts(describe_provenance(run.params.levels, run.params.settings, run.labels))
    if run.input.questionnaire:
        survey = run.settings(SurveySettings, "survey")
        questionnaire = load_questionnaire(run.input.questionnaire, survey.lists)
        run.facts(what_is_asked(survey, questionnaire, run.labels))
        run.facts(method_statements(survey, questionnaire, run.labels))
    registers = [read_claims(run.input.claims), read_claims(run.input.shared)]
    files = {
        name: file for known in reversed(registers) for name, (file, _) in known.places.items()
    }
    run.facts(published_values([claim for known in registers for claim in known.claims], files))
