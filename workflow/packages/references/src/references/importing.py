"""Importing: bibliographic files as one frame of records, with an account of each file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from human_files.errors import DataError, Problem
from human_files.language.messages import counted_message, message, message_language
from human_files.text.content import Content
from references.contact_data import leave_out_contacts
from references.formats.recognition import read_content
from references.reading import Reading, Remark, shorten
from references.record import Record, to_frame, without_folders

if TYPE_CHECKING:
    import pandas as pd


class DamagedFileError(DataError):
    """A file without records, or with some that are cut off or cannot be read."""


class Rejected(NamedTuple):
    """A record that is not used.

    Parameters
    ----------
    position : int
        Its number in the file, from 1.
    line : int
        The line where it begins, from 1.
    reason : str
        Why it is not used.
    """

    position: int
    line: int
    reason: str


class FileImport(NamedTuple):
    """One file as it was read: found = kept + rejected.

    Parameters
    ----------
    source : str
        A short name for the file, such as that of the database.
    file : str
        What messages call the file.
    format, encoding : str
        What was detected.
    kept : sequence of Record
        The records with a title or a DOI.
    rejected : sequence of Rejected
        The others.
    repaired : sequence of Remark
        Records among ``kept`` that needed help, and why.
    warnings : sequence of str
        Sentences about the file as a whole.
    origins : sequence of tuple
        Source, file, position and line of each kept record, where the file itself tells them (a
        table that this package wrote); else empty.
    outside : sequence of tuple
        First and last line of each stretch of the file that belongs to no record.
    private : mapping of str to int
        How many addresses of authors and other personal data were left out, by kind.
    """

    source: str
    file: str
    format: str
    encoding: str
    kept: Sequence[Record]
    rejected: Sequence[Rejected]
    repaired: Sequence[Remark]
    warnings: Sequence[str] = ()
    origins: Sequence[tuple[str, str, int, int]] = ()
    private: Mapping[str, int] = MappingProxyType({})
    outside: Sequence[tuple[int, int]] = ()

    @property
    def found(self) -> int:
        """The number of records in the file."""
        return len(self.kept) + len(self.rejected)


def read_source(source: str, path: Path | str, file: str | None = None) -> FileImport:
    """Read one bibliographic file; ``source`` names it, messages call it ``file``.

    Records with neither title nor DOI cannot be screened or found again: they are rejected and
    listed. Raises UnreadableFileError, UnknownFormatError, and DamagedFileError with every record
    that is cut off or broken, so that none is lost silently.
    """
    content = Content.load(path, file)
    name, reading = read_content(content)
    _refuse_damage(content, reading)
    return _import(source, content, name, reading, [])


def recover_source(source: str, path: Path | str, file: str | None = None) -> FileImport:
    """Read one bibliographic file like :func:`read_source`, but recover what a damaged one has left.

    Records that are broken or cut off are kept and listed as repaired if their title or DOI could
    be recovered, else rejected; ``warnings`` mentions a file that ends too early. Raises
    UnreadableFileError, UnknownFormatError, and DamagedFileError for a file without any record.
    """
    content = Content.load(path, file)
    name, reading = read_content(content)
    damaged = [*reading.broken, *([reading.cut] if reading.cut is not None else [])]
    if not reading.records and not damaged:
        _refuse_damage(content, reading)
    if reading.cut is not None:
        if reading.records:
            last = _called(reading.records[-1])
            where = f'last record, "{reading.cut.name}"; the last complete one is "{last}".'
        else:
            where = f'first record, "{reading.cut.name}".'
        warning = f"The file is cut off in its {where} Records after it are not in this file."
        reading.warnings.insert(0, warning)
    return _import(source, content, name, reading, damaged)


def _import(
    source: str, content: Content, name: str, reading: Reading, damaged: Sequence[Remark]
) -> FileImport:
    """Divide the records, including those recovered from damage, into kept and rejected ones."""
    reasons = {
        remark.record.position: f"damaged: {remark.reason}"
        for remark in damaged
        if remark.record is not None
    }
    recovered = [remark.record for remark in damaged if remark.record is not None]
    found = sorted([*reading.records, *recovered], key=lambda record: record.position)
    rejected = [
        Rejected(
            record.position,
            record.line,
            reasons.get(record.position, "neither title nor DOI"),
        )
        for record in found
        if not (record.title or record.doi)
    ]
    repaired = [
        *reading.repaired,
        *(
            remark
            for remark in damaged
            if remark.record and (remark.record.title or remark.record.doi)
        ),
    ]
    kept = [record for record in found if record.title or record.doi]
    private = leave_out_contacts(kept)
    origins = {
        record.position: origin
        for record, origin in zip(reading.records, reading.origins, strict=False)
    }
    return FileImport(
        source,
        content.file,
        name,
        content.encoding,
        kept,
        rejected,
        sorted(repaired, key=lambda remark: remark.line),
        reading.warnings,
        [origins[record.position] for record in kept if record.position in origins],
        private,
        _stretches(reading.outside),
    )


def _stretches(lines: Sequence[int]) -> list[tuple[int, int]]:
    """Return lines as stretches of consecutive ones, each with its first and last line."""
    found: list[tuple[int, int]] = []
    for line in sorted({*lines}):
        if found and found[-1][1] == line - 1:
            found[-1] = (found[-1][0], line)
        else:
            found.append((line, line))
    return found


def _refuse_damage(content: Content, reading: Reading) -> None:
    """Raise DamagedFileError unless the file has records and all of them are complete."""
    from references.import_report import ImportReport  # imported here: only damage needs words

    told = ImportReport(message_language()).said
    problems = [
        Problem(
            content.file,
            message(
                'the record "{name}" cannot be read: {reason}.',
                name=told(remark.name),
                reason=_lower(told(remark.reason)),
            ),
            message("Correct the record in the file, or export the file again."),
            row=remark.line,
        )
        for remark in reading.broken
    ]
    if reading.cut is not None:
        whole = len(reading.records)
        problems.append(
            Problem(
                content.file,
                counted_message(
                    whole,
                    'the file is cut off in the record "{name}", after {n} complete record; the '
                    'last complete one is "{last}".',
                    'the file is cut off in the record "{name}", after {n} complete records; the '
                    'last complete one is "{last}".',
                    name=reading.cut.name,
                    last=_called(reading.records[-1]),
                )
                if whole
                else message(
                    'the file is cut off in its first record, "{name}".', name=reading.cut.name
                ),
                message("Restore the file, or export it again."),
                row=reading.cut.line,
            )
        )
    if problems:
        raise DamagedFileError(problems)
    if not reading.records:
        found = " ".join([message("contains no records."), *map(told, reading.warnings)])
        raise DamagedFileError(
            Problem(content.file, found, message("Export the references again."))
        )


def _called(record: Record) -> str:
    """Return what a record is called in messages."""
    return shorten(record.title or record.doi or "no title")


def _lower(sentence: str) -> str:
    """Return a sentence with a small first letter."""
    return sentence[:1].lower() + sentence[1:]


def read_references(
    path: Path | str, source: str | None = None, *, strict: bool = False
) -> FileImport:
    """Read a bibliographic file of any known format.

    The format and the encoding are recognised from the content; the name does not matter. Nothing
    is lost silently: records that cannot be used are listed as rejected, damaged ones as repaired.

    Parameters
    ----------
    path : pathlib.Path or str
        The file, as a database or reference manager exported it.
    source : str, optional
        A short name for it; the name of the file without its ending if not given.
    strict : bool
        Whether a damaged record is an error. By default as much as possible is recovered.

    Returns
    -------
    FileImport
        The records that were found, and an account of all others.

    Raises
    ------
    UnreadableFileError
        If the file is missing or empty.
    UnknownFormatError
        If no format is recognised.
    DamagedFileError
        If no record can be read or, with ``strict``, if any record is damaged.
    PluginError
        If a reader of another distribution fails.
    """
    name = Path(path).stem if source is None else source
    return read_source(name, path) if strict else recover_source(name, path)


def records_frame(imports: Iterable[FileImport]) -> pd.DataFrame:
    """Put the records of some files into one frame.

    Parameters
    ----------
    imports : iterable of FileImport
        What :func:`read_references` returned; each with another ``source``.

    Returns
    -------
    pandas.DataFrame
        One row per kept record; the columns are source, file, position and line, then the fields of
        :class:`Record`. Text is ``""`` where it is missing, the values of a list are joined by
        ``"; "``, ``year`` and ``times_cited`` are nullable integers, ``other`` is JSON.
    """
    return to_frame((item.source, item.file, record) for item in imports for record in item.kept)


def rejected_frame(imports: Iterable[FileImport]) -> pd.DataFrame:
    """List the records that are not used.

    Parameters
    ----------
    imports : iterable of FileImport
        What :func:`read_references` returned.

    Returns
    -------
    pandas.DataFrame
        One row per rejected record, with the columns source, file, position, line and reason.
    """
    import pandas as pd

    rows = [
        (item.source, without_folders(item.file), *rejected)
        for item in imports
        for rejected in item.rejected
    ]
    return pd.DataFrame(rows, columns=["source", "file", "position", "line", "reason"])
