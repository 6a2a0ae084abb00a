"""The README's list of tables and figures: number, program, line and output file of each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from alianzas.config.study_model import Study
from alianzas.deposit.deposited import Deposited
from alianzas.deposit.readme.words import box, code, counted, table
from alianzas.synthesis.settled_facts import settled_facts
from honest_results.build.outputs import Exhibit, exhibits
from honest_results.project import Document

_HEAD = ("Figure/Table", "Program", "Line", "Output file", "Note")


def document_exhibits(deposit: Deposited, study: Study) -> dict[str, list[Exhibit]]:
    """Return the tables and figures of each document of a study, numbered as in the published one."""
    settled = settled_facts(study, deposit.root)
    return {
        document.name: _published(deposit, study, document, settled)
        for document in deposit.project.documents_of(study.study, deposit.root)
    }


def _published(
    deposit: Deposited, study: Study, document: Document, settled: object
) -> list[Exhibit]:
    """Return those that the published document shows; the number is its own."""
    language = deposit.project.languages_of(study.study)[0]
    content = deposit.published(study.study) / f"manuscript/{document.name}.{language}.content.json"
    numbers = json.loads(content.read_text(encoding="utf-8"))["numbers"]
    return [
        one._replace(words=f"{one.kind.capitalize()} {numbers[one.label]}")
        for one in exhibits(deposit.root, study.study, settled, document)  # type: ignore[arg-type]
        if one.label in numbers
    ]


def exhibit_list(deposit: Deposited) -> list[str]:
    """Return the section."""
    lines = [
        "## List of tables, figures and programs",
        "",
        "The provided code reproduces:",
        "",
        box(True, "All numbers provided in text in the paper"),
        box(True, "All tables and figures in the paper"),
        box(False, "Selected tables and figures in the paper, as explained and justified below."),
        "",
        "Numbers in the text come from `published/<study>/facts.json`, which names rule, script and "
        "raw files of each; in the HTML documents a card on each number shows them. The output file of "
        "a table is its data; `.json` beside it describes it, `.md` is what the documents print. Of a "
        "figure `.svg` and `.csv` (its data) lie beside it. Notes give the weakest level of data "
        "behind each. Numbers are those of the first language; the others have the same.",
        "",
    ]
    for study in deposit.studies:
        for document, shown in document_exhibits(deposit, study).items():
            if shown:
                counts = counted(len(shown), "table or figure", "tables and figures")
                lines += [f"### {study.study}, {document}: {counts}", ""]
                lines += table(_HEAD, _rows(deposit, study, shown), (15, 45, 6, 45, 15))
    return lines


def _rows(deposit: Deposited, study: Study, shown: list[Exhibit]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each; the line is where the program of the last run wrote the output."""
    language = deposit.project.languages_of(study.study)[0]
    measured = deposit.run.lines if deposit.run is not None else {}
    for one in shown:
        folder = f"{one.kind}s"
        ending = "csv" if one.kind == "table" else f"{language}.png"
        line = measured.get(f"{folder}/{one.name}")
        file = f"published/{study.study}/{folder}/{one.name}.{ending}"
        yield (
            one.words,
            code(one.script),
            str(line) if line else "",
            code(file),
            _level(deposit.folder / file, language),
        )


def _level(output: Path, language: str) -> str:
    """Return the level of data behind an output, as its description says; or that there are none."""
    name = output.name.partition(".")[0]
    for described in (f"{name}.json", f"{name}.{language}.json"):
        file = output.with_name(described)
        if file.is_file():
            about = json.loads(file.read_text(encoding="utf-8"))
            return str(about.get("level", "")) if about.get("sources") else "no data"
    return ""
