"""Checks every input of the survey as the build reads it, and reports all problems at once."""

from __future__ import annotations

from pathlib import Path

from alianzas.config.study_model import Study
from alianzas.survey.check_models import check_models
from alianzas.survey.questionnaire import load_questionnaire
from alianzas.survey.responses.response_import import import_responses
from alianzas.survey.scores import check_constructs
from honest_results.project import codebook_file, study_file
from human_files.collecting import Collector
from human_files.errors import Problem, UserError


def check_inputs(study: Study, root: Path) -> list[Problem]:
    """Return what is wrong with the questionnaire, the models' settings and the answers."""
    found = Collector()
    settings = study.survey
    if settings is None:
        return []
    file = codebook_file(study.study, "questionnaire", root)
    questionnaire = found.attempt(load_questionnaire, root / file, settings.lists, file)
    if questionnaire is None:
        return found.problems
    for check in (check_constructs, check_models):
        found.attempt(check, settings, questionnaire, study_file(study.study, "survey"))
    explains = settings.responses.codebook
    found.attempt(
        import_responses,
        root / settings.responses.file,
        questionnaire,
        settings,
        None if explains is None else root / explains,
    )
    return found.problems


def doubtful_inputs(study: Study, root: Path) -> list[Problem]:
    """Return what in the answers cannot be right, although the questionnaire allows it.

    It stops no build, but nothing is concluded from it. Nothing is returned for answers that cannot
    be read: those are problems.
    """
    from alianzas.survey.quality.quality_messages import quality_problems

    settings = study.survey
    if settings is None:
        return []
    explains = settings.responses.codebook
    try:
        file = codebook_file(study.study, "questionnaire", root)
        form = load_questionnaire(root / file, settings.lists, file)
        codebook = None if explains is None else root / explains
        account = import_responses(root / settings.responses.file, form, settings, codebook)
    except UserError:
        return []
    return quality_problems(account, form, settings, study_file(study.study, "survey"))
