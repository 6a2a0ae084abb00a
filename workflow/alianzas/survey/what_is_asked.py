"""What a survey asks and examines, as facts: parts of the text hold only where something is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from honest_results.design import Design
from honest_results.facts import Fact

if TYPE_CHECKING:
    from alianzas.config.survey_settings import SurveySettings
    from alianzas.survey.questionnaire import Questionnaire
    from human_files.language.labels import Labels

#: Roles of questions whose answers the profile of the sample shows, and those about the alliance.
PROFILE = ("sector", "region", "employees", "founded", "exports", "income_before", "income_after")
ALLIANCE = ("model", "benefits", "challenges")


def what_is_asked(
    settings: SurveySettings, questionnaire: Questionnaire, labels: Labels
) -> list[Fact]:
    """Return a fact ``survey.<what>.state`` for each thing that a survey may ask: asked or none.

    drivers, income, well_structured and robustness are analyses of the survey's settings, models is
    either of the first two; groups (firms are compared), scales (constructs of several items), consent,
    profile (facts about the firm) and alliances (model, benefits, challenges) follow from the
    questionnaire.
    """
    file = questionnaire.file
    several = [name for name in questionnaire.constructs if len(questionnaire.items(name)) > 1]
    from_questions = {
        "groups": (questionnaire.group is not None, "roles"),
        "scales": (bool(several), "constructs"),
        "consent": (questionnaire.consent is not None, "roles"),
        "profile": (any(map(questionnaire.role, PROFILE)), "questions"),
        "alliances": (any(map(questionnaire.role, ALLIANCE)), "questions"),
    }
    from_settings = {
        name: getattr(settings, name) is not None
        for name in ("drivers", "income", "well_structured", "robustness")
    }
    models = from_settings["drivers"] or from_settings["income"]
    return [
        *(
            _state(name, asked, Design(setting, file), labels)
            for name, (asked, setting) in from_questions.items()
        ),
        *(
            _state(name, asked, Design(f"survey.{name}"), labels)
            for name, asked in from_settings.items()
        ),
        _state("models", models, Design("survey"), labels),
    ]


def _state(name: str, asked: bool, design: Design, labels: Labels) -> Fact:
    state = "asked" if asked else "none"
    text = labels.both(f"study.asked.{state}")
    return Fact(f"survey.{name}.state", state, "phrase", text=text, design=design)
