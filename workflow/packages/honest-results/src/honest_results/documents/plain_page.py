"""A page without a house style: Markdown with facts, checked, marked and turned into HTML.

For a compendium that has no filters and templates of its own (:mod:`honest_results.documents.render`
needs them): the same checks, the same marks, one self-contained file.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from typing import Any

from honest_results.design import is_design
from honest_results.documents.check_document import check_document
from honest_results.documents.check_references import Known
from honest_results.documents.guard import ALLOWED
from honest_results.documents.honesty import banner, provenance_note
from honest_results.documents.outline import header
from honest_results.documents.pandoc_engine import pandoc_path
from honest_results.documents.parts import visible
from honest_results.documents.source import SPAN, Manuscript, parse_attributes
from honest_results.provenance import SIGNS, level_of
from human_files.language.labels import Labels
from human_files.language.numbers import DASH, format_value

#: The words for each level, where a compendium has none of its own.
WORDS = Labels(
    {
        "manuscript.level.reconstructed": {
            "en": "Reconstructed data",
            "es": "Datos reconstruidos",
            "pt": "Dados reconstruídos",
        },
        "manuscript.meaning.reconstructed": {
            "en": "real facts, taken from a published source",
            "es": "hechos reales, tomados de una fuente publicada",
            "pt": "fatos reais, extraídos de uma fonte publicada",
        },
        "manuscript.level.illustrative": {
            "en": "Illustrative data",
            "es": "Datos ilustrativos",
            "pt": "Dados ilustrativos",
        },
        "manuscript.meaning.illustrative": {
            "en": "written by hand to show a format",
            "es": "escritos a mano para mostrar un formato",
            "pt": "escritos à mão para mostrar um formato",
        },
        "manuscript.level.simulated": {
            "en": "Simulated data",
            "es": "Datos simulados",
            "pt": "Dados simulados",
        },
        "manuscript.meaning.simulated": {
            "en": "drawn at random by a program",
            "es": "generados al azar por un programa",
            "pt": "gerados ao acaso por um programa",
        },
        "manuscript.banner.title": {
            "en": "Not all of this was observed.",
            "es": "No todo esto se observó.",
            "pt": "Nem tudo isto foi observado.",
        },
        "manuscript.banner.lead": {
            "en": "Results marked with a sign rest on other data:",
            "es": "Los resultados con un signo se basan en otros datos:",
            "pt": "Os resultados com um sinal se apoiam em outros dados:",
        },
        "manuscript.banner.in": {"en": "in", "es": "en", "pt": "em"},
    },
    "honest_results.documents.plain_page",
)


def plain_page(
    text: Manuscript,
    facts: Mapping[str, Mapping[str, Any]],
    labels: Labels = WORDS,
    allowed: str = ALLOWED,
) -> str:
    """Check a Markdown text that prints facts, and turn it into an HTML page.

    Parameters
    ----------
    text : Manuscript
        Its source; facts are written ``[key]{.fact}``, with ``show="interval"`` or ``show="n"`` for
        what belongs to the value.
    facts : mapping of str to fact
        As returned by :func:`honest_results.fact_merging.merge_facts`.
    labels : Labels
        The words for levels and banner; English and Spanish ones by default.
    allowed : str
        A file with the numbers and comparisons that may be typed by hand, relative to the working
        directory; it need not exist.

    Returns
    -------
    str
        One HTML file. Each value tells, when pointed at, its rule, script and raw files; one that
        rests on data below "observed" has its sign, and a banner names those data.

    Raises
    ------
    ManuscriptError
        With every fact that does not exist and every result that is typed by hand, each with its
        line; tables, figures and citations are not supported here.
    """
    check_document(text, Known(citations=(), tables=(), figures=(), facts=facts), {}, allowed)
    shown = visible(text, facts)
    keys = dict.fromkeys(place.name for place in shown.references() if place.kind == "fact")
    told = banner((facts[key] for key in keys), labels, text.language)
    body = SPAN.sub(
        lambda found: _value(found, facts, labels, text.language), shown.text[shown.header_end :]
    )
    title = str(header(text).get("title", text.document))
    return _to_html("\n".join([*_banner(told), body]), ["title=" + title, "lang=" + text.language])


def _value(
    found: re.Match[str], facts: Mapping[str, Mapping[str, Any]], labels: Labels, language: str
) -> str:
    """Return a span of the text, with the value and the sign if it is a fact."""
    classes, options = parse_attributes(found["attributes"])
    if "fact" not in classes:
        return found.group()
    fact = facts[" ".join(found["text"].split())]
    words = str(fact["text"][language])
    if options.get("show") == "interval":
        words = str(fact.get("interval_text", {}).get(language, DASH))
    elif options.get("show") == "n":
        words = format_value(fact.get("n"), "count", language)
    files = ", ".join(source["file"] for source in fact["sources"])
    setting = fact["design"]["setting"] if is_design(fact) else ""
    about = " · ".join(filter(None, (fact["rule"], fact["script"], setting, files)))
    value = f'[{_escaped(words)}]{{.fact title="{_quoted(about)}"}}'
    level = "" if is_design(fact) else level_of(fact, f"the fact {found['text']}")
    if level not in SIGNS:
        return value
    note = provenance_note(level, labels, language)
    return f'{value}[{SIGNS[level]}]{{.provenance .{level} title="{_quoted(note)}"}}'


def _banner(told: Mapping[str, Any] | None) -> Iterator[str]:
    """Yield the Markdown of the banner; nothing where all data were observed."""
    if told is None:
        return
    yield f"::: {{.banner}}\n**{told['title']}** {told['lead']}\n"
    for item in told["items"]:
        folders = ", ".join(f"`{folder}`" for folder in item["folders"])
        yield f"- {item['sign']} {item['name']}: {item['text']} ({item['in']} {folders})"
    yield ":::\n"


def _escaped(words: str) -> str:
    """Return words with every sign that Markdown would read taken as it is."""
    return re.sub(r"([\\`*_{}\[\]<>$^~|@#\"'])", r"\\\1", words)


def _quoted(words: str) -> str:
    """Return words as they go between the quotation marks of an attribute."""
    return words.replace("\\", "\\\\").replace('"', '\\"')


def _to_html(markdown: str, metadata: list[str]) -> str:
    """Return the page that Pandoc makes of a Markdown text."""
    form = ["--from=markdown", "--to=html5", "--standalone", "--mathml", "--wrap=none"]
    done = subprocess.run(
        [pandoc_path(), *form, *(f"--metadata={entry}" for entry in metadata)],
        input=markdown,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout
