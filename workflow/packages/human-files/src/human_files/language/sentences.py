"""Sentences from templates: what the words of a field change in the words beside it.

A template is a label with named fields, ``"el peso de {driver}"``; a field brings its own article
(``"el contrato formal"``), and the sentence contracts: "el peso del contrato formal".
"""

from __future__ import annotations

import re
from typing import Literal

from human_files.language.grammar import grammar
from human_files.language.numbers import format_value

HowMany = Literal["none", "one", "some", "all"]


def contracted(text: str, language: str) -> str:
    """Return a text with the contractions of its language.

    Parameters
    ----------
    text : str
        Words put together from parts.
    language : str
        Such as ``"es"``; English is left as it is.

    Returns
    -------
    str
        In Spanish with "del" for "de el", "al" for "a el", "e" for "y" before the sound i, and "u"
        for "o" before the sound o.

    Examples
    --------
    >>> contracted("el peso de el contrato y incluso a el revés", "es")
    'el peso del contrato e incluso al revés'
    """
    wanted = grammar(language)
    for pattern, instead in (*wanted.contractions, *wanted.conjunctions):
        text = pattern.sub(instead, text)
    return text


def filled(template: str, language: str, /, **fields: str) -> str:
    """Return a template with its named fields filled, contracted as its language wants it.

    Parameters
    ----------
    template : str
        Text with fields in braces: ``"el coeficiente de {driver}"``.
    language : str
        Such as ``"es"``.
    **fields : str
        The words of each field, with their article where the sentence needs one; further ones are
        ignored.

    Returns
    -------
    str
        The text.

    Raises
    ------
    KeyError
        For a field that is not given.

    Examples
    --------
    >>> filled("el coeficiente de {driver}", "es", driver="el contrato formal")
    'el coeficiente del contrato formal'
    """
    return contracted(template.format(**fields), language)


def quoted(text: str, language: str) -> str:
    """Return a text in the quotation marks of its language, such as "«…»"."""
    left, right, *_ = grammar(language).quotation
    return f"{left}{text}{right}"


def sentence(text: str) -> str:
    """Return a clause as a sentence: with a capital and one full stop; ``""`` for no words.

    Parameters
    ----------
    text : str
        The clause, without its full stop or with it.

    Returns
    -------
    str
        The sentence.

    Examples
    --------
    >>> sentence("all seven scales reach 0.70"), sentence("«¿Por qué?»"), sentence("")
    ('All seven scales reach 0.70.', '«¿Por qué?»', '')
    """
    text = text.strip()
    if not text:
        return ""
    first = next((k for k, letter in enumerate(text) if letter.isalnum()), 0)
    text = text[:first] + text[first].upper() + text[first + 1 :]
    return text if re.search(r"[.?!…][»”\"')]*$", text) else f"{text}."


def lowered(label: str) -> str:
    """Return a label as it stands inside a sentence: without its capital, unless it is an acronym.

    Parameters
    ----------
    label : str
        A label as tables and figures have it.

    Returns
    -------
    str
        The label, its first letter small.

    Examples
    --------
    >>> lowered("Bridge alliance"), lowered("IPW")
    ('bridge alliance', 'IPW')
    """
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def spelled(number: int, language: str, feminine: bool = False) -> str:
    """Return a whole number as running text has it: in words up to ten, else in figures.

    Parameters
    ----------
    number : int
        The number, from zero.
    language : str
        Such as ``"es"``.
    feminine : bool, default False
        Whether it counts something feminine: Spanish "una".

    Returns
    -------
    str
        The number as running text has it.

    Examples
    --------
    >>> spelled(7, "en"), spelled(1, "es", feminine=True), spelled(1200, "es")
    ('seven', 'una', '1.200')
    """
    wanted = grammar(language)
    if number >= len(wanted.spelled):
        return format_value(number, "count", language)
    words = wanted.spelled[number]
    return wanted.feminine.get(number, words) if feminine else words


def how_many(some: int, of: int) -> HowMany:
    """Return which template says ``some`` of ``of``: none, one, some or all ("all" also of one).

    Parameters
    ----------
    some, of : int
        How many, and of how many.

    Returns
    -------
    "none", "one", "some" or "all"
        The name of the template.

    Examples
    --------
    >>> [how_many(some, 7) for some in (0, 1, 6, 7)]
    ['none', 'one', 'some', 'all']
    """
    if not some:
        return "none"
    if some == of:
        return "all"
    return "one" if some == 1 else "some"
