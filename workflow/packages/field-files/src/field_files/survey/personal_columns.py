"""Personal data in an export: whole columns, and answers in free text that contain some."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from field_files.survey.export import Export, SetAside, text_of
from human_files.language.current import current_country
from human_files.language.messages import counted_message, message, template
from human_files.personal_data import find_personal_data, without_personal_data
from human_files.personal_data.columns import identity_numbers, kind_of_column

#: A column is personal if this share of its answers is nothing but personal data.
_WHOLE = 0.5
#: The kinds of personal data, as people are told.
_KIND_WORDS = {
    "name": template("name"),
    "email": template("email"),
    "account": template("account"),
    "phone": template("phone"),
    "ruc": template("ruc"),
    "cedula": template("cedula"),
    "ip": template("ip"),
    "coordinates": template("coordinates"),
    "address": template("address"),
    "birth_date": template("birth date"),
    "device": template("device"),
}


@dataclass(frozen=True)
class PersonalColumn:
    """A column with personal data.

    Parameters
    ----------
    header : str
        The name of the column.
    kind : str
        The kind of data: ``"name"``, ``"email"``, ``"account"``, ``"phone"``, ``"ruc"``,
        ``"cedula"``, ``"ip"``, ``"coordinates"``, ``"address"``, ``"birth_date"`` or ``"device"``.
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


def personal_columns(export: Export, answers: Sequence[str] = ()) -> list[PersonalColumn]:
    """Find the columns of an export that contain personal data.

    A column is recognised by its header or the text of its question (English, Spanish, Portuguese),
    and by its cells: e-mail and IP addresses, accounts, coordinates, phone numbers, identity numbers.
    One without any cell holds none.

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
    texts = [text for cell in cells if (text := text_of(cell).strip())]
    if not texts:
        return None
    for words in (header, export.wording.get(header, "")):
        kind = kind_of_column(words, texts)
        if kind is not None:
            return PersonalColumn(header, kind, len(texts), True)
    if all(isinstance(cell, int | float) for cell in cells):
        numbers = identity_numbers(texts, current_country() or "EC")
        return None if numbers is None else PersonalColumn(header, *numbers, True)
    counts: dict[str, int] = {}
    whole = some = 0
    for text in texts:
        found = find_personal_data(text)
        some += bool(found)
        whole += any(item.end - item.start == len(text) for item in found)
        for item in found:
            counts[item.kind] = counts.get(item.kind, 0) + 1
    if not some:
        return None
    kind = max(counts, key=lambda name: counts[name])
    return PersonalColumn(header, kind, some, whole >= _WHOLE * len(texts))


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
