"""Literature: references are read, deduplicated, screened, coded, counted and drawn."""

from references.ledger.rows import LEDGER


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
    group:
        "literature"
    params:
        settings=settings("literature"),
        provenance=provenance("literature"),
        code=code("literature/import_literature.py"),
    script:
        "../scripts/literature/import_literature.py"


def decided_duplicates(wildcards):
    """The sheet of pairs that a person judged, in a study that has one."""
    if STUDIES[wildcards.study]["literature"]["deduplication"]["maybe"] is None:
        return []
    return raw("literature.deduplication.maybe.file")(wildcards)


def record_ledger(wildcards):
    """The ledger of record ids, in a study that has one; only a command writes it."""
    first = Path(raw("literature.sources.*.file")(wildcards)[0])
    return [path.as_posix() for path in [first.with_name(LEDGER)] if path.is_file()]


rule remove_duplicates:
    """Merge references that several files share."""
    input:
        references=record("references"),
        ledger=record_ledger,
        decided=decided_duplicates,
        labels=words("common", "literature"),
    output:
        unique=record("unique_references"),
        duplicates=record("duplicate_references"),
        versions=record("versions"),
        names=record("record_names"),
        undecided=[
            "results/{study}/sheets/maybe_duplicates.csv",
            "results/{study}/sheets/maybe_duplicates.xlsx",
        ],
        facts=facts("remove_duplicates"),
    log:
        "logs/{study}/remove_duplicates.log",
    group:
        "literature"
    params:
        provenance=provenance("literature"),
        code=code("literature/remove_duplicates.py"),
    script:
        "../scripts/literature/remove_duplicates.py"


def full_text_sheets(wildcards):
    """The sheets for full texts, in a study that reads them."""
    if STUDIES[wildcards.study]["literature"]["full_text"] is None:
        return []
    places = ("passes.*.file", "consensus.file")
    return [
        path
        for place in places
        for path in raw(f"literature.full_text.{place}")(wildcards)
    ]


rule screen_records:
    """Decide which references the review includes, and why it excludes the others."""
    input:
        references=record("references"),
        rejected=record("rejected_references"),
        unique=record("unique_references"),
        duplicates=record("duplicate_references"),
        names=record("record_names"),
        passes=raw("literature.screening.passes.*.file"),
        consensus=raw("literature.screening.consensus.file"),
        full_text=full_text_sheets,
        codebook=codebook("screening"),
        labels=words("common", "literature"),
    output:
        screened=record("screened_references"),
        flow=record("reference_flow"),
        boxes=record("flow_boxes"),
        facts=facts("screen_records"),
        tables=table("sources", "exclusion_reasons"),
    log:
        "logs/{study}/screen_records.log",
    group:
        "literature"
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
        names=record("record_names"),
        passes=raw("literature.coding.passes.*.file"),
        consensus=raw("literature.coding.consensus.file"),
        codebook=codebook("ado_tcm"),
        labels=words("common", "literature"),
    output:
        codes=record("study_codes"),
        facts=facts("code_records"),
        tables=table("coding_agreement", "agreement_coefficients", "code_agreement"),
    log:
        "logs/{study}/code_records.log",
    group:
        "literature"
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
        labels=words("common", "literature"),
    output:
        facts=facts("tabulate_studies"),
        tables=table("theories", "contexts", "methods", "ado", "included_studies"),
    log:
        "logs/{study}/tabulate_studies.log",
    group:
        "literature"
    params:
        settings=settings("literature"),
        code=code("literature/tabulate_studies.py"),
    script:
        "../scripts/literature/tabulate_studies.py"


rule describe_corpus:
    """Count the countries and journals of the studies, and the fields the sources omit."""
    input:
        screened=record("screened_references"),
        labels=words("common", "literature"),
    output:
        countries=record("study_countries"),
        facts=facts("describe_corpus"),
        tables=table("field_completeness", "countries", "journals"),
    log:
        "logs/{study}/describe_corpus.log",
    group:
        "literature"
    params:
        settings=settings("literature"),
        code=code("literature/describe_corpus.py"),
    script:
        "../scripts/literature/describe_corpus.py"


rule find_gaps:
    """Name the gaps in the evidence, and an exemplary study for each code."""
    input:
        screened=record("screened_references"),
        codes=record("study_codes"),
        codebook=codebook("ado_tcm"),
        labels=words("common", "literature"),
    output:
        facts=facts("find_gaps"),
        tables=table("future_research", "exemplary_studies"),
    log:
        "logs/{study}/find_gaps.log",
    group:
        "literature"
    params:
        settings=settings("literature"),
        code=code("literature/find_gaps.py"),
    script:
        "../scripts/literature/find_gaps.py"


rule map_keywords:
    """Find the themes: terms that the studies use together."""
    input:
        screened=record("screened_references"),
        labels=words("common", "literature"),
    output:
        terms=record("study_terms"),
        links=record("term_links"),
        facts=facts("map_keywords"),
        tables=table("themes"),
    log:
        "logs/{study}/map_keywords.log",
    group:
        "literature"
    params:
        settings=settings("literature"),
        code=code("literature/map_keywords.py"),
    script:
        "../scripts/literature/map_keywords.py"


rule map_citations:
    """Find the most cited studies and the references that studies cite together."""
    input:
        screened=record("screened_references"),
        labels=words("common", "literature"),
    output:
        references=record("cited_references"),
        links=record("reference_links"),
        facts=facts("map_citations"),
        tables=table("most_cited", "cited_references"),
    log:
        "logs/{study}/map_citations.log",
    group:
        "literature"
    params:
        settings=settings("literature"),
        code=code("literature/map_citations.py"),
    script:
        "../scripts/literature/map_citations.py"


rule draw_literature_figures:
    """Draw the steps of the review, the flow of references and what the studies are about."""
    input:
        flow=record("reference_flow"),
        screened=record("screened_references"),
        codes=record("study_codes"),
        coding=facts("code_records"),
        gaps=facts("find_gaps"),
        screening_codebook=codebook("screening"),
        codebook=codebook("ado_tcm"),
        labels=words("common", "literature"),
    output:
        figures("flow", "spar", "years", "theory_context_method"),
        figures("ado", "evidence_map", "gap_map"),
    log:
        "logs/{study}/draw_literature_figures.log",
    group:
        "literature"
    params:
        settings=settings("literature"),
        code=code("literature/draw_literature_figures.py"),
    script:
        "../scripts/literature/draw_literature_figures.py"


rule draw_corpus_figures:
    """Draw the map of countries and the networks of terms and references."""
    input:
        countries=record("study_countries"),
        terms=record("study_terms"),
        links=record("term_links"),
        references=record("cited_references"),
        reference_links=record("reference_links"),
        shapes="config/shapes/countries-110m.json",
        labels=words("common", "literature"),
    output:
        figures("countries", "keywords", "themes", "cocitation"),
    log:
        "logs/{study}/draw_corpus_figures.log",
    group:
        "literature"
    params:
        code=code("literature/draw_corpus_figures.py"),
    script:
        "../scripts/literature/draw_corpus_figures.py"


EVIDENCE["literature"] = [
    "import_literature",
    "remove_duplicates",
    "screen_records",
    "code_records",
    "tabulate_studies",
    "describe_corpus",
    "find_gaps",
    "map_keywords",
    "map_citations",
]
