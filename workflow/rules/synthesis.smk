"""Synthesis: the study's own facts, the joint display, and all facts in one file."""

from alianzas import software

#: Rules whose facts are evidence for the joint display: every branch's, and the published claims'.
EVIDENCE = ["describe_study", *FACTS]


def levels(wildcards):
    """The provenance levels of each branch's raw files."""
    return {
        branch: sorted(set(provenance(branch)(wildcards).values()))
        for branch in ("literature", "cases", "survey")
    }


def weakest_levels(wildcards):
    """The weakest provenance level of each branch."""
    return {branch: weakest(found) for branch, found in levels(wildcards).items()}


def software_state(wildcards):
    """What builds the article: it goes into the colophon."""
    return {
        "engine": software.resolve_engine(PROJECT.engine),
        "versions": software.versions(),
        "commit": software.commit(),
        "modified": software.is_modified(),
    }


rule describe_study:
    """Read the study's settings and the published claims."""
    input:
        claims=codebook("claims"),
        labels=i18n("synthesis"),
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


rule integrate_evidence:
    """Set review, cases and survey side by side."""
    input:
        evidence=[facts(name) for name in EVIDENCE],
        propositions=codebook("propositions"),
        labels=i18n("common", "synthesis"),
    output:
        facts=facts("integrate_evidence"),
        table=table("joint_display"),
    log:
        "logs/{study}/integrate_evidence.log",
    params:
        levels=weakest_levels,
        code=code("synthesis/integrate_evidence.py"),
    script:
        "../scripts/synthesis/integrate_evidence.py"


rule draw_synthesis_figures:
    """Draw the joint display."""
    input:
        evidence=[facts(name) for name in EVIDENCE],
        propositions=codebook("propositions"),
        labels=i18n("common", "synthesis"),
    output:
        figures("joint_display"),
    log:
        "logs/{study}/draw_synthesis_figures.{lang}.log",
    params:
        levels=weakest_levels,
        code=code("synthesis/draw_synthesis_figures.py"),
    script:
        "../scripts/synthesis/draw_synthesis_figures.py"


FACTS += ["describe_study", "integrate_evidence"]


rule merge_facts:
    """Gather every number and phrase of the article with its provenance."""
    input:
        facts=lambda wildcards: [
            facts(name).format(study=wildcards.study) for name in FACTS
        ],
        labels=i18n("synthesis"),
    output:
        colophon=facts("merge_facts"),
        merged="results/{study}/facts.json",
    log:
        "logs/{study}/merge_facts.log",
    params:
        software=software_state,
        code=code("synthesis/merge_facts.py"),
    script:
        "../scripts/synthesis/merge_facts.py"
