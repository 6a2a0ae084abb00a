"""The codebooks of the synthesis."""

from __future__ import annotations

import json
from pathlib import Path

from alianzas.collecting import Collector
from alianzas.config.load import load_model
from alianzas.config.propositions import Propositions
from alianzas.config.study import Study
from alianzas.config.synthesis import CLAIMS
from alianzas.errors import Problem, did_you_mean
from alianzas.manuscript.bibliography import examine
from alianzas.synthesis.claims.reading import Register, check_facts, read_claims


def check_inputs(study: Study, root: Path) -> list[Problem]:
    """Return what is wrong with the published claims and the rows of the joint display."""
    found = Collector()
    for files in dict.fromkeys([(CLAIMS,), tuple(study.synthesis.claims)]):
        register = found.attempt(read_claims, files, root)
        if register is not None:
            found.add(*_unknown_sources(register, root))
            if files == tuple(study.synthesis.claims):
                _look_facts_up(register, study, root, found)
    found.attempt(load_model, root / "config/codebooks/propositions.yaml", Propositions)
    return found.problems


def _look_facts_up(register: Register, study: Study, root: Path, found: Collector) -> None:
    """Hold the facts that claims name against those of the last build; before one, none is known."""
    path = root / "results" / study.study / "facts.json"
    if path.is_file():
        facts = json.loads(path.read_text(encoding="utf-8"))["facts"]
        found.attempt(check_facts, register, facts, register.held(study.synthesis.material_of))


def _unknown_sources(register: Register, root: Path) -> list[Problem]:
    """Return a problem for each claim whose article is not in the bibliography."""
    known = examine(root=root).keys
    if known is None:
        return []  # told by the check of the manuscript
    return [
        register.problem(
            claim,
            f'"{claim.source}" is not in manuscript/references.bib.',
            did_you_mean(claim.source, known),
        )
        for claim in register.claims
        if claim.source not in known
    ]
