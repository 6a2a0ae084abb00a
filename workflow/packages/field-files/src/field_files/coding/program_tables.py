"""The tables in which programs for qualitative analysis export coded passages.

Columns as the programs write them, found in the source code of Taguette (export.py), QualCoder
(report_codes.py, report_codes_by_segments.py), requal (mod_analysis.R) and RQDA (Boolean.R,
getCodings.R), and in exports and manuals of Dedoose, ATLAS.ti, MAXQDA and NVivo, in the languages that
these programs have.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

#: What a column of such a table may hold.
TEXT, CODE, CODER, SOURCE, CASE = "text", "code", "coder", "source", "case"
START, END, RANGE, PARENTS = "start", "end", "range", "parents"


@dataclass(frozen=True)
class Form:
    """A table that a program exports.

    Parameters
    ----------
    program : str
        Its name, "" if several programs export such a table.
    columns : mapping of str to sequence of str
        By what a column holds, the names that it may have (see :func:`plain`), the best first.
    needs : sequence of str
        What must be there for a table to be of this form.
    levels : str
        A pattern of what separates a code from the code above it in one cell.
    several : str
        What separates several codes in one cell: "" if a cell has one code, "lines" for lines, or
        commas where the cells show it, "commas" for commas.
    first : int
        The position of the first character of a text: 0 or 1.
    inclusive : bool
        Whether the end is the position of the last character.
    """

    program: str
    columns: Mapping[str, Sequence[str]]
    needs: Sequence[str] = (TEXT, CODE, SOURCE)
    levels: str = r"\s+>\s+|\\+"
    several: str = ""
    first: int = 0
    inclusive: bool = False

    def find(self, header: Sequence[str]) -> dict[str, int] | None:
        """Return the places of the form's columns in a header, or None if it is another table's."""
        names = [plain(name) for name in header]
        found = {
            role: names.index(next(one for one in accepted if one in names))
            for role, accepted in self.columns.items()
            if any(one in names for one in accepted)
        }
        return found if all(role in found for role in self.needs) else None


@dataclass(frozen=True)
class FlaggedForm(Form):
    """A form whose codes are columns: those that fit ``flags``, or all that follow ``after``.

    ``marks`` are what a cell says where the passage has the code.
    """

    flags: str = ""
    after: str = ""
    needs: Sequence[str] = (TEXT, SOURCE)
    marks: frozenset[str] = field(
        default_factory=lambda: frozenset(
            {"1", "1.0", "true", "yes", "x", "verdadero", "verdadeiro"}
        )
    )

    def codes(self, header: Sequence[str]) -> dict[int, str]:
        """Return the codes by the places of their columns."""
        if self.after:
            names = [plain(name) for name in header]
            first = names.index(self.after) + 1 if self.after in names else len(names)
            return {place: name for place, name in enumerate(header) if place >= first and name}
        matches = (
            (place, re.fullmatch(self.flags, name.strip())) for place, name in enumerate(header)
        )
        return {place: found[1] for place, found in matches if found}

    def find(self, header: Sequence[str]) -> dict[str, int] | None:
        """Return the places of the form's columns, or None if there are no codes among them."""
        return super().find(header) if self.codes(header) else None


_CREATED = (
    "created by",
    "creado por",
    "criado por",
    "erstellt von",
    "cree par",
    "creator",
    "author",
)
_DOCUMENT = (
    "document name",
    "nombre del documento",
    "nombre de documento",
    "nome do documento",
    "dokumentname",
    "document",
    "documento",
    "dokument",
)
_CODES = ("codes", "codigos")
_QUOTATION = (
    "quotation content",
    "contenido de la cita",
    "contenido de cita",
    "conteudo da citacao",
    "zitatinhalt",
    "quotation text",
    "quotation",
    "content",
)

#: The forms, those first whose columns leave no doubt.
FORMS: tuple[Form, ...] = (
    FlaggedForm(
        "Dedoose",
        {
            TEXT: ("excerpt copy", "excerpt"),
            SOURCE: ("media title", "resource title", "document title", "title"),
            CODER: ("excerpt creator",),
            RANGE: ("excerpt range",),
        },
        flags=r"Code:\s*(.+?)\s*Applied",
        levels=r"\\+",
    ),
    Form(
        "Dedoose",
        {
            TEXT: ("excerpt copy", "excerpt"),
            SOURCE: ("media title", "resource title", "document title", "title"),
            CODER: ("excerpt creator",),
            RANGE: ("excerpt range",),
            CODE: ("codes applied combined", "codes applied"),
        },
        levels=r"\\+",
        several="commas",
    ),
    FlaggedForm(
        "QualCoder",
        {
            TEXT: ("text",),
            SOURCE: ("file name",),
            CASE: ("case name",),
            START: ("pos0",),
            END: ("pos1",),
        },
        needs=(TEXT, SOURCE, START, END),
        after="text",
        levels=r"(?!)",
    ),
    Form(
        "QualCoder",
        {
            TEXT: ("coded",),
            CODE: ("codename",),
            CODER: ("coder",),
            SOURCE: ("filename", "file"),
            CASE: ("case",),
            PARENTS: ("category",),
        },
        needs=(TEXT, CODE, CODER),
        levels=r"(?!)",
    ),
    Form(
        "requal",
        {
            TEXT: ("segment text",),
            CODE: ("code name",),
            SOURCE: ("doc name",),
            CODER: ("user name",),
            START: ("segment start",),
            END: ("segment end",),
        },
        levels=r"(?!)",
        first=1,
        inclusive=True,
    ),
    Form(
        "RQDA",
        {
            TEXT: ("coding", "seltext", "coding2"),
            CODE: ("codename", "code"),
            SOURCE: ("filename", "fname"),
            START: ("index1", "selfirst"),
            END: ("index2", "selend"),
            CODER: ("owner",),
        },
        needs=(CODE, SOURCE, START, END),
        levels=r"(?!)",
    ),
    Form(
        "Taguette",
        {TEXT: ("content",), CODE: ("tag",), SOURCE: ("document",)},
        levels=r"\.(?=\S)",
    ),
    Form(
        "ATLAS.ti",
        {TEXT: _QUOTATION, CODE: _CODES, SOURCE: _DOCUMENT, CODER: _CREATED},
        levels=r":\s+|\s+>\s+",
        several="lines",
    ),
    Form(
        "MAXQDA",
        {
            TEXT: (
                "segment",
                "coded segment",
                "segmento",
                "segmento codificado",
                "codiertes segment",
            ),
            CODE: ("code", "codigo"),
            SOURCE: _DOCUMENT,
            CODER: (*_CREATED, "coder", "codificador"),
        },
    ),
    Form(
        "NVivo",
        {
            TEXT: ("coded text", "coding reference text", "reference text", "texto codificado"),
            CODE: (
                "hierarchical name",
                "code name",
                "node name",
                "code",
                "node",
                "nombre jerarquico",
                "nome hierarquico",
                "codigo",
                "nodo",
                "no",
            ),
            SOURCE: (
                "file name",
                "source name",
                "file",
                "source",
                "nombre del archivo",
                "nome do arquivo",
                "archivo",
                "arquivo",
                "fuente",
                "fonte",
            ),
            CODER: (
                "coded by",
                "coded by initials",
                "coded by user",
                "user name",
                "user",
                "codificado por",
            ),
            CASE: ("case", "caso"),
        },
        levels=r"\\+",
    ),
    Form(
        "",
        {
            TEXT: ("text", "quote", "quotation", "excerpt", "segment", "texto", "cita", "trecho"),
            CODE: ("code", "code name", "codename", "tag", "codigo"),
            SOURCE: (
                "source",
                "document",
                "file",
                "filename",
                "file name",
                "document name",
                "fuente",
                "fonte",
                "documento",
                "archivo",
                "arquivo",
            ),
            CODER: ("coder", "user", "coded by", "created by", "owner", "codificador"),
            CASE: ("case", "caso"),
            START: ("start", "pos0", "inicio"),
            END: ("end", "pos1", "fin", "fim"),
        },
    ),
)


def plain(name: str) -> str:
    """Return the name of a column without capitals, accents and punctuation."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[\W_]+", " ", kept).split())
