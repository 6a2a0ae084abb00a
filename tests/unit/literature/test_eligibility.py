"""What a record must be to be included, in words."""

from pathlib import Path

from alianzas.literature.eligibility import eligibility_facts
from human_files.settings_files import load_model
from labels import load_labels
from references.screening.codebook import ScreeningCodebook

ROOT = Path(__file__).parents[3]
LABELS = load_labels("literature")
SHARED = ROOT / "config/codebooks/screening.yaml"


def facts(path):
    codebook = load_model(path, ScreeningCodebook)
    return {fact.key.split(".")[2]: fact for fact in eligibility_facts(codebook, LABELS)}


def test_criteria_of_a_studys_own_are_told_by_their_labels(tmp_path):
    own = tmp_path / "config/studies/peru/screening.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(SHARED.read_text(encoding="utf-8"), encoding="utf-8")
    assert facts(SHARED)["codebook"].value == "shared"
    assert facts(own)["codebook"].value == "own"
    assert facts(own)["criteria"].text == {
        "en": "peer-reviewed journal article with an original study; published within the review "
        "window; and alliances, cooperation, partnerships or networks of small firms",
        "es": "artículo de revista arbitrada con un estudio original; publicado dentro del período de "
        "la revisión; y alianzas, cooperación, asociaciones o redes de pequeñas empresas",
    }
