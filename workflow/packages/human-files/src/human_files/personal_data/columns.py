"""Personal data by the head of a column: what its name, or its question, says that its cells are.

English, Spanish and Portuguese.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from human_files.language.messages import template
from human_files.personal_data.ecuador import is_cedula, is_ruc
from human_files.personal_data.national_numbers import own_modules
from human_files.text.folding import fold

#: A header with more words is a question, and only its answers can show what they are.
_LONGEST_HEADER = 6
#: The kinds in words, for a person.
KIND_WORDS = {
    "name": template("names"),
    "email": template("e-mail addresses"),
    "account": template("accounts in social networks"),
    "phone": template("phone numbers"),
    "ruc": template("taxpayers’ numbers"),
    "cedula": template("identity numbers"),
    "ip": template("IP addresses"),
    "coordinates": template("coordinates"),
    "address": template("addresses"),
    "birth_date": template("dates of birth"),
    "device": template("devices"),
}


def _words(listed: str) -> frozenset[str]:
    """Return the words of a list that is written as one text."""
    return frozenset(listed.split())


_FILLERS = _words(
    "a an the of your my his her their please enter write what is are and or for el la los "
    "las de del su sus tu por favor escriba indique cual es son y o para first last full "
    "middle given family complete primer primero segundo completo completos person persona "
    "contact contacto respondent respondents recipient encuestado encuestada encuestados "
    "owner manager propietario propietaria gerente representante legal titular informant "
    "informante company firm business organisation organization empresa negocio commercial "
    "comercial organizacion number numero no nro work home mobile personal trabajo principal "
    "main 1 2 address direccion electronico electronica identidad identity user e date fecha "
    "device social da do das dos seu sua qual ou em data contato respondente responsavel "
    "proprietario proprietaria primeiro ultimo eletronico endereco by"
)
_WORDS = {
    "name": "name names surname surnames nombre nombres apellido apellidos razon lastname "
    "firstname username fullname signature firma nome nomes sobrenome sobrenomes assinatura razao "
    "entrevistado entrevistada entrevistados interviewee",
    "email": "email emails mail correo correos",
    "phone": "phone telephone telefono telefonos celular movil whatsapp phonenum devicephonenum "
    "phonenumber cellphone fax telefone telefones",
    # The numbers of firms and people as the countries of Latin America and Spain call them.
    "ruc": "ruc rut nit rfc cuit cnpj rif",
    "cedula": "cedula dni passport pasaporte documento curp cuil cpf nie nif dpi dui passaporte rg",
    "ip": "ip ipaddress ipaddr",
    "coordinates": "latitude longitude altitude accuracy latitud longitud altitud gps geopoint "
    "coordinates coordenadas geolocation gpslatitude gpslongitude gpsaltitude gpsaccuracy "
    "locationlatitude locationlongitude locationaccuracy",
    "address": "address street direccion domicilio calle endereco rua",
    "birth_date": "dob birth birthdate birthday nacimiento nascimento",
    "device": "deviceid subscriberid simid simserial imei",
}
#: Words of columns that hold people only where their cells look like it: they may hold codes, or
#: whether something is used. Names have letters and no digits, accounts no blanks.
_WEAK = {
    "name": "encuestador encuestadora encuestadores interviewer enumerator entrevistador "
    "entrevistadora submittedby enviadopor username usuario surveyor transcriptor transcriptora "
    "recordedby",
    "account": "instagram facebook twitter linkedin tiktok telegram skype handle perfil redes",
}
_KIND_OF = {
    word: kind
    for words_of in (_WORDS, _WEAK)
    for kind, words in words_of.items()
    for word in words.split()
}
_WEAK_WORDS = _words(" ".join([*_WEAK.values(), "whatsapp"]))
_SAID = _words("yes no si sim nao true false verdadero falso none ninguno ninguna na")


def kind_of_header(header: str) -> str | None:
    """Return the kind of personal data that a header announces, if any.

    All of its words must be usual in such headers: those of "Name of contact" are, those of "Names of
    courses" are not.
    """
    return _announced(header)[0]


def kind_of_column(header: str, cells: Iterable[str]) -> str | None:
    """Return the kind of personal data that a column holds by its header, where its cells agree.

    Parameters
    ----------
    header : str
        Its name, or its question.
    cells : iterable of str
        Its cells that are not empty. A column of interviewers that holds codes, or one called
        "WhatsApp" that says who uses it, is none.

    Returns
    -------
    str or None
        A key of :data:`KIND_WORDS`.
    """
    kind, is_weak = _announced(header)
    if kind is None or not is_weak:
        return kind
    looks = [_looks_like(kind, cell.strip()) for cell in cells]
    return kind if 2 * sum(looks) > len(looks) else None


def identity_numbers(cells: Sequence[str], country: str) -> tuple[str, int] | None:
    """Return the kind and count of the numbers in a column of whole numbers, if they are identities.

    A spreadsheet drops zeros at the beginning. One number in ten has a valid check digit by chance, so
    nearly all of several must have one.
    """
    if country != "EC":
        for kind, is_one in own_modules(country):
            fitting = sum(any(is_one(cell.zfill(width)) for width in (0, 11, 14)) for cell in cells)
            if len({*cells}) > 2 and fitting >= 0.8 * len(cells):
                return kind, fitting
        return None
    for kind, length, fits in (("cedula", 10, is_cedula), ("ruc", 13, is_ruc)):
        fitting = sum(fits(cell.zfill(length)) for cell in cells)
        long = all(len(cell) >= length - 1 for cell in cells)
        enough = len({*cells}) > (2 if kind == "cedula" else 0)
        if long and enough and fitting >= 0.8 * len(cells):
            return kind, fitting
    return None


def _announced(header: str) -> tuple[str | None, bool]:
    """Return the kind that a header announces, and whether only its cells can tell."""
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header.rsplit("/", 1)[-1])
    words = "".join(char if char.isalnum() else " " for char in fold(split)).split()
    if not words or len(words) > _LONGEST_HEADER:
        return None, False
    joined = "".join(words)
    if joined in _KIND_OF:
        return _KIND_OF[joined], joined in _WEAK_WORDS
    kinds = [(_KIND_OF[word], word in _WEAK_WORDS) for word in words if word in _KIND_OF]
    if not kinds or any(word not in _KIND_OF and word not in _FILLERS for word in words):
        return None, False
    # "E-mail address" is an e-mail, "fecha de nacimiento" a date: the first specific word decides, and
    # a name of the interviewer is a name.
    specific = [kind for kind in kinds if kind[0] != "address"]
    strong = [kind for kind in specific if not kind[1]]
    return (strong or specific or kinds)[0]


def _looks_like(kind: str, cell: str) -> bool:
    """Return whether a cell looks like what a header that may mean something else announces."""
    if fold(cell) in _SAID or (cell.isdigit() and len(cell) < 6):
        return False
    if kind == "name":
        return len(cell) > 2 and any(map(str.isalpha, cell)) and not any(map(str.isdigit, cell))
    if kind == "phone":
        return sum(map(str.isdigit, cell)) >= 6
    return len(cell) > 2 and " " not in cell and any(map(str.isalpha, cell))
