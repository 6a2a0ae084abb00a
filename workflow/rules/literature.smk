"""Literature: references are read, deduplicated, screened, coded, counted and drawn."""


rule import_literature:
    """Read the references of every bibliographic file."""
    input:
        files=raw("literature.sources.*.file"),
    output:
        references=record("references"),
        rejected=record("rejected_references"),
        facts=facts("import_literature"),
    log:
        "logs/{study}/import_literature.log",
    params:
        settings=settings("literature"),
        provenance=provenance("literature"),
        code=code("literature/import_literature.py"),
    script:
        "../scripts/literature/import_literature.py"


def decided_duplicates(wildcards):
    """The sheet of pairs that a person decided, in a study that has one."""
    if STUDIES[wildcards.study]["literature"]["deduplication"]["maybe"] is None:
        return []
    return raw("literature.deduplication.maybe.file")(wildcards)


rule remove_duplicates:
    """Merge references that several files share."""
    input:
        references=record("references"),
        decided=decided_duplicates,
        labels=i18n("common", "literature"),
    output:
        unique=record("unique_references"),
        duplicates=record("duplicate_references"),
        undecided=[
            "results/{study}/sheets/maybe_duplicates.csv",
            "results/{study}/sheets/maybe_duplicates.xlsx",
        ],
        facts=facts("remove_duplicates"),
    log:
        "logs/{study}/remove_duplicates.log",
    params:
        provenance=provenance("literature"),
        code=code("literature/remove_duplicates.py"),
    script:
        "../scripts/literature/remove_duplicates.py"


def full_text_sheets(wildcards):
    """The sheets on full texts, in a study that reads them."""
    if STUDIES[wildcards.study]["literature"]["full_text"] is None:
        return []
    places = ("passes.*.file", "consensus.file")
    return [
        path
        for place in places
        for path in raw(f"literature.full_text.{place}")(wildcards)
    ]


rule screen_records:
    """Decide which references the review includes, and why the others not."""
    input:
        references=record("references"),
        rejected=record("rejected_references"),
        unique=record("unique_references"),
        duplicates=record("duplicate_references"),
        passes=raw("literature.screening.passes.*.file"),
        consensus=raw("literature.screening.consensus.file"),
        full_text=full_text_sheets,
        codebook=codebook("screening"),
        labels=i18n("common", "literature"),
    output:
        screened=record("screened_references"),
        flow=record("reference_flow"),
        boxes=record("flow_boxes"),
        facts=facts("screen_records"),
        tables=table("sources", "exclusion_reasons"),
    log:
        "logs/{study}/screen_records.log",
    params:
        settings=settings("literature"),
        provenance=provenance("literature"),
        confidence=confidence,
        code=code("literature/screen_records.py"),
    script:
        "../scripts/literature/screen_records.py"


rule code_records:
    """Compare the two codings of the included studies and settle their differences."""
    input:
        screened=record("screened_references"),
        passes=raw("literature.coding.passes.*.file"),
        consensus=raw("literature.coding.consensus.file"),
        codebook=codebook("ado_tcm"),
        labels=i18n("common", "literature"),
    output:
        codes=record("study_codes"),
        facts=facts("code_records"),
        tables=table("coding_agreement", "agreement_coefficients", "code_agreement"),
    log:
        "logs/{study}/code_records.log",
    params:
        settings=settings("literature"),
        provenance=provenance("literature"),
        confidence=confidence,
        seed=seed,
        code=code("literature/code_records.py"),
    script:
        "../scripts/literature/code_records.py"


rule tabulate_studies:
    """Count theories, contexts, methods, antecedents, decisions and outcomes."""
    input:
        screened=record("screened_references"),
        codes=record("study_codes"),
        codebook=codebook("ado_tcm"),
        labels=i18n("common", "literature"),
    output:
        facts=facts("tabulate_studies"),
        tables=table("theories", "contexts", "methods", "ado", "included_studies"),
    log:
        "logs/{study}/tabulate_studies.log",
    params:
        code=code("literature/tabulate_studies.py"),
    script:
        "../scripts/literature/tabulate_studies.py"


rule draw_literature_figures:
    """Draw the flow of references and what the included studies are about."""
    input:
        flow=record("reference_flow"),
        screened=record("screened_references"),
        codes=record("study_codes"),
        screening_codebook=codebook("screening"),
        codebook=codebook("ado_tcm"),
        labels=i18n("common", "literature"),
    output:
        figures("flow", "years", "theories", "ado", "evidence_map"),
    log:
        "logs/{study}/draw_literature_figures.{lang}.log",
    params:
        settings=settings("literature"),
        code=code("literature/draw_literature_figures.py"),
    script:
        "../scripts/literature/draw_literature_figures.py"


FACTS += [
    "import_literature",
    "remove_duplicates",
    "screen_records",
    "code_records",
    "tabulate_studies",
]
