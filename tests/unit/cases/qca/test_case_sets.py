import pytest

from alianzas.cases.qca.case_sets import (
    UndecidedMembershipError,
    UnknownSetError,
    build_sets,
    collect_numbers,
)
from alianzas.config.qca_settings import QcaSettings
from unit.cases.qca.example import CASES, codings_of, profiles_of

LARGER = {
    "label": {"en": "Larger firm", "es": "Empresa más grande"},
    "of": "employees",
    "anchors": {"exclusion": 10, "crossover": 25, "inclusion": 50},
}


def sets_of(codes, employees=None, **change):
    settings = QcaSettings(
        **{
            "outcome": "alliance_success",
            "conditions": ["strategic_compatibility", "larger_firm"],
            "sets": {"larger_firm": LARGER},
            **change,
        }
    )
    numbers = collect_numbers(settings, codings_of(CASES), profiles_of(CASES, employees), None)
    return build_sets(settings, numbers, codes, "config/studies/peru.yaml")


def test_codes_are_crisp_and_numbers_calibrated(codes):
    sets = sets_of(codes, [10, 50, 24, 26, 1, 99])
    assert sets.values[:, 0].tolist() == [1, 1, 1, 0, 0, 1]
    assert sets.values[:2, 1] == pytest.approx([0.05, 0.95])
    assert sets.outcome.tolist() == [1, 1, 1, 0, 0, 0]
    assert not sets.crisp


def test_a_threshold_makes_a_crisp_set(codes):
    crisp = {**LARGER, "anchors": None, "threshold": 25}
    sets = sets_of(codes, [10, 50, 24, 25, 1, 99], sets={"larger_firm": crisp})
    assert sets.values[:, 1].tolist() == [0, 1, 0, 1, 0, 1] and sets.crisp


def test_a_case_at_the_crossover_is_named(codes):
    with pytest.raises(UndecidedMembershipError) as caught:
        sets_of(codes, [10, 50, 25, 26, 1, 99])
    assert 'the case "case-3" lies exactly at the crossover of "larger_firm".' in str(caught.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"conditions": ["strategic_compatibilty", "larger_firm"]},
            'Did you mean "strategic_compatibility"?',
        ),
        ({"outcome": "sucess"}, 'key "cases.qca.outcome": "sucess" is neither a code'),
        (
            {"sets": {"larger_firm": {**LARGER, "of": "employes"}}},
            '"employes" is not a numeric column of the profile sheet.',
        ),
    ],
)
def test_names_that_stand_for_nothing_are_told(codes, change, message):
    with pytest.raises(UnknownSetError) as caught:
        sets_of(codes, **change)
    assert message in str(caught.value)


def test_a_condition_that_was_not_coded_is_named_with_its_cases(codes):
    with pytest.raises(UnknownSetError) as caught:
        sets_of(codes, conditions=["trust", "larger_firm"])
    assert 'does not say whether "trust" is present in: case-1, case-2' in str(caught.value)
