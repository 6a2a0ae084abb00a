"""Personal data in an export: whole columns of it, and answers in free text that hold some."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from field_files.survey.export import Cell, Export, SetAside, text_of
from field_files.survey.simplified_text import listed, simplified
from human_files.personal_data import find_personal_data, is_cedula, is_ruc, without_personal_data

#: A column is personal where this share of its answers is nothing but personal data.
_WHOLE = 0.5
#: A longer header is a question about something, which its answers have to show.
_LONGEST_HEADER = 6

_FILLERS = frozenset(
    listed(
        "a an the of your my his her their please enter write what is are and or for el la los "
        "las de del su sus tu por favor escriba indique cual es son y o para first last full "
        "middle given family complete primer primero segundo completo completos person persona "
        "contact contacto respondent respondents recipient encuestado encuestada encuestados "
        "owner manager propietario propietaria gerente representante legal titular informant "
        "informante company firm business organisation organization empresa negocio commercial "
        "comercial organizacion number numero no nro work home mobile personal trabajo principal "
        "main 1 2 address direccion electronico electronica identidad identity user e date fecha "
        "device interviewer enumerator encuestador encuestadora social"
    )
)
_WORDS = {
    "name": "name names surname surnames nombre nombres apellido apellidos razon lastname "
    "firstname username fullname signature firma",
    "email": "email emails mail correo correos",
    "phone": "phone telephone telefono telefonos celular movil whatsapp phonenum devicephonenum "
    "phonenumber cellphone fax",
    "ruc": "ruc",
    "cedula": "cedula dni passport pasaporte documento",
    "ip": "ip ipaddress ipaddr",
    "coordinates": "latitude longitude altitude accuracy latitud longitud altitud gps geopoint "
    "coordinates coordenadas geolocation gpslatitude gpslongitude gpsaltitude gpsaccuracy "
    "locationlatitude locationlongitude locationaccuracy",
    "address": "address street direccion domicilio calle",
    "birth_date": "dob birth birthdate birthday nacimiento",
    "device": "deviceid subscriberid simid simserial imei",
}
_KIND_OF = {word: kind for kind, words in _WORDS.items() for word in words.split()}


@dataclass(frozen=True)
class PersonalColumn:
    """A column with personal data: of which ``kind``, in how many cells, and whether all of it is."""

    header: str
    kind: str
    cells: int
    whole: bool

    def note(self) -> SetAside:
        """Return it as something set aside."""
        words = self.kind.replace("_", " ")
        if self.whole:
            return SetAside(f'column "{self.header}"', f"personal data: {words}")
        many = "answer" if self.cells == 1 else "answers"
        return SetAside(
            f'{words} in {self.cells} {many} of "{self.header}"', "personal data in free text"
        )


def kind_of_header(header: str) -> str | None:
    """Return the kind of personal data that a column's header announces, if it does.

    Every word must belong to such headers: "Name of contact" does, "Names of courses" does not.
    """
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header.rsplit("/", 1)[-1])
    words = simplified(split).split()
    if not words or len(words) > _LONGEST_HEADER:
        return None
    joined = "".join(words)
    if joined in _KIND_OF:
        return _KIND_OF[joined]
    kinds = [_KIND_OF[word] for word in words if word in _KIND_OF]
    if not kinds or any(word not in _KIND_OF and word not in _FILLERS for word in words):
        return None
    # "E-mail address" is an e-mail, "fecha de nacimiento" a date: the first telling word decides.
    telling = [kind for kind in kinds if kind != "address"]
    return (telling or kinds)[0]


def personal_columns(export: Export, answers: Sequence[str] = ()) -> list[PersonalColumn]:
    """Return the columns with personal data.

    ``answers`` are headers whose cells are codes or numbers of a questionnaire, checked elsewhere.
    """
    found = []
    for header in export.headers:
        if header and header not in answers:
            column = _look(header, export)
            if column is not None:
                found.append(column)
    return found


def _look(header: str, export: Export) -> PersonalColumn | None:
    cells = [cell for cell in export.column(header) if cell is not None]
    kind = kind_of_header(header)
    if kind is None and header in export.wording:
        kind = kind_of_header(export.wording[header])
    if kind is not None:
        return PersonalColumn(header, kind, len(cells), True)
    if not cells:
        return None
    if all(isinstance(cell, int | float) for cell in cells):
        return _identity_numbers(header, cells)
    counts: dict[str, int] = {}
    whole = some = 0
    for cell in cells:
        text = text_of(cell).strip()
        found = find_personal_data(text)
        some += bool(found)
        whole += any(item.end - item.start == len(text) for item in found)
        for item in found:
            counts[item.kind] = counts.get(item.kind, 0) + 1
    if not some:
        return None
    kind = max(counts, key=lambda name: counts[name])
    return PersonalColumn(header, kind, some, whole >= _WHOLE * len(cells))


def _identity_numbers(header: str, cells: Sequence[Cell]) -> PersonalColumn | None:
    """Return a column of identity numbers, from which a spreadsheet drops a leading zero.

    One number in ten has a fitting check digit by chance: nearly all of several must have it.
    """
    for kind, length, is_one in (("cedula", 10, is_cedula), ("ruc", 13, is_ruc)):
        fitting = sum(is_one(text_of(cell).zfill(length)) for cell in cells)
        long = all(len(text_of(cell)) >= length - 1 for cell in cells)
        enough = len({text_of(cell) for cell in cells}) > (2 if kind == "cedula" else 0)
        if long and enough and fitting >= 0.8 * len(cells):
            return PersonalColumn(header, kind, fitting, True)
    return None


def without_personal(export: Export, columns: Sequence[PersonalColumn]) -> Export:
    """Return the export without personal columns, and with marks in the place of personal data."""
    whole = {column.header for column in columns if column.whole}
    partly = {column.header for column in columns if not column.whole}
    kept = [place for place, header in enumerate(export.headers) if header not in whole]
    masked = {place for place, header in enumerate(export.headers) if header in partly}
    rows = [
        (
            number,
            [
                without_personal_data(cell)
                if place in masked and isinstance(cell := cells[place], str)
                else cells[place]
                for place in kept
            ],
        )
        for number, cells in export.rows
    ]
    return replace(
        export,
        headers=[export.headers[place] for place in kept],
        rows=rows,
        metadata=[header for header in export.metadata if header not in whole],
        roles={role: header for role, header in export.roles.items() if header not in whole},
        set_aside=[*export.set_aside, *(column.note() for column in columns)],
    )
