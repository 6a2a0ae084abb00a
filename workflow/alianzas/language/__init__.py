"""Words and numbers in every language of the article."""

from alianzas.language.labels import Labels
from alianzas.language.numbers import format_interval, format_value

__all__ = ["Labels", "format_interval", "format_value"]
