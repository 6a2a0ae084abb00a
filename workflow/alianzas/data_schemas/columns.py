"""What is known of a column, fitted to the cells that a file really has: a field of a Table Schema.

A codebook says which answers there are; a file may write them as codes, as labels in some language or
with other capitals, and the readers of this project take all of them. So the field of a column lists,
beside the codes, the spellings of the file that its reader understands, and nothing else: a file that
the project reads without complaint fits its schema, and one with a wrong cell does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from field_files.survey.export import Cell, text_of

#: The type of a column whose cells are of several kinds, such as numbers and text in a workbook.
_ANY = "any"


@dataclass(frozen=True)
class Column:
    """What is known of a column before its cells are looked at.

    ``type`` is one of a Table Schema; ``codes`` the values allowed, with what each means; ``shape`` is
    the regular expression that text must match; ``accepts``
    says whether a cell that is none of them is understood all the same; ``missing`` are texts that
    mean no answer, besides an empty cell, and ``own_missing`` that they are not those of the table.
    """

    title: str
    description: str = ""
    type: str = "string"
    codes: Mapping[str, str] = field(default_factory=dict)
    shape: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    required: bool = False
    unique: bool = False
    missing: Sequence[str] = ()
    own_missing: bool = False
    accepts: Callable[[Cell], bool] = lambda cell: False


def field_of(
    name: str, column: Column, cells: Sequence[Cell], comma: bool = False
) -> dict[str, Any]:
    """Return the field of a column called ``name`` in its file.

    Parameters
    ----------
    name : str
        The head of the column.
    column : Column
        What is known of it.
    cells : sequence
        Its cells below the header, None where empty.
    comma : bool
        Whether numbers in text have a decimal comma.

    Returns
    -------
    dict
        A field descriptor (Table Schema), with ``categories`` (Data Package 2) for the meaning of
        codes.
    """
    given = [cell for cell in cells if cell is not None and text_of(cell) not in column.missing]
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.unique:
        constraints["unique"] = True
    if column.codes:
        kind, values = _coded(column, given)
        constraints["enum"] = values
    elif column.type in ("integer", "number"):
        kind = _numeric(column, given, comma)
        if kind in ("integer", "number"):
            limits = {"minimum": column.minimum, "maximum": column.maximum}
            constraints |= {key: _plain(n) for key, n in limits.items() if n is not None}
    else:
        kind = column.type if all(isinstance(cell, str) for cell in given) else _ANY
        if column.shape is not None and kind == "string":
            constraints["pattern"] = column.shape
    found: dict[str, Any] = {"name": name, "type": kind, "title": column.title}
    if column.description:
        found["description"] = column.description
    if kind == "number" and comma and any(isinstance(cell, str) for cell in given):
        found |= {"decimalChar": ",", "groupChar": "."}
    if column.codes:
        found["categories"] = [
            {"value": int(code) if kind == "integer" else code, "label": label}
            for code, label in column.codes.items()
        ]
    if column.own_missing:
        found["missingValues"] = ["", *column.missing]
    if constraints:
        found["constraints"] = constraints
    return found


def seen(name: str, title: str, cells: Sequence[Cell]) -> dict[str, Any]:
    """Return the field of a column of which only its cells are known."""
    given = [cell for cell in cells if cell is not None]
    kind = "string"
    if given and all(isinstance(cell, bool) for cell in given):
        kind = "boolean"
    elif given and all(_is_whole(cell) and not isinstance(cell, str) for cell in given):
        kind = "integer"
    elif given and all(isinstance(cell, int | float) for cell in given):
        kind = "number"
    elif not all(isinstance(cell, str) for cell in given):
        kind = _ANY
    return {"name": name, "type": kind, "title": title}


def _coded(column: Column, given: Sequence[Cell]) -> tuple[str, list[Any]]:
    """Return the type of a column of codes, and its values: codes, and spellings of the file."""
    whole = all(code.lstrip("-").isdecimal() for code in column.codes)
    others = [cell for cell in dict.fromkeys(given) if text_of(cell) not in column.codes]
    spelt = [cell for cell in others if column.accepts(cell)]
    if whole and all(_is_whole(cell) for cell in (*given, *spelt)):
        return "integer", [int(code) for code in column.codes]
    values: list[Any] = [*column.codes, *sorted(spelt, key=text_of)]
    if all(isinstance(cell, str) for cell in given):
        return "string", values
    numbers = [
        cell for cell in dict.fromkeys(given) if not isinstance(cell, str) and cell not in spelt
    ]
    return _ANY, [*values, *(cell for cell in numbers if text_of(cell) in column.codes)]


def _numeric(column: Column, given: Sequence[Cell], comma: bool) -> str:
    """Return the type of a column of numbers: whole, decimal, or of any kind."""
    if column.type == "integer" and all(_is_whole(cell) for cell in given):
        return "integer"
    plain = [cell for cell in given if _is_number(cell, comma)]
    others = [cell for cell in given if not _is_number(cell, comma)]
    if any(column.accepts(cell) for cell in others):
        return _ANY
    return "number" if len(plain) and column.type == "number" else column.type


def _is_whole(cell: Cell) -> bool:
    """Say whether a cell is a whole number, also one that a workbook keeps as 12.0."""
    if isinstance(cell, bool):
        return False
    if isinstance(cell, str):
        return cell.lstrip("+-").isdecimal() and cell.isascii()
    return isinstance(cell, int) or (isinstance(cell, float) and cell.is_integer())


def _is_number(cell: Cell, comma: bool) -> bool:
    """Say whether a cell is a number, written with a decimal comma where the file does so."""
    if isinstance(cell, int | float):
        return not isinstance(cell, bool)
    text = str(cell).replace(".", "").replace(",", ".") if comma else str(cell)
    try:
        float(text)
    except ValueError:
        return False
    return True


def _plain(number: float) -> float | int:
    """Return a number without a decimal point where it is whole."""
    return int(number) if float(number).is_integer() else number
