"""What comes back from the field: survey exports of any tool, coded texts of any program.

The names below are imported when they are first used, so that ``import field_files`` is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from field_files.coding.codebook_file import CodebookEntry as CodebookEntry
    from field_files.coding.codebook_file import write_codebook as write_codebook
    from field_files.coding.coding_file import CodingFile as CodingFile
    from field_files.coding.coding_file import Passage as Passage
    from field_files.coding.errors import CodingFileError as CodingFileError
    from field_files.coding.importing import read_coding as read_coding
    from field_files.coding.passage_tables import write_passages as write_passages
    from field_files.survey.export import EmptyExportError as EmptyExportError
    from field_files.survey.export import Export as Export
    from field_files.survey.export import NoAnswersError as NoAnswersError
    from field_files.survey.export import RepeatedColumnError as RepeatedColumnError
    from field_files.survey.export import SetAside as SetAside
    from field_files.survey.export import UnreadableExportError as UnreadableExportError
    from field_files.survey.grid import Grid as Grid
    from field_files.survey.personal_columns import PersonalColumn as PersonalColumn
    from field_files.survey.personal_columns import personal_columns as personal_columns
    from field_files.survey.personal_columns import without_personal as without_personal
    from field_files.survey.reader import SurveyReader as SurveyReader
    from field_files.survey.recognition import read_survey as read_survey

#: The module of each public name.
_HOME = {
    "CodebookEntry": "field_files.coding.codebook_file",
    "CodingFile": "field_files.coding.coding_file",
    "CodingFileError": "field_files.coding.errors",
    "EmptyExportError": "field_files.survey.export",
    "Export": "field_files.survey.export",
    "Grid": "field_files.survey.grid",
    "NoAnswersError": "field_files.survey.export",
    "Passage": "field_files.coding.coding_file",
    "PersonalColumn": "field_files.survey.personal_columns",
    "RepeatedColumnError": "field_files.survey.export",
    "SetAside": "field_files.survey.export",
    "SurveyReader": "field_files.survey.reader",
    "UnreadableExportError": "field_files.survey.export",
    "personal_columns": "field_files.survey.personal_columns",
    "read_coding": "field_files.coding.importing",
    "read_survey": "field_files.survey.recognition",
    "without_personal": "field_files.survey.personal_columns",
    "write_codebook": "field_files.coding.codebook_file",
    "write_passages": "field_files.coding.passage_tables",
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
