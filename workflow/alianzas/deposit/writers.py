"""Who writes which files of a deposit, besides the source and the published results.

Each writer returns the content of its files by their path in the deposit. They are called in this
order, and what one returns is in the folder when the next is called; so a list of all files comes last
(but the manifest, which comes after all).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from alianzas.deposit.deposited import Deposited

Writer = Callable[[Deposited], Mapping[str, bytes | str]]

WRITERS: list[Writer] = []
