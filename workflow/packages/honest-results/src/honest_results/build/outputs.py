"""A list of every table and figure of the documents, with the rule and script behind it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from honest_results.documents.conditions import Facts
from honest_results.documents.number_words import number_words
from honest_results.documents.outline import numbers, outline
from honest_results.documents.texts import read_shown
from honest_results.project import Document, load_project
from honest_results.rule_files import read_rules
from honest_results.tracing.built_results import PREFIXES
from human_files.language.messages import message, template

HEADER = (template("In the text"), template("Label"), template("Rule"), template("Script"))


class Exhibit(NamedTuple):
    """A table or figure of a document, and who makes it."""

    #: As in the text, such as ``Table A3``.
    words: str
    label: str
    #: ``table`` or ``figure``, and its id: what its files are called.
    kind: str
    name: str
    rule: str
    script: str


def outputs(
    root: Path, study: str, settled: Facts, documents: Sequence[Document] | None = None
) -> list[tuple[str, ...]]:
    """Return number, label, rule and script of each table and figure, in the order of a study's texts.

    ``settled`` are the facts that follow from the study's settings. Numbers are those of a study that
    shows every part of the text that these leave undecided. ``documents`` are those of the study unless
    others are given, such as the comparison of several studies.
    """
    shown = load_project(root).documents_of(study, root) if documents is None else documents
    return [
        (one.words, one.label, one.rule, one.script)
        for document in shown
        for one in exhibits(root, study, settled, document)
    ]


def exhibits(root: Path, study: str, settled: Facts, document: Document) -> list[Exhibit]:
    """Return the tables and figures of a document in the order of its text, as :func:`outputs`."""
    language = load_project(root).languages_of(study)[0]
    rules = read_rules(root).values()
    makers = {
        **{("table", name): rule for rule in rules for name in rule.tables},
        **{("figure", name): rule for rule in rules for name in rule.figures},
    }
    called = {
        kind: number_words(root, PREFIXES[kind]).get(language, kind.capitalize())
        for kind in PREFIXES
    }
    text = read_shown(study, document.name, language, settled, root)
    number = numbers(outline(text, document.prefix))
    found = []
    for reference in text.references():
        name = reference.name.removeprefix("figures/")
        maker = makers.get((reference.kind, name))
        if maker is not None:
            label = reference.options["label"]
            words = f"{called[reference.kind]} {number.get(label, '?')}"
            found.append(Exhibit(words, label, reference.kind, name, maker.name, maker.script))
    return found


def as_markdown(rows: list[tuple[str, ...]]) -> list[str]:
    """Return a pipe table, with scripts as links from the folder docs/."""
    body = [
        f"| {number} | `{label}` | `{rule}` | [`{script}`](../{script}) |"
        for number, label, rule, script in rows
    ]
    return [f"| {' | '.join(HEADER)} |", "|---" * len(HEADER) + "|", *body]


def in_columns(rows: list[tuple[str, ...]]) -> list[str]:
    """Return aligned lines."""
    lines = [tuple(map(message, HEADER)), *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADER))]
    return ["  ".join(map(str.ljust, line, widths)).rstrip() for line in lines]
