"""Several studies together: their estimates side by side, pooled where they may be.

A build of its own, after those of the studies: `alianzas build` adds it where it builds several. It reads
the results of the studies as they are, and makes those in results/pooled/.
"""

from alianzas.pooled.comparison_facts import comparison_facts, title_page_of
from alianzas.pooled.families import families_of, studies_with
from human_files.language.labels import Labels

#: Which of the compared studies have outcomes of each family.
HAVING = studies_with({name: STUDY_FILES[name] for name in MEMBERS})
#: The confidence level of the comparison: that of the first study.
LEVEL = STUDIES[MEMBERS[0]]["confidence"] if MEMBERS else None
#: What the steps of the comparison know of each study.
MEMBER_SETTINGS = {name: STUDIES[name] for name in MEMBERS}

if MEMBERS:
    comparison_words = Labels.load(*words("common", "pooled"))
    COMPARISON_TITLE = title_page_of(MEMBER_SETTINGS, comparison_words)
    SETTLED[POOLED] = {
        fact.key: {"value": fact.value}
        for fact in comparison_facts(MEMBER_SETTINGS, HAVING, comparison_words)
    }


def members_with(branch):
    """The compared studies that have a branch."""
    return [name for name in MEMBERS if getattr(STUDY_FILES[name], branch) is not None]


def of_members(branch, result):
    """A result of each of these studies, which their own builds have made."""
    return built_results([result.format(study=name) for name in members_with(branch)])


def built_results(paths):
    """Results that the builds of the studies have made; stop where one is missing."""
    lost = [path for path in paths if not Path(path).exists()]
    if lost:
        raise WorkflowError(
            message(
                "{file} is missing: a comparison needs the results of each study. "
                "`make paper` with all of them makes both.",
                file=lost[0],
            )
        )
    return paths


def codebooks_of_members(branch, name):
    """A codebook of each of these studies: its own, or the one that studies share."""
    return [codebook_file(study, name) for study in members_with(branch)]


def compared_facts(wildcards):
    """The facts of every comparison that two of the studies, or one, have a part in."""
    names = [
        name
        for branch, rules in COMPARED.items()
        if members_with(branch)
        for name in rules
    ]
    return facts_of(["describe_comparison", *names], wildcards)


# Light, and independent of other steps: on a cluster it runs where the build was started.
localrules:
    describe_comparison,


rule describe_comparison:
    """Say which studies are compared, and which of them have what."""
    input:
        labels=words("common", "pooled"),
    output:
        facts=facts("describe_comparison"),
    log:
        "logs/{study}/describe_comparison.log",
    params:
        settings=MEMBER_SETTINGS,
        having=HAVING,
        code=code("pooled/describe_comparison.py"),
    script:
        "../scripts/pooled/describe_comparison.py"


rule pool_surveys:
    """Compare what the surveys of several studies estimate, and pool it where it may be."""
    input:
        scores=of_members("survey", record("scores")),
        weights=of_members("survey", record("weights")),
        questionnaires=codebooks_of_members("survey", "questionnaire"),
        labels=words(
            "common",
            "pooled",
            "synthesis",
            "survey",
            "survey_income",
            "survey_general",
        ),
    output:
        facts=facts("pool_surveys"),
        table=table(
            "pooled_drivers", "pooled_comparisons", "pooled_income", "pooled_outcome"
        ),
        figure=figures(
            "pooled_drivers", "pooled_comparisons", "pooled_income", "pooled_outcome"
        ),
    log:
        "logs/{study}/pool_surveys.log",
    group:
        "comparison"
    params:
        members=members_with("survey"),
        settings=MEMBER_SETTINGS,
        families=families_of("survey"),
        confidence=LEVEL,
        code=code("pooled/pool_surveys.py"),
    script:
        "../scripts/pooled/pool_surveys.py"


rule compare_measurement:
    """Test whether the scales of several surveys measure alike."""
    input:
        answers=of_members("survey", record("answers")),
        questionnaires=codebooks_of_members("survey", "questionnaire"),
        labels=words("common", "pooled", "synthesis"),
    output:
        facts=facts("compare_measurement"),
        table=table("pooled_invariance"),
    log:
        "logs/{study}/compare_measurement.log",
    group:
        "comparison"
    params:
        members=members_with("survey"),
        settings=MEMBER_SETTINGS,
        confidence=LEVEL,
        code=code("pooled/compare_measurement.py"),
    script:
        "../scripts/pooled/compare_measurement.py"


rule pool_cases:
    """Compare how far the coders of the cases of several studies agree."""
    input:
        facts=of_members("cases", facts("measure_case_agreement")),
        labels=words("common", "pooled", "synthesis"),
    output:
        facts=facts("pool_cases"),
        table=table("pooled_case_agreement"),
        figure=figures("pooled_case_agreement"),
    log:
        "logs/{study}/pool_cases.log",
    group:
        "comparison"
    params:
        members=members_with("cases"),
        settings=MEMBER_SETTINGS,
        families=families_of("cases"),
        confidence=LEVEL,
        code=code("pooled/pool_cases.py"),
    script:
        "../scripts/pooled/pool_cases.py"


rule pool_reviews:
    """Compare how far the readers of several reviews agree, and which theories the studies use."""
    input:
        screened=of_members("literature", facts("screen_records")),
        coded=of_members("literature", facts("code_records")),
        counted=of_members("literature", facts("tabulate_studies")),
        codebooks=codebooks_of_members("literature", "ado_tcm"),
        labels=words("common", "pooled", "synthesis"),
    output:
        facts=facts("pool_reviews"),
        table=table("pooled_review_agreement", "pooled_theories"),
        figure=figures("pooled_review_agreement", "pooled_theories"),
    log:
        "logs/{study}/pool_reviews.log",
    group:
        "comparison"
    params:
        members=members_with("literature"),
        settings=MEMBER_SETTINGS,
        families=families_of("literature"),
        confidence=LEVEL,
        code=code("pooled/pool_reviews.py"),
    script:
        "../scripts/pooled/pool_reviews.py"


#: The rules with the facts of a comparison, by the branch that a study must have for them.
COMPARED = {
    "survey": ["pool_surveys", "compare_measurement"],
    "cases": ["pool_cases"],
    "literature": ["pool_reviews"],
}
