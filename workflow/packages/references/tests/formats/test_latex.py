import pytest

from references.formats.latex import plain, to_unicode


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"{\"o}sterreich and {SMEs}", "österreich and SMEs"),
        (r"Pa{\c s}tiu, Mel\'endez, a\~no", "Paştiu, Meléndez, año"),
        (r"R\&D at 20\%", "R&D at 20%"),
        ("R&D at 20% of {SMEs}, then more", "R&D at 20% of SMEs, then more"),
        ("cost $5 million", "cost $5 million"),
        ("two\n   lines", "two lines"),
        ("unbalanced } brace", "unbalanced brace"),
    ],
)
def test_markup_becomes_plain_text(value, text):
    assert to_unicode(value) == text


def test_identifiers_only_lose_escapes():
    assert plain(r"{10.1/a\_b}%20~c") == "10.1/a_b%20~c"
