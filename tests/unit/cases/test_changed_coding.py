"""One case coded otherwise changes the tables that rest on that code, and no others."""

import pytest

from alianzas.cases.adjudication import adjudicate
from alianzas.cases.benefits_challenges import cases_by_model, count_by_model, counts_table
from alianzas.cases.case_texts import read_texts
from alianzas.cases.coders import judgements_of, read_passages
from alianzas.cases.cross_case_matrix import build_matrix, matrix_table
from alianzas.cases.judgements import Material, read_judgements
from alianzas.cases.profile_table import profile_table
from alianzas.cases.profiles import read_profiles
from alianzas.cases.qca.configuration_results import compare_configurations
from alianzas.cases.typology import check_typology, typology_table
from alianzas.config.study_files import load_study
from honest_results.tables import to_markdown
from labels import load_labels
from unit.cases.example import ROOT

FOLDER = ROOT / "data/ecuador/cases"
CONFIGURATIONS = {"configurations", "necessary_conditions", "solutions", "truth_table"}


@pytest.fixture(scope="module")
def words():
    names = ("common", "cases", "cases_qca", "cases_typology")
    return load_labels(*names)


@pytest.fixture(scope="module")
def profiles(codes):
    return read_profiles(FOLDER / "cases.csv", codes)


@pytest.fixture(scope="module")
def codings(codes, profiles):
    cases = list(profiles["case"])
    texts = read_texts(sorted((FOLDER / "texts").iterdir()), cases, "texts")
    material = Material(codes, cases, texts, list(profiles["firm"]))
    files = {n: FOLDER / f"coding-coder-{n}.csv" for n in "12"}
    judgements = judgements_of(read_passages(files, material))
    consensus = read_judgements(FOLDER / "coding-consensus.csv", material, complete=False)
    return adjudicate(judgements, consensus, profiles, "coding-consensus.csv")


@pytest.fixture(scope="module")
def texts_of(codes, profiles, words):
    settings = load_study("ecuador", ROOT).cases.qca

    def write(codings):
        matrix = build_matrix(codings, profiles, codes)
        counts, cases = count_by_model(codings, codes), cases_by_model(codings, codes)
        tables = [
            profile_table(profiles, codes),
            matrix_table(matrix, codes),
            counts_table(counts, cases, codes, words),
            typology_table(check_typology(matrix, codes, 1), codes, words),
            *compare_configurations(
                settings, codings, profiles, None, codes, words, "ecuador"
            ).tables(),
        ]
        return {table.id: to_markdown(table, words, "en", "observed") for table in tables}

    return write


@pytest.mark.parametrize(
    ("case", "code", "expected"),
    [
        # A condition that is compared; a condition that is not; a benefit; the outcome.
        (
            "calzado-piedra-azul",
            "rigorous_planning",
            {"cross_case_matrix", "typology", "sets", "robustness", *CONFIGURATIONS},
        ),
        ("calzado-piedra-azul", "trust", {"cross_case_matrix", "typology"}),
        ("calzado-piedra-azul", "market_expansion", {"benefits_challenges", "typology"}),
        (
            "calzado-piedra-azul",
            "alliance_success",
            {"cross_case_matrix", "sets", "robustness", *CONFIGURATIONS},
        ),
    ],
)
def test_exactly_the_tables_that_rest_on_the_code_change(codings, texts_of, case, code, expected):
    changed = codings.copy()
    place = (changed["case"] == case) & (changed["code"] == code)
    changed.loc[place, "value"] = 1 - changed.loc[place, "value"]
    before, after = texts_of(codings), texts_of(changed)
    assert {name for name in before if before[name] != after[name]} == expected
