"""The manuscript: its references and its wording checked, then every document rendered."""

import re
from functools import cache
from pathlib import Path

from honest_results.documents import own_texts, study_checklists, texts
from honest_results.documents.source import named
from honest_results.documents.styles import style_file
from alianzas.synthesis.settled_facts import settled_facts
from honest_results import fact_merging
from human_files.settings import spoken

DOCUMENTS = {document.name: document for document in PROJECT.documents}

provided(
    "manuscript/references.bib",
    *(document.source(lang) for document in PROJECT.documents for lang in LANGUAGES),
)


try:
    # What a study's own texts have wrong is told at once, before anything is computed.
    if not MEMBERS:
        own_texts.require_fit(PROJECT)
    #: The facts that the settings settle, by study: which parts of the texts it has.
    SETTLED = {name: settled_facts(study) for name, study in STUDY_FILES.items()}
except UserError as error:
    raise WorkflowError(str(error)) from None


@cache
def text(study, document, language):
    """The text of a document without the parts that the study, by its settings, does not have."""
    return texts.read_shown(study, document, language, SETTLED[study])


@cache
def shown(kind, study, document, language):
    """The tables or figures (``kind``) of a document that some rule makes; its check names the rest."""
    made = made_by_rules(kind)
    return [
        name for name in named(text(study, document, language), kind) if name in made
    ]


@cache
def made_by_rules(kind):
    """The ids of all tables or figures that some rule makes."""
    outputs = [str(output) for rule in workflow.rules for output in rule.output]
    ids = (re.search(rf"/{kind}s/([\w-]+)\.", output) for output in outputs)
    return sorted({found[1] for found in ids if found})


@cache
def outlines_in(study, language):
    """What has a number in each document of a study, so that other documents can refer to it."""
    documents = PROJECT.documents_of(study)
    return texts.outlines(study, documents, language, PROJECT.formats_of)


@cache
def lost_in(study, language):
    """The labels of the shared texts that a study's own sections have no more."""
    return own_texts.lost_labels(study, PROJECT.documents_of(study), language)


def with_own(name):
    """A shared file of the texts, and the study's own of that name if there is one."""
    return lambda wildcards: texts.files_of(wildcards.study, name.format(**wildcards))


def claim_words(wildcards):
    """The words that make up a claim in the language of a text; a language may lack them."""
    file = Path("config/languages", wildcards.lang, "claim_vocabulary.yaml")
    return [str(file)] if file.is_file() else []


#: The labels of the texts that studies share. A shared checklist may name what a study leaves out.
LABELS = study_checklists.shared_labels(PROJECT.documents, LANGUAGES[0])


def checklists(*names):
    """The files of checklists: the shared ones, each with the study's own answers if there are any."""
    return lambda wildcards: provided(
        *(
            file
            for name in names
            for file in study_checklists.checklist_files(wildcards.study, name)
        )
    )


def facts_shown(wildcards):
    """The files of facts for a document; the one on the source only if the document names it."""
    source = text(wildcards.study, wildcards.document, wildcards.lang)
    files = [fact_merging.FACTS]
    if set(fact_merging.OF_SOURCE) & set(named(source, "fact")):
        files.append(fact_merging.SOURCE)
    return [f"results/{wildcards.study}/{file}" for file in files]


def tables_shown(wildcards):
    """The files of the tables that a document shows."""
    names = shown("table", wildcards.study, wildcards.document, wildcards.lang)
    endings = ("csv", "json", f"{wildcards.lang}.md")
    return [
        f"results/{wildcards.study}/tables/{name}.{end}"
        for name in names
        for end in endings
    ]


def figures_described(wildcards):
    """The descriptions of the figures that a document shows: alt text, data, records."""
    return figure_files(wildcards, "csv", "json")


def drawings(wildcards):
    """The drawings of the figures that a document shows, in its language."""
    return figure_files(wildcards, "png" if wildcards.format == "docx" else "svg")


def data_offered(wildcards):
    """The data that a page offers to its readers, of the tables and figures that it shows."""
    if wildcards.format != "html":
        return []
    tables = [file for file in tables_shown(wildcards) if file.endswith(".csv")]
    return [*tables, *figure_files(wildcards, "csv")]


def figure_files(wildcards, *endings):
    """The files, with these extensions, of the figures that a document shows."""
    return [
        f"results/{wildcards.study}/figures/{name}.{wildcards.lang}.{end}"
        for name in shown("figure", wildcards.study, wildcards.document, wildcards.lang)
        for end in endings
    ]


def files_of_settings(wildcards):
    """The files in which the settings stand that a document may print."""
    if wildcards.study == POOLED:
        return [study_file(name) for name in MEMBERS]
    names = {"literature": "ado_tcm", "cases": "case_codes", "survey": "questionnaire"}
    names["synthesis"] = "propositions"
    files = [study_file(wildcards.study)]
    for branch, name in names.items():
        if has(wildcards.study, branch):
            files += [study_file(wildcards.study, branch), codebook(name)(wildcards)]
    if Path(study_file(wildcards.study, STAND_IN)).is_file():
        files.append(study_file(wildcards.study, STAND_IN))
    files += [*claims_files(wildcards), *shared_claims(wildcards)]
    return list(dict.fromkeys(files))


def title_page(wildcards):
    """The title page of a study's documents, or of the comparison."""
    if wildcards.study == POOLED:
        return COMPARISON_TITLE
    return spoken(STUDY_FILES[wildcards.study].article)


def inserts_shown(wildcards):
    """The files of the texts that a document includes."""
    source = text(wildcards.study, wildcards.document, wildcards.lang)
    return [
        f"results/{wildcards.study}/inserts/{name}.{wildcards.lang}.md"
        for name in named(source, "insert")
    ]


def styles_of_citations(languages=LANGUAGES):
    """The style of citations in each language."""
    return [f"results/{{study}}/{style_file(language)}" for language in languages]


def texts_checked(wildcards):
    """What the checks of all texts of the study write."""
    return [
        f"results/{wildcards.study}/manuscript/{document.name}.{language}.json"
        for document in PROJECT.documents_of(wildcards.study)
        for language in LANGUAGES
    ]


# Light, and independent of other steps: on a cluster it runs where the build was started.
localrules:
    check_bibliography,
    write_quarto_settings,


rule fill_review_checklist:
    """Fill the reporting checklist of the review."""
    input:
        checklists=checklists("prisma"),
        facts="results/{study}/facts.json",
        labels=words("common", "manuscript"),
    output:
        tables=table("checklist_prisma"),
    log:
        "logs/{study}/fill_review_checklist.log",
    group:
        "article"
    params:
        documents=lambda wildcards: outlines_in(wildcards.study, LANGUAGES[0]),
        labels=LABELS,
        code=code("manuscript/fill_review_checklist.py"),
    script:
        "../scripts/manuscript/fill_review_checklist.py"


rule fill_mixed_checklist:
    """Fill the reporting checklist of studies that mix methods."""
    input:
        checklists=checklists("gramms"),
        facts="results/{study}/facts.json",
        labels=words("common", "manuscript"),
    output:
        tables=table("checklist_gramms"),
    log:
        "logs/{study}/fill_mixed_checklist.log",
    group:
        "article"
    params:
        documents=lambda wildcards: outlines_in(wildcards.study, LANGUAGES[0]),
        labels=LABELS,
        code=code("manuscript/fill_mixed_checklist.py"),
    script:
        "../scripts/manuscript/fill_mixed_checklist.py"


rule fill_case_checklist:
    """Fill the reporting checklist of the case studies."""
    input:
        checklists=checklists("srqr"),
        facts="results/{study}/facts.json",
        labels=words("common", "manuscript"),
    output:
        tables=table("checklist_srqr"),
    log:
        "logs/{study}/fill_case_checklist.log",
    group:
        "article"
    params:
        documents=lambda wildcards: outlines_in(wildcards.study, LANGUAGES[0]),
        labels=LABELS,
        code=code("manuscript/fill_case_checklist.py"),
    script:
        "../scripts/manuscript/fill_case_checklist.py"


rule fill_survey_checklists:
    """Fill the reporting checklists of the survey."""
    input:
        checklists=checklists("cross", "strobe"),
        facts="results/{study}/facts.json",
        labels=words("common", "manuscript"),
    output:
        tables=table("checklist_cross", "checklist_strobe"),
    log:
        "logs/{study}/fill_survey_checklists.log",
    group:
        "article"
    params:
        documents=lambda wildcards: outlines_in(wildcards.study, LANGUAGES[0]),
        labels=LABELS,
        code=code("manuscript/fill_survey_checklists.py"),
    script:
        "../scripts/manuscript/fill_survey_checklists.py"


rule check_bibliography:
    """Check that the bibliography can be read, and fit its style to each language."""
    input:
        bibliography=with_own("references.bib"),
        style="manuscript/styles/apa.csl",
        # What each language wants of the style.
        languages=grammar_files(LANGUAGES),
    output:
        citations="results/{study}/manuscript/bibliography.json",
        styles=styles_of_citations(),
    log:
        "logs/{study}/check_bibliography.log",
    params:
        code=code("manuscript/check_bibliography.py"),
    script:
        "../scripts/manuscript/check_bibliography.py"


rule check_document:
    """Check that every number, table, figure and source of a text exists, and gather them."""
    input:
        source=with_own("{document}.{lang}.qmd"),
        # Read once, so that a mistake in it is reported once and not by every document.
        citations="results/{study}/manuscript/bibliography.json",
        allowed=with_own("allowed-literals.yaml"),
        claim_words=claim_words,
        # The cards of settings name the line in which each stands.
        settings_files=files_of_settings,
        facts=facts_shown,
        shown_tables=tables_shown,
        shown_figures=figures_described,
        inserts=inserts_shown,
        labels=words("manuscript"),
    output:
        usage="results/{study}/manuscript/{document}.{lang}.json",
        content="results/{study}/manuscript/{document}.{lang}.content.json",
    log:
        "logs/{study}/check_document.{document}.{lang}.log",
    wildcard_constraints:
        document="|".join(DOCUMENTS),
    group:
        "article"
    params:
        tables=lambda wildcards: made_by_rules("table"),
        figures=lambda wildcards: made_by_rules("figure"),
        article=title_page,
        documents=lambda wildcards: outlines_in(wildcards.study, wildcards.lang),
        lost=lambda wildcards: lost_in(wildcards.study, wildcards.lang),
        code=code("manuscript/check_document.py"),
    script:
        "../scripts/manuscript/check_document.py"


rule write_quarto_settings:
    """Tell Quarto, when run manually, where the results are."""
    input:
        styles="manuscript/styles/word-styles.xml",
    output:
        settings="results/_manuscript.yml",
        reference=f"results/{PROJECT.studies[0]}/manuscript/reference.docx",
    log:
        "logs/write_quarto_settings.log",
    params:
        title=lambda wildcards: spoken(
            STUDY_FILES[PROJECT.studies[0]].article.short_title
        ),
        code=code("manuscript/write_quarto_settings.py"),
    script:
        "../scripts/manuscript/write_quarto_settings.py"


rule render_document:
    """Typeset a document."""
    input:
        source=with_own("{document}.{lang}.qmd"),
        bibliography=with_own("references.bib"),
        quarto="manuscript/_quarto.yml",
        filters=sorted(map(str, Path("manuscript/filters").glob("*.lua"))),
        styles=sorted(
            str(path)
            for path in Path("manuscript/styles").iterdir()
            if path.suffix != ".md"
        ),
        content="results/{study}/manuscript/{document}.{lang}.content.json",
        style=styles_of_citations(["{lang}"]),
        # Nothing is typeset until every text is correct; but a new check of another text is no
        # reason to typeset this one again.
        all_checked=ancient(texts_checked),
        drawings=drawings,
        data=data_offered,
    output:
        document="results/{study}/{document}.{lang}.{format}",
    log:
        "logs/{study}/render_document.{document}.{lang}.{format}.log",
    wildcard_constraints:
        document="|".join(DOCUMENTS),
        format="html|pdf|docx",
    group:
        "article"
    params:
        engine=ENGINE,
        date=software.source_date_epoch(),
        code=code("manuscript/render_document.py"),
    script:
        "../scripts/manuscript/render_document.py"
