"""Whether a study codes its cases by the codes that studies share or by codes of its own."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from honest_results.design import Design
from honest_results.facts import Fact

if TYPE_CHECKING:
    from alianzas.cases.case_codes import CaseCodes
    from human_files.language.labels import Labels


def codebook_fact(codes: CaseCodes, labels: Labels) -> Fact:
    """Return the fact by which texts tell what the shared codes are, or that a study has its own."""
    file = codes.codebook.read_from
    state = "shared" if PurePath(file).parent.name == "codebooks" else "own"
    text = labels.both(f"cases.codebook.{state}")
    return Fact(
        "cases.codebook.state", state, "phrase", text=text, design=Design("dimensions", file)
    )
