"""Pretend data that are left although real ones have come."""

from __future__ import annotations

from pathlib import Path

from alianzas.config.pretend_settings import load_pretend, pretend_file, pretend_folder
from alianzas.config.study_files import load_study
from alianzas.config.study_model import Study, present
from human_files.errors import Problem
from human_files.language.messages import counted_message, message


def doubtful_pretend(study: Study, root: Path) -> list[Problem]:
    """Return a doubt for each branch with data of its own that pretend ones still stand in for."""
    pretend = load_pretend(study.study, root)
    if pretend is None:
        return []
    own = load_study(study.study, root, with_pretend=False)
    found: list[Problem] = []
    for branch in pretend.branches:
        settings = getattr(own, branch)
        folder = f"{pretend_folder(study.study)}/{branch}"
        left = [file for file in pretend.files if file.startswith(f"{folder}/")]
        named = [] if settings is None else [*present(settings).sources_by_file()]
        come = [file for file in named if (root / file).is_file()]
        if come:
            found.append(
                Problem(
                    pretend_file(study.study),
                    counted_message(
                        len(left),
                        "{file} is there, and {n} pretend file in {folder} still stands in for it.",
                        "{file} is there, and {n} pretend files in {folder} still stand in for it.",
                        file=come[0],
                        folder=folder,
                    ),
                    message(
                        "Take them away: alianzas simulate {study} {branch} --remove",
                        study=study.study,
                        branch=branch,
                    ),
                    column=branch,
                )
            )
    return found
