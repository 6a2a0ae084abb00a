"""The folder a document is rendered in: its source, its results, its words, nothing else.

Both render engines work in such a folder, so that they see the same files under the same names and
leave nothing behind. The filters read ``document.json``; metadata comes from ``_metadata.yml``, which
Quarto merges by itself and Pandoc is told of.
"""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from alianzas.errors import ManuscriptError, Problem
from alianzas.language.numbers import DASH, format_value
from alianzas.manuscript.cards import card, card_id
from alianzas.manuscript.conditions import visible
from alianzas.manuscript.honesty import banner, marks, provenance_note
from alianzas.manuscript.job import MANUSCRIPT, Job
from alianzas.manuscript.metadata import BIBLIOGRAPHY, STYLE, authors, keywords, metadata
from alianzas.manuscript.outline import elsewhere, numbers
from alianzas.manuscript.source import Manuscript

METADATA = "_metadata.yml"
#: Data of this size or more are left out of the HTML file (bytes of CSV).
_LARGEST_DOWNLOAD = 200_000
_CROSSREFS = ("fig", "tbl", "sec", "eq")
_WORDS = ("note", "abstract", "keywords", "lists", "lists.open", "lists.back")


def assemble(job: Job, folder: Path) -> None:
    """Fill ``folder`` with everything that rendering ``job`` needs.

    Raises ManuscriptError where the document refers to a result that is not there; the check that
    runs before names each with its line.
    """
    manuscript = job.root / MANUSCRIPT
    for name in (BIBLIOGRAPHY, "_quarto.yml"):
        shutil.copyfile(manuscript / name, folder / name)
    source = Manuscript.read(f"{MANUSCRIPT}/{job.source}", job.language, job.root)
    source = visible(source, job.facts).with_inserts(job.results / "inserts")
    (folder / job.source).write_text(source.text, encoding="utf-8")
    for name in ("filters", "styles"):
        shutil.copytree(manuscript / name, folder / name)
    _join_names(folder / STYLE, job.language)
    content = _content(job, source)
    (folder / "figures").mkdir()
    for figure in content["figures"].values():
        shutil.copyfile(job.results / figure["file"], folder / figure["file"])
    _write(folder / "document.json", content)
    _write(folder / METADATA, metadata(job))


def _join_names(style: Path, language: str) -> None:
    """In Spanish, APA joins authors by "y" and no comma; the style is written for English: ", &"."""
    if language == "es":
        text = style.read_text(encoding="utf-8")
        always, never = ('delimiter-precedes-last="' + when for when in ("always", "never"))
        text = text.replace(f'and="symbol" {always}', f'and="text" {never}')
        style.write_text(text.replace('and="symbol"', 'and="text"'), encoding="utf-8")


def _content(job: Job, source: Manuscript) -> dict[str, Any]:
    """Return what the filters read."""
    shown: dict[str, list[str]] = {"fact": [], "table": [], "figure": []}
    for reference in source.references():
        if reference.kind in shown:
            shown[reference.kind].append(reference.name.removeprefix("figures/"))
    keys = sorted(set(shown["fact"]) & set(job.facts))
    tables = {name: _described(job, f"tables/{name}.json") for name in sorted({*shown["table"]})}
    figures = {
        name: _described(job, f"figures/{name}.{job.language}.json")
        for name in sorted({*shown["figure"]})
    }
    everything = [*(job.facts[key] for key in keys), *tables.values(), *figures.values()]
    texts = [_markdown(job, name) for name in tables]
    content = {
        "facts": {key: _fact(job, key) for key in keys},
        "tables": {name: _table(job, name, entry) for name, entry in tables.items()},
        "figures": {name: _figure(job, name, entry) for name, entry in figures.items()},
        "marks": marks(job.labels, job.language),
        "banner": banner(everything, job.labels, job.language),
        "keywords": keywords(job),
        "authors": authors(job),
        "prefix": job.outline["prefix"],
        "numbers": numbers(job.outline, job.facts),
        "elsewhere": elsewhere(source, job.documents, job.facts, "\n\n".join(texts)),
        "words": {name: job.word(name) for name in _WORDS}
        | {"crossref": {kind: job.word(f"crossref.{kind}") for kind in _CROSSREFS}},
        "cards": "\n".join(card(key, job.facts[key], job.labels, job.language) for key in keys)
        if job.format == "html"
        else None,
    }
    return {name: value for name, value in content.items() if value is not None}


def _described(job: Job, name: str) -> dict[str, Any]:
    path = job.results / name
    if not path.is_file():
        raise ManuscriptError(
            Problem(
                f"{MANUSCRIPT}/{job.source}",
                f"it shows a result without the file {path.as_posix()}.",
                "Run `alianzas check`: it names the line.",
            )
        )
    described: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return described


def _fact(job: Job, key: str) -> dict[str, Any]:
    fact = job.facts[key]
    entry = {"text": fact["text"][job.language], "level": fact["level"], "card": card_id(key)}
    if fact["value"] is None:
        entry["n"] = DASH  # nothing was estimated, from nobody
    if fact.get("interval_text"):
        entry["interval"] = fact["interval_text"][job.language]
    if fact.get("n") is not None:
        entry["n"] = format_value(fact["n"], "count", job.language)
    return entry


def _table(job: Job, name: str, described: Mapping[str, Any]) -> dict[str, Any]:
    return {"markdown": _markdown(job, name), **_level(job, described)} | _download(
        job, f"tables/{name}.csv", job.word("data.table")
    )


def _markdown(job: Job, name: str) -> str:
    return (job.results / f"tables/{name}.{job.language}.md").read_text(encoding="utf-8")


def _figure(job: Job, name: str, described: Mapping[str, Any]) -> dict[str, Any]:
    stem = f"figures/{name}.{job.language}"
    ending = "png" if job.format == "docx" else "svg"
    figure = {"file": f"{stem}.{ending}", "alt": described["alt"], **_level(job, described)}
    if job.format == "html":
        figure["embedded"] = _data_uri(job.results / figure["file"], "image/svg+xml")
        figure["name"] = name
        figure["lists"] = described.get("lists", [])
        figure["areas"] = described.get("areas", {})
    return figure | _download(job, f"{stem}.csv", job.word("data.figure"))


def _level(job: Job, described: Mapping[str, Any]) -> dict[str, str]:
    level = described["level"]
    words = provenance_note(level, job.labels, job.language)
    return {"level": level} | ({"provenance": words} if words else {})


def _download(job: Job, name: str, text: str) -> dict[str, str]:
    """Return the data as a link that holds them; nothing outside HTML or for large data."""
    path = job.results / name
    if job.format != "html" or not path.is_file() or path.stat().st_size >= _LARGEST_DOWNLOAD:
        return {}
    return {
        "data": _data_uri(path, "text/csv;charset=utf-8"),
        "data_name": path.name,
        "data_text": text,
    }


def _data_uri(path: Path, media_type: str) -> str:
    return f"data:{media_type};base64,{base64.b64encode(path.read_bytes()).decode()}"


def _write(path: Path, content: Any) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")
