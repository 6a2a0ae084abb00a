import pytest

from references.author_names import authors, given_first, inverted, tidy
from references.country_names import countries
from references.document_types import document_type


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Gao X.", "Gao, X."),
        ("Shiau CWC", "Shiau, CWC"),
        ("Van Der Berg J.-P.", "Van Der Berg, J.-P."),
        ("García-Pérez A.M.", "García-Pérez, A.M."),
        ("Gao, Xin", "Gao, Xin"),
        ("World Bank", "World Bank"),
    ],
)
def test_initials_after_a_surname(name, expected):
    assert inverted(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("G. Kalbe", "Kalbe, G."),
        ("J. M. Smith", "Smith, J. M."),
        ("Smith,Ann", "Smith, Ann"),
        ("U.S. Department of Energy", "U.S. Department of Energy"),
    ],
)
def test_initials_before_a_surname(name, expected):
    assert tidy(name) == expected


def test_given_names_first():
    assert given_first("Massimo Aria") == "Aria, Massimo"
    assert given_first("Ana de la Garza") == "de la Garza, Ana"


def test_nobody_is_no_author():
    assert authors(["[No author name available]", "", "Ash, A."]) == ("Ash, A.",)


def test_countries_of_affiliations():
    found = countries(
        [
            "Univ Quito, Quito, Ecuador",
            "MIT, Cambridge, MA 02139 USA",
            "Univ Oxford, Oxford, England",
            "Universidad, Madrid, España.",
            "Somewhere, New Mexico",
        ]
    )
    assert found == ("Ecuador", "United States", "United Kingdom", "Spain")


def test_document_types_of_databases():
    assert document_type("Article; Early Access") == "article"
    assert document_type("Journal Article;Review") == "review"
    assert document_type("Published Erratum") == "erratum"
    assert document_type("Meeting Abstract") == "conference abstract"
    assert document_type("something else") == "other"
    assert document_type("") == ""
