"""Checks every input of a study for what no reader of it looks for."""

from __future__ import annotations

from pathlib import Path

from alianzas.config.study_model import Study
from alianzas.inputs.leftover_sentences import doubtful_sentences
from alianzas.inputs.leftovers import doubtful_leftovers, leftovers
from alianzas.inputs.personal_data import doubtful_people, personal_data
from alianzas.inputs.pretend_data import doubtful_pretend
from alianzas.inputs.stray_files import stray_files
from human_files.errors import Problem


def check_inputs(study: Study, root: Path) -> list[Problem]:
    """Return files that nothing reads, leftovers of another country, and personal data."""
    return [*stray_files(study, root), *leftovers(study, root), *personal_data(study, root)]


def doubtful_inputs(study: Study, root: Path) -> list[Problem]:
    """Return what may be a leftover, workbooks that name people, and pretend data left."""
    return [
        *doubtful_leftovers(study, root),
        *doubtful_sentences(study, root),
        *doubtful_people(study, root),
        *doubtful_pretend(study, root),
    ]
