"""The style of citations and references, adapted to each language of the documents."""

from __future__ import annotations

_SPANISH = '<locale xml:lang="es">\n    <terms>\n'
_DASH = '      <term name="page-range-delimiter">–</term>\n'


def style_file(language: str) -> str:
    """Return the path of the style of ``language``, from the study's results."""
    return f"manuscript/apa.{language}.csl"


def fit_style(style: str, language: str) -> str:
    """Return the text of a CSL ``style`` as ``language`` requires it.

    The style is written for English, where APA joins authors by ", &"; Spanish has "y" and no comma.
    Its words for Spanish join pages by a hyphen, and years and issues have a dash in both languages.
    """
    if language != "es":
        return style
    style = style.replace(_SPANISH, _SPANISH + _DASH)
    always, never = ('delimiter-precedes-last="' + when for when in ("always", "never"))
    style = style.replace(f'and="symbol" {always}', f'and="text" {never}')
    return style.replace('and="symbol"', 'and="text"')
