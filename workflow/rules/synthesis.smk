"""Synthesis: the study's own facts, the joint display, and all facts in one file."""

from honest_results.build import repository, software


def evidence(wildcards):
    """The facts of every branch of the study, and of the study itself."""
    names = [
        name
        for what in EVIDENCE
        if has(wildcards.study, what)
        for name in EVIDENCE[what]
    ]
    return facts_of(["describe_study", *names], wildcards)


def all_facts(wildcards):
    """The facts of the evidence, and of what it says together; those of a comparison."""
    if wildcards.study == POOLED:
        return compared_facts(wildcards)
    if not has(wildcards.study, "synthesis"):
        return evidence(wildcards)
    judged = facts_of(["integrate_evidence", "judge_claims"], wildcards)
    return [*evidence(wildcards), *judged]


def levels(wildcards):
    """The provenance levels of the raw files of each branch that the study has."""
    return {
        branch: sorted(set(provenance(branch)(wildcards).values()))
        for branch in ("literature", "cases", "survey")
        if has(wildcards.study, branch)
    }


def software_state(wildcards):
    """The software that builds the article, which the colophon names."""
    return {"engine": ENGINE, "versions": software.versions()}


def claims_files(wildcards):
    """The files of claims that the study is tested against; none without a synthesis."""
    synthesis = STUDY_FILES[wildcards.study].synthesis
    usual = codebook("claims")(wildcards)
    return [] if synthesis is None else provided(*synthesis.claims_files(usual))


def questionnaire_asked(wildcards):
    """The questionnaire, in a study with a survey."""
    return (
        codebook("questionnaire")(wildcards) if has(wildcards.study, "survey") else []
    )


def shared_claims(wildcards):
    """The claims that every article with a synthesis quotes."""
    has_them = has(wildcards.study, "synthesis")
    return provided("config/codebooks/claims.yaml") if has_them else []


# Light, and independent of other steps: on a cluster it runs where the build was started.
localrules:
    describe_study,


rule describe_study:
    """Read the study's settings and the published claims."""
    input:
        shared=shared_claims,
        questionnaire=questionnaire_asked,
        claims=claims_files,
        labels=words("literature", "survey_statements", "synthesis"),
    output:
        facts=facts("describe_study"),
    log:
        "logs/{study}/describe_study.log",
    params:
        settings=lambda wildcards: STUDIES[wildcards.study],
        levels=levels,
        code=code("synthesis/describe_study.py"),
    script:
        "../scripts/synthesis/describe_study.py"


rule draw_conceptual_model:
    """Draw what the propositions say, before anything is known about them."""
    input:
        propositions=codebook("propositions"),
        labels=words("common", "synthesis"),
    output:
        figures("conceptual_model"),
    log:
        "logs/{study}/draw_conceptual_model.log",
    group:
        "article"
    params:
        code=code("synthesis/draw_conceptual_model.py"),
    script:
        "../scripts/synthesis/draw_conceptual_model.py"


rule integrate_evidence:
    """Place the review, the cases and the survey side by side."""
    input:
        evidence=evidence,
        propositions=codebook("propositions"),
        claims=claims_files,
        labels=words("common", "synthesis", "claims"),
    output:
        facts=facts("integrate_evidence"),
        table=table("joint_display"),
        propositions=inserts("propositions"),
    log:
        "logs/{study}/integrate_evidence.log",
    group:
        "article"
    params:
        code=code("synthesis/integrate_evidence.py"),
    script:
        "../scripts/synthesis/integrate_evidence.py"


rule draw_synthesis_figures:
    """Draw the joint display."""
    input:
        evidence=evidence,
        propositions=codebook("propositions"),
        claims=claims_files,
        labels=words("common", "synthesis", "claims"),
    output:
        figures("joint_display"),
    log:
        "logs/{study}/draw_synthesis_figures.log",
    group:
        "article"
    params:
        code=code("synthesis/draw_synthesis_figures.py"),
    script:
        "../scripts/synthesis/draw_synthesis_figures.py"


rule judge_claims:
    """Test every published claim against the evidence."""
    input:
        evidence=evidence,
        claims=claims_files,
        propositions=codebook("propositions"),
        labels=words("common", "synthesis", "claims"),
    output:
        facts=facts("judge_claims"),
        table=table("claims"),
        ledger="results/{study}/claims.json",
        page=inserts("claims"),
    log:
        "logs/{study}/judge_claims.log",
    group:
        "article"
    params:
        code=code("synthesis/judge_claims.py"),
    script:
        "../scripts/synthesis/judge_claims.py"


rule merge_facts:
    """Gather every number and phrase of the article with its provenance."""
    input:
        facts=all_facts,
        labels=words("synthesis"),
    output:
        software=facts("merge_facts"),
        merged="results/{study}/facts.json",
    log:
        "logs/{study}/merge_facts.log",
    group:
        "article"
    params:
        software=software_state,
        code=code("synthesis/merge_facts.py"),
    script:
        "../scripts/synthesis/merge_facts.py"


# Apart from the other facts: it changes with every commit, and only texts that name it are rebuilt.
rule describe_source:
    """Name the state of the source."""
    input:
        labels=words("synthesis"),
    output:
        own=facts("describe_source"),
        source="results/{study}/source.json",
    log:
        "logs/{study}/describe_source.log",
    group:
        "article"
    params:
        state=lambda wildcards: repository.state(TOP),
        code=code("synthesis/describe_source.py"),
    script:
        "../scripts/synthesis/describe_source.py"
