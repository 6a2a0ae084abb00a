"""The manuscript: its references and its wording checked, then every article rendered."""

import re
from functools import cache
from pathlib import Path

from alianzas import software
from alianzas.manuscript.source import wanted


@cache
def shown(kind, language):
    """What an article shows (kind: table, figure) and some rule makes; its check names the rest."""
    made = made_by_rules(kind)
    asked = wanted(".", f"manuscript/article.{language}.qmd", kind)
    return [name for name in asked if name in made]


@cache
def made_by_rules(kind):
    """The ids of all tables or figures that some rule makes."""
    outputs = [str(output) for rule in workflow.rules for output in rule.output]
    ids = (re.search(rf"/{kind}s/([\w-]+)\.", output) for output in outputs)
    return sorted({found[1] for found in ids if found})


def tables_shown(wildcards):
    """The files of the tables that an article shows."""
    names = shown("table", wildcards.lang)
    endings = ("csv", "json", f"{wildcards.lang}.md")
    return [
        f"results/{wildcards.study}/tables/{name}.{end}"
        for name in names
        for end in endings
    ]


def figures_shown(wildcards):
    """The files of the figures that an article shows, in its language."""
    names = shown("figure", wildcards.lang)
    drawing = "png" if wildcards.format == "docx" else "svg"
    return [
        f"results/{wildcards.study}/figures/{name}.{wildcards.lang}.{end}"
        for name in names
        for end in (drawing, "csv", "json")
    ]


rule check_manuscript:
    """Check that every number, table, figure and source of the text exists."""
    input:
        articles=[f"manuscript/article.{language}.qmd" for language in LANGUAGES],
        bibliography="manuscript/references.bib",
        allowed="manuscript/allowed-literals.yaml",
        facts="results/{study}/facts.json",
    output:
        usage="results/{study}/manuscript.json",
    log:
        "logs/{study}/check_manuscript.log",
    params:
        tables=lambda wildcards: made_by_rules("table"),
        figures=lambda wildcards: made_by_rules("figure"),
        code=code("manuscript/check_manuscript.py"),
    script:
        "../scripts/manuscript/check_manuscript.py"


rule render_article:
    """Typeset the article."""
    input:
        article="manuscript/article.{lang}.qmd",
        bibliography="manuscript/references.bib",
        quarto="manuscript/_quarto.yml",
        filters=sorted(map(str, Path("manuscript/filters").glob("*.lua"))),
        styles=sorted(
            str(path)
            for path in Path("manuscript/styles").iterdir()
            if path.suffix != ".md"
        ),
        checked="results/{study}/manuscript.json",
        facts="results/{study}/facts.json",
        tables=tables_shown,
        figures=figures_shown,
        labels=i18n("manuscript"),
    output:
        article="results/{study}/article.{lang}.{format}",
    log:
        "logs/{study}/render_article.{lang}.{format}.log",
    wildcard_constraints:
        format="html|pdf|docx",
    params:
        article=settings("article"),
        engine=software.resolve_engine(PROJECT.engine),
        code=code("manuscript/render_article.py"),
    script:
        "../scripts/manuscript/render_article.py"
