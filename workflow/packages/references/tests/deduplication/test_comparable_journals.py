import pytest

from references.deduplication.comparable_journals import same_journal


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Journal of Small Business Management", "J. Small Bus. Manag."),
        ("Journal of the National Cancer Institute", "J Natl Cancer Inst"),
        ("Entrepreneurship & Regional Development", "Entrepreneurship and Regional Development"),
        ("BMJ", "BMJ (Clinical research ed.)"),
        ("Deutsche medizinische Wochenschrift (1946)", "Dtsch. Med. Wochenschr."),
        ("Cuadernos de Administración", "Cuad. Adm."),
        ("JAMA", "JAMA: the journal of the American Medical Association"),
        ("Annales d'économie", "Annales d économie"),
        ("AMCIS 2017 Proceedings", "Americas Conference on Information Systems"),
        ("Zhonghua Jie He Za Zhi = Chinese Journal of Tuberculosis", "Chinese J. Tuberc."),
    ],
)
def test_one_journal_named_twice(one, other):
    assert same_journal(one, other) == same_journal(other, one) == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Journal of Physics A", "Journal of Physics B"),
        ("Stroke", "Canadian Journal of Neurological Sciences"),
        ("Strategic Management Journal", "Academy of Management Review"),
        ("Small Business Economics", "Technovation"),
    ],
)
def test_two_journals(one, other):
    assert same_journal(one, other) < 0.7


def test_a_journal_that_is_not_named_says_nothing():
    assert same_journal("", "Stroke") is None
