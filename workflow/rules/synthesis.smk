"""Synthesis: the study's own facts, the joint display, and all facts in one file."""

from honest_results.build import repository, software

#: Rules whose facts are evidence for the joint display: those of every branch and of the claims.
EVIDENCE = ["describe_study", *FACTS]


def levels(wildcards):
    """The provenance levels of each branch's raw files."""
    return {
        branch: sorted(set(provenance(branch)(wildcards).values()))
        for branch in ("literature", "cases", "survey")
    }


def software_state(wildcards):
    """The software that builds the article, which the colophon names."""
    return {"engine": ENGINE, "versions": software.versions()}


def claims_files(wildcards):
    """The files of claims that the study is tested against."""
    return STUDIES[wildcards.study]["synthesis"]["claims"]


# Light, and independent of other steps: on a cluster it runs where the build was started.
localrules:
    describe_study,


rule describe_study:
    """Read the study's settings and the published claims."""
    input:
        shared=codebook("claims"),
        claims=claims_files,
        labels=i18n("literature", "synthesis"),
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
        labels=i18n("common", "synthesis"),
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
        evidence=[facts(name) for name in EVIDENCE],
        propositions=codebook("propositions"),
        labels=i18n("common", "synthesis", "claims"),
    output:
        facts=facts("integrate_evidence"),
        table=table("joint_display"),
        propositions=inserts("propositions"),
    log:
        "logs/{study}/integrate_evidence.log",
    group:
        "article"
    params:
        settings=settings("synthesis"),
        code=code("synthesis/integrate_evidence.py"),
    script:
        "../scripts/synthesis/integrate_evidence.py"


rule draw_synthesis_figures:
    """Draw the joint display."""
    input:
        evidence=[facts(name) for name in EVIDENCE],
        propositions=codebook("propositions"),
        labels=i18n("common", "synthesis", "claims"),
    output:
        figures("joint_display"),
    log:
        "logs/{study}/draw_synthesis_figures.log",
    group:
        "article"
    params:
        settings=settings("synthesis"),
        code=code("synthesis/draw_synthesis_figures.py"),
    script:
        "../scripts/synthesis/draw_synthesis_figures.py"


rule judge_claims:
    """Test every published claim against the evidence."""
    input:
        evidence=[facts(name) for name in EVIDENCE],
        claims=claims_files,
        propositions=codebook("propositions"),
        labels=i18n("common", "synthesis", "claims"),
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
        settings=settings("synthesis"),
        code=code("synthesis/judge_claims.py"),
    script:
        "../scripts/synthesis/judge_claims.py"


FACTS += ["describe_study", "integrate_evidence", "judge_claims"]


rule merge_facts:
    """Gather every number and phrase of the article with its provenance."""
    input:
        facts=lambda wildcards: [
            facts(name).format(study=wildcards.study) for name in FACTS
        ],
        labels=i18n("synthesis"),
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
        labels=i18n("synthesis"),
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
