"""Questionnaires changed at random: what is wrong is told, and what is not told works."""

import copy
import random

import pytest
import yaml

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.alliance_profile import alliances_facts
from alianzas.survey.quality.quality_facts import quality_facts
from alianzas.survey.questionnaire import load_questionnaire
from alianzas.survey.questionnaire_tables import data_dictionary_table, item_wordings_table
from alianzas.survey.responses.account_results import account_facts
from alianzas.survey.responses.response_import import import_responses
from alianzas.survey.sample_profile import sample_facts, sample_table
from alianzas.survey.scores import check_constructs, score_facts, score_scales
from human_files.errors import UserError
from human_files.settings_files import read_yaml
from labels import load_labels
from worlds.added_studies import STUDIES, short_answers

LABELS = load_labels()
#: Of 600 changes one in four is harmless; each of these seeds is a change or two.
SEEDS = range(48)
ODD = (None, True, 0, -1, 3.5, "", "x", "status", [], {}, "D1", "sector", "reciprocity")


def places(node, before=()):
    """Yield the keys of every part of a file."""
    if before:
        yield before
    if isinstance(node, dict | list):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            yield from places(value, (*before, key))


def part(node, keys):
    for key in keys:
        node = node[key]
    return node


def change(content, rng):
    """Remove, repeat, move or replace one part of the questionnaire."""
    known = list(places(content))
    keys = rng.choice(known)
    owner, key = part(content, keys[:-1]), keys[-1]
    other = copy.deepcopy(part(content, rng.choice(known)))
    how = rng.choice(["remove", "replace", "odd", "repeat", "rename"])
    if how == "remove":
        del owner[key]
    elif how == "replace":
        owner[key] = other
    elif how == "odd":
        owner[key] = rng.choice(ODD)
    elif isinstance(owner, list):
        owner.append(other)
    else:
        owner[rng.choice(known)[-1]] = owner.pop(key)


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("short")
    short_answers(folder)
    return folder / "data/short/survey/respuestas.csv"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_change_is_told_or_works(seed, answers, tmp_path):
    rng = random.Random(seed)
    content = read_yaml(STUDIES / "short/questionnaire.yaml")
    for _ in range(rng.choice([1, 1, 2])):
        change(content, rng)
    path = tmp_path / "questionnaire.yaml"
    path.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), "utf-8")
    settings = SurveySettings.model_validate(read_yaml(STUDIES / "short/survey.yaml"))
    try:
        form = load_questionnaire(path)
        check_constructs(settings, form)
        account = import_responses(answers, form, settings)
    except UserError as error:
        assert all(problem.found and problem.advice for problem in error.problems)
        return
    assert account.received == account.kept + sum(account.excluded.values())
    given = account.answers
    scores = score_scales(given, form, settings)
    assert sample_table(given, form, settings).frame["all_n"].iloc[-1] == account.kept
    data_dictionary_table(form, LABELS)
    item_wordings_table(form, LABELS)
    facts = [
        *account_facts(account, form, settings.exclusion, LABELS),
        *quality_facts(given, form, settings, LABELS),
        *score_facts(scores, form, settings, LABELS),
        *alliances_facts(given, scores, form, settings, LABELS),
        *sample_facts(given, form, settings, LABELS, "PEN", 0.95),
    ]
    keys = [fact.key for fact in facts]
    assert len(keys) == len(set(keys))
