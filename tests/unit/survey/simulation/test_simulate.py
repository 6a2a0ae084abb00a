from pathlib import Path

import numpy as np
import pytest

from alianzas.survey.simulation.__main__ import main
from alianzas.survey.simulation.simulate import draw_firms, parameters
from human_files.errors import ConfigurationError

ROOT = Path(__file__).parents[4]


def test_committed_answers_come_from_the_study_file_bit_for_bit(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    drawn = tmp_path / "drawn.xlsx"
    assert main(["ecuador", "--output", str(drawn)]) == 0
    assert drawn.read_bytes() == (ROOT / "data/ecuador/survey/responses.xlsx").read_bytes()
    assert str(drawn) in capsys.readouterr().out


def test_unknown_study_is_one_message(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert main(["ecuadro"]) == 1
    assert 'Did you mean "ecuador"' in capsys.readouterr().err


def changed(settings, **changes):
    truth = settings.simulation.model_copy(update=changes)
    return settings.model_copy(update={"simulation": truth})


def test_no_parameters_no_answers(settings):
    with pytest.raises(ConfigurationError, match="no parameters"):
        parameters(settings.model_copy(update={"simulation": None}))


def test_drivers_that_explain_more_than_all_are_refused(settings, questionnaire):
    wrong = changed(settings, drivers={"compatibility": 0.9, "planning": 0.9})
    with pytest.raises(ConfigurationError, match="more than all"):
        draw_firms(wrong, questionnaire, np.random.default_rng(1))


def test_code_unknown_to_the_questionnaire_is_refused(settings, questionnaire):
    facts = settings.simulation.firm_facts.model_copy(update={"sectors": {"mining": 1.0}})
    with pytest.raises(ConfigurationError, match='"mining" is not an answer to sector'):
        draw_firms(changed(settings, firm_facts=facts), questionnaire, np.random.default_rng(1))


def test_truth_comes_back_from_many_firms(settings, draw):
    """The generator means what its parameters say: recovered within sampling error of n = 20,000."""
    many = draw(firms=20_000)
    allied = many[many["status"] == "allied"]
    assert len(allied) == 12_000
    names = list(settings.simulation.drivers)
    z = allied[[*names, "success"]].dropna()
    z = (z - z.mean()) / z.std()
    beta = np.linalg.lstsq(z[names].to_numpy(), z["success"].to_numpy(), rcond=None)[0]
    true = np.array([settings.simulation.drivers[name] for name in names])
    # Measurement error attenuates: the order and the size of the strong ones survive.
    assert np.corrcoef(beta, true)[0, 1] > 0.95
    assert (beta < true + 0.08).all()
    growth = np.log(many["income_after"] / many["income_before"])
    structure = growth[many["group"] == "well_structured"].mean()
    other = growth[many["group"] == "other_allied"].mean()
    assert structure - other == pytest.approx(settings.simulation.income.well_structured, abs=0.02)


def test_answers_stay_on_the_scale_and_obey_skip_logic(settings, questionnaire):
    frame = draw_firms(settings, questionnaire, np.random.default_rng(3))
    items = [item.id for item in questionnaire.items()]
    assert set(frame[items].stack().dropna()) <= {1.0, 2.0, 3.0, 4.0, 5.0}
    independent = frame["status"] == "independent"
    assert frame.loc[independent, items].isna().all(axis=None)
    assert frame.loc[independent, ["model", "benefits"]].isna().all(axis=None)
    assert (frame["benefits"].dropna() != "").all()
