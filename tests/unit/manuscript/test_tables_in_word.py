"""Tables as Word gets them: no word is broken for want of room, letters are small only for that."""

import json
import re
from pathlib import Path

import pytest

MANUSCRIPT = Path(__file__).parents[3] / "manuscript"
#: Characters of a line of a table, usual and small letters, and those a column keeps free.
LINE, SMALL_LINE, SPACE, SMALL_SPACE = 96, 120, 2, 3


@pytest.fixture
def laid_out(table_laid_out):
    """Return the widths of the columns, as shares, and the styles of the cells."""

    def laid_out(*rows):
        text = table_laid_out("docx", "json", *rows)
        _, _, specs, *_ = json.loads(text)["blocks"][0]["c"]
        styles = set(re.findall(r'"custom-style","(.*?)"', text))
        return [width["c"] for _, width in specs], styles

    return laid_out


def longest_words(*rows):
    cells = [row.strip("|").split("|") for row in rows]
    return [
        max(len(word) for cell in column for word in cell.split())
        for column in zip(*cells, strict=True)
    ]


def test_usual_letters_where_every_word_fits(laid_out):
    rows = ("| Driver | Estimate |", "| Compatibility | 0.24 |", "| Trust | 0.10 |")
    widths, styles = laid_out(*rows)
    assert styles == {"Table Line Kept"}
    assert sum(widths) == pytest.approx(1)
    for width, word in zip(widths, longest_words(*rows), strict=True):
        assert width * LINE >= word + SPACE


PROSE = "De los casos con éxito unos muestran la condición y otros no, como dice la tabla."


@pytest.mark.parametrize("cell", ["0,24", PROSE])
def test_small_letters_and_room_for_the_longest_word_where_words_do_not_fit(laid_out, cell):
    heads = ["Compatibilidad", "Especificaciones", "Mediana", "(proporción)", "Casos", "(Stouffer)"]
    rows = (
        f"| {' | '.join([*heads, 'internacionalización'])} |",
        *[f"| a | 96 | 0,24 | [0,09;0,29] | {cell} | 0,046 | universidad–empresa |"] * 3,
    )
    widths, styles = laid_out(*rows)
    assert styles == {"Table Line Kept Small"}
    assert sum(widths) == pytest.approx(1)
    for width, word in zip(widths, longest_words(*rows), strict=True):
        assert width * SMALL_LINE >= word + SMALL_SPACE - 1e-6


def test_the_name_of_a_group_and_the_last_line_are_kept_with_what_follows(table_laid_out):
    rows = [f"| {n} | 0.24 |" for n in range(60)]
    text = table_laid_out("docx", "json", "| Driver | Estimate |", "| **Group** |  |", *rows)
    styles = re.findall(r'"custom-style","(.*?)"', text)
    assert re.findall(r'"custom-style","(.*?)"', text.split('"Strong"')[0])[-1] == styles[-1]
    assert styles[-1] == "Table Line Kept" and "Table Line" in styles


def test_the_styles_are_those_of_the_documents():
    styles = (MANUSCRIPT / "styles/word-styles.xml").read_text(encoding="utf-8")
    for name in ("Table Line", "Table Line Kept", "Table Line Small", "Table Line Kept Small"):
        assert f'w:val="{name}"' in styles
