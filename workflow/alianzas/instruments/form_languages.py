"""Languages as forms name them: "Español (es)"."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def language_name(language: str) -> str:
    """Return a language's name in itself, with a capital initial."""
    from babel import Locale

    name = str(Locale.parse(language).get_display_name(language))
    return name[:1].upper() + name[1:]


def columns_in(languages: Sequence[str]) -> Callable[[str, str], str]:
    """Return the function that names a text column of an XLSForm in a language.

    With one language the name alone: ``label``; with several ``label::Español (es)``. Of no column, ""
    gives the language itself.
    """

    def column(name: str, language: str) -> str:
        whole = f"{language_name(language)} ({language})"
        if not name:
            return whole
        return name if len(languages) == 1 else f"{name}::{whole}"

    return column
