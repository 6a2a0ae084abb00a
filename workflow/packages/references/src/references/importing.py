"""Importing: bibliographic files as one frame of records, with an account of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from human_files.errors import DataError, Problem
from human_files.text.content import Content
from references.formats.recognition import read_content
from references.reading import Reading, Remark, shorten
from references.record import Record, to_frame

if TYPE_CHECKING:
    import pandas as pd


class DamagedFileError(DataError):
    """A file with records that are cut off or cannot be read."""


class Rejected(NamedTuple):
    """A record that is not used: its number in the file, the line where it begins, and why."""

    position: int
    line: int
    reason: str


class FileImport(NamedTuple):
    """One file as it was read: found = kept + rejected."""

    source: str
    file: str
    format: str
    encoding: str
    kept: Sequence[Record]
    rejected: Sequence[Rejected]
    repaired: Sequence[Remark]
    warnings: Sequence[str] = ()
    origins: Sequence[tuple[str, str, int, int]] = ()

    @property
    def found(self) -> int:
        """The records in the file."""
        return len(self.kept) + len(self.rejected)


def read_source(source: str, path: Path | str, file: str | None = None) -> FileImport:
    """Read one bibliographic file; ``source`` names it, messages call it ``file``.

    Records with neither title nor DOI cannot be screened or found again: they are rejected and
    listed. Raises UnreadableFileError, UnknownFormatError, and DamagedFileError with every record
    that is cut off or broken, so that none is lost unseen.
    """
    content = Content.load(path, file)
    name, reading = read_content(content)
    _refuse_damage(content, reading)
    return _import(source, content, name, reading, [])


def recover_source(source: str, path: Path | str, file: str | None = None) -> FileImport:
    """Read one bibliographic file like :func:`read_source`, but keep what a damaged one still has.

    Records that are broken or cut off are kept and listed as repaired if their title or DOI could
    be recovered, else rejected; ``warnings`` tells of a file that ends too early. Raises
    UnreadableFileError, UnknownFormatError, and DamagedFileError for a file without any record.
    """
    content = Content.load(path, file)
    name, reading = read_content(content)
    damaged = [*reading.broken, *([reading.cut] if reading.cut is not None else [])]
    if not reading.records and not damaged:
        _refuse_damage(content, reading)
    if reading.cut is not None:
        whole = f'"{_called(reading.records[-1])}"' if reading.records else "none"
        reading.warnings.insert(
            0,
            f'The file is cut off in its last record, "{reading.cut.name}"; '
            f"the last whole one is {whole}. Records after it are not in this file.",
        )
    return _import(source, content, name, reading, damaged)


def _import(
    source: str, content: Content, name: str, reading: Reading, damaged: Sequence[Remark]
) -> FileImport:
    """Part the records into kept and rejected, those recovered from damage among them."""
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
            "; ".join(filter(None, (reasons.get(record.position), "neither title nor DOI"))),
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
    )


def _refuse_damage(content: Content, reading: Reading) -> None:
    problems = [
        Problem(
            content.file,
            f'the record "{remark.name}" cannot be read: {_lower(remark.reason)}.',
            "Correct the record in the file, or export the file again.",
            row=remark.line,
        )
        for remark in reading.broken
    ]
    if reading.cut is not None:
        whole = len(reading.records)
        last = f' The last whole one is "{_called(reading.records[-1])}".' if whole else ""
        problems.append(
            Problem(
                content.file,
                f'the file is cut off in the record "{reading.cut.name}", '
                f"after {whole} whole records.{last}",
                "Restore the file, or export it again.",
                row=reading.cut.line,
            )
        )
    if problems:
        raise DamagedFileError(problems)
    if not reading.records:
        found = " ".join(["holds no record.", *reading.warnings])
        raise DamagedFileError(Problem(content.file, found, "Export the references again."))


def _called(record: Record) -> str:
    return shorten(record.title or record.doi or "no title")


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def records_frame(imports: Iterable[FileImport]) -> pd.DataFrame:
    """Return the kept records of all files; see :func:`references.record.to_frame`."""
    return to_frame((item.source, item.file, record) for item in imports for record in item.kept)


def rejected_frame(imports: Iterable[FileImport]) -> pd.DataFrame:
    """Return one row per rejected record: source, file, position, line, reason."""
    import pandas as pd

    rows = [(item.source, item.file, *rejected) for item in imports for rejected in item.rejected]
    return pd.DataFrame(rows, columns=["source", "file", "position", "line", "reason"])
