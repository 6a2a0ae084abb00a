"""The robustness of the survey's findings: other choices, other firms, data with known truth."""

# Measured with 150 firms (0.3 MB of answers) and with 3000 (6 MB): the curves take 8 s and 4 min, 230 and
# 1320 MB; a quarter of the recovery study 14 s and, with 3000, more than a quarter of an hour.
MEMORY, MINUTES = by_answers(1000, 200), by_answers(5, 15)


# Number of jobs that the recovery study is divided into; `--set-scatter recovery=16` changes it.
scattergather:
    recovery=4,


def recovery_settings(wildcards):
    """The settings used by the data sets with known truth and their estimators, and no others."""
    survey = STUDIES[wildcards.study]["survey"]
    names = (
        "scales",
        "well_structured",
        "drivers",
        "income",
        "weighting",
        "minimum",
        "year",
    )
    return {
        **{name: survey[name] for name in ("provenance", "responses", "lists", *names)},
        "robustness": {
            **dict.fromkeys(("drivers", "income")),
            "recovery": survey["robustness"]["recovery"],
        },
    }


rule fit_driver_specifications:
    """Estimate the drivers under every combination of an analyst's choices."""
    input:
        answers=record("answers"),
        weights=record("weights"),
        responses=raw("survey.responses.file"),
        codebook=lambda wildcards: STUDIES[wildcards.study]["survey"]["responses"][
            "codebook"
        ]
        or [],
        questionnaire=codebook("questionnaire"),
        labels=words("common", "survey", "survey_robustness", "survey_general"),
    output:
        curves=record("driver_specifications"),
        facts=facts("fit_driver_specifications"),
        table=table("driver_specifications"),
    log:
        "logs/{study}/fit_driver_specifications.log",
    group:
        "robustness"
    resources:
        mem_mb=MEMORY,
        runtime=MINUTES,
    params:
        settings=settings("survey"),
        provenance=provenance("survey"),
        confidence=confidence,
        seed=seed,
        code=code("survey/fit_driver_specifications.py"),
    script:
        "../scripts/survey/fit_driver_specifications.py"


rule fit_income_specifications:
    """Compare incomes under every combination of an analyst's choices."""
    input:
        answers=record("answers"),
        weights=record("weights"),
        responses=raw("survey.responses.file"),
        codebook=lambda wildcards: STUDIES[wildcards.study]["survey"]["responses"][
            "codebook"
        ]
        or [],
        questionnaire=codebook("questionnaire"),
        labels=words("common", "survey", "survey_robustness", "survey_general"),
    output:
        curves=record("income_specifications"),
        facts=facts("fit_income_specifications"),
        table=table("income_specifications"),
    log:
        "logs/{study}/fit_income_specifications.log",
    group:
        "robustness"
    resources:
        mem_mb=MEMORY,
        runtime=MINUTES,
    params:
        settings=settings("survey"),
        provenance=provenance("survey"),
        confidence=confidence,
        seed=seed,
        code=code("survey/fit_income_specifications.py"),
    script:
        "../scripts/survey/fit_income_specifications.py"


rule leave_out_groups:
    """Repeat the findings without one sector or region at a time."""
    input:
        scores=record("scores"),
        weights=record("weights"),
        questionnaire=codebook("questionnaire"),
        labels=words("common", "survey", "survey_robustness", "survey_general"),
    output:
        facts=facts("leave_out_groups"),
        table=table("leave_one_out"),
    log:
        "logs/{study}/leave_out_groups.log",
    group:
        "survey"
    params:
        settings=settings("survey"),
        confidence=confidence,
        code=code("survey/leave_out_groups.py"),
    script:
        "../scripts/survey/leave_out_groups.py"


rule judge_findings:
    """Give one verdict per finding, all evidence taken together, and say it in sentences."""
    input:
        answers=facts("import_responses"),
        drivers=lambda wildcards: (
            facts_of(
                ["fit_drivers", "check_drivers", "fit_driver_specifications"],
                wildcards,
            )
            if has(wildcards.study, "survey.drivers")
            else []
        ),
        income=lambda wildcards: (
            facts_of(
                ["estimate_income", "check_income", "fit_income_specifications"],
                wildcards,
            )
            if has(wildcards.study, "survey.income")
            else []
        ),
        left_out=facts("leave_out_groups"),
        recovery=facts("summarise_recovery"),
        questionnaire=codebook("questionnaire"),
        labels=words(
            "common",
            "survey",
            "survey_robustness",
            "survey_statements",
            "survey_general",
        ),
    output:
        facts=facts("judge_findings"),
        table=table("findings"),
    log:
        "logs/{study}/judge_findings.log",
    group:
        "article"
    params:
        settings=settings("survey"),
        confidence=confidence,
        code=code("survey/judge_findings.py"),
    script:
        "../scripts/survey/judge_findings.py"


rule plan_sample:
    """Gauge the power of the design for the smallest differences that matter."""
    input:
        scores=record("scores"),
        weights=record("weights"),
        questionnaire=codebook("questionnaire"),
        labels=words(
            "common", "survey", "survey_income", "survey_robustness", "survey_general"
        ),
    output:
        facts=facts("plan_sample"),
        table=table("design"),
    log:
        "logs/{study}/plan_sample.log",
    group:
        "survey"
    params:
        settings=settings("survey"),
        confidence=confidence,
        code=code("survey/plan_sample.py"),
    script:
        "../scripts/survey/plan_sample.py"


rule set_recovery_worlds:
    """Set the true values of the data sets on which the estimators are tried."""
    input:
        answers=record("answers"),
        scores=record("scores"),
        questionnaire=codebook("questionnaire"),
    output:
        worlds=record("recovery_worlds"),
    log:
        "logs/{study}/set_recovery_worlds.log",
    group:
        "survey"
    params:
        settings=settings("survey"),
        code=code("survey/set_recovery_worlds.py"),
    script:
        "../scripts/survey/set_recovery_worlds.py"


rule try_estimators:
    """Try the estimators on data sets with known truth."""
    input:
        worlds=record("recovery_worlds"),
        questionnaire=codebook("questionnaire"),
    output:
        found=record("recovery/{scatteritem}"),
    log:
        "logs/{study}/try_estimators.{scatteritem}.log",
    cache: True
    resources:
        mem_mb=MEMORY,
        runtime=MINUTES,
    params:
        # Stated here as well, so that a cache between workflows distinguishes the parts.
        part=lambda wildcards: wildcards.scatteritem,
        settings=recovery_settings,
        confidence=confidence,
        seed=seed,
        code=code("survey/try_estimators.py"),
    script:
        "../scripts/survey/try_estimators.py"


rule summarise_recovery:
    """Say how well the estimators recover the true values."""
    input:
        worlds=record("recovery_worlds"),
        parts=gather.recovery("records/{{study}}/recovery/{scatteritem}.parquet"),
        questionnaire=codebook("questionnaire"),
        labels=words("common", "survey", "survey_robustness", "survey_general"),
    output:
        facts=facts("summarise_recovery"),
        table=table("recovery_drivers", "recovery_reliability", "recovery_income"),
    log:
        "logs/{study}/summarise_recovery.log",
    group:
        "article"
    params:
        settings=settings("survey"),
        confidence=confidence,
        code=code("survey/summarise_recovery.py"),
    script:
        "../scripts/survey/summarise_recovery.py"


rule draw_driver_specifications:
    """Draw the specification curves of the drivers."""
    input:
        drivers=record("driver_specifications"),
        questionnaire=codebook("questionnaire"),
        labels=words("common", "survey", "survey_robustness", "survey_general"),
    output:
        figures("driver_specifications"),
    log:
        "logs/{study}/draw_driver_specifications.log",
    group:
        "robustness"
    params:
        settings=settings("survey"),
        confidence=confidence,
        code=code("survey/draw_driver_specifications.py"),
    script:
        "../scripts/survey/draw_driver_specifications.py"


rule draw_income_specifications:
    """Draw the specification curves of incomes."""
    input:
        income=record("income_specifications"),
        questionnaire=codebook("questionnaire"),
        labels=words("common", "survey", "survey_robustness", "survey_general"),
    output:
        figures("income_specifications"),
    log:
        "logs/{study}/draw_income_specifications.log",
    group:
        "robustness"
    params:
        settings=settings("survey"),
        confidence=confidence,
        code=code("survey/draw_income_specifications.py"),
    script:
        "../scripts/survey/draw_income_specifications.py"


EVIDENCE["survey.robustness.drivers"] = [
    "fit_driver_specifications",
]
EVIDENCE["survey.robustness.income"] = [
    "fit_income_specifications",
]
EVIDENCE["survey.robustness"] = [
    "leave_out_groups",
    "judge_findings",
    "plan_sample",
    "summarise_recovery",
]
