"""The facts that the study files settle: they are known before anything is computed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from alianzas.survey.questionnaire import load_questionnaire
from alianzas.survey.what_is_asked import what_is_asked
from alianzas.synthesis.study_facts import describe_study
from honest_results.project import codebook_file, load_project
from human_files.language.current import speaking
from human_files.language.labels import Labels, load_labels

if TYPE_CHECKING:
    from alianzas.config.study_model import Study

_LABELS = ("literature", "synthesis")


def settled_facts(study: Study, root: Path | str = ".") -> dict[str, dict[str, Any]]:
    """Return the value of each fact that follows from a study's settings, by key.

    They decide which parts of a text a study has, and so what its build is asked for. Raises
    ConfigurationError where the questionnaire has mistakes.
    """
    languages = load_project(root).languages_of(study.study)
    with speaking(languages, study.country.code):
        return _settled(study, load_labels(*_LABELS, languages=languages, root=root), root)


def _settled(study: Study, labels: Labels, root: Path | str) -> dict[str, dict[str, Any]]:
    facts = describe_study(study.model_dump(mode="json"), labels)
    if study.survey is not None:
        file = codebook_file(study.study, "questionnaire", root)
        questionnaire = load_questionnaire(Path(root, file), study.survey.lists)
        facts += what_is_asked(study.survey, questionnaire, labels)
    return {fact.key: {"value": fact.value} for fact in facts}
