"""``alianzas outputs``: every table and figure of the article with the rule and script behind it."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from pathlib import Path

from alianzas.config.load import load_project
from alianzas.manuscript.source import Manuscript
from alianzas.rule_files import read_rules

HEADER = ("In the article", "Label", "Rule", "Script")


def run(options: Namespace, root: Path) -> int:
    """Print the list, in columns or as a Markdown table."""
    rows = outputs(root)
    print("\n".join(as_markdown(rows) if options.markdown else in_columns(rows)))
    return 0


def outputs(root: Path) -> list[tuple[str, ...]]:
    """Return number, label, rule and script of each table and figure, in the article's order."""
    language = load_project(root).languages[0]
    article = Manuscript.read(f"manuscript/article.{language}.qmd", language, root)
    rules = read_rules(root).values()
    makers = {
        **{("table", name): rule for rule in rules for name in rule.tables},
        **{("figure", name): rule for rule in rules for name in rule.figures},
    }
    count: Counter[str] = Counter()
    rows: list[tuple[str, ...]] = []
    for reference in article.references():
        maker = makers.get((reference.kind, reference.name.removeprefix("figures/")))
        if maker is not None:
            count[reference.kind] += 1
            number = f"{reference.kind.capitalize()} {count[reference.kind]}"
            rows.append((number, reference.options["label"], maker.name, maker.script))
    return rows


def as_markdown(rows: list[tuple[str, ...]]) -> list[str]:
    """Return a pipe table; scripts are links from the top of the repository."""
    body = [
        f"| {number} | `{label}` | `{rule}` | [`{script}`]({script}) |"
        for number, label, rule, script in rows
    ]
    return [f"| {' | '.join(HEADER)} |", "|---" * len(HEADER) + "|", *body]


def in_columns(rows: list[tuple[str, ...]]) -> list[str]:
    """Return aligned lines."""
    lines = [HEADER, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADER))]
    return ["  ".join(map(str.ljust, line, widths)).rstrip() for line in lines]
