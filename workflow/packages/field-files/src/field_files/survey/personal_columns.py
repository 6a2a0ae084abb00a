"""Personal data in an export: whole columns, and answers in free text that contain some."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from field_files.survey.export import Cell, Export, SetAside, text_of
from field_files.survey.simplified_text import listed, simplified
from human_files.language.messages import counted_message, message, template
from human_files.personal_data import find_personal_data, is_cedula, is_ruc, without_personal_data

#: A column is personal if this share of its answers is nothing but personal data.
_WHOLE = 0.5
#: The kinds of personal data, as people are told.
_KIND_WORDS = {
    "name": template("name"),
    "email": template("email"),
    "phone": template("phone"),
    "ruc": template("ruc"),
    "cedula": template("cedula"),
    "ip": template("ip"),
    "coordinates": template("coordinates"),
    "address": template("address"),
    "birth_date": template("birth date"),
    "device": template("device"),
}
#: A header with more words is a question, and only its answers can show what they are.
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
    # The numbers of firms and people as the countries of Latin America and Spain call them.
    "ruc": "ruc rut nit rfc cuit cnpj rif",
    "cedula": "cedula dni passport pasaporte documento curp cuil cpf nie nif dpi dui",
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
    """A column with personal data.

    Parameters
    ----------
    header : str
        The name of the column.
    kind : str
        The kind of data: ``"name"``, ``"email"``, ``"phone"``, ``"ruc"``, ``"cedula"``, ``"ip"``,
        ``"coordinates"``, ``"address"``, ``"birth_date"`` or ``"device"``.
    cells : int
        The number of cells with such data.
    whole : bool
        Whether the whole column is personal, rather than some answers in free text.
    """

    header: str
    kind: str
    cells: int
    whole: bool

    def note(self) -> SetAside:
        """Return the note on this column among what is set aside.

        Returns
        -------
        SetAside
            The column, and the kind of its data.
        """
        words = message(_KIND_WORDS[self.kind])
        if self.whole:
            return SetAside(
                message('column "{name}"', name=self.header),
                message("personal data: {words}", words=words),
            )
        where = counted_message(
            self.cells,
            '{words} in {n} answer of "{header}"',
            '{words} in {n} answers of "{header}"',
            words=words,
            header=self.header,
        )
        return SetAside(where, message("personal data in free text"))


def kind_of_header(header: str) -> str | None:
    """Return the kind of personal data that a column's header announces, if any.

    All of its words must be usual in such headers: those of "Name of contact" are, those of "Names of
    courses" are not.
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
    # "E-mail address" is an e-mail, "fecha de nacimiento" a date: the first specific word decides.
    specific = [kind for kind in kinds if kind != "address"]
    return (specific or kinds)[0]


def personal_columns(export: Export, answers: Sequence[str] = ()) -> list[PersonalColumn]:
    """Find the columns of an export that contain personal data.

    A column is recognised by its header or the text of its question (English and Spanish), and by
    its cells: e-mail and IP addresses, coordinates, phone numbers, identity numbers of Ecuador.

    Parameters
    ----------
    export : Export
        The export.
    answers : sequence of str
        Headers of columns to skip, because their cells are known to be codes or numbers.

    Returns
    -------
    list of PersonalColumn
        The columns with personal data, in the order of the file.
    """
    found = []
    for header in export.headers:
        if header and header not in answers:
            column = _look(header, export)
            if column is not None:
                found.append(column)
    return found


def _look(header: str, export: Export) -> PersonalColumn | None:
    """Return a column if it has personal data, else None."""
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
    """Return a column of identity numbers, which may have lost a leading zero in a spreadsheet.

    One number in ten has a valid check digit by chance, so nearly all of several must have one.
    """
    for kind, length, is_one in (("cedula", 10, is_cedula), ("ruc", 13, is_ruc)):
        fitting = sum(is_one(text_of(cell).zfill(length)) for cell in cells)
        long = all(len(text_of(cell)) >= length - 1 for cell in cells)
        enough = len({text_of(cell) for cell in cells}) > (2 if kind == "cedula" else 0)
        if long and enough and fitting >= 0.8 * len(cells):
            return PersonalColumn(header, kind, fitting, True)
    return None


def without_personal(export: Export, columns: Sequence[PersonalColumn]) -> Export:
    """Remove personal data from an export.

    Parameters
    ----------
    export : Export
        The export; it is not changed.
    columns : sequence of PersonalColumn
        What :func:`personal_columns` found in it.

    Returns
    -------
    Export
        The export without the columns that are personal as a whole, with marks such as ``[email]``
        in place of personal data in free text, and a note on each in ``set_aside``.
    """
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
