"""Codes: the names of questions and of answers, as settings files and exports write them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints

from human_files.language.messages import message, template
from human_files.settings_words import in_words

_PATTERN = in_words(
    r"^[A-Za-z0-9][A-Za-z0-9_]*$", template("letters from a to z, digits and _, without spaces")
)


def _as_text(value: Any) -> Any:
    """Return a number as text; refuse what YAML makes of yes and no without quotation marks."""
    if isinstance(value, bool):
        raise ValueError(
            message('YAML reads this as true or false: write "yes" or "no" in quotation marks')
        )
    return str(value) if isinstance(value, int) else value


def _no_truth(value: Any) -> Any:
    """Refuse what YAML makes of yes and no without quotation marks."""
    return _as_text(value) if isinstance(value, bool) else value


#: Letters, digits and _; a number such as 1 counts as its digits.
Code = Annotated[str, StringConstraints(pattern=_PATTERN), BeforeValidator(_as_text)]
#: A code, or a number that is meant as one.
CodeOrNumber = Annotated[
    float | Annotated[str, StringConstraints(pattern=_PATTERN)],
    BeforeValidator(_no_truth),
]
