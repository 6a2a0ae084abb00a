"""A small compendium for the tests of rendering: real writers, made-up results, a short article."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from honest_results.documents.document_content import content
from honest_results.documents.job import Job, Rendering
from honest_results.documents.styles import fit_style, style_file
from honest_results.documents.texts import outlines
from honest_results.fact_merging import merge_facts, with_hashes
from honest_results.facts import Fact, write_facts, write_json
from honest_results.project import Project
from honest_results.provenance import Source
from human_files.language.labels import Labels
from labels import load_labels

REPOSITORY = Path(__file__).resolve().parents[3]
LANGUAGES = ("en", "es")
STUDY = "demo"

ARTICLE: dict[str, Any] = {
    "title": {
        "en": "Alliances in “small” firms: a test",
        "es": "Alianzas en pequeñas firmas: prueba",
    },
    "short_title": {"en": "Alliances in small firms", "es": "Alianzas en pequeñas firmas"},
    "authors": [
        {
            "name": "Ana Núñez",
            "affiliation": {"en": "University of the Test", "es": "Universidad de la Prueba"},
            "email": "ana@example.org",
            "orcid": "0000-0001-2345-6789",
        },
        {"name": "Luis O'Hara"},
    ],
    "keywords": {
        "alliances": {"en": "alliances", "es": "alianzas"},
        "test_100": {"en": 'so-called "trust"', "es": 'la llamada "confianza"'},
    },
}

_LABELS = """
demo.driver: {en: "Driver", es: "Factor"}
demo.b: {en: "Estimate", es: "Estimación"}
demo.ci: {en: "95% interval", es: "Intervalo al 95 %"}
demo.n: {en: "Firms", es: "Firmas"}
demo.trust: {en: "Trust", es: "Confianza"}
demo.planning: {en: "Rigorous planning", es: "Planificación rigurosa"}
demo.note: {en: "Firms = {n}. *b* is standardised.", es: "Firmas = {n}. *b* está estandarizado."}
"""

_TEXT = {
    "en": """---
title: "[study.title]{.fact}"
keywords: ["[study.title]{.fact}"]
abstract: |
  We asked [survey.sample.n]{.fact} firms; planning matters, with b = [survey.planning.b]{.fact}
  [survey.planning.b]{.fact show="interval"}.
---

# Introduction {#sec-introduction}

Alliances matter [@dyer1998; see @porter, p. 12]. @fig-flow and [@tbl-drivers; @tbl-sample] show more,
as @sec-methods and @sec-tests say, and by equation @eq-model.
See [@tbl-sample; @tbl-more] and @sec-more.

# Methods {#sec-methods}

We read `records.csv`. The slope is $\\beta_1$, and

$$ y = \\beta_0 + \\beta_1 x $$ {#eq-model}

## Tests {#sec-tests}

Firms in the test: [survey.planning.b]{.fact show="n"}.

# Results {#sec-results}

Planning [survey.comparison]{.fact} trust; b = [survey.planning.b]{.fact}, p [survey.planning.p]{.fact}.
The review kept [literature.kept]{.fact} works; [common.plain]{.fact} was observed.

![The flow of [survey.sample.n]{.fact} firms.](figures/flow){#fig-flow}

::: {#tbl-drivers table="drivers"}
Drivers among [survey.sample.n]{.fact} firms.
:::

::: {#tbl-sample table="sample"}
The sample.
:::

# References {.unnumbered}

::: {#refs}
:::
""",
    "es": """---
abstract: |
  Preguntamos a [survey.sample.n]{.fact} firmas.
---

# Introducción {#sec-introduction}

Las alianzas importan [@dyer1998]. La @fig-flow y las [@tbl-drivers; @tbl-sample]; la @sec-methods.

# Métodos {#sec-methods}

b = [survey.planning.b]{.fact} [survey.planning.b]{.fact show="interval"}.

![El flujo.](figures/flow){#fig-flow}

::: {#tbl-drivers table="drivers"}
Factores.
:::

::: {#tbl-sample table="sample"}
La muestra.
:::

# Referencias {.unnumbered}

::: {#refs}
:::
""",
}

_APPENDIX = {
    "en": """---
name: Online appendix
title: "Online appendix: [study.title]{.fact}"
---

# More {#sec-more}

@tbl-more and @fig-more are ours; @tbl-drivers and @sec-tests are the article's, as [-@tbl-more] is.

## Deeper {#sec-deeper}

Of @sec-deeper says @dyer1998 nothing.

::: {#tbl-more table="sample"}
More of the [survey.sample.n]{.fact} firms.
:::

![The flow again.](figures/flow){#fig-more}
""",
    "es": """---
name: Apéndice en línea
title: "Apéndice en línea: [study.title]{.fact}"
---

# Más {#sec-more}

La @tbl-more es nuestra; la @tbl-drivers, del artículo.

::: {#tbl-more table="sample"}
Más.
:::
""",
}

_BIBLIOGRAPHY = """@article{dyer1998,
  author = {Dyer, Jeffrey H. and Singh, Harbir},
  title = {The relational view},
  journal = {Academy of Management Review},
  year = {1998}, volume = {23}, number = {4}, pages = {660--679}, doi = {10.2307/259056}
}

@book{porter,
  author = {Porter, Michael E.}, title = {Competitive strategy}, publisher = {Free Press}, year = {1980}
}
"""


def make_demo(root: Path, level: str = "simulated") -> Path:
    """Fill ``root`` with a compendium whose survey has the provenance ``level``; return ``root``."""
    manuscript = root / "manuscript"
    manuscript.mkdir(parents=True)
    for name in ("filters", "styles"):
        shutil.copytree(REPOSITORY / "manuscript" / name, manuscript / name)
    shutil.copy(REPOSITORY / "manuscript/_quarto.yml", manuscript)
    for language, text in _TEXT.items():
        (manuscript / f"article.{language}.qmd").write_text(text, encoding="utf-8")
    for language, text in _APPENDIX.items():
        (manuscript / f"appendix.{language}.qmd").write_text(text, encoding="utf-8")
    (root / "CITATION.cff").write_text("date-released: 2026-01-01\n", encoding="utf-8")
    (manuscript / "references.bib").write_text(_BIBLIOGRAPHY, encoding="utf-8")
    _write_results(root / "results" / STUDY, level)
    return root


def make_job(root: Path, language: str, document: str = "article") -> Job:
    """Return the job of one document of a demo compendium."""
    results = root / "results" / STUDY
    project = Project(studies=[STUDY])
    return Job(
        document=document,
        documents=outlines(STUDY, project.documents, language, project.formats_of, root),
        language=language,
        article=ARTICLE,
        facts=json.loads((results / "facts.json").read_text(encoding="utf-8"))["facts"],
        results=results,
        root=root,
        labels=manuscript_labels(),
        languages=LANGUAGES,
    )


def make_rendering(
    root: Path, language: str, file_format: str, document: str = "article"
) -> Rendering:
    """Gather what a document of a demo compendium shows, and return its rendering in a format."""
    rendering = Rendering(document, language, file_format, STUDY, root)
    write_json(content(make_job(root, language, document)), rendering.content)
    style = (root / "manuscript/styles/apa.csl").read_text(encoding="utf-8")
    fitted = fit_style(style, language)
    (rendering.results / style_file(language)).write_text(fitted, encoding="utf-8")
    return rendering


def manuscript_labels() -> Labels:
    """Return the labels that rendering uses."""
    return load_labels("manuscript")


def _write_results(results: Path, level: str) -> None:
    survey = [Source("data/demo/survey/responses.xlsx", level)]
    books = [
        Source(
            "data/demo/literature/list.ris", "observed" if level == "observed" else "reconstructed"
        )
    ]
    files = []
    for rule, sources, facts in (
        ("fit_drivers", survey, _survey_facts()),
        ("screen", books, [Fact("literature.kept", 1234, "count")]),
        ("describe", [], [Fact("study.title", "t", "label", text=ARTICLE["title"])]),
        ("count", [Source("data/demo/plain.csv", "observed")], [Fact("common.plain", 7, "count")]),
    ):
        files.append(results / f"facts/{rule}.json")
        write_facts(
            facts, files[-1], rule=rule, script=f"workflow/scripts/demo/{rule}.py", sources=sources
        )
    merged = merge_facts(files, LANGUAGES)
    raw = {source["file"] for fact in merged.values() for source in fact["sources"]}
    facts = with_hashes(merged, dict.fromkeys(raw, "ab" * 32))
    write_json({"facts": facts}, results / "facts.json")
    _write_tables(results / "tables", survey)
    _write_figures(results / "figures", survey)


def _survey_facts() -> list[Fact]:
    words = {"en": "matters more than", "es": "importa más que"}
    return [
        Fact("survey.sample.n", 150, "count", n=150),
        Fact(
            "survey.planning.b",
            0.4213456789,
            "coefficient",
            n=1492,
            interval=(0.12345678, 0.71923456),
        ),
        Fact("survey.planning.p", 0.0000123, "p_value"),
        Fact("survey.comparison", "more", "phrase", text=words),
    ]


def _write_tables(folder: Path, sources: list[Source]) -> None:
    import pandas as pd
    import yaml

    from honest_results.tables import Column, Table, write_table

    stamps = load_labels("common")
    labels = stamps.with_texts(yaml.safe_load(_LABELS))
    frame = pd.DataFrame(
        {
            "driver": ["demo.planning", "demo.trust"],
            "b": [0.42, -0.1],
            "ci_low": [0.12, -0.3],
            "ci_high": [0.72, 0.1],
            "n": [1492, 1490],
        }
    )
    columns = [
        Column("driver", "demo.driver", "label"),
        Column("b", "demo.b", "coefficient"),
        Column("ci", "demo.ci", "interval", of="coefficient"),
        Column("n", "demo.n", "count"),
    ]
    values = {"n": {"value": 1492, "kind": "count"}}
    for table in (
        Table("drivers", frame, columns, notes=["demo.note"], values=values),
        Table("sample", frame, columns[:2]),
    ):
        write_table(
            table,
            folder,
            labels=labels,
            languages=LANGUAGES,
            rule="fit_drivers",
            script="workflow/scripts/demo/fit_drivers.py",
            sources=sources,
        )


LISTS = [
    {"heading": "By post (1)", "entries": ["Ash & Sons"], "part": "asked", "title": "Asked (2)"},
    {"heading": "By telephone (1)", "entries": ["Birch"], "part": "asked", "title": "Asked (2)"},
    {"heading": "Never found", "entries": ["Cedar"], "part": "", "title": ""},
]


def _write_figures(folder: Path, sources: list[Source]) -> None:
    """Write a drawing without Matplotlib: an SVG, and the smallest of PNGs."""
    import base64

    folder.mkdir(parents=True)
    png = (
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9aw"
        "AAAABJRU5ErkJggg=="
    )
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="120" viewBox="0 0 300 120">'
        '<rect x="10" y="10" width="280" height="100" fill="#0072B2"/></svg>\n'
    )
    alt = {"en": "A blue box: 150 firms.", "es": "Un cuadro azul: 150 firmas."}
    for language in LANGUAGES:
        stem = f"flow.{language}"
        (folder / f"{stem}.svg").write_text(svg, encoding="utf-8")
        (folder / f"{stem}.png").write_bytes(base64.b64decode(png))
        (folder / f"{stem}.csv").write_text("step,n\nasked,150\n", encoding="utf-8")
        write_json(
            {
                "id": "flow",
                "alt": alt[language],
                "areas": {"asked": [3.33, 8.33, 93.33, 83.33]},
                "lists": LISTS,
                "level": sources[0].level,
                "rule": "draw",
                "script": "workflow/scripts/demo/draw.py",
                "sources": [list(source) for source in sources],
            },
            folder / f"{stem}.json",
        )
