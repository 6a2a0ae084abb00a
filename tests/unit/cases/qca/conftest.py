import pytest

from alianzas.config.qca_settings import QcaSettings
from labels import load_labels


@pytest.fixture(scope="session")
def labels():
    names = ("common", "cases", "cases_qca", "cases_typology")
    return load_labels(*names)


@pytest.fixture
def settings():
    return QcaSettings(
        outcome="alliance_success",
        conditions=["strategic_compatibility", "rigorous_planning", "formal_contract"],
        directional_expectations={"strategic_compatibility": "present"},
    )
