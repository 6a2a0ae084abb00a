"""What a result says and where it is printed."""

from __future__ import annotations

import json

from honest_results.tracing.built_results import Built, Target
from honest_results.tracing.printed_places import Places
from honest_results.tracing.report import Report, Row
from human_files.language.numbers import format_value

#: So many entries of each part of a figure are named.
_ENTRIES = 12


def value_rows(target: Target, built: Built, report: Report) -> list[Row]:
    """Return what a fact is, or what a table or figure holds and which files it has."""
    return _fact(target, built, report) if target.kind == "fact" else _shown(target, built, report)


def _fact(target: Target, built: Built, report: Report) -> list[Row]:
    fact = built.facts[target.key]
    unit = f" {fact['unit']}" if fact.get("unit") else ""
    kind = report.word(f"kind.{fact['kind']}")
    rows = [(report.word("value"), f"{fact['value']}{unit} ({kind})")]
    name = report.word("printed_as")
    rows += [(name, f"{text} ({language})") for language, text in sorted(fact["text"].items())]
    if fact.get("interval"):
        share = format_value(fact["confidence"], "percent", report.language)
        name = report.word("interval", share=share)
        low, high = fact["interval"]
        rows.append((name, f"[{low}, {high}]"))
        texts = sorted(fact.get("interval_text", {}).items())
        rows += [(name, f"{text} ({language})") for language, text in texts]
    if fact.get("n") is not None:
        rows.append((report.word("n"), str(fact["n"])))
    return rows


def _shown(target: Target, built: Built, report: Report) -> list[Row]:
    about = built.about(target)
    rows: list[Row] = []
    if target.kind == "table":
        columns = ", ".join(about["columns"])
        text = report.word("size_of", rows=report.count(about["rows"]), columns=columns)
        rows.append((report.word("size"), text))
    else:
        path = built.folder / f"figures/{target.key}.{report.language}.json"
        if path.is_file():
            about = json.loads(path.read_text(encoding="utf-8"))
        rows.append((report.word("shows"), about["alt"]))
    return rows + [(report.word("file"), file) for file in built.files(target)]


def place_rows(target: Target, places: Places, report: Report) -> list[Row]:
    """Return the lines of the texts that name a result."""
    name = report.word("printed_in")
    found = [
        (
            name,
            report.word(
                "line" if len(lines) == 1 else "lines", file=file, lines=", ".join(map(str, lines))
            ),
        )
        for file, lines in places.of(target)
    ]
    return found or [(name, report.word("nowhere"))]


def part_rows(target: Target, built: Built, report: Report) -> list[Row]:
    """Return the records behind each part of a figure, the first of them by name."""
    path = built.folder / f"figures/{target.key}.{report.language}.json"
    if not path.is_file():
        return []
    rows: list[Row] = []
    for part in json.loads(path.read_text(encoding="utf-8")).get("lists", []):
        entries = part["entries"]
        name = part["part"] or part["heading"]
        rows.append((name, part["heading"]))
        rows += [(name, entry) for entry in entries[:_ENTRIES]]
        if len(entries) > _ENTRIES:
            rows.append((name, report.word("more", count=len(entries) - _ENTRIES)))
    return rows
