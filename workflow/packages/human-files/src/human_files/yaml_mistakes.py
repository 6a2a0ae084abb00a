"""What is wrong with a YAML text, in words: the parser's own are a programmer's."""

from __future__ import annotations

import yaml

from human_files.language.messages import message, template

#: What the parser says (any of these, within its words), and what it means.
_MEANINGS: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("mapping values are not allowed",),
        template(
            "a colon stands where none is expected; put words with a colon in quotation marks"
        ),
    ),
    (
        ("cannot start any token",),
        template("a line begins with a tab, or a word with a sign that YAML keeps for itself"),
    ),
    (("expected ':'",), template("a key has no colon after it")),
    (
        ("',' or ']'", "',' or '}'", "node content"),
        template("a bracket or brace is not closed, or a comma is missing"),
    ),
    (
        ("end of stream", "document separator"),
        template("a quotation mark is not closed"),
    ),
    (
        ("expected key", "<block end>", "<document start>", "'-' indicator", "block mapping"),
        template("the indentation does not fit that of the lines above"),
    ),
    (
        ("block sequence entries",),
        template("the hyphen (-) of a list stands where none is expected"),
    ),
    (
        ("escape character", "hexdecimal"),
        template("a backslash (\\) stands between double quotation marks"),
    ),
    (("alias", "anchor"), template("a word begins with * or & and is not in quotation marks")),
    (
        ("control characters", "special characters", "Unicode"),
        template("there is a sign that YAML does not allow"),
    ),
    (("tag",), template("a word begins with ! and is not in quotation marks")),
)


def yaml_mistake(error: yaml.YAMLError) -> str:
    """Say what is wrong, as the rest of a sentence.

    Parameters
    ----------
    error : yaml.YAMLError
        What the parser raised.

    Returns
    -------
    str
        In the person's language, without a point at the end.
    """
    said = " ".join(
        str(part)
        for part in (getattr(error, "context", None), getattr(error, "problem", None) or error)
        if part
    )
    for signs, words in _MEANINGS:
        if any(sign in said for sign in signs):
            return message(words)
    return message("its structure cannot be understood")


def line_of_mistake(error: yaml.YAMLError) -> int | None:
    """Return the line (first = 1) where the parser found the mistake, if it says so."""
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark else None
