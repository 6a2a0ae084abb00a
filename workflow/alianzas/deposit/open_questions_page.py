"""``deposit/open-questions.md``: what nobody but the authors can say, and where they write it."""

from __future__ import annotations

from alianzas.deposit.deposited import Deposited

NAME = "deposit/open-questions.md"


def write_open_questions(deposit: Deposited) -> dict[str, str]:
    """Return the page: each question with the file and the setting that answer it."""
    lines = ["# Open questions", ""]
    if not deposit.open_questions:
        return {NAME: "\n".join([*lines, "None: the authors have answered all of them.", ""])}
    lines += [
        "Only the authors can say the following, and nothing was made up in its place. Each answer "
        "goes into the setting that is named; `config/schemas/study.json` explains it, and `alianzas "
        "check --deposit` lists what is left.",
        "",
        "| question | setting | file |",
        "|---|---|---|",
    ]
    lines += [f"| {one.words} | `{one.address}` | `{one.file}` |" for one in deposit.open_questions]
    return {NAME: "\n".join([*lines, ""])}
