"""Who writes which files of a deposit, besides the source and the published results.

Each writer returns the content of its files by their path in the deposit. They are called in this
order, and what one returns is in the folder when the next is called. So the README comes after all that
ask questions, which it lists, and a list of all files comes last (but the manifest, which comes after
all).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from alianzas.deposit.containers import write_containers, write_last_run
from alianzas.deposit.deposited import Deposited
from alianzas.deposit.metadata.writing import AFTER_README, BEFORE_README
from alianzas.deposit.readme.writing import write_readme

Writer = Callable[[Deposited], Mapping[str, bytes | str]]

WRITERS: list[Writer] = [
    write_last_run,
    write_containers,
    *BEFORE_README,
    write_readme,
    *AFTER_README,
]
