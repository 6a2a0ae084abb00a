"""What a document shows, gathered for the filters: results, words, numbers, title page.

The build writes it to ``results/<study>/manuscript/<document>.<language>.content.json``. The filters
read it from there, whichever engine runs them and whoever started it: the build, or a person with
``quarto preview``. It serves all formats; figures and data are given by their file names.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from honest_results.design import is_design
from honest_results.documents.cards import card, card_id
from honest_results.documents.conditions import decide
from honest_results.documents.design_places import design_place
from honest_results.documents.honesty import banner, marks
from honest_results.documents.job import MANUSCRIPT, Job
from honest_results.documents.metadata import metadata
from honest_results.documents.outline import elsewhere, numbers
from honest_results.documents.parts import parts, visible
from honest_results.documents.source import LABEL_KINDS, Manuscript
from honest_results.documents.styles import style_file
from honest_results.documents.texts import read_text
from honest_results.provenance import LEVELS, level_of
from human_files.errors import ManuscriptError, Problem
from human_files.language.messages import message
from human_files.language.numbers import DASH, format_value
from human_files.language.sentences import contracted

#: Data of this size or more (bytes of CSV) are left out of the HTML file.
_LARGEST_DOWNLOAD = 200_000
_PROOFS = ("proof", "remark", "solution")
_WORDS = (
    "and",
    "note",
    "abstract",
    "keywords",
    "lists",
    "lists.open",
    "lists.back",
    "data.table",
    "data.figure",
)


def content(job: Job) -> dict[str, Any]:
    """Return what the filters need to know to render ``job``, in any format.

    Raises ManuscriptError where the document shows a result whose file is missing.
    """
    text = read_text(job.study, job.document, job.language, job.root)
    shown_text = visible(text, job.facts)
    source = shown_text.with_inserts(job.results / "inserts")
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
    found = {
        "facts": {key: _fact(job, key) for key in keys},
        "tables": {name: _table(job, name, entry) for name, entry in tables.items()},
        "figures": {name: _figure(job, name, entry) for name, entry in figures.items()},
        "inserts": {
            reference.name: _insert(job, reference.name)
            for reference in shown_text.references()
            if reference.kind == "insert"
        },
        "conditions": _conditions(text, job),
        "levels": list(LEVELS),
        "marks": marks(job.labels, job.language),
        "banner": banner(everything, job.labels, job.language),
        "numbers": numbers(job.outline, job.facts),
        "elsewhere": elsewhere(source, job.documents, job.facts, "\n\n".join(texts)),
        "words": {name: job.word(name) for name in _WORDS}
        | {"crossref": {kind: job.word(f"crossref.{kind}") for kind in LABEL_KINDS}}
        | {"proofs": {name: job.word(name) for name in _PROOFS}},
        "cards": "\n".join(_card(job, key) for key in keys),
        "metadata": metadata(job),
        "style": style_file(job.language),
        "before_i": _before_i(job.word("and"), job.language),
    }
    return {name: value for name, value in found.items() if value is not None}


def _before_i(conjunction: str, language: str) -> str | None:
    """Return what "and" becomes before the sound of i, as in Spanish; None where it stays."""
    found = contracted(f"{conjunction} in", language).split()[0]
    return found if found != conjunction else None


def _conditions(text: Manuscript, job: Job) -> dict[str, bool]:
    """Return whether each condition of the text holds; not those that turn on what does not exist."""
    held = {part.words: decide(part.words, job.facts) for part in parts(text)}
    return {words: value for words, value in held.items() if value is not None}


def _described(job: Job, name: str) -> dict[str, Any]:
    """Return what the JSON file beside a table or figure says about it."""
    path = job.results / name
    if not path.is_file():
        raise ManuscriptError(
            Problem(
                f"{MANUSCRIPT}/{job.source}",
                message("it shows a result whose file {path} is missing.", path=path.as_posix()),
                message("Run `alianzas check`: it names the line."),
            )
        )
    described: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    level_of(described, path.as_posix())
    return described


def _fact(job: Job, key: str) -> dict[str, Any]:
    """Return a fact as the filters print it."""
    fact = job.facts[key]
    entry: dict[str, Any] = {"text": fact["text"][job.language], "card": card_id(key)}
    if is_design(fact) or not fact["sources"]:
        entry["no_data"] = True  # a setting, or what the build says of itself: nothing to mark
    else:
        entry["level"] = level_of(fact, message("the fact {key}", key=key))
    if fact["value"] is None:
        entry["n"] = DASH  # nothing was estimated, from nobody
    if fact.get("interval_text"):
        entry["interval"] = fact["interval_text"][job.language]
    if fact.get("n") is not None:
        entry["n"] = format_value(fact["n"], "count", job.language)
    return entry


def _card(job: Job, key: str) -> str:
    """Return the card of a fact; that of a design value tells where it stands."""
    fact = job.facts[key]
    place = None
    if is_design(fact):
        is_built = job.is_built and fact["design"]["setting"] not in job.lowered
        place = design_place(key, fact, job.study, job.root, model=job.settings, is_built=is_built)
    return card(key, fact, job.labels, job.language, place)


def _table(job: Job, name: str, described: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table as the filters print it."""
    entry = {
        "markdown": _markdown(job, name),
        "level": described["level"],
        "marked": described["marked"],
    }
    return entry | _download(job, f"tables/{name}.csv")


def _markdown(job: Job, name: str) -> str:
    """Return the text of a table in the document's language."""
    return (job.results / f"tables/{name}.{job.language}.md").read_text(encoding="utf-8")


def _insert(job: Job, name: str) -> str:
    """Return a text that a rule wrote for the document, in its language."""
    return (job.results / f"inserts/{name}.{job.language}.md").read_text(encoding="utf-8")


def _figure(job: Job, name: str, described: Mapping[str, Any]) -> dict[str, Any]:
    """Return a figure as the filters show it."""
    return {
        "name": name,
        "stem": f"figures/{name}.{job.language}",
        "alt": described["alt"],
        "level": described["level"],
        "lists": described.get("lists", []),
        "areas": described.get("areas", {}),
    } | _download(job, f"figures/{name}.{job.language}.csv")


def _download(job: Job, name: str) -> dict[str, str]:
    """Return the data file that the page contains; nothing if it is large."""
    path = job.results / name
    if not path.is_file() or path.stat().st_size >= _LARGEST_DOWNLOAD:
        return {}
    return {"data": name}
