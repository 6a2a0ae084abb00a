import pytest

from honest_results.documents.claim_vocabulary import COMPARISONS, DIGITS, EFFECTS, NUMBER_WORDS


@pytest.mark.parametrize(
    ("text", "found"),
    [("1,234.5 firms", "1,234.5"), ("12 % of", "12 %"), ("in 2020", "2020"), ("no digit", None)],
)
def test_digits(text, found):
    match = DIGITS.search(text)
    assert (match.group() if match else None) == found


@pytest.mark.parametrize(
    ("patterns", "language", "text"),
    [
        (NUMBER_WORDS, "en", "seventeen"),
        (NUMBER_WORDS, "es", "doscientas"),
        (COMPARISONS, "en", "lower in one country than"),
        (COMPARISONS, "es", "las empresas más grandes"),
        (COMPARISONS, "en", "the effect is larger"),
        (COMPARISONS, "en", "alliances seem clearly more profitable"),
        (COMPARISONS, "en", "allied firms grew more"),
        (COMPARISONS, "en", "income grows faster"),
        (COMPARISONS, "es", "el efecto es mayor"),
        (COMPARISONS, "es", "los ingresos fueron claramente superiores"),
        (COMPARISONS, "es", "el ingreso aumenta más"),
        (COMPARISONS, "es", "las aliadas crecieron más"),
        (COMPARISONS, "es", "resultan más rentables"),
        (COMPARISONS, "es", "las alianzas son menos frecuentes"),
        (EFFECTS, "en", "increases"),
        (EFFECTS, "es", "aumenta"),
    ],
)
def test_words_of_a_claim(patterns, language, text):
    assert patterns[language].search(text)


@pytest.mark.parametrize(
    ("patterns", "language", "text"),
    [
        (NUMBER_WORDS, "en", "two often-cited fortnights"),
        (NUMBER_WORDS, "es", "dos conceptos"),
        (COMPARISONS, "en", "more detail is better"),
        (COMPARISONS, "es", "más detalle"),
        (COMPARISONS, "en", "what is written below"),
        (COMPARISONS, "en", "there is more to say"),
        (COMPARISONS, "en", "it counts more firms"),
        (COMPARISONS, "es", "es mejor decirlo"),
        (COMPARISONS, "es", "son personas mayores de edad"),
        (COMPARISONS, "es", "las respuestas más allá de lo habitual"),
        (COMPARISONS, "es", "cuenta más empresas"),
    ],
)
def test_words_that_claim_nothing(patterns, language, text):
    assert not patterns[language].search(text)
