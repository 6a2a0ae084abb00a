"""Every statement in every case: the sentences as they stand in ``expected.yaml``, and their form."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from alianzas.survey.statements.finding_statement import findings_statement
from alianzas.survey.statements.robustness_statement import robustness_statement
from human_files.language.current import current_languages
from unit.survey.statements.statement_cases import STATEMENTS, Study, facts

HERE = Path(__file__).parent
EXPECTED = yaml.safe_load((HERE / "expected.yaml").read_text(encoding="utf-8"))
CASES = [(name, case) for name, cases in EXPECTED.items() for case in cases]
#: What no sentence has: doubled blanks, what should have contracted, empty counts, open fields.
ILL_FORMED = re.compile(
    r"  |\bde el\b|\ba el\b|\by h?i[^aeo]|\bo h?o|[{}]|\.\.|\s[,.;:)]|\(\s|;\.|\bNone\b(?! of)|\bnan\b"
    r"|—|\b(0|zero|cero) (of|de)\b|\bempresa mediana\b|ensambl|pasada|empleado|impulsor"
)


@pytest.fixture(scope="module")
def study(questionnaire, settings, labels):
    return Study(questionnaire, settings, labels)


@pytest.fixture(scope="module")
def said(study):
    """Return what every statement says in every case."""
    return {name: make(study) for name, make in STATEMENTS.items()}


@pytest.mark.parametrize(("name", "case"), CASES, ids=map("-".join, CASES))
def test_what_is_said(said, name, case):
    text = said[name][case].text
    for language in current_languages():
        # ~ stands for the blank that no line is broken at.
        assert text[language] == EXPECTED[name][case][language].replace("~", "\u00a0")


def test_no_case_is_without_expected_sentences(said):
    assert {(name, case) for name, cases in said.items() for case in cases} == {*CASES}


def well_formed(text):
    """Say whether a text is whole sentences, in both languages."""
    assert {*text} == {*current_languages()}
    for one in text.values():
        assert one and one[0].isupper() and one.endswith(".")
        assert not ILL_FORMED.search(one), one


def test_every_statement_is_whole_sentences(said):
    for cases in said.values():
        for fact in cases.values():
            assert fact.kind == "phrase" and fact.key.endswith(".statement")
            well_formed(fact.text)


def test_a_doubtful_case_concludes_nothing(said):
    for name in ("reliability", "measurement", "common_method", "drivers", "income", "robustness"):
        for case, fact in said[name].items():
            if case.startswith("doubtful") and fact.value == "doubtful":
                assert not re.search(r"\d[.,]\d|%", fact.text["en"])


def test_nothing_is_said_of_findings_on_doubtful_answers(said):
    of_scales = said["robustness"]["doubtful_scales"].text["en"]
    assert "compatibility" not in of_scales and "planning" not in of_scales
    assert "income" not in said["robustness"]["doubtful_income"].text["en"]


def test_robustness_takes_no_more_than_four_sentences(said):
    for fact in said["robustness"].values():
        assert len(re.findall(r"\.(?= [A-Z]|$)", fact.text["en"])) <= 4


DIRECTIONS = st.sampled_from(["positive", "negative", "unclear", "unknown"])
THREE = st.tuples(*[st.integers(0, 5)] * 3)


@given(
    main=st.tuples(DIRECTIONS, DIRECTIONS, DIRECTIONS),
    curves=st.tuples(DIRECTIONS, DIRECTIONS, DIRECTIONS),
    checks=THREE,
    made=THREE,
    sectors=THREE,
    regions=THREE,
    groups=st.tuples(st.sampled_from([0, 1, 5, 6]), st.sampled_from([0, 1, 5, 24])),
    balance=st.sampled_from(["reached", "missed", "failed"]),
    doubtful=st.sets(st.sampled_from(["scales", "income"])),
    recovery=st.none() | st.tuples(st.integers(0, 9), st.just(9), st.none() | st.just(0.3)),
)
def test_any_survey_has_well_formed_sentences(
    labels, tests_of_findings, groups, sectors, regions, **found
):
    lost = {
        "sectors": tuple(min(n, groups[0]) for n in sectors),
        "regions": tuple(min(n, groups[1]) for n in regions),
    }
    made = facts(**found, **lost, groups=groups)
    for statement in (findings_statement, robustness_statement):
        well_formed(statement(tests_of_findings, made, labels).text)
