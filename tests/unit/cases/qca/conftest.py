import pytest

from alianzas.config.qca_settings import QcaSettings
from human_files.language.labels import Labels
from unit.cases.example import ROOT


@pytest.fixture(scope="session")
def labels():
    names = ("common", "cases", "cases_qca", "cases_typology")
    return Labels.load(*(ROOT / f"config/i18n/{name}.yaml" for name in names))


@pytest.fixture
def settings():
    return QcaSettings(
        outcome="alliance_success",
        conditions=["strategic_compatibility", "rigorous_planning", "formal_contract"],
        directional_expectations={"strategic_compatibility": "present"},
    )
