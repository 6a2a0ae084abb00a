"""Loading study files; kept apart from other loading because the Study model imports every section."""

from __future__ import annotations

from pathlib import Path

from alianzas.config.study_model import Study
from honest_results.project import study_file
from human_files.errors import ConfigurationError, Problem, did_you_mean
from human_files.settings_files import load_model


def load_study(study: str, root: Path | str = ".") -> Study:
    """Return the study called ``study``.

    Raises ConfigurationError where the file does not exist (naming the nearest), has mistakes, or
    gives itself another name.
    """
    file = study_file(study)
    path = Path(root) / file
    if not path.is_file():
        known = sorted(p.stem for p in path.parent.glob("*.yaml"))
        raise ConfigurationError(
            Problem(file, "this study does not exist.", did_you_mean(study, known or ["ecuador"]))
        )
    loaded = load_model(path, Study, file)
    if loaded.study != study:
        raise ConfigurationError(
            Problem(
                file,
                f'calls itself "{loaded.study}".',
                f"Write `study: {study}`, or rename the file.",
                column="study",
            )
        )
    return loaded
