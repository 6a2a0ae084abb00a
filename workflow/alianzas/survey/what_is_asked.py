"""What a survey asks and examines, as facts: parts of the text hold only where something is asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from honest_results.design import Design
from honest_results.facts import Fact
from honest_results.project import codebook_file

if TYPE_CHECKING:
    from alianzas.config.study_model import Study
    from alianzas.config.survey_settings import SurveySettings
    from alianzas.survey.questionnaire import Questionnaire
    from human_files.language.labels import Labels

#: Roles of questions whose answers the profile of the sample shows, and those about the alliance.
PROFILE = ("sector", "region", "employees", "founded", "exports", "income_before", "income_after")
ALLIANCE = ("model", "benefits", "challenges")


def survey_questionnaire(study: Study, root: Path | str = ".") -> Questionnaire:
    """Return the questionnaire of a study with a survey: its own, or the one that studies share."""
    from alianzas.survey.questionnaire import load_questionnaire

    assert study.survey is not None
    file = codebook_file(study.study, "questionnaire", root)
    return load_questionnaire(Path(root, file), study.survey.lists, file)


def asked_parts(settings: SurveySettings, questionnaire: Questionnaire) -> dict[str, bool]:
    """Return what the survey has: analyses of its settings, and what follows from its questions.

    drivers, income, well_structured and robustness are analyses of the survey's settings, models is
    either of the first two, outcomes are further ones of the drivers, and driver_specifications and
    income_specifications are the specification curves; bound is a published bound that incomes are held
    against. groups (firms are compared), scales (constructs of several items), statements (on
    constructs), consent, invitation (a code for each firm), profile (facts about the firm) and
    alliances (model, benefits, challenges) follow from the questionnaire.
    """
    role, curves = questionnaire.role, settings.robustness
    analyses = ("drivers", "income", "well_structured", "robustness")
    return {
        "groups": questionnaire.group is not None,
        "scales": bool(questionnaire.several_items),
        "statements": bool(questionnaire.items()),
        "consent": questionnaire.consent is not None,
        "invitation": role("invitation") is not None,
        "profile": any(role(name) is not None for name in PROFILE),
        "alliances": any(role(name) is not None for name in ALLIANCE),
        **{name: getattr(settings, name) is not None for name in analyses},
        "models": settings.drivers is not None or settings.income is not None,
        "bound": settings.income is not None and settings.income.claimed_bound is not None,
        "outcomes": settings.drivers is not None and bool(settings.drivers.further_outcomes),
        "driver_specifications": None not in (settings.drivers, curves and curves.drivers),
        "income_specifications": None not in (settings.income, curves and curves.income),
    }


#: Where in the questionnaire each part is said that does not stand in the settings.
_SAID = {
    "groups": "roles",
    "scales": "constructs",
    "statements": "constructs",
    "consent": "roles",
    "invitation": "roles",
    "profile": "questions",
    "alliances": "questions",
}


def what_is_asked(
    settings: SurveySettings, questionnaire: Questionnaire, labels: Labels
) -> list[Fact]:
    """Return a fact ``survey.<what>.state``, asked or none, for each of :func:`asked_parts`."""
    return [
        _state(
            name,
            asked,
            _place(name, questionnaire),
            labels,
        )
        for name, asked in asked_parts(settings, questionnaire).items()
    ]


def _place(name: str, questionnaire: Questionnaire) -> Design:
    """Return where it is said whether the survey has a part."""
    if name in _SAID:
        return Design(_SAID[name], questionnaire.file)
    elsewhere = {
        "models": "survey",
        "bound": "survey.income.claimed_bound",
        "outcomes": "survey.drivers",
        "driver_specifications": "survey.robustness",
        "income_specifications": "survey.robustness",
    }
    return Design(elsewhere.get(name, f"survey.{name}"))


def _state(name: str, asked: bool, design: Design, labels: Labels) -> Fact:
    state = "asked" if asked else "none"
    text = labels.by_language(f"study.asked.{state}")
    return Fact(f"survey.{name}.state", state, "phrase", text=text, design=design)
