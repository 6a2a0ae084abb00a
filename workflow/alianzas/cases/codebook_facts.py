"""What a study codes its cases by: the codes that studies share or its own, and which conditions."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from alianzas.cases.case_codes import CONDITION
from honest_results.design import Design
from honest_results.facts import Fact
from human_files.language.current import current_languages

if TYPE_CHECKING:
    from alianzas.cases.case_codes import CaseCodes
    from human_files.language.labels import Labels


def codebook_facts(codes: CaseCodes, labels: Labels) -> list[Fact]:
    """Return whose codes they are, on which sentences about them depend, and the conditions by name."""
    design = Design("dimensions", codes.codebook.read_from)
    shared = PurePath(codes.codebook.read_from).parent.name == "codebooks"
    state = "shared" if shared else "own"
    conditions = codes.codes(CONDITION)
    names = {
        language: ", ".join(code.words()[language] for code in conditions)
        for language in current_languages()
    }
    return [
        Fact(
            "cases.codebook.state",
            state,
            "phrase",
            text=labels.by_language(f"cases.codebook.{state}"),
            design=design,
        ),
        Fact(
            "cases.codes.conditions.phrase",
            " ".join(code.id for code in conditions),
            "phrase",
            text=names,
            design=design,
        ),
    ]
