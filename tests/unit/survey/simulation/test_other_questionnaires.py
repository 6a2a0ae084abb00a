"""The generator draws any questionnaire: numbers, counts, amounts, choices, scales, derived groups."""

from pathlib import Path

import numpy as np
import pytest

from alianzas.config.simulation_settings import SurveySimulation
from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.questionnaire import load_questionnaire
from alianzas.survey.responses.response_import import import_responses
from alianzas.survey.scoring import variables_frame
from alianzas.survey.simulation.kobo_workbook import write_export
from alianzas.survey.simulation.simulate import draw_firms
from alianzas.survey.simulation.submissions import draw_submissions
from human_files.errors import ConfigurationError
from human_files.settings_files import read_yaml

STUDIES = Path(__file__).parents[3] / "worlds/studies"
FIELDWORK = {"first_day": "2025-03-03", "days": 10, "utc_offset": "-05:00"}
SECONDARY = {
    "seed": 1,
    "firms": 4000,
    "fieldwork": FIELDWORK,
    "firm_facts": {
        "sectors": {"trade": 0.6, "services": 0.4},
        "employees_median": 12,
        "employees_spread": 0.9,
        "employees_range": [1, 200],
        "founded": [1980, 2020],
        "exports": 0.2,
    },
    "variables": {
        "stratum": {"shares": {"lima": 0.5, "north": 0.3, "south": 0.2}},
        "coop_university": {"chance": 0.2, "by": {"employees": 0.4}},
        "coop_suppliers": {"chance": 0.4},
        "coop_clients": {"chance": 0.3},
        "coop_rivals": {"chance": 0.1},
        "cost_obstacle": {"shares": {1: 0.1, 2: 0.3, 3: 0.4, 4: 0.2}, "by": {"employees": -0.5}},
        "research": {"median": 3000, "spread": 1, "zero": 0.4, "by": {"partners": 0.3}},
        "innovated": {"chance": 0.5, "by": {"partners": 1.0, "sector.trade": 0.8}, "missing": 0.1},
        "new_products": {"rate": 1.5, "by": {"innovated": 1.0}},
        "sales": {"median": 80000, "spread": 0.7, "rounding": 100},
        "weight": {"mean": 5, "spread": 1},
        "factor": {"median": 20, "spread": 0.3},
    },
}
SHORT = {
    "seed": 2,
    "firms": 300,
    "fieldwork": FIELDWORK,
    "extras": {"refused": 3, "unfinished": 2, "duplicates": 2, "not_approved": 1},
    "firm_facts": {
        "sectors": {"textiles": 0.5, "food": 0.3, "crafts": 0.2},
        "employees_median": 8,
        "employees_spread": 0.6,
        "employees_range": [1, 98],
    },
    "constructs": {
        name: {"mean": 4.5, "spread": 1.3, "loading": 0.8}
        for name in ("reciprocity", "leadership", "distance", "duration")
    },
    "correlation": 0.2,
    "drivers": {"reciprocity": 0.5, "distance": -0.3},
}


def study(name, simulation):
    """Return the settings of a study with a generator, and its questionnaire."""
    given = read_yaml(STUDIES / name / "survey.yaml") | {"provenance": "simulated"}
    settings = SurveySettings.model_validate(given | {"simulation": simulation})
    return settings, load_questionnaire(STUDIES / name / "questionnaire.yaml")


def test_answers_of_every_kind_go_with_what_the_parameters_say():
    settings, questionnaire = study("secondary", SECONDARY)
    answers = draw_firms(settings, questionnaire, np.random.default_rng(1))
    frame = variables_frame(answers, questionnaire, 0.66)
    assert len(frame) == 4000
    assert frame["exporter"].isin(["0", "1"]).all()
    assert (frame["stratum"] == "lima").mean() == pytest.approx(0.5, abs=0.03)
    assert frame["cost_obstacle"].value_counts(normalize=True)[3.0] == pytest.approx(0.4, abs=0.001)
    assert frame[["cost_obstacle", "log_employees"]].corr().iloc[0, 1] < -0.2
    assert (frame["research"] == 0).mean() == pytest.approx(0.4, abs=0.03)
    assert frame["innovated"].isna().mean() == pytest.approx(0.1, abs=0.02)
    known = frame.dropna(subset="innovated")
    yes = known["innovated"] == "1"
    assert yes[known["cooperates"] == "yes"].mean() > yes[known["cooperates"] == "no"].mean() + 0.15
    assert (frame["new_products"] % 1 == 0).all()
    assert (frame["sales"] % 100 == 0).all()
    again = draw_firms(settings, questionnaire, np.random.default_rng(1))
    assert again.equals(answers)


@pytest.mark.parametrize(("name", "simulation"), [("short", SHORT), ("secondary", SECONDARY)])
def test_what_is_drawn_comes_back_through_the_import(tmp_path, name, simulation):
    settings, questionnaire = study(name, simulation | {"firms": 150})
    submissions = draw_submissions(settings, questionnaire)
    path = tmp_path / "answers.xlsx"
    write_export(submissions, questionnaire, path, "v1")
    account = import_responses(path, questionnaire, settings)
    extras = SurveySimulation.model_validate(simulation).extras
    assert account.received == len(submissions)
    assert account.received == account.kept + sum(account.excluded.values())
    assert account.excluded["no_consent"] == extras.refused
    assert account.excluded["duplicate_submission"] == extras.duplicates
    assert account.kept == 150


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"variables": {"sales": {"median": 1}}}, "stratum is not drawn"),
        ({"variables": {"sale": {"median": 1}}}, 'no question "sale".*sales'),
        ({"variables": {"sales": {"chance": 0.5}}}, "sales is a decimal question"),
        ({"variables": {"stratum": {"shares": {"east": 1}}}}, '"east" is not an answer to stratum'),
        (
            {"variables": {"sales": {"median": 1, "by": {"factor": 1}}}},
            'sales goes with "factor", which is not drawn before it',
        ),
        ({"alliances": {"share": 0.5}}, "groups are derived"),
        ({"extras": {"refused": 1}}, "needs a question of consent"),
    ],
)
def test_parameters_that_do_not_fit_are_told(change, message):
    settings, questionnaire = study("secondary", SECONDARY | {"firms": 50} | change)
    with pytest.raises(ConfigurationError, match=message):
        draw_submissions(settings, questionnaire)
