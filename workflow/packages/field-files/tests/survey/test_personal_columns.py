from dataclasses import replace

import pytest

from field_files.survey.export import Export
from field_files.survey.personal_columns import personal_columns, without_personal
from human_files.personal_data.columns import kind_of_header


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
        ("RUT de la empresa", "ruc"),
        ("CNPJ", "ruc"),
        ("Número de DNI", "cedula"),
        ("CURP", "cedula"),
        ("cost_cif", None),
        ("transit", None),
        ("Fecha de nacimiento", "birth_date"),
        ("Domicilio", "address"),
        ("firm/employees", None),
        ("restaurant_name", None),
        ("What is the official name of your course?", None),
        ("use_of_email", None),
        ("deviceid", "device"),
        ("Please enter your full first name", "name"),
        ("Please enter your full first given name", None),  # too long for a label
        ("", None),
        ("¿?", None),
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
    from human_files.personal_data import is_cedula

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


def test_wording_tells_where_the_header_does_not():
    given = export(q1=["Ana", "Luis"], email=["-", "-"], q2=["x", "y"])
    given.wording.update(q1="Your first name", email="Your name", q2="Your opinion")
    assert [(c.header, c.kind) for c in personal_columns(given)] == [
        ("q1", "name"),
        ("email", "email"),
    ]


def test_cells_without_an_answer_do_not_count():
    given = export(q1=["0991234567", None, None, None], nombre=["Ana", None, None, None])
    assert [(c.cells, c.whole) for c in personal_columns(given)] == [(1, True), (1, True)]


@pytest.mark.parametrize(
    ("cells", "whole"),
    [
        (["0991234567", "none"], True),  # half of them
        (["0991234567", "none", "none"], False),
        (["at ana@uni.ec ok", "to ana@uni.ec ok"], False),  # words on both sides
        ([" ana@uni.ec ", "none"], True),
    ],
)
def test_a_column_goes_where_half_of_its_answers_are_nothing_else(cells, whole):
    (found,) = personal_columns(export(q=cells))
    assert found.whole is whole


def test_the_commonest_kind_names_a_column_whatever_stands_first():
    cells = ["mail ana@uni.ec", "call 0991234567", "call 0991234568"]
    for order in (cells, cells[::-1]):
        (found,) = personal_columns(export(q=order))
        assert (found.kind, found.cells) == ("phone", 3)


def test_numbers_and_words_in_one_column():
    (found,) = personal_columns(export(q=[12, "write to ana@uni.ec", 7]))
    assert (found.kind, found.cells, found.whole) == ("email", 1, False)


CARDS = [1710034065, 926687856, 1714307103, 1713175071]


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (CARDS[:3], 3),
        (CARDS[:2], None),  # two fit by chance once in a hundred
        ([*CARDS[:4], 1710034066], 4),  # a slip of the pen
        ([*CARDS[:3], 1710034066, 1714307104], None),
        ([*CARDS[:4], 12345678], None),  # two digits short is another number
    ],
)
def test_nearly_all_of_several_numbers_must_fit(cells, found):
    columns = personal_columns(export(q=cells))
    assert [(c.kind, c.cells, c.whole) for c in columns] == (
        [] if found is None else [("cedula", found, True)]
    )


def test_one_taxpayers_number_is_enough():
    assert [c.kind for c in personal_columns(export(q=[1790011674001] * 3))] == ["ruc"]


def test_what_is_set_aside_is_told_in_words():
    given = export(
        nacimiento=["1990-01-01"] * 2,
        one=["soy ana@uni.ec", "ok"],
        two=["soy ana@uni.ec", "o luis@uni.ec"],
    )
    notes = [column.note() for column in personal_columns(given)]
    assert [(note.what, note.why) for note in notes] == [
        ('column "nacimiento"', "personal data: birth date"),
        ('email in 1 answer of "one"', "personal data in free text"),
        ('email in 2 answers of "two"', "personal data in free text"),
    ]


def test_a_column_that_goes_is_nowhere_left_and_others_stay_as_they_are():
    given = export(
        email=["ana@uni.ec"], note=["soy ana@uni.ec"], code=["0991234567"], start=["2026-01-01"]
    )
    given = replace(given, metadata=["email", "start"], roles={"id": "email", "start": "start"})
    clean = without_personal(given, personal_columns(given, ["code"]))
    assert clean.rows == [(2, ["soy [email]", "0991234567", "2026-01-01"])]
    assert clean.metadata == ["start"]
    assert clean.roles == {"start": "start"}
