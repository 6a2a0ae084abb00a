"""Words and numbers in the languages of a document."""

from human_files.language.labels import Labels
from human_files.language.numbers import format_interval, format_value

__all__ = ["Labels", "format_interval", "format_value"]
