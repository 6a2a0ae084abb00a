"""What is allowed in a settings file, in words: a validator's own words are never passed on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, NamedTuple

from human_files.errors import did_you_mean
from human_files.language.messages import counted_message, message, template


class Pattern(NamedTuple):
    """What a pattern allows, as a template, and the character that joins words under it, if any."""

    words: str
    joint: str = ""


#: What is allowed, by the pattern that checks it. Models add those of their own by :func:`in_words`.
PATTERNS: dict[str, Pattern] = {}


def in_words(pattern: str, words: str, joint: str = "") -> str:
    """Say what a pattern allows, for messages; return the pattern.

    Parameters
    ----------
    pattern : str
        A regular expression that checks a value of a settings file.
    words : str
        What it allows, such as "two capital letters": a sentence's part, marked by
        :func:`human_files.language.messages.template`.
    joint : str
        The character that joins words where it allows names; messages then suggest a name.
    """
    PATTERNS[pattern] = Pattern(words, joint)
    return pattern


#: Kinds of errors about the type of a value, by what they ask for.
_TYPES: Mapping[str, str] = {
    "string_type": template("words"),
    "int_type": template("a whole number"),
    "int_parsing": template("a whole number"),
    "int_parsing_size": template("a whole number"),
    "int_from_float": template("a whole number"),
    "float_type": template("a number"),
    "float_parsing": template("a number"),
    "finite_number": template("a number"),
    "decimal_type": template("a number"),
    "decimal_parsing": template("a number"),
    "bool_type": template("true or false"),
    "bool_parsing": template("true or false"),
    "list_type": template("a list, such as [one, two]"),
    "tuple_type": template("a list, such as [one, two]"),
    "set_type": template("a list, such as [one, two]"),
    "frozen_set_type": template("a list, such as [one, two]"),
    "iterable_type": template("a list, such as [one, two]"),
    "dict_type": template("keys with values"),
    "mapping_type": template("keys with values"),
    "model_type": template("keys with values"),
    "model_attributes_type": template("keys with values"),
    "date_type": template("a date, such as 2026-03-31"),
    "date_parsing": template("a date, such as 2026-03-31"),
    "date_from_datetime_parsing": template("a date, such as 2026-03-31"),
    "date_from_datetime_inexact": template("a date, such as 2026-03-31"),
    "datetime_type": template("a date and time, such as 2026-03-31T09:30:00"),
    "datetime_parsing": template("a date and time, such as 2026-03-31T09:30:00"),
    "datetime_from_date_parsing": template("a date and time, such as 2026-03-31T09:30:00"),
    "none_required": template("nothing"),
    "path_type": template("the name of a file"),
}
#: Kinds of errors about the size of a value: what is allowed, and where pydantic says the limit.
_LIMITS: Mapping[str, tuple[str, str]] = {
    "greater_than": (template("a number above {limit}"), "gt"),
    "greater_than_equal": (template("{limit} or more"), "ge"),
    "less_than": (template("a number below {limit}"), "lt"),
    "less_than_equal": (template("{limit} or less"), "le"),
    "multiple_of": (template("a multiple of {limit}"), "multiple_of"),
}
_LENGTHS: Mapping[str, tuple[str, str, str]] = {
    "too_short": (
        template("a list of at least {n} entry"),
        template("a list of at least {n} entries"),
        "min_length",
    ),
    "too_long": (
        template("a list of at most {n} entry"),
        template("a list of at most {n} entries"),
        "max_length",
    ),
    "string_too_short": (
        template("at least {n} character"),
        template("at least {n} characters"),
        "min_length",
    ),
    "string_too_long": (
        template("at most {n} character"),
        template("at most {n} characters"),
        "max_length",
    ),
}
KINDS = frozenset({*_TYPES, *_LIMITS, *_LENGTHS, "literal_error", "enum"})


def as_written(value: Any) -> str:
    """Return a value as YAML writes it, words in quotation marks."""
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


def what_was_found(value: Any) -> str:
    """Say that a value is not allowed, as YAML writes it."""
    if value is None or value == "":
        return message("nothing stands here.")
    if isinstance(value, bool | str | int | float):
        return message("{value} is not allowed here.", value=as_written(value))
    if isinstance(value, dict):
        return message("keys with values do not belong here.")
    if isinstance(value, list | tuple):
        return message("this list is not allowed here.")
    return message("this is not allowed here.")


def what_is_allowed(detail: Mapping[str, Any]) -> str:
    """Say what a value has to be instead: a part of a sentence, empty where it is not known.

    Parameters
    ----------
    detail : mapping
        An error of a pydantic validation, as ``ValidationError.errors()`` lists it.
    """
    kind, context = detail["type"], detail.get("ctx", {})
    if kind in _TYPES:
        words = message(_TYPES[kind])
        if kind == "string_type" and isinstance(detail.get("input"), bool | int | float):
            return message('{words} in quotation marks: "…"', words=words)
        return words
    if kind in _LIMITS:
        words, name = _LIMITS[kind]
        return message(words, limit=_plain(context[name]))
    if kind in _LENGTHS:
        one, many, name = _LENGTHS[kind]
        return counted_message(context[name], one, many)
    if kind == "string_pattern_mismatch":
        pattern = PATTERNS.get(context["pattern"])
        return _by_pattern(pattern, detail.get("input")) if pattern else ""
    return ""


def advice_on(detail: Mapping[str, Any]) -> str:
    """Say what to write instead of a value that is not allowed."""
    if detail["type"] in ("literal_error", "enum"):
        allowed = re.findall(r"'([^']*)'|(-?\d[\w.]*)", detail["ctx"]["expected"])
        return did_you_mean(str(detail.get("input")), [word or number for word, number in allowed])
    allowed_here = what_is_allowed(detail)
    if allowed_here:
        return message("Allowed: {words}.", words=allowed_here)
    return message("See the comments in the file for what is allowed here.")


def _by_pattern(pattern: Pattern, value: Any) -> str:
    """Say what a pattern allows and, for names, which one is near to what was written."""
    words = message(pattern.words)
    plain = unicodedata.normalize("NFKD", str(value).lower()).encode("ascii", "ignore").decode()
    name = re.sub("[^a-z0-9]+", pattern.joint, plain).lstrip("-_0123456789").rstrip("-_")
    if not (pattern.joint and name):
        return words
    return message('{words}, such as "{name}"', words=words, name=name)


def _plain(number: float) -> str:
    """Return a limit without a needless ".0"."""
    return f"{number:g}" if isinstance(number, float) else str(number)
