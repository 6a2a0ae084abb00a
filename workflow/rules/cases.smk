"""The case studies: reading, agreement of the coders, adjudication, tables, figures."""


def translations(wildcards):
    """The sheet of translated passages, where the study has one."""
    if STUDIES[wildcards.study]["cases"]["translations"] is None:
        return []
    return raw("cases.translations")(wildcards)


def measures(wildcards):
    """The sheet of further numbers about the cases, where the study has one."""
    qca = STUDIES[wildcards.study]["cases"]["qca"]
    if qca is None or qca["measures"] is None:
        return []
    return raw("cases.qca.measures")(wildcards)


rule import_cases:
    """Read the case profiles, their texts and what every coder found in them."""
    input:
        profiles=raw("cases.profiles"),
        texts=raw("cases.texts"),
        coders=raw("cases.coders.*.file"),
        codes=codebook("case_codes"),
    output:
        profiles=record("case_profiles"),
        texts=record("case_texts"),
        passages=record("case_passages"),
        judgements=record("case_judgements"),
        facts=facts("import_cases"),
    log:
        "logs/{study}/import_cases.log",
    group:
        "cases"
    params:
        settings=settings("cases"),
        provenance=provenance("cases"),
        code=code("cases/import_cases.py"),
    script:
        "../scripts/cases/import_cases.py"


rule measure_case_agreement:
    """Measure how far the coders of the cases agree."""
    input:
        texts=record("case_texts"),
        passages=record("case_passages"),
        judgements=record("case_judgements"),
        codes=codebook("case_codes"),
        labels=words("common", "cases"),
    output:
        facts=facts("measure_case_agreement"),
        table=table("case_agreement", "case_passages"),
    log:
        "logs/{study}/measure_case_agreement.log",
    group:
        "cases"
    params:
        seed=seed,
        confidence=confidence,
        code=code("cases/measure_case_agreement.py"),
    script:
        "../scripts/cases/measure_case_agreement.py"


rule adjudicate_case_codings:
    """Settle the coders' disagreements with the consensus sheet."""
    input:
        profiles=record("case_profiles"),
        judgements=record("case_judgements"),
        consensus=raw("cases.consensus"),
        texts=raw("cases.texts"),
        codes=codebook("case_codes"),
    output:
        codings=record("case_codings"),
        facts=facts("adjudicate_case_codings"),
    log:
        "logs/{study}/adjudicate_case_codings.log",
    group:
        "cases"
    params:
        settings=settings("cases"),
        provenance=provenance("cases"),
        code=code("cases/adjudicate_case_codings.py"),
    script:
        "../scripts/cases/adjudicate_case_codings.py"


rule measure_case_saturation:
    """Count the codes that each further case adds."""
    input:
        texts=record("case_texts"),
        passages=record("case_passages"),
        codings=record("case_codings"),
        codes=codebook("case_codes"),
        labels=words("common", "cases"),
    output:
        curve=record("case_saturation"),
        facts=facts("measure_case_saturation"),
    log:
        "logs/{study}/measure_case_saturation.log",
    group:
        "cases"
    params:
        settings=settings("cases"),
        seed=seed,
        confidence=confidence,
        code=code("cases/measure_case_saturation.py"),
    script:
        "../scripts/cases/measure_case_saturation.py"


rule tabulate_case_profiles:
    """Describe the firms of the cases."""
    input:
        profiles=record("case_profiles"),
        codes=codebook("case_codes"),
        labels=words("common", "cases"),
    output:
        facts=facts("tabulate_case_profiles"),
        table=table("case_profiles"),
    log:
        "logs/{study}/tabulate_case_profiles.log",
    group:
        "cases"
    params:
        code=code("cases/tabulate_case_profiles.py"),
    script:
        "../scripts/cases/tabulate_case_profiles.py"


rule build_cross_case_matrix:
    """Tabulate the conditions of each case with its outcome."""
    input:
        profiles=record("case_profiles"),
        codings=record("case_codings"),
        codes=codebook("case_codes"),
        labels=words("common", "cases"),
    output:
        facts=facts("build_cross_case_matrix"),
        table=table("cross_case_matrix"),
    log:
        "logs/{study}/build_cross_case_matrix.log",
    group:
        "cases"
    params:
        confidence=confidence,
        code=code("cases/build_cross_case_matrix.py"),
    script:
        "../scripts/cases/build_cross_case_matrix.py"


rule tabulate_benefits_challenges:
    """Count benefits and challenges by collaboration model."""
    input:
        codings=record("case_codings"),
        codes=codebook("case_codes"),
        labels=words("common", "cases"),
    output:
        facts=facts("tabulate_benefits_challenges"),
        table=table("benefits_challenges"),
    log:
        "logs/{study}/tabulate_benefits_challenges.log",
    group:
        "cases"
    params:
        code=code("cases/tabulate_benefits_challenges.py"),
    script:
        "../scripts/cases/tabulate_benefits_challenges.py"


rule quote_case_evidence:
    """Choose a passage of evidence for each code."""
    input:
        profiles=record("case_profiles"),
        codings=record("case_codings"),
        texts=raw("cases.texts"),
        translations=translations,
        codes=codebook("case_codes"),
        labels=words("common", "cases"),
    output:
        table=table("case_evidence"),
    log:
        "logs/{study}/quote_case_evidence.log",
    group:
        "cases"
    params:
        settings=settings("cases"),
        provenance=provenance("cases"),
        code=code("cases/quote_case_evidence.py"),
    script:
        "../scripts/cases/quote_case_evidence.py"


rule compare_configurations:
    """Find the configurations of conditions that lead to success and to failure."""
    input:
        profiles=record("case_profiles"),
        codings=record("case_codings"),
        measures=measures,
        codes=codebook("case_codes"),
        labels=words("common", "cases", "cases_qca"),
    output:
        facts=facts("compare_configurations"),
        table=table(
            "sets",
            "necessary_conditions",
            "truth_table",
            "configurations",
            "solutions",
            "robustness",
        ),
        figure=figures("configurations", "solution_plots"),
    log:
        "logs/{study}/compare_configurations.log",
    group:
        "cases"
    params:
        settings=settings("cases"),
        provenance=provenance("cases"),
        code=code("cases/compare_configurations.py"),
    script:
        "../scripts/cases/compare_configurations.py"


rule check_typology:
    """Check whether the codes distinguish the collaboration models."""
    input:
        profiles=record("case_profiles"),
        codings=record("case_codings"),
        codes=codebook("case_codes"),
        labels=words("common", "cases", "cases_typology"),
    output:
        facts=facts("check_typology"),
        table=table("typology"),
        figure=figures("typology"),
    log:
        "logs/{study}/check_typology.log",
    group:
        "cases"
    params:
        seed=seed,
        confidence=confidence,
        code=code("cases/check_typology.py"),
    script:
        "../scripts/cases/check_typology.py"


rule draw_cases_figures:
    """Draw the figures of the cases."""
    input:
        profiles=record("case_profiles"),
        codings=record("case_codings"),
        saturation=record("case_saturation"),
        codes=codebook("case_codes"),
        labels=words("common", "cases", "cases_typology"),
    output:
        figures(
            "cross_case_matrix",
            "benefits_challenges",
            "data_structure",
            "case_saturation",
        ),
    log:
        "logs/{study}/draw_cases_figures.log",
    group:
        "cases"
    params:
        settings=settings("cases"),
        confidence=confidence,
        code=code("cases/draw_cases_figures.py"),
    script:
        "../scripts/cases/draw_cases_figures.py"


EVIDENCE["cases"] = [
    "import_cases",
    "measure_case_agreement",
    "adjudicate_case_codings",
    "measure_case_saturation",
    "tabulate_case_profiles",
    "build_cross_case_matrix",
    "tabulate_benefits_challenges",
    "compare_configurations",
    "check_typology",
]
