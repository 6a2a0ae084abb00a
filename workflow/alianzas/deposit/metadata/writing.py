"""Who writes the metadata of a deposit, in an order in which each finds what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from alianzas.deposit.checklists.writing import write_checklists
from alianzas.deposit.deposited import Deposited
from alianzas.deposit.metadata.citation_files import write_citation, write_codemeta
from alianzas.deposit.metadata.codecheck_file import write_codecheck
from alianzas.deposit.metadata.crate import write_crate
from alianzas.deposit.metadata.dataverse_file import write_dataverse
from alianzas.deposit.metadata.openicpsr_file import write_openicpsr
from alianzas.deposit.metadata.zenodo_file import write_zenodo
from alianzas.deposit.open_questions_page import write_open_questions

Writer = Callable[[Deposited], Mapping[str, bytes | str]]

#: Before the README, which names them.
BEFORE_README: list[Writer] = [
    write_codecheck,
    write_citation,
    write_codemeta,
    write_zenodo,
    write_dataverse,
    write_openicpsr,
    write_open_questions,
]
#: After it: the crate names every file at the top, the checklists look at README and crate.
AFTER_README: list[Writer] = [write_crate, write_checklists]
