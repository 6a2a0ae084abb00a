import pytest

from references.deduplication.comparable_names import compare_names, read_names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hung, Shih-Chang and Lin, Mei", "Hung SC, Lin M"),
        ("Meléndez Delgado, Ana", "Melendez-Delgado, A."),
        ("de la Torre, J.; Fang, Xi", "Torre, J. and Fang, X."),
        ("Wu, Ching-yi and Yang, Chieh-ling", "Ching-yi, Wu and Chieh-ling, Yang"),
        ("Carignani, Andrea and Negri, Lorenzo", "Andrea, C. and Lorenzo, N."),
        ("Tałałaj, J.; Kowal, E.", "Ta?a?aj, J.; Kowal, E."),
        ("Ruiz-Mora, I.", "Ruiz, I."),
        ("Kowalczyński, Przemysław", "Kowalczynski, P."),
        ("KowalczyńskiPrzemysław, ŁysyAna", "Kowalczynski, P.; Lysy, A."),
        ("Brismar Wendel, S and Perez, T", "Wendel, S B and Perez, T"),
    ],
)
def test_one_list_of_authors_written_twice(one, other):
    found = compare_names(read_names(one), read_names(other))
    assert found.share == 1.0
    assert found == compare_names(read_names(other), read_names(one))


def test_a_shortened_list_is_in_the_longer():
    found = compare_names(read_names("Ash, A. and others"), read_names("Ash, Anna; Bo, B.; Cy, C."))
    assert (found.first, found.share, found.lengths) == (True, 1.0, (1, 3))


def test_other_people_and_namesakes():
    found = compare_names(read_names("Emami, A."), read_names("Hung, S."))
    assert (found.first, found.found) == (False, 0)
    assert compare_names(read_names("Wang, Y."), read_names("Wang, L.")).namesake
    assert not compare_names(read_names("Wang, Y."), read_names("Wang, Yu")).namesake
    assert compare_names(read_names("Азьмук, Н."), read_names("Azmuk, N.")).scripts
    assert compare_names(read_names(""), read_names("Azmuk, N.")) is None
