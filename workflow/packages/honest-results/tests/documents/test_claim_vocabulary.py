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
    ],
)
def test_words_that_claim_nothing(patterns, language, text):
    assert not patterns[language].search(text)
