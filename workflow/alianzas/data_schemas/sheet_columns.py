"""The columns of the sheets that people fill in: screening, coding, profiles, translations.

Each function returns what is known of a sheet's columns by their name in English
(:mod:`human_files.sheet_heads`). Titles and meanings are in English, or in the nearest language that a
codebook has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from alianzas.cases.case_codes import MODEL, SECTOR, CaseCodes
from alianzas.config.codebook import Codebook, Dimension
from alianzas.data_schemas.columns import Column
from alianzas.literature.coding_sheets import SEPARATOR
from field_files.survey.export import Cell, text_of
from human_files.settings import Text
from references.deduplication.pairs import DIFFERENT, SAME
from references.screening.codebook import ScreeningCodebook, ScreeningStage
from references.screening.vocabulary import ALLOWED, EXCLUDE, INCLUDE, NOT_RETRIEVED

#: The language of titles and meanings, where a codebook has it.
ENGLISH = "en"
_DECISIONS = {
    INCLUDE: "The record is included.",
    EXCLUDE: "The record is excluded.",
    NOT_RETRIEVED: "The full text could not be obtained.",
}
_RECORD = {
    "record_id": Column(
        "Record", "Identifier of the bibliographic record.", required=True, unique=True
    ),
    "title": Column("Title", "Title of the record, as listed."),
}
_CASE = Column("Case", "Identifier of the case, also the name of its text.", required=True)
_SOURCE = Column("Text", "File name of the case's text.")
_PASSAGE = Column("Passage", "Words copied from the text that show the code.")
_PRESENT = {"1": "The code is present in the case.", "0": "The code is absent."}

Columns = Mapping[str, Column]


def said(text: Text) -> str:
    """Return words of a codebook in English, or in the nearest language that it has."""
    return " ".join(text.words(ENGLISH).split())


def screening_columns(codebook: ScreeningCodebook, stage: ScreeningStage) -> Columns:
    """Return the columns of a sheet of screening decisions."""
    reasons = {
        reason.id: said(reason.label) for reason in codebook.reasons if stage in reason.stages
    }
    decisions = {word: _DECISIONS[word] for word in ALLOWED[stage]}
    return {
        **_RECORD,
        "decision": Column("Decision", codes=decisions, required=True, accepts=_like(decisions)),
        "reason": Column(
            "Reason for exclusion",
            "The first criterion that an excluded record fails; empty otherwise.",
            codes=reasons,
            accepts=_like(reasons),
        ),
        "note": Column("Note", "Remark of the reader."),
    }


def coding_columns(codebook: Codebook) -> Columns:
    """Return the columns of a sheet of codes of the included studies."""
    return {
        **_RECORD,
        **{dimension.id: _several(dimension) for dimension in codebook.dimensions},
    }


def pair_columns() -> Columns:
    """Return the columns of the sheet that settles possible duplicates."""
    verdicts = {SAME: "One and the same publication.", DIFFERENT: "Two publications."}
    return {
        "first": Column("First record", "Identifier of the first record.", required=True),
        "second": Column("Second record", "Identifier of the second record.", required=True),
        "verdict": Column("Verdict", codes=verdicts, accepts=_like(verdicts)),
        "reason": Column("Reason", "Why the program could not decide."),
    }


def ledger_columns() -> Columns:
    """Return the columns of the ledger of record ids."""
    day = r"^\d{4}-\d{2}-\d{2}$"
    return {
        "number": Column(
            "Number",
            "In the order in which records came; never changed.",
            "integer",
            required=True,
            unique=True,
        ),
        "record_id": Column("Record", "Identifier of the bibliographic record.", required=True),
        "source": Column("Source", "Name of the bibliographic file in the study file."),
        "database": Column("Database", "As the record names it."),
        "accession": Column("Accession", "Numbers of databases, as kind:number."),
        "doi": Column("DOI"),
        "authors": Column("Authors", "Separated by semicolons."),
        "year": Column("Year", "Year of publication."),
        "title": Column("Title", "As the source gives it."),
        "journal": Column("Journal"),
        "volume": Column("Volume"),
        "issue": Column("Issue"),
        "pages": Column("Pages"),
        "fingerprint": Column("Fingerprint", "Equal for two readings of one source record."),
        "head": Column(
            "Head", "The id stays with this record when records part.", codes={"yes": "It does."}
        ),
        "added": Column("Added", "Day on which the record was listed.", shape=day),
        "gone": Column("Gone", "Day on which no source gave the record any more."),
        "merged_into": Column("Merged into", "Identifier that stands for this one."),
        "split_from": Column("Split from", "Identifier that the record stood under before."),
        "trail": Column("Trail", "Each merge and split with its day."),
    }


def profile_columns(codes: CaseCodes) -> Columns:
    """Return the columns of the sheet with one row per case."""
    case = Column(_CASE.title, _CASE.description, required=True, unique=True)
    return {
        "case": case,
        "firm": Column("Firm", "Name of the firm.", required=True),
        "country": Column(
            "Country", "ISO 3166-1 code of two letters.", shape="^[A-Z]{2}$", required=True
        ),
        "sector": Column("Sector", codes=_labels(codes.dimension(SECTOR)), required=True),
        "model": Column(
            "Collaboration model", codes=_labels(codes.dimension(MODEL)), required=True
        ),
        "founded": _year("Founded", "Year in which the firm was founded."),
        "employees": Column(
            "Employees",
            "Number of people employed at the time of the study.",
            type="integer",
            minimum=1,
            required=True,
        ),
        "alliance_start": _year("Beginning of the alliance", "Year in which it began."),
        "partner": Column("Partner", "Name of the partner of the alliance.", required=True),
    }


def judgement_columns(codes: CaseCodes) -> Columns:
    """Return the columns of a coder's sheet and of a table of passages."""
    judged = {
        code.id: said(code.label)
        for dimension in dict.fromkeys(codes.judged.values())
        for code in codes.codes(dimension)
    }
    return {
        "case": _CASE,
        "source": _SOURCE,
        "coder": Column("Coder", "Who coded the passage."),
        "code": Column("Code", "Code of the codebook.", codes=judged, required=True),
        "value": Column("Judgement", codes=_PRESENT, required=True),
        "passage": _PASSAGE,
        "text": _PASSAGE,
        "start": Column("Beginning", "First character of the passage.", type="integer", minimum=0),
        "end": Column("End", "Character after the passage.", type="integer", minimum=0),
        "reason": Column("Reason", "Why the disagreement of the coders was settled so."),
    }


def translation_columns() -> Columns:
    """Return the columns of the sheet with translations of passages."""
    return {
        "case": _CASE,
        "passage": Column("Passage", _PASSAGE.description, required=True),
        "language": Column("Language", "ISO 639 code of the language of the translation."),
        "translation": Column("Translation", "The passage in that language.", required=True),
    }


def measure_columns(names: Sequence[str]) -> Columns:
    """Return the columns of the sheet with further numbers of each case."""
    case = Column(_CASE.title, _CASE.description, required=True, unique=True)
    return {
        "case": case,
        **{
            name: Column(name, "Number behind a set of the comparative analysis.", type="number")
            for name in names
        },
    }


def _year(title: str, description: str) -> Column:
    """Return the column of a year, within the bounds of :mod:`alianzas.cases.profiles`."""
    return Column(title, description, "integer", minimum=1800, maximum=2100, required=True)


def _labels(dimension: Dimension) -> dict[str, str]:
    return {code.id: said(code.label) for code in dimension.codes}


def _several(dimension: Dimension) -> Column:
    """Return the column of a dimension: one code or several, with a semicolon between them."""
    one = "|".join(re.escape(code.id) for code in dimension.assignable)
    listed = "; ".join(f"{code.id} = {said(code.label)}" for code in dimension.assignable)
    return Column(
        said(dimension.label),
        f"{said(dimension.definition)} Codes, several parted by “{SEPARATOR}”: {listed}",
        shape=rf"^\s*(?:{one})(?:\s*{SEPARATOR}\s*(?:{one}))*\s*$",
        required=True,
    )


def _like(codes: Mapping[str, str]) -> Callable[[Cell], bool]:
    """Return what says whether a cell is a code but for its capitals, as the readers take it."""

    def accepts(cell: Cell) -> bool:
        return text_of(cell).strip().casefold() in codes

    return accepts
