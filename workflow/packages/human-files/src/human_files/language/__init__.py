"""Words and numbers in every language of the article."""

from human_files.language.labels import Labels
from human_files.language.numbers import format_interval, format_value

__all__ = ["Labels", "format_interval", "format_value"]
