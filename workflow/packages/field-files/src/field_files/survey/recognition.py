"""Choosing the reader of a file by its content, never by its name."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from field_files.survey import (
    google_forms,
    kobo,
    limesurvey,
    microsoft_forms,
    plain_table,
    qualtrics,
    redcap,
    spss_stata,
    surveycto,
    surveymonkey,
)
from field_files.survey.export import Export, NoAnswersError, UnreadableExportError
from field_files.survey.export_building import with_all_headers
from field_files.survey.grid import Grid, Row, load_grid
from field_files.survey.plug_ins import plugin_readers
from field_files.survey.reader import SurveyReader
from human_files.errors import Problem
from human_files.language.messages import message, template
from human_files.system_errors import reason_of
from human_files.text.content import decode

#: The built-in readers of one tool each, tried in this order.
READERS: tuple[SurveyReader, ...] = (
    qualtrics,
    limesurvey,
    redcap,
    kobo,
    surveycto,
    surveymonkey,
    microsoft_forms,
    google_forms,
)
#: The name of the stream, in an encrypted workbook, that holds the workbook itself.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_file(path: Path | str, codebook: Path | str | None = None) -> Export:
    """Return what the file at ``path`` holds; a questionnaire's definition has ``no_answers``.

    ``codebook`` is a file that explains the codes: LimeSurvey's R syntax file or REDCap's data
    dictionary. Raises UnreadableExportError, EmptyExportError, RepeatedColumnError, or PluginError
    if another distribution's reader fails.
    """
    raw = _bytes(path)
    if spss_stata.kind_of(raw):
        return spss_stata.read(path, raw)
    _refuse_others(path, raw)
    if not raw.startswith(b"PK") and limesurvey.is_syntax(text := decode(raw)[0]):
        count = len(text.splitlines())
        rows: list[Row] = [(k, [line]) for k, line in enumerate(text.splitlines(), start=1)]
        what = message("the R syntax file that explains an export ({n} lines)", n=count)
        return Export(
            str(path), ["line"], rows, format=template("LimeSurvey R syntax"), no_answers=what
        )
    grid = load_grid(path, raw)
    export = _reader_of(grid).read(grid)
    export = with_all_headers(export, grid.places)
    return export if codebook is None else _explained(export, codebook)


def read_survey(path: Path | str, codebook: Path | str | None = None) -> Export:
    """Read a survey export of any known tool.

    The tool is recognised from the content of the file; its name does not matter.

    Parameters
    ----------
    path : pathlib.Path or str
        The export: delimited text, XLSX, SPSS (.sav) or Stata (.dta).
    codebook : pathlib.Path or str, optional
        A file that explains the codes: LimeSurvey's R syntax file or REDCap's data dictionary.

    Returns
    -------
    Export
        The answers as they are, and what the file says about its columns. Personal data is still
        in it: see :func:`personal_columns`.

    Raises
    ------
    NoAnswersError
        If the file belongs to a survey but holds no answers, such as a questionnaire.
    UnreadableExportError
        If the file is missing, damaged, or in an unknown format.
    EmptyExportError
        If there is no submission in it.
    RepeatedColumnError
        If two columns have the same header and the tool does not number them.
    PluginError
        If a reader of another distribution fails.
    """
    return read_answers(path, codebook)


def _reader_of(grid: Grid) -> SurveyReader:
    """Return the reader of a grid: ours for one tool, else a plug-in, else that of any table."""
    ours = next((reader for reader in READERS if reader.recognises(grid)), None)
    if ours is not None:
        return ours
    return next((reader for reader in plugin_readers() if reader.recognises(grid)), plain_table)


def read_answers(path: Path | str, codebook: Path | str | None = None) -> Export:
    """Return the answers in a file like :func:`read_file`; raises NoAnswersError if there are none."""
    export = read_file(path, codebook)
    if export.no_answers:
        raise NoAnswersError(
            Problem(
                str(path),
                message("is {what}: it holds no answers.", what=export.no_answers),
                message("Give the file of the answers instead."),
            )
        )
    return export


def _bytes(path: Path | str) -> bytes:
    """Return the content of a file; raises UnreadableExportError."""
    advice = message("Restore the file, or correct its path.")
    try:
        raw = Path(path).read_bytes()
    except FileNotFoundError:
        raise UnreadableExportError(
            Problem(str(path), message("does not exist."), advice)
        ) from None
    except OSError as error:
        found = message("cannot be opened: {reason}.", reason=reason_of(error))
        raise UnreadableExportError(Problem(str(path), found, advice)) from error
    if not raw.strip():
        raise UnreadableExportError(
            Problem(
                str(path),
                message("is empty."),
                message("Restore the file, or export the answers again."),
            )
        )
    return raw


def _refuse_others(path: Path | str, raw: bytes) -> None:
    """Raise UnreadableExportError for files that are often mistaken for exports of answers."""
    found = None
    if raw.startswith(b"\xd0\xcf\x11\xe0") and _ENCRYPTED in raw:
        found, advice = (
            message("is a workbook that is protected by a password."),
            message("Open it and save it without a password."),
        )
    elif raw.startswith(b"\xd0\xcf\x11\xe0"):
        found, advice = (
            message("is a workbook in the old format (.xls)."),
            message("Open it and save it as XLSX."),
        )
    elif raw.startswith(b"PK"):
        try:
            names = [name.lower() for name in zipfile.ZipFile(BytesIO(raw)).namelist()]
        except zipfile.BadZipFile:
            return  # reading it as a workbook will tell what is wrong
        if any(name.endswith(".qde") for name in names):
            found = message("is a REFI-QDA project (coded interviews) and holds no survey answers.")
            advice = message("Give the export of the survey instead.")
        elif not any(name.startswith("xl/") for name in names):
            found, advice = (
                message("is an archive, not a workbook."),
                message("Unpack it and give the file inside."),
            )
    if found:
        raise UnreadableExportError(Problem(str(path), found, advice))


def _explained(export: Export, codebook: Path | str) -> Export:
    """Return the export with the wordings and labels of its codebook."""
    raw = _bytes(codebook)
    text = decode(raw)[0]
    if limesurvey.is_syntax(text):
        return limesurvey.with_syntax(export, text)
    grid = load_grid(codebook, raw)
    if redcap.is_dictionary(grid):
        wording, labels, _ = redcap.dictionary_labels(grid)
        known = set(export.headers)
        return replace(
            export,
            wording={name: text for name, text in wording.items() if name in known},
            value_labels={name: found for name, found in labels.items() if name in known},
        )
    raise UnreadableExportError(
        Problem(
            str(codebook),
            message(
                "explains no codes: it is neither LimeSurvey's R syntax nor REDCap's dictionary."
            ),
            message("Leave the codebook out, or give one of these files."),
        )
    )
