"""The checklists of a deposit as Markdown and JSON: all of them, and DCAS and TOP alone as well."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from alianzas.deposit.checklists import aea, codecheck, dcas, fair, template, top
from alianzas.deposit.checklists.lines import Answer, Line, Standard
from alianzas.deposit.checklists.looking import Deposit
from alianzas.deposit.deposited import Deposited

STANDARDS: Sequence[Standard] = (
    dcas.RULES,
    template.TEMPLATE,
    aea.REPORT,
    codecheck.RULES,
    fair.PRINCIPLES,
    top.DECLARATION,
)
#: Standards that have files of their own besides.
_OWN_FILES = {"DCAS": "deposit/dcas", "TOP": "deposit/top-2025"}
_WORDS = {"yes": "yes", "no": "**no**", "open": "*open*", "not_applicable": "n/a"}
_HEAD = (
    "Made by `alianzas deposit`, and again by `alianzas checklists` in the unpacked deposit: each "
    "answer is what a function found there. *open*: only the authors, an archive or an independent "
    "checker can settle it (`deposit/open-questions.md`); n/a: nothing in this study calls for it.\n"
)

Answered = list[tuple[Line, Answer]]


def answered(deposit: Deposit) -> dict[str, Answered]:
    """Return each line of each standard with its answer."""
    return {
        standard.name: [(line, line.look(deposit)) for line in standard.lines]
        for standard in STANDARDS
    }


def write_checklists(deposit: Deposited) -> dict[str, str]:
    """Return the files; what they look at has to be in the deposit already, the README too."""
    found = answered(Deposit(deposit.folder))
    written = {
        "deposit/checklists.md": as_markdown(found),
        "deposit/checklists.json": as_json(found),
    }
    for name, file in _OWN_FILES.items():
        alone = {name: found[name]}
        written |= {f"{file}.md": as_markdown(alone), f"{file}.json": as_json(alone)}
    return written


def counts(answers: Answered) -> str:
    """Return how many lines have which answer, such as ``14 yes, 2 open``."""
    number: Counter[str] = Counter(answer.verdict for _, answer in answers)
    words = {"yes": "yes", "no": "no", "open": "open", "not_applicable": "n/a"}
    return ", ".join(f"{number[one]} {words[one]}" for one in words if number[one])


def as_markdown(found: Mapping[str, Answered]) -> str:
    """Return the standards as a page: how many lines have which answer, then each with its evidence."""
    named = {standard.name: standard for standard in STANDARDS}
    alone = named[next(iter(found))].title
    lines = ["# Checklists of this deposit" if len(found) > 1 else f"# {alone}", "", _HEAD]
    if len(found) > 1:
        lines += ["| standard | lines | answers |", "|---|---|---|"]
        lines += [
            f"| [{named[name].title}]({named[name].address}) | {len(answers)} | {counts(answers)} |"
            for name, answers in found.items()
        ]
        lines.append("")
    for name, answers in found.items():
        if len(found) > 1:
            lines += [f"## {name}: {named[name].title}", ""]
        lines += [f"<{named[name].address}>: {counts(answers)}.", ""]
        lines += ["| line | question | answer | evidence |", "|---|---|---|---|"]
        lines += [
            f"| {line.number} | {line.words} | {_WORDS[answer.verdict]} | {_cell(answer.evidence)} |"
            for line, answer in answers
        ]
        lines.append("")
    return "\n".join(lines)


def as_json(found: Mapping[str, Answered]) -> str:
    """Return the standards as data."""
    named = {standard.name: standard for standard in STANDARDS}
    content: list[dict[str, Any]] = [
        {
            "standard": name,
            "title": named[name].title,
            "address": named[name].address,
            "lines": [
                {
                    "line": line.number,
                    "question": line.words,
                    "answer": answer.verdict,
                    "evidence": answer.evidence,
                }
                for line, answer in answers
            ],
        }
        for name, answers in found.items()
    ]
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
