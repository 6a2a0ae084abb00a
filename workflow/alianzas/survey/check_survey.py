"""Checks every input of the survey as the build reads it, and reports all problems at once."""

from __future__ import annotations

from pathlib import Path

from alianzas.config.study_model import Study
from alianzas.survey.questionnaire import load_questionnaire
from alianzas.survey.responses.response_import import import_responses
from alianzas.survey.scores import check_constructs
from honest_results.project import study_file
from human_files.collecting import Collector
from human_files.errors import Problem


def check_inputs(study: Study, root: Path) -> list[Problem]:
    """Return what is wrong with the questionnaire, the models' settings and the answers."""
    found = Collector()
    settings = study.survey
    path = root / "config/codebooks/questionnaire.yaml"
    questionnaire = found.attempt(load_questionnaire, path, settings.lists)
    if questionnaire is None:
        return found.problems
    found.attempt(check_constructs, settings, questionnaire, study_file(study.study))
    explains = settings.responses.codebook
    found.attempt(
        import_responses,
        root / settings.responses.file,
        questionnaire,
        settings,
        None if explains is None else root / explains,
    )
    return found.problems
