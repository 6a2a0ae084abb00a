"""Facts that a study need not have: what a shared statement names and this study does not examine.

Propositions and claims that studies share name facts on constructs, codes and groups of the shared
codebooks. A study without a branch, or with a questionnaire or codes of its own, may lack them: the
strand is then silent. What a study's own file names, it must have.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from honest_results.project import CODEBOOKS, codebook_file

#: The codebook behind the names of a branch's facts, and the strands of evidence that it gives.
CODEBOOK_OF = {"literature": "ado_tcm", "cases": "case_codes", "survey": "questionnaire"}
STRANDS_OF = {"literature": ("review",), "cases": ("cases", "qca"), "survey": ("survey",)}


def absent_branches(facts: Mapping[str, Any]) -> list[str]:
    """Return the branches with data that the study of these facts does not have."""
    states = {branch: facts.get(f"study.{branch}.state", {}) for branch in STRANDS_OF}
    return [branch for branch, state in states.items() if state.get("value") == "absent"]


def excused_in(
    study: str, facts: Mapping[str, Any], root: Path | str = "."
) -> Callable[[str], Collection[str]]:
    """Return a function from a file of statements to the branches whose facts may be missing in it.

    ``facts`` are facts by key as merged. The branches are those that the study lacks and, in a file
    that studies share, those for which it has a codebook of its own or leaves an analysis out.
    """
    absent = absent_branches(facts)
    differing = [
        branch
        for branch, name in CODEBOOK_OF.items()
        if not codebook_file(study, name, root).startswith(CODEBOOKS)
        or any(
            key.startswith(f"{branch}.") and key.endswith(".state") and fact["value"] == "none"
            for key, fact in facts.items()
        )
    ]

    def excused(file: str) -> Collection[str]:
        is_shared = Path(file).as_posix().startswith(CODEBOOKS)
        return {*absent, *(differing if is_shared else ())}

    return excused
