"""The profile sheet: one row per case, with who the firm is and whom it is allied with."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale

from alianzas.cases.case_codes import MODEL, SECTOR, CaseCodes
from human_files.errors import DataError, Problem, did_you_mean
from human_files.language.current import current_languages
from human_files.language.grammar import known_languages
from human_files.language.messages import message
from human_files.sheet_reading import Row, read_sheet

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "case",
    "firm",
    "country",
    "sector",
    "model",
    "founded",
    "employees",
    "alliance_start",
    "partner",
)
_CASE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_YEARS = range(1800, 2101)


class ProfileError(DataError):
    """A mistake in the profile sheet."""


def read_profiles(path: Path | str, codes: CaseCodes) -> pd.DataFrame:
    """Return the cases in the order of the sheet.

    Columns: case (id, also the name of its text), firm, country (ISO 3166-1 alpha-2), sector and
    model (codes of the codebook), founded and alliance_start (years), employees (number at the time
    of the study), partner. Raises ProfileError with every problem of the sheet.
    """
    import pandas as pd

    file = str(path)
    rows = read_sheet(path, COLUMNS).rows
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for row in rows:
        problems += _problems(file, row, codes)
        first = seen.setdefault(row.cells["case"], row.number)
        if row.cells["case"] and first != row.number:
            problems.append(
                Problem(
                    file,
                    message(
                        'the case "{case}" is in row {n} already.',
                        case=row.cells["case"],
                        n=first,
                    ),
                    message("Give each case its own name, or delete one of the rows."),
                    row.number,
                    "case",
                )
            )
    if problems:
        raise ProfileError(problems)
    frame = pd.DataFrame([{column: row.cells[column] for column in COLUMNS} for row in rows])
    return frame.astype(dict.fromkeys(("founded", "employees", "alliance_start"), "int64"))


def country_names(country: str) -> dict[str, str]:
    """Return the name of a country (ISO 3166-1 alpha-2) by language, from CLDR."""
    return {
        language: str(Locale(language).territories[country]) for language in current_languages()
    }


def _problems(file: str, row: Row, codes: CaseCodes) -> list[Problem]:
    """Return what is wrong with one row."""
    found: list[Problem] = []

    def add(column: str, what: str, advice: str) -> None:
        found.append(Problem(file, what, advice, row.number, column))

    for column in COLUMNS:
        if not row.cells[column]:
            add(column, message("this cell is empty."), message("Fill it in."))
    if row.cells["case"] and not _CASE.fullmatch(row.cells["case"]):
        add(
            "case",
            message('"{case}" cannot name a case.', case=row.cells["case"]),
            message("Use small letters without accents, digits and hyphens, as in andes-coffee."),
        )
    country = row.cells["country"]
    territories = Locale("en").territories
    if country and not (re.fullmatch("[A-Z]{2}", country) and country in territories):
        add(
            "country",
            message('"{country}" is not the ISO code of a country.', country=country),
            _country_advice(country),
        )
    for column in (SECTOR, MODEL):
        if row.cells[column] and row.cells[column] not in codes.ids(column):
            add(
                column,
                message('unknown {column} "{word}".', column=column, word=row.cells[column]),
                did_you_mean(row.cells[column], codes.ids(column))
                + " "
                + message("The codes are in {file}.", file=codes.file),
            )
    years = {name: _year(row.cells[name]) for name in ("founded", "alliance_start")}
    for name, year in years.items():
        if row.cells[name] and year is None:
            add(
                name,
                message('"{text}" is not a year.', text=row.cells[name]),
                message("Write the year with four digits."),
            )
    founded, start = years.values()
    if founded is not None and start is not None and start < founded:
        add(
            "alliance_start",
            message(
                "the alliance begins ({start}) before the firm was founded ({founded}).",
                start=start,
                founded=founded,
            ),
            message("Correct one of the two years."),
        )
    if row.cells["employees"] and not (
        _is_whole(row.cells["employees"]) and int(row.cells["employees"]) > 0
    ):
        add(
            "employees",
            message('"{text}" is not a number of people.', text=row.cells["employees"]),
            message("Write a whole number above zero, without separators."),
        )
    return found


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _year(text: str) -> int | None:
    """Return a plausible year, or None."""
    return int(text) if _is_whole(text) and int(text) in _YEARS else None


def _country_advice(country: str) -> str:
    """Return the advice for a country: its code, where its name or small letters were written."""
    names = {
        name.casefold(): code
        for language in known_languages()
        for code, name in Locale(language).territories.items()
        if re.fullmatch("[A-Z]{2}", code)
    }
    code = names.get(country.casefold())
    if code is None and country.upper() in names.values():
        code = country.upper()
    return (
        message('Write "{code}".', code=code)
        if code
        else message("Write its two capital letters, as in EC, PE or CO.")
    )
