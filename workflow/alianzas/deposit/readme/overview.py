"""The README's overview: what there is, and how to go through it from beginning to end."""

from __future__ import annotations

import json

from alianzas.config.study_model import Study
from alianzas.data_package import raw_files
from alianzas.deposit.deposited import Deposited
from alianzas.deposit.readme.exhibits import document_exhibits
from alianzas.deposit.readme.requirements import build_seconds
from alianzas.deposit.readme.words import counted, duration, listed
from honest_results.rule_files import read_rules


def overview(deposit: Deposited) -> list[str]:
    """Return the section."""
    lines = ["## Overview", ""]
    for study in deposit.studies:
        lines += [_of_study(deposit, study), ""]
    seconds = build_seconds(deposit)
    took = f"which took {duration(seconds)} when it last ran" if seconds else "see below for time"
    lines += [
        f"One command, `make paper`, runs all programs in the right order ({took}); a second, "
        "`make verify`, builds everything again in a temporary folder and compares it, value by value, "
        "with the published results in `published/`. Each number, table and figure of the documents is "
        "made by a program from the raw files; none is typed by hand.",
        "",
        f"This deposit was made from commit `{deposit.commit}` ({deposit.date.date().isoformat()}), "
        f"version {deposit.version}. `manifest-sha256.txt` lists every file with its SHA-256 hash "
        "(`sha256sum --check manifest-sha256.txt`). `COMPENDIUM.md` is the README for those who work "
        "with the programs.",
        "",
    ]
    if deposit.changes:
        lines += ["What differs from that commit:", ""]
        lines += [f"- {change}" for change in deposit.changes] + [""]
    return lines


def _of_study(deposit: Deposited, study: Study) -> str:
    """Return a paragraph with the counts of one study."""
    raw = raw_files(study, deposit.folder)
    rules = read_rules(deposit.folder).values()
    scripts = {rule.script for rule in rules if rule.name in deposit.rules}
    shown = [one for part in document_exhibits(deposit, study).values() for one in part]
    tables = sum(one.kind == "table" for one in shown)
    facts = json.loads((deposit.published(study.study) / "facts.json").read_text(encoding="utf-8"))
    documents = deposit.project.documents_of(study.study, deposit.folder)
    languages = deposit.project.languages_of(study.study)
    return (
        f"**{study.article.title.words('en')}.** "
        f"From {counted(len(raw), 'raw file')} in `data/{study.study}/`, "
        f"{counted(len(scripts - {''}), 'script')} make {counted(tables, 'table')}, "
        f"{counted(len(shown) - tables, 'figure')} and {counted(len(facts['facts']), 'value')} that "
        f"{counted(len(documents), 'document')} ({listed(one.name for one in documents)}; languages: "
        f"{listed(languages)}) draw on."
    )
