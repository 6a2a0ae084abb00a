import pytest

from honest_results.documents.claim_vocabulary import DIGITS, claim_patterns
from honest_results.documents.guard import check_literals
from honest_results.documents.source import Manuscript
from human_files.errors import ConfigurationError


@pytest.mark.parametrize(
    ("text", "found"),
    [("1,234.5 firms", "1,234.5"), ("12 % of", "12 %"), ("in 2020", "2020"), ("no digit", None)],
)
def test_digits(text, found):
    match = DIGITS.search(text)
    assert (match.group() if match else None) == found


@pytest.mark.parametrize(
    ("kind", "language", "text"),
    [
        ("numbers", "en", "seventeen"),
        ("numbers", "es", "doscientas"),
        ("comparisons", "en", "lower in one country than"),
        ("comparisons", "es", "las empresas más grandes"),
        ("comparisons", "en", "the effect is larger"),
        ("comparisons", "en", "alliances seem clearly more profitable"),
        ("comparisons", "en", "allied firms grew more"),
        ("comparisons", "en", "income grows faster"),
        ("comparisons", "es", "el efecto es mayor"),
        ("comparisons", "es", "los ingresos fueron claramente superiores"),
        ("comparisons", "es", "el ingreso aumenta más"),
        ("comparisons", "es", "las aliadas crecieron más"),
        ("comparisons", "es", "resultan más rentables"),
        ("comparisons", "es", "las alianzas son menos frecuentes"),
        ("effects", "en", "increases"),
        ("effects", "es", "aumenta"),
    ],
)
def test_words_of_a_claim(kind, language, text):
    assert getattr(claim_patterns(language), kind).search(text)


@pytest.mark.parametrize(
    ("kind", "language", "text"),
    [
        ("numbers", "en", "two often-cited fortnights"),
        ("numbers", "es", "dos conceptos"),
        ("comparisons", "en", "more detail is better"),
        ("comparisons", "es", "más detalle"),
        ("comparisons", "en", "what is written below"),
        ("comparisons", "en", "there is more to say"),
        ("comparisons", "en", "it counts more firms"),
        ("comparisons", "es", "es mejor decirlo"),
        ("comparisons", "es", "son personas mayores de edad"),
        ("comparisons", "es", "las respuestas más allá de lo habitual"),
        ("comparisons", "es", "cuenta más empresas"),
    ],
)
def test_words_that_claim_nothing(kind, language, text):
    assert not getattr(claim_patterns(language), kind).search(text)


def vocabulary(folder, text):
    """Make ``folder`` a compendium whose language "xx" has such a vocabulary."""
    path = folder / "config/languages/xx/claim_vocabulary.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


def test_a_language_is_a_file(tmp_path, monkeypatch):
    vocabulary(
        tmp_path,
        "numbers: [vier]\ncomparatives: ['mehr\\s+als']\ndegrees: ['ist\\s+größer']\n"
        "other_side: als\nclaims: [meist]\neffects: [steigert]\n",
    )
    monkeypatch.chdir(tmp_path)
    german = Manuscript(
        "manuscript/article.xx.qmd", "xx", "Vier Firmen. Sie ist größer. Mehr als 3."
    )
    found = [problem.found.split('"')[1] for problem in check_literals([german], [])]
    assert found == ["Vier", "ist größer", "Mehr als", "3"]


def test_of_a_language_without_words_digits_are_known():
    text = Manuscript("manuscript/article.eu.qmd", "eu", "Hamar enpresa, 12 langile.")
    assert [problem.found.split('"')[1] for problem in check_literals([text], [])] == ["12"]


def test_a_mistake_in_the_file_is_told(tmp_path, monkeypatch):
    vocabulary(
        tmp_path,
        "numbers: [vier]\ncomparatives: ['mehr (']\ndegrees: [a]\nother_side: als\neffect: [b]\n",
    )
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigurationError) as told:
        claim_patterns("xx")
    text = str(told.value)
    assert "config/languages/xx/claim_vocabulary.yaml" in text
    assert "no regular expression" in text and "claims" in text and "effects" in text
