"""Which raw files are tables, and the Table Schema of each (Frictionless Standards).

Given are the sheets that people fill in and the export of the survey, as CSV or XLSX. Bibliographic
exports, SPSS and Stata files and coding projects are formats with descriptions of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from alianzas.cases.case_codes import CaseCodes, load_case_codes
from alianzas.cases.qca.case_sets import measure_columns as measures_of
from alianzas.config.codebook import Codebook
from alianzas.config.study_model import Study, present
from alianzas.data_schemas import sheet_columns
from alianzas.data_schemas.answer_columns import answer_fields
from alianzas.data_schemas.columns import field_of, seen
from alianzas.data_schemas.resource_names import resource_names
from alianzas.literature.record_ledger import ledger_file
from alianzas.survey.questionnaire import load_questionnaire
from field_files.survey.export import Export, text_of
from field_files.survey.grid import Grid, load_grid
from field_files.survey.recognition import read_answers
from honest_results.project import codebook_file
from human_files.errors import UserError
from human_files.language.current import speaking
from human_files.language.grammar import known_languages
from human_files.settings_files import load_model
from human_files.sheet_heads import columns_of
from references.screening.codebook import ScreeningCodebook, ScreeningStage

#: The endings of files that may be tables.
_TABLES = (".csv", ".tsv", ".xlsx")

Schema = dict[str, Any]
Maker = Callable[[Path], Schema | None]
Known = Callable[[], sheet_columns.Columns]


def table_schemas(study: Study, root: Path) -> dict[str, Schema]:
    """Return what a data package says of the tables among a study's raw files.

    Parameters
    ----------
    study : Study
        As loaded; its codebooks and questionnaire are read as well.
    root : path
        Top of the compendium.

    Returns
    -------
    dict
        By path: ``schema``, and ``dialect`` and ``encoding`` where they are not the usual ones. A
        file that is missing or cannot be read, or whose codebook cannot, is left out: its reader
        says why.
    """
    found: dict[str, Schema] = {}
    # Labels that stand for codes are understood in every language.
    with speaking(known_languages(root) or known_languages(), study.country.code):
        for file, maker in _makers(study, root):
            path = root / file
            if path.suffix.lower() not in _TABLES or not path.is_file():
                continue
            try:
                schema = maker(path)
            except UserError:
                continue
            if schema is not None:
                found[file] = schema
    if study.cases is not None:
        _refer_to_cases(found, study)
    return found


def _refer_to_cases(schemas: dict[str, Schema], study: Study) -> None:
    """Say in the sheets about cases that their cases are those of the profiles."""
    settings = present(study.cases)
    head = _head_of_case(schemas.get(settings.profiles))
    name = resource_names(study, [settings.profiles])[settings.profiles]
    for file, schema in schemas.items():
        own = _head_of_case(schema)
        if head and own and file in settings.sources_by_file() and file != settings.profiles:
            reference = {"resource": name, "fields": [head]}
            schema["schema"]["foreignKeys"] = [{"fields": [own], "reference": reference}]


def _head_of_case(schema: Schema | None) -> str | None:
    """Return the head of the column that names the case, if a table has one."""
    heads = [field["name"] for field in schema["schema"]["fields"]] if schema else []
    names = columns_of([head.casefold() for head in heads])
    return next((head for head, name in zip(heads, names, strict=True) if name == "case"), None)


def _makers(study: Study, root: Path) -> Iterator[tuple[str, Maker]]:
    """Yield each table with what makes its schema."""
    if study.literature is not None:
        yield from _of_literature(study, root)
    if study.cases is not None:
        yield from _of_cases(study, root)
    if study.survey is not None:
        yield study.survey.responses.file, partial(_of_answers, study=study, root=root)


def _of_literature(study: Study, root: Path) -> Iterator[tuple[str, Maker]]:
    settings = present(study.literature)

    def screened(stage: ScreeningStage) -> sheet_columns.Columns:
        codebook = load_model(
            root / codebook_file(study.study, "screening", root), ScreeningCodebook
        )
        return sheet_columns.screening_columns(codebook, stage)

    def coded() -> sheet_columns.Columns:
        codebook = load_model(root / codebook_file(study.study, "ado_tcm", root), Codebook)
        return sheet_columns.coding_columns(codebook)

    for file in settings.screening.files():
        yield file, partial(_of_sheet, columns=partial(screened, "title_abstract"))
    for file in settings.full_text.files() if settings.full_text else ():
        yield file, partial(_of_sheet, columns=partial(screened, "full_text"))
    for file in settings.coding.files():
        yield file, partial(_of_sheet, columns=coded)
    yield ledger_file(settings), partial(_of_sheet, columns=sheet_columns.ledger_columns)
    if settings.deduplication.maybe is not None:
        yield (
            settings.deduplication.maybe.file,
            partial(_of_sheet, columns=sheet_columns.pair_columns),
        )


def _of_cases(study: Study, root: Path) -> Iterator[tuple[str, Maker]]:
    settings = present(study.cases)

    def codes(make: Callable[[CaseCodes], sheet_columns.Columns]) -> Known:
        return lambda: make(load_case_codes(root / codebook_file(study.study, "case_codes", root)))

    yield settings.profiles, partial(_of_sheet, columns=codes(sheet_columns.profile_columns))
    for file in dict.fromkeys([*(coder.file for coder in settings.coders), settings.consensus]):
        yield file, partial(_of_sheet, columns=codes(sheet_columns.judgement_columns))
    if settings.translations is not None:
        yield settings.translations, partial(_of_sheet, columns=sheet_columns.translation_columns)
    if settings.qca is not None and settings.qca.measures is not None:
        names = measures_of(settings.qca)
        columns = partial(sheet_columns.measure_columns, names)
        yield settings.qca.measures, partial(_of_sheet, columns=columns)


def _of_sheet(path: Path, columns: Known) -> Schema | None:
    """Return what is said of a sheet that people filled in; None where its heads are in disorder."""
    known = columns()
    whole = load_grid(path, path.read_bytes())
    grids = [whole, *whole.sheets.values()]
    grid = max(grids, key=lambda one: len({*_names(one)} & {*known}))  # the first of several alike
    if not _has_heads(grid):
        return None
    fields = []
    for place, (head, name) in enumerate(zip(grid.header, _names(grid), strict=True)):
        cells = [cells[place] for _, cells in grid.rows[1:]]
        if name in known:
            fields.append(field_of(head, known[name], cells))
        elif name.rpartition("_")[0] in known:
            further = known[name.rpartition("_")[0]]
            fields.append(seen(head, f"{further.title}, further codes", cells))
        else:
            fields.append(seen(head, "Not read", cells))
    found = _described(grid, fields, first_row=2, sheet=grid.title if grid is not whole else "")
    keys = [field["name"] for field in fields if field.get("constraints", {}).get("unique")]
    if keys:
        found["schema"]["primaryKey"] = keys
    return found


def _of_answers(path: Path, study: Study, root: Path) -> Schema | None:
    """Return what is said of a survey export; None where its heads are in disorder."""
    survey = present(study.survey)
    file = codebook_file(study.study, "questionnaire", root)
    questionnaire = load_questionnaire(root / file, survey.lists)
    codebook = survey.responses.codebook
    export: Export = read_answers(path, root / codebook if codebook else None)
    grid = load_grid(path, path.read_bytes())
    if not _has_heads(grid) or export.headers != grid.header or not export.rows:
        return None
    found = _described(grid, answer_fields(export, questionnaire), first_row=export.rows[0][0])
    found["schema"]["missingValues"] += [text_of(code) for code in questionnaire.missing]
    return found


def _described(grid: Grid, fields: list[dict[str, Any]], first_row: int, sheet: str = "") -> Schema:
    """Return schema, dialect and encoding of a table whose data begin in ``first_row``."""
    dialect: dict[str, Any] = {}
    if grid.separator not in (None, ","):
        dialect["delimiter"] = grid.separator
    between = [number for number, _ in grid.rows[1:] if number < first_row]
    if between:
        dialect["commentRows"] = between
    if sheet:
        dialect["excel"] = {"sheet": sheet}
    found: Schema = {"schema": {"fields": fields, "missingValues": [""]}}
    if dialect:
        found["dialect"] = dialect
    if grid.separator is not None:
        found["encoding"] = grid.encoding.lower()
    return found


def _names(grid: Grid) -> list[str]:
    """Return the names of a sheet's columns in English, by their heads in any language."""
    return columns_of([head.casefold() for head in grid.header])


def _has_heads(grid: Grid) -> bool:
    """Say whether the first row of a file names each column, and each differently."""
    heads = grid.header
    is_first = bool(grid.rows) and grid.rows[0][0] == 1
    return is_first and all(heads) and len({*heads}) == len(heads)
