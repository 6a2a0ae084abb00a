"""A list of every table and figure of the documents, with the rule and script behind it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from honest_results.documents.conditions import Facts
from honest_results.documents.outline import numbers, outline
from honest_results.documents.texts import read_shown
from honest_results.project import Document, load_project
from honest_results.rule_files import read_rules
from human_files.language.messages import message, template

HEADER = (template("In the text"), template("Label"), template("Rule"), template("Script"))


def outputs(
    root: Path, study: str, settled: Facts, documents: Sequence[Document] | None = None
) -> list[tuple[str, ...]]:
    """Return number, label, rule and script of each table and figure, in the order of a study's texts.

    ``settled`` are the facts that follow from the study's settings. Numbers are those of a study that
    shows every part of the text that these leave undecided. ``documents`` are those of the study unless
    others are given, such as the comparison of several studies.
    """
    project = load_project(root)
    language = project.languages_of(study)[0]
    rules = read_rules(root).values()
    makers = {
        **{("table", name): rule for rule in rules for name in rule.tables},
        **{("figure", name): rule for rule in rules for name in rule.figures},
    }
    rows: list[tuple[str, ...]] = []
    for document in project.documents_of(study, root) if documents is None else documents:
        text = read_shown(study, document.name, language, settled, root)
        number = numbers(outline(text, document.prefix))
        for reference in text.references():
            maker = makers.get((reference.kind, reference.name.removeprefix("figures/")))
            if maker is not None:
                label = reference.options["label"]
                words = f"{reference.kind.capitalize()} {number.get(label, '?')}"
                rows.append((words, label, maker.name, maker.script))
    return rows


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
