"""The README's description of programs, with what each took when it last ran."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from alianzas.deposit.deposited import Deposited
from alianzas.deposit.readme.words import code, duration, size, table
from honest_results.deposit.licences import Licences
from honest_results.rule_files import Rule, read_rules

_HEAD = ("Program", "What it does", "Jobs", "Time", "Memory")
#: What the folders of programs are for.
_FOLDERS = {
    "literature": "the systematic review",
    "cases": "the case studies",
    "survey": "the survey",
    "synthesis": "joining the bodies of evidence, and judging claims",
    "manuscript": "checking and rendering the documents",
    "pooled": "the comparison of studies",
}


def programs(deposit: Deposited) -> list[str]:
    """Return the section."""
    rules = read_rules(deposit.folder)
    by_folder: defaultdict[str, list[Rule]] = defaultdict(list)
    for name, rule in rules.items():
        if name in deposit.rules and rule.script:
            by_folder[Path(rule.script).parent.name].append(rule)
    lines = [
        "## Description of programs/code",
        "",
        "- `Makefile` holds the commands for people, `workflow/bootstrap.py` sets up what they need.",
        "- `Snakefile` and `workflow/rules/` say which program makes which file from which; Snakemake "
        "runs them in the right order, side by side where it can.",
        "- `workflow/scripts/` holds one short program for each step, named like its rule; they call "
        "functions of the study (`workflow/alianzas/`) and of the packages beside it "
        "(`workflow/packages/`).",
        "- `config/` holds settings, codebooks and words; `manuscript/` the texts, with references to "
        "results in place of numbers.",
        "- `tests/` holds tests of functions, of numbers from other software, and of whole builds.",
        "",
        "Time and memory are those of the last run: time is summed over the jobs of a program, memory "
        "is that of its largest job."
        if deposit.run
        else "Time and memory were not measured.",
        "",
    ]
    for folder in sorted(by_folder, key=lambda name: [*_FOLDERS, name].index(name)):
        meant = f": {_FOLDERS[folder]}" if folder in _FOLDERS else ""
        lines += [f"### `workflow/scripts/{folder}/`{meant}", ""]
        lines += table(_HEAD, _rows(by_folder[folder], deposit), (38, 50, 6, 12, 11))
    return [*lines, *_licence(deposit)]


def _rows(rules: list[Rule], deposit: Deposited) -> Iterator[tuple[str, ...]]:
    steps = {step.rule: step for step in deposit.run.steps} if deposit.run else {}
    for rule in rules:
        step = steps.get(rule.name)
        took = (str(step.jobs), duration(step.seconds), size(step.memory)) if step else ("", "", "")
        yield (code(Path(rule.script).name), f"{rule.words}.", *took)


def _licence(deposit: Deposited) -> Iterator[str]:
    """Yield the licence of the code."""
    found = Licences.read(deposit.folder).of("workflow/bootstrap.py")
    text = Licences.read(deposit.folder).of("manuscript/references.bib")
    yield "### License for Code"
    yield ""
    yield (
        f"The code is under {found.expression if found else 'no stated license'} (see `LICENSE`), the "
        f"texts and figures under {text.expression if text else 'no stated license'}; `REUSE.toml` has "
        "every file, those of others included."
    )
    yield ""
