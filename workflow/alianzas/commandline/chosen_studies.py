"""Which studies a command applies to."""

from __future__ import annotations

from pathlib import Path

from alianzas.config.study_files import load_study
from alianzas.config.study_model import Study
from honest_results.project import load_project, study_file
from human_files.errors import ConfigurationError, Problem


def chosen_studies(name: str | None, root: Path, *, built: bool = False) -> list[Study]:
    """Return the study called ``name``, or, without a name, every study that the project builds.

    With ``built``, the study must be one that the project builds. Raises ConfigurationError where
    the study does not exist or its file has mistakes.
    """
    names = load_project(root).studies
    if name is not None:
        if built and name not in names and (root / study_file(name)).is_file():
            raise ConfigurationError(
                Problem(
                    "config/config.yaml",
                    f'does not build the study "{name}".',
                    f"Add it: studies: [{', '.join([*names, name])}]",
                    column="studies",
                )
            )
        names = [name]
    return [load_study(each, root) for each in names]
