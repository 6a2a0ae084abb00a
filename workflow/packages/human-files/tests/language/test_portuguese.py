"""Portuguese: contractions, numbers in words, lists, money."""

import pytest

from human_files.language.current import speaking
from human_files.language.lists import join_words
from human_files.language.numbers import format_interval, format_value
from human_files.language.sentences import contracted, filled, spelled


@pytest.mark.parametrize(
    ("text", "contraction"),
    [
        ("o peso de o contrato formal", "o peso do contrato formal"),
        ("De as aliadas, de os casos, de a receita", "Das aliadas, dos casos, da receita"),
        ("em a aliança e em os clusters", "na aliança e nos clusters"),
        ("Em o Brasil", "No Brasil"),
        ("por o contrato e por as parceiras", "pelo contrato e pelas parceiras"),
        ("Por a confiança", "Pela confiança"),
        ("em relação a o contrato e a os casos", "em relação ao contrato e aos casos"),
        ("devido a a confiança e a as parcerias", "devido à confiança e às parcerias"),
        ("A o contrário. A a moda antiga.", "Ao contrário. À moda antiga."),
        ("de este, em essa, de ela e a aquele caso", "deste, nessa, dela e àquele caso"),
        ("em isto e de aquilo", "nisto e daquilo"),
    ],
)
def test_prepositions_merge_with_articles(text, contraction):
    assert contracted(text, "pt") == contraction


@pytest.mark.parametrize(
    "text",
    [
        "os casos de A Nova e em O Boticário",  # names keep their article
        "de um parceiro e em uma aliança",  # formal writing leaves them apart
        "também o outro tem a chave",
        "o que se sabe de outras",
        "está em estudo",
        "do grupo A o resultado",
        "a aliança, a outra",
    ],
)
def test_what_stays_apart(text):
    assert contracted(text, "pt") == text


def test_a_field_brings_its_article():
    template = "o coeficiente de {driver} em {where}"
    words = filled(template, "pt", driver="a confiança", where="as empresas aliadas")
    assert words == "o coeficiente da confiança nas empresas aliadas"


def test_numbers_in_words():
    assert [spelled(n, "pt") for n in (0, 1, 2, 3, 10)] == ["zero", "um", "dois", "três", "dez"]
    assert [spelled(n, "pt", feminine=True) for n in (1, 2, 3)] == ["uma", "duas", "três"]
    assert spelled(1200, "pt") == "1.200"


def test_lists():
    assert join_words(["A", "B", "C"], "pt") == "A, B e C"
    assert join_words(["A", "B"], "pt", either=True) == "A ou B"


def test_numbers_of_brazil():
    with speaking(["pt"], "BR"):
        assert format_value(0.425, "percent", "pt", 1) == "42,5%"
        assert format_value(161000, "money", "pt", unit="BRL") == "R$\u00a0161.000"
        assert format_interval((0.12, 0.4), "number", "pt") == "[0,12; 0,40]"
