import pytest

from references.deduplication.opposites import contrasted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("firms of men", "firms of women"),
        ("short term effects of trust", "long term effects of trust"),
        ("interregional alliances", "intraregional alliances"),
        ("early and late alliances", "late and late alliances"),
        ("two year results", "three year results"),
        ("symptomatic firms", "asymptomatic firms"),
        ("trust of family firms", "trust of non family firms"),
    ],
)
def test_titles_of_a_series_differ_in_opposites(one, other):
    assert contrasted(one, other)
    assert contrasted(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("trust in large and small firms", "trust in large and small firms"),
        ("trust in high and low cost firms", "trust in high and"),
        ("trust in small firms", "trust in smal firms"),
        ("two year results", "2 year results"),
        ("pediatric care", "paediatric care"),
        ("a non invasive test", "a noninvasive test"),
    ],
)
def test_copies_of_one_title_do_not(one, other):
    assert not contrasted(one, other)
