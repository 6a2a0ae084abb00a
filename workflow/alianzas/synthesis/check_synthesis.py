"""Checks the codebooks of the synthesis: published claims and propositions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from alianzas.config.study_model import Study
from alianzas.synthesis.excused import excused_in
from alianzas.synthesis.joint_display import check_propositions
from honest_results.claims.claims_files import Register, check_facts, read_claims
from honest_results.claims.statement_models import Propositions
from honest_results.documents.bibliography import examine_all
from honest_results.documents.texts import files_of
from honest_results.project import codebook_file
from human_files.collecting import Collector
from human_files.errors import Problem, did_you_mean
from human_files.language.messages import message
from human_files.settings_files import load_model


def check_inputs(study: Study, root: Path, built: Path | None = None) -> list[Problem]:
    """Return what is wrong with the published claims and the rows of the joint display.

    ``built`` is the file of facts of a build or a trial; without one, the facts that they name are
    not looked for.
    """
    found = Collector()
    if study.synthesis is None:
        return []
    file = codebook_file(study.study, "propositions", root)
    display = found.attempt(load_model, root / file, Propositions, file)
    propositions = display.propositions if display is not None else None
    files = study.synthesis.claims_files(codebook_file(study.study, "claims", root))
    facts = None if built is None else _facts(built)
    register = found.attempt(read_claims, files, root, propositions)
    if register is not None:
        found.add(*_unknown_sources(register, study, root))
        if facts is not None:
            held = register.held(register.material_of(study.study))
            found.attempt(check_facts, register, facts, held, excused_in(study.study, facts, root))
    if display is not None:
        found.add(*_unlisted(display, study, root))
        if facts is not None:
            found.attempt(check_propositions, display, facts, excused_in(study.study, facts, root))
    return found.problems


def _unlisted(display: Propositions, study: Study, root: Path) -> list[Problem]:
    """Return a problem for each proposition whose article is not in the bibliography."""
    known = examine_all(files_of(study.study, "references.bib", root), root).keys
    if known is None:
        return []  # reported by the check of the manuscript
    return [
        Problem(
            display.read_from,
            message('"{source}" is not in manuscript/references.bib.', source=each.source),
            did_you_mean(str(each.source), known),
            column=each.id,
        )
        for each in display.propositions
        if each.source is not None and each.source not in known
    ]


def _facts(path: Path) -> dict[str, Any]:
    """Return the facts of a build or a trial."""
    facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["facts"]
    return facts


def _unknown_sources(register: Register, study: Study, root: Path) -> list[Problem]:
    """Return a problem for each claim whose article is not in the bibliography."""
    known = examine_all(files_of(study.study, "references.bib", root), root).keys
    if known is None:
        return []  # reported by the check of the manuscript
    return [
        register.problem(
            claim,
            message('"{source}" is not in manuscript/references.bib.', source=claim.source),
            did_you_mean(claim.source, known),
        )
        for claim in register.claims
        if claim.source not in known
    ]
