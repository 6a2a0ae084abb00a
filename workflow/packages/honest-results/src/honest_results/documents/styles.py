"""The style of citations and references, adapted to each language of the documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from human_files.language.grammar import grammar

_TERMS = '<locale xml:lang="{language}">\n    <terms>\n'
_LOCALE = "  " + _TERMS + "{terms}    </terms>\n  </locale>\n"
#: What precedes the locales of a style.
_HEAD_ENDS = "</info>\n"


def style_file(language: str) -> str:
    """Return the path of the style of ``language``, from the study's results."""
    return f"manuscript/apa.{language}.csl"


def fit_style(style: str, language: str) -> str:
    """Return the text of a CSL ``style`` as ``language`` requires it.

    Styles are written for English, where APA joins authors by ", &"; other languages have a word and
    no comma. What a language wants is in its ``language.yaml``: ``joined_by_word``, and in ``terms``
    those that neither the style nor the processor's own locale has as they should be.

    Parameters
    ----------
    style : str
        The style, as its file holds it.
    language : str
        Code of the language, such as ``"es"``.

    Returns
    -------
    str
        The style; as it was where the language wants nothing.
    """
    wanted = grammar(language).citations
    terms = "".join(_term(term) for term in wanted.get("terms", ()))
    if terms:
        style = _with_terms(style, language, terms)
    if not wanted.get("joined_by_word"):
        return style
    always, never = ('delimiter-precedes-last="' + when for when in ("always", "never"))
    style = style.replace(f'and="symbol" {always}', f'and="text" {never}')
    return style.replace('and="symbol"', 'and="text"')


def _with_terms(style: str, language: str, terms: str) -> str:
    """Return a style whose locale of ``language``, made if there is none, begins with ``terms``."""
    head = _TERMS.format(language=language)
    if head in style:
        return style.replace(head, head + terms, 1)
    locale = _LOCALE.format(language=language, terms=terms)
    return style.replace(_HEAD_ENDS, _HEAD_ENDS + locale, 1)


def _term(term: Mapping[str, Any]) -> str:
    """Return a term of a locale: its attributes and ``text``, of one or as [one, several]."""
    attributes = "".join(
        f" {name}={quoteattr(str(value))}" for name, value in term.items() if name != "text"
    )
    text: str | Sequence[str] = term["text"]
    if isinstance(text, str):
        return f"      <term{attributes}>{escape(text)}</term>\n"
    one, several = map(escape, text)
    return (
        f"      <term{attributes}>\n        <single>{one}</single>\n"
        f"        <multiple>{several}</multiple>\n      </term>\n"
    )
