"""Words and numbers in the languages of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from human_files.language.labels import Labels as Labels
    from human_files.language.numbers import format_interval as format_interval
    from human_files.language.numbers import format_value as format_value

__all__ = ["Labels", "format_interval", "format_value"]


def __getattr__(name: str) -> Any:
    """Import a name when it is first used: a command may need the terminal's language alone."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import human_files

    return getattr(human_files, name)
