"""Facts on the strands of evidence that a study has, as its texts name them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from honest_results.design import Design
from honest_results.facts import Fact

if TYPE_CHECKING:
    from human_files.language.labels import Labels

#: The branches that have data, in the order in which texts name them.
STRANDS = ("literature", "cases", "survey")


def strand_facts(strands: Sequence[str], labels: Labels) -> list[Fact]:
    """Return how many strands a study has, and what they are.

    ``strands`` are those of STRANDS that the study has, in that order. ``study.strands.phrase`` brings
    them up ("a systematic review and a survey"), ``study.strands.definite.phrase`` comes back to them
    ("review and survey"); a study without any has neither.
    """
    state = ("none", "one", "several", "several")[len(strands)]
    design = Design(strands[0] if strands else "country")
    facts = [
        _phrase("study.strands.state", state, f"study.strands.{state}", labels, design),
        Fact("study.strands.n", len(strands), "count", design=design),
    ]
    if strands:
        code = "_".join(strands)
        facts += [
            _phrase("study.strands.phrase", code, f"study.strands.new.{code}", labels, design),
            _phrase(
                "study.strands.definite.phrase",
                code,
                f"study.strands.known.{code}",
                labels,
                design,
            ),
        ]
    return facts


def _phrase(key: str, value: str, label: str, labels: Labels, design: Design) -> Fact:
    return Fact(key, value, "phrase", text=labels.by_language(label), design=design)
