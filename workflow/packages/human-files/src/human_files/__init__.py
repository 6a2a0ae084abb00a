"""What people hand over, read with care: texts, sheets, settings, and messages about their mistakes.

The names below are imported when they are first used, so that ``import human_files`` is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from human_files.collecting import Collector as Collector
    from human_files.command_ends import run_command as run_command
    from human_files.errors import ConfigurationError as ConfigurationError
    from human_files.errors import DataError as DataError
    from human_files.errors import Problem as Problem
    from human_files.errors import UserError as UserError
    from human_files.errors import did_you_mean as did_you_mean
    from human_files.language.labels import Labels as Labels
    from human_files.language.lists import join_words as join_words
    from human_files.language.numbers import format_interval as format_interval
    from human_files.language.numbers import format_value as format_value
    from human_files.language.sentences import contracted as contracted
    from human_files.language.sentences import filled as filled
    from human_files.language.sentences import how_many as how_many
    from human_files.language.sentences import lowered as lowered
    from human_files.language.sentences import sentence as sentence
    from human_files.language.sentences import spelled as spelled
    from human_files.language.terminal_language import terminal_language as terminal_language
    from human_files.personal_data import Found as Found
    from human_files.personal_data import find_personal_data as find_personal_data
    from human_files.personal_data import without_personal_data as without_personal_data
    from human_files.plugins import Plugin as Plugin
    from human_files.plugins import PluginError as PluginError
    from human_files.plugins import installed_plugins as installed_plugins
    from human_files.safe_xml import parse_xml as parse_xml
    from human_files.settings import Settings as Settings
    from human_files.settings_files import load_model as load_model
    from human_files.settings_files import read_yaml as read_yaml
    from human_files.sheet_reading import Row as Row
    from human_files.sheet_reading import Sheet as Sheet
    from human_files.sheet_reading import SheetError as SheetError
    from human_files.sheet_reading import read_sheet as read_sheet
    from human_files.text.content import Content as Content
    from human_files.text.content import UnreadableFileError as UnreadableFileError
    from human_files.text.content import decode as decode
    from human_files.text.folding import fold as fold
    from human_files.text.mojibake import repair_mojibake as repair_mojibake
    from human_files.workbook_writing import workbook_bytes as workbook_bytes

#: The module of each public name.
_HOME = {
    "Collector": "human_files.collecting",
    "ConfigurationError": "human_files.errors",
    "Content": "human_files.text.content",
    "DataError": "human_files.errors",
    "Found": "human_files.personal_data",
    "Labels": "human_files.language.labels",
    "Plugin": "human_files.plugins",
    "PluginError": "human_files.plugins",
    "Problem": "human_files.errors",
    "Row": "human_files.sheet_reading",
    "Settings": "human_files.settings",
    "Sheet": "human_files.sheet_reading",
    "SheetError": "human_files.sheet_reading",
    "UnreadableFileError": "human_files.text.content",
    "UserError": "human_files.errors",
    "contracted": "human_files.language.sentences",
    "decode": "human_files.text.content",
    "did_you_mean": "human_files.errors",
    "filled": "human_files.language.sentences",
    "find_personal_data": "human_files.personal_data",
    "fold": "human_files.text.folding",
    "format_interval": "human_files.language.numbers",
    "format_value": "human_files.language.numbers",
    "how_many": "human_files.language.sentences",
    "installed_plugins": "human_files.plugins",
    "join_words": "human_files.language.lists",
    "load_model": "human_files.settings_files",
    "lowered": "human_files.language.sentences",
    "parse_xml": "human_files.safe_xml",
    "read_sheet": "human_files.sheet_reading",
    "read_yaml": "human_files.settings_files",
    "repair_mojibake": "human_files.text.mojibake",
    "run_command": "human_files.command_ends",
    "sentence": "human_files.language.sentences",
    "spelled": "human_files.language.sentences",
    "terminal_language": "human_files.language.terminal_language",
    "without_personal_data": "human_files.personal_data",
    "workbook_bytes": "human_files.workbook_writing",
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
