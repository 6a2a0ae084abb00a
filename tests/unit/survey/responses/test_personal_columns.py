import pytest

from alianzas.survey.formats.export import Export
from alianzas.survey.responses.personal_columns import (
    kind_of_header,
    personal_columns,
    without_personal,
)


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("RecipientEmail", "email"),
        ("Correo electrónico", "email"),
        ("E-mail", "email"),
        ("Nombre de la empresa", "name"),
        ("datos/nombre_contacto", "name"),
        ("¿Cuál es su nombre?", "name"),
        ("Razón social", "name"),
        ("IPAddress", "ip"),
        ("Dirección IP", "ip"),
        ("Teléfono celular", "phone"),
        ("gpslatitude", "coordinates"),
        ("RUC", "ruc"),
        ("Número de cédula", "cedula"),
        ("Fecha de nacimiento", "birth_date"),
        ("Domicilio", "address"),
        ("firm/employees", None),
        ("restaurant_name", None),
        ("What is the official name of your course?", None),
        ("use_of_email", None),
        ("", None),
    ],
)
def test_headers(header, kind):
    assert kind_of_header(header) == kind


def export(**columns):
    rows = [(k, list(cells)) for k, cells in enumerate(zip(*columns.values(), strict=True), 2)]
    return Export("a.csv", list(columns), rows)


def test_columns_by_what_they_hold():
    found = personal_columns(
        export(
            q1=["0991234567", None, "0987654321"],
            q2=["fine", "call 0991234567", "fine"],
            q3=[1710034065, 926687856, 1713175071],
            q4=[12, 40, 7],
            q5=["x", "y", "z"],
        )
    )
    assert [(c.header, c.kind, c.cells, c.whole) for c in found[:2]] == [
        ("q1", "phone", 2, True),
        ("q2", "phone", 1, False),
    ]
    assert "q4" not in [c.header for c in found]
    assert "q5" not in [c.header for c in found]


def test_a_column_of_identity_numbers_without_leading_zeros():
    from alianzas.personal_data import is_cedula

    numbers = [n for n in range(102345600, 102345700) if is_cedula(f"{n:010d}")][:5]
    assert len(numbers) == 5
    (found,) = personal_columns(export(id=numbers))
    assert (found.kind, found.whole) == ("cedula", True)


def test_a_constant_that_looks_like_one_is_none():
    assert personal_columns(export(version=[1710034065] * 5)) == []


def test_whole_columns_go_and_free_text_is_marked():
    given = export(nombre=["Ana", "Luis"], note=["ok", "soy ana@uni.ec"], n=[1, 2])
    clean = without_personal(given, personal_columns(given))
    assert clean.headers == ["note", "n"]
    assert clean.rows == [(2, ["ok", 1]), (3, ["soy [email]", 2])]
    assert len(clean.set_aside) == 2


def test_answers_checked_elsewhere_are_not_searched():
    given = export(invitation=["0991234567", "0991234568"])
    assert personal_columns(given, ["invitation"]) == []
