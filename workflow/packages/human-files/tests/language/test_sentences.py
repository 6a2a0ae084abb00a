import pytest
from hypothesis import given
from hypothesis import strategies as st

from human_files.language.sentences import contracted, filled, how_many, lowered, sentence, spelled


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("el peso de el contrato", "el peso del contrato"),
        ("De el contrato a el plan", "Del contrato al plan"),
        ("sin la provincia de El Oro", "sin la provincia de El Oro"),
        ("lo que depende de él mismo", "lo que depende de él mismo"),
        ("cerca de el 15\u00a0% o menos", "cerca del 15\u00a0% o menos"),
        ("donde el contrato cuenta, para el otro", "donde el contrato cuenta, para el otro"),
        ("sesgo y imputación y hielo y historia", "sesgo e imputación y hielo e historia"),
        ("uno o otro, 7 o 8", "uno u otro, 7 u 8"),
        ("de la empresa a la que", "de la empresa a la que"),
    ],
)
def test_spanish_contracts(text, expected):
    assert contracted(text, "es") == expected


def test_english_does_not_contract():
    assert contracted("de el y i o o a el", "en") == "de el y i o o a el"


def test_a_template_contracts_with_what_fills_it():
    template = "El coeficiente de {first} supera a {second}"
    words = {"first": "el contrato formal", "second": "la confianza", "unused": "x"}
    assert (
        filled(template, "es", **words)
        == "El coeficiente del contrato formal supera a la confianza"
    )
    with pytest.raises(KeyError):
        filled(template, "es", first="el contrato formal")


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("ninguna alcanza 0,70", "Ninguna alcanza 0,70."),
        ("ya es una oración.", "Ya es una oración."),
        ("«énfasis».", "«Énfasis»."),
        ("(a remark.)", "(A remark.)"),
        ("¿por qué?", "¿Por qué?"),
        ("", ""),
    ],
)
def test_a_clause_becomes_a_sentence(clause, expected):
    assert sentence(clause) == expected


@given(st.text(st.sampled_from("ae lydo .?")))
def test_a_sentence_is_not_changed_again(text):
    once = sentence(text)
    assert sentence(once) == once
    assert not once or once[-1] in ".?"
    assert contracted(contracted(once, "es"), "es") == contracted(once, "es")


def test_numbers_in_running_text():
    assert [spelled(number, "en") for number in (0, 1, 10, 11)] == ["zero", "one", "ten", "11"]
    assert (spelled(1, "es"), spelled(1, "es", feminine=True)) == ("uno", "una")
    assert (spelled(6, "es", feminine=True), spelled(1200, "es")) == ("seis", "1.200")


def test_how_many_of_how_many():
    assert [how_many(some, 3) for some in (0, 1, 2, 3)] == ["none", "one", "some", "all"]
    assert how_many(1, 1) == "all"


def test_a_label_inside_a_sentence():
    labels = ["Alianza puente", "Éxito", "IPW", "ítem", ""]
    assert [lowered(label) for label in labels] == ["alianza puente", "éxito", "IPW", "ítem", ""]
