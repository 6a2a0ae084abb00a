"""The shipped review from its raw files, as the build goes through it."""

from pathlib import Path

import pytest

from alianzas.config.literature_settings import Deduplication
from alianzas.config.study_files import load_study
from alianzas.literature.study_records import included_records, kept_records, unique_records
from human_files.errors import DataError
from human_files.settings_files import load_model
from references.screening.codebook import ScreeningCodebook

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def study():
    return load_study("ecuador", ROOT)


def test_records_kept_are_those_included_where_no_full_text_is_read(study):
    codebook = load_model(ROOT / "config/codebooks/screening.yaml", ScreeningCodebook)
    unique = list(unique_records(study, ROOT)["record_id"])
    kept = list(kept_records(study, codebook, ROOT)["record_id"])
    assert 0 < len(kept) < len(unique)
    assert {*kept} < {*unique}
    assert study.literature.full_text is None
    assert list(included_records(study, codebook, ROOT)["record_id"]) == kept


def test_verdicts_on_doubtful_pairs_are_obeyed_here_too(study):
    maybe = {"file": "data/verdicts-of-nobody.csv", "provenance": "observed"}
    settings = study.literature.model_copy(
        update={"deduplication": Deduplication.model_validate({"maybe": maybe})}
    )
    with pytest.raises(DataError, match=r"verdicts-of-nobody\.csv: cannot be opened"):
        unique_records(study.model_copy(update={"literature": settings}), ROOT)
