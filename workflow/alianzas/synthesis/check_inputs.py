"""The codebooks of the synthesis."""

from __future__ import annotations

from pathlib import Path

from alianzas.collecting import Collector
from alianzas.config.claims import Claims
from alianzas.config.load import load_model
from alianzas.config.propositions import Propositions
from alianzas.config.study import Study
from alianzas.errors import Problem


def check_inputs(study: Study, root: Path) -> list[Problem]:
    """Return what is wrong with the published claims and the rows of the joint display."""
    found = Collector()
    found.attempt(load_model, root / "config/codebooks/claims.yaml", Claims)
    found.attempt(load_model, root / "config/codebooks/propositions.yaml", Propositions)
    return found.problems
