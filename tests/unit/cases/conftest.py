import pytest

from alianzas.cases.case_codes import load_case_codes
from alianzas.cases.profiles import COLUMNS
from labels import load_labels
from unit.cases.example import PRESENT, PROFILES, ROOT, Study, coding_row, sentence, write_rows


@pytest.fixture(scope="session")
def codes():
    return load_case_codes(ROOT / "config/codebooks/case_codes.yaml")


@pytest.fixture(scope="session")
def labels():
    return load_labels("common", "cases")


@pytest.fixture
def study(tmp_path, codes):
    study = Study(tmp_path, codes)
    write_rows(study.profiles_file, COLUMNS, PROFILES)
    study.texts_folder.mkdir()
    for case in PRESENT:
        text = "> Invented.\n\n" + "\n".join(sentence(case, code) for code in codes.judged)
        (study.texts_folder / f"{case}.md").write_text(text, encoding="utf-8")
    for number in (1, 2):
        study.write_coder(number, study.rows(number))
    study.write_consensus([coding_row("beta", "trust", 1), coding_row("gamma", "cultural_fit", 0)])
    return study


@pytest.fixture
def codings(study):
    return study.codings()
