"""The README's list of what nobody but the authors can say."""

from __future__ import annotations

from alianzas.deposit.deposited import Deposited
from alianzas.deposit.readme.words import code, table

_HEAD = ("Open", "Setting", "File")


def still_open(deposit: Deposited) -> list[str]:
    """Return the section; none where nothing is open."""
    if not deposit.open_questions:
        return []
    rows = [(one.words, code(one.address), code(one.file)) for one in deposit.open_questions]
    return [
        "## What is still open",
        "",
        "Only the authors can say the following. Nothing was made up in its place; written into the "
        "setting that is named, it is in the next deposit.",
        "",
        *table(_HEAD, rows, (60, 32, 38)),
    ]
