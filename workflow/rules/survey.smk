"""The survey: import, score, describe, estimate, draw."""

from alianzas.survey.disclosure.judged_contrasts import named_contrasts


def contrasts_judged(wildcards):
    """The contrasts of benefits that propositions and claims are judged by: given up last."""
    if not has(wildcards.study, "synthesis"):
        return []
    files = [codebook("propositions")(wildcards), *claims_files(wildcards)]
    return named_contrasts(files)


# Light, and independent of other steps: on a cluster it runs where the build was started.
localrules:
    describe_questionnaire,


rule import_responses:
    """Read the survey answers and account for every submission."""
    input:
        responses=raw("survey.responses.file"),
        codebook=lambda wildcards: STUDIES[wildcards.study]["survey"]["responses"][
            "codebook"
        ]
        or [],
        questionnaire=codebook("questionnaire"),
        labels=words("common", "survey", "respondents"),
    output:
        answers=record("answers"),
        facts=facts("import_responses"),
        table=table("respondent_account"),
    log:
        "logs/{study}/import_responses.log",
    group:
        "survey"
    params:
        settings=settings("survey"),
        provenance=provenance("survey"),
        code=code("survey/import_responses.py"),
    script:
        "../scripts/survey/import_responses.py"


rule describe_questionnaire:
    """List every question with its allowed answers, and the wording of every statement."""
    input:
        questionnaire=codebook("questionnaire"),
        labels=words("common", "survey", "respondents"),
    output:
        table=table("data_dictionary", "item_wordings"),
    log:
        "logs/{study}/describe_questionnaire.log",
    params:
        settings=settings("survey"),
        code=code("survey/describe_questionnaire.py"),
    script:
        "../scripts/survey/describe_questionnaire.py"


rule score_scales:
    """Score the scales and identify well-structured alliances."""
    input:
        answers=record("answers"),
        questionnaire=codebook("questionnaire"),
        labels=words("common", "survey", "respondents"),
    output:
        scores=record("scores"),
        facts=facts("score_scales"),
    log:
        "logs/{study}/score_scales.log",
    group:
        "survey"
    params:
        settings=settings("survey"),
        code=code("survey/score_scales.py"),
    script:
        "../scripts/survey/score_scales.py"


rule plan_disclosure:
    """Decide which numbers of firms are not shown, over everything together."""
    input:
        answers=record("answers"),
        scores=record("scores"),
        questionnaire=codebook("questionnaire"),
    output:
        hidden=record("hidden_numbers"),
    log:
        "logs/{study}/plan_disclosure.log",
    group:
        "survey"
    params:
        settings=settings("survey"),
        needed=contrasts_judged,
        code=code("survey/plan_disclosure.py"),
    script:
        "../scripts/survey/plan_disclosure.py"


rule describe_sample:
    """Describe the firms that answered."""
    input:
        answers=record("answers"),
        hidden=record("hidden_numbers"),
        questionnaire=codebook("questionnaire"),
        labels=words("common", "survey", "respondents"),
    output:
        facts=facts("describe_sample"),
        table=table("sample"),
    log:
        "logs/{study}/describe_sample.log",
    group:
        "survey"
    params:
        settings=settings("survey"),
        currency=lambda wildcards: STUDIES[wildcards.study]["country"]["currency"],
        confidence=confidence,
        code=code("survey/describe_sample.py"),
    script:
        "../scripts/survey/describe_sample.py"


rule estimate_reliability:
    """Estimate how reliable the scales are and how they correlate."""
    input:
        answers=record("answers"),
        scores=record("scores"),
        questionnaire=codebook("questionnaire"),
        labels=words("common", "survey", "survey_statements"),
    output:
        facts=facts("estimate_reliability"),
        table=table("reliability", "correlations"),
    log:
        "logs/{study}/estimate_reliability.log",
    group:
        "survey"
    params:
        settings=settings("survey"),
        confidence=confidence,
        code=code("survey/estimate_reliability.py"),
    script:
        "../scripts/survey/estimate_reliability.py"


rule measure_scales:
    """Examine what the items measure: factors, fit, reliability, validity, common method bias."""
    input:
        answers=record("answers"),
        scores=record("scores"),
        questionnaire=codebook("questionnaire"),
        labels=words("common", "survey", "survey_measurement", "survey_statements"),
    output:
        eigenvalues=record("eigenvalues"),
        facts=facts("measure_scales"),
        table=table(
            "measurement",
            "discriminant_validity",
            "htmt",
            "fit",
            "item_statistics",
            "exploration",
        ),
    log:
        "logs/{study}/measure_scales.log",
    group:
        "survey"
    params:
        settings=settings("survey"),
        confidence=confidence,
        seed=seed,
        code=code("survey/measure_scales.py"),
    script:
        "../scripts/survey/measure_scales.py"


rule fit_drivers:
    """Estimate what drives the success of alliances."""
    input:
        scores=record("scores"),
        answers=record("answers"),
        weights=record("weights"),
        questionnaire=codebook("questionnaire"),
        labels=words("common", "survey", "survey_statements", "survey_general"),
    output:
        estimates=record("driver_estimates"),
        facts=facts("fit_drivers"),
        table=table("drivers", "driver_tests"),
    log:
        "logs/{study}/fit_drivers.log",
    group:
        "survey"
    params:
        settings=settings("survey"),
        confidence=confidence,
        code=code("survey/fit_drivers.py"),
    script:
        "../scripts/survey/fit_drivers.py"


rule check_drivers:
    """Check what drives success in other ways: resampling, dominance, imputation, ranks."""
    input:
        scores=record("scores"),
        answers=record("answers"),
        weights=record("weights"),
        questionnaire=codebook("questionnaire"),
        labels=words("common", "survey", "survey_general"),
    output:
        dominance=record("dominance"),
        facts=facts("check_drivers"),
        table=table(
            "hypotheses",
            "driver_estimators",
            "driver_diagnostics",
            "dominance",
            "dominance_levels",
            "dominance_pairs",
        ),
    log:
        "logs/{study}/check_drivers.log",
    group:
        "survey"
    params:
        settings=settings("survey"),
        confidence=confidence,
        seed=seed,
        code=code("survey/check_drivers.py"),
    script:
        "../scripts/survey/check_drivers.py"


rule fit_outcomes:
    """Explain further outcomes by the same drivers."""
    input:
        scores=record("scores"),
        weights=record("weights"),
        questionnaire=codebook("questionnaire"),
        labels=words("common", "survey", "survey_statements", "survey_general"),
    output:
        facts=facts("fit_outcomes"),
        table=table("outcomes"),
    log:
        "logs/{study}/fit_outcomes.log",
    group:
        "survey"
    params:
        settings=settings("survey"),
        confidence=confidence,
        code=code("survey/fit_outcomes.py"),
    script:
        "../scripts/survey/fit_outcomes.py"


rule weigh_responses:
    """Weight the firms by design and official margins, where the study file gives them."""
    input:
        answers=record("answers"),
        hidden=record("hidden_numbers"),
        questionnaire=codebook("questionnaire"),
        labels=words("common", "survey", "survey_income"),
    output:
        weights=record("weights"),
        facts=facts("weigh_responses"),
        table=table("weights"),
    log:
        "logs/{study}/weigh_responses.log",
    group:
        "survey"
    params:
        settings=settings("survey"),
        code=code("survey/weigh_responses.py"),
    script:
        "../scripts/survey/weigh_responses.py"


rule estimate_income:
    """Estimate how the incomes of allied and independent firms grew."""
    input:
        scores=record("scores"),
        answers=record("answers"),
        weights=record("weights"),
        questionnaire=codebook("questionnaire"),
        labels=words(
            "common",
            "survey",
            "survey_income",
            "respondents",
            "survey_statements",
            "survey_general",
        ),
    output:
        estimates=record("income_estimates"),
        facts=facts("estimate_income"),
        table=table("income"),
    log:
        "logs/{study}/estimate_income.log",
    group:
        "survey"
    params:
        settings=settings("survey"),
        confidence=confidence,
        code=code("survey/estimate_income.py"),
    script:
        "../scripts/survey/estimate_income.py"


rule check_income:
    """Check the income estimates: other methods, balance, hidden confounding, quantiles."""
    input:
        scores=record("scores"),
        weights=record("weights"),
        hidden=record("hidden_numbers"),
        questionnaire=codebook("questionnaire"),
        labels=words("common", "survey", "survey_income", "survey_general"),
    output:
        effects=record("income_effects"),
        balance=record("income_balance"),
        overlap=record("income_overlap"),
        quantiles=record("income_quantiles"),
        facts=facts("check_income"),
        table=table(
            "income_estimands",
            "income_effects",
            "income_balance",
            "income_sensitivity",
            "income_quantiles",
            "income_power",
        ),
    log:
        "logs/{study}/check_income.log",
    group:
        "survey"
    params:
        settings=settings("survey"),
        confidence=confidence,
        seed=seed,
        code=code("survey/check_income.py"),
    script:
        "../scripts/survey/check_income.py"


rule draw_survey_figures:
    """Draw the answers, and how many factors they show."""
    input:
        answers=record("answers"),
        eigenvalues=record("eigenvalues"),
        questionnaire=codebook("questionnaire"),
        labels=words("common", "survey", "survey_measurement", "survey_general"),
    output:
        figures("likert", "parallel_analysis"),
    log:
        "logs/{study}/draw_survey_figures.log",
    group:
        "survey"
    params:
        settings=settings("survey"),
        code=code("survey/draw_survey_figures.py"),
    script:
        "../scripts/survey/draw_survey_figures.py"


rule draw_driver_figures:
    """Draw the coefficients of the drivers, and what each contributes."""
    input:
        drivers=record("driver_estimates"),
        dominance=record("dominance"),
        questionnaire=codebook("questionnaire"),
        labels=words("common", "survey", "survey_general"),
    output:
        figures("drivers", "dominance"),
    log:
        "logs/{study}/draw_driver_figures.log",
    group:
        "survey"
    params:
        settings=settings("survey"),
        confidence=confidence,
        code=code("survey/draw_driver_figures.py"),
    script:
        "../scripts/survey/draw_driver_figures.py"


rule draw_income_figures:
    """Draw the income differences, and what they rest on."""
    input:
        income=record("income_estimates"),
        income_effects=record("income_effects"),
        income_balance=record("income_balance"),
        income_overlap=record("income_overlap"),
        income_quantiles=record("income_quantiles"),
        questionnaire=codebook("questionnaire"),
        labels=words("common", "survey", "survey_income", "survey_general"),
    output:
        figures(
            "income",
            "income_effects",
            "income_balance",
            "income_overlap",
            "income_quantiles",
        ),
    log:
        "logs/{study}/draw_income_figures.log",
    group:
        "survey"
    params:
        settings=settings("survey"),
        confidence=confidence,
        code=code("survey/draw_income_figures.py"),
    script:
        "../scripts/survey/draw_income_figures.py"


EVIDENCE["survey"] = [
    "import_responses",
    "score_scales",
    "describe_sample",
    "weigh_responses",
]
EVIDENCE["survey.drivers"] = [
    "fit_drivers",
    "check_drivers",
]
EVIDENCE["survey.drivers.further_outcomes"] = [
    "fit_outcomes",
]
EVIDENCE["survey.income"] = [
    "estimate_income",
    "check_income",
]
EVIDENCE["survey:scales"] = [
    "estimate_reliability",
    "measure_scales",
]
