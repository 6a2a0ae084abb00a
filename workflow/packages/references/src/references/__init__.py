"""Bibliographic records: read from any export, deduplicated, screened, and written.

The names below are imported when they are first used, so that ``import references`` is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from references.completeness import FieldAudit as FieldAudit
    from references.completeness import audit_completeness as audit_completeness
    from references.deduplication.merging import Deduplicated as Deduplicated
    from references.deduplication.merging import remove_duplicates as remove_duplicates
    from references.deduplication.undecided_pairs import UndecidedSheetError as UndecidedSheetError
    from references.deduplication.undecided_pairs import write_undecided as write_undecided
    from references.formats.recognition import UnknownFormatError as UnknownFormatError
    from references.formats.recognition import known_formats as known_formats
    from references.formats.record_table import write_record_table as write_record_table
    from references.formats.ris_writing import write_ris as write_ris
    from references.importing import DamagedFileError as DamagedFileError
    from references.importing import FileImport as FileImport
    from references.importing import Rejected as Rejected
    from references.importing import read_references as read_references
    from references.importing import records_frame as records_frame
    from references.importing import rejected_frame as rejected_frame
    from references.reading import Reader as Reader
    from references.reading import Reading as Reading
    from references.reading import Remark as Remark
    from references.record import Record as Record
    from references.record import records_of as records_of

#: The module of each public name.
_HOME = {
    "DamagedFileError": "references.importing",
    "Deduplicated": "references.deduplication.merging",
    "FieldAudit": "references.completeness",
    "FileImport": "references.importing",
    "Reader": "references.reading",
    "Reading": "references.reading",
    "Record": "references.record",
    "Rejected": "references.importing",
    "Remark": "references.reading",
    "UndecidedSheetError": "references.deduplication.undecided_pairs",
    "UnknownFormatError": "references.formats.recognition",
    "audit_completeness": "references.completeness",
    "known_formats": "references.formats.recognition",
    "read_references": "references.importing",
    "records_frame": "references.importing",
    "records_of": "references.record",
    "rejected_frame": "references.importing",
    "remove_duplicates": "references.deduplication.merging",
    "write_record_table": "references.formats.record_table",
    "write_ris": "references.formats.ris_writing",
    "write_undecided": "references.deduplication.undecided_pairs",
}
__all__ = [*sorted(_HOME)]


def __getattr__(name: str) -> Any:
    """Import a public name from its module."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    """Return the names of the module, public ones included."""
    return sorted({*globals(), *__all__})
