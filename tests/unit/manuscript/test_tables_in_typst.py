"""Tables as Typst gets them: names of groups stay with their rows, prose gets the room it needs."""

import json
import re
from pathlib import Path

import pytest
import typst

MANUSCRIPT = Path(__file__).parents[3] / "manuscript"
PAGE = "`#context [#metadata(here().page()) <{}>]`{{=typst}}"


@pytest.fixture
def written(table_laid_out):
    """Return the Typst of a pipe table, as the filter of the documents lays it out."""
    return lambda *rows: table_laid_out("typst", "typst", *rows)


@pytest.mark.parametrize("before", range(8, 16))
def test_the_name_of_a_group_is_never_last_on_a_page(before, written, tmp_path):
    second = f"| **Second {PAGE.format('name')}** | |"
    first_row = f"| its row {PAGE.format('row')} | 1 |"
    table = written(
        "| Firm | Number |", "| **First** | |", *["| row | 1 |"] * before, second, first_row
    )
    assert table.count("group-name(2)[") == 1
    assert table.count("table.cell(colspan: 2)[") == 1
    template = (MANUSCRIPT / "styles/article.typ").read_text(encoding="utf-8")
    [name] = re.findall(r"^#let group-name.*?^\)$", template, re.MULTILINE | re.DOTALL)
    source = tmp_path / "table.typ"
    source.write_text(f"#set page(height: 12cm)\n{name}\n{table}", encoding="utf-8")
    pages = [
        json.loads(typst.query(str(source), f"<{label}>", field="value", one=True))
        for label in ("name", "row")
    ]
    assert pages[0] == pages[1]


def shares(table):
    [found] = re.findall(r"columns: \((.*?)\)", table)
    return [float(share.rstrip("%")) for share in found.split(", ")]


def test_the_longest_prose_gets_the_widest_column(written):
    said = "Of the successful cases some show the condition and others do not, as the table says."
    table = written(
        "| Proposition | Review | Cases | Survey | Fit |",
        *[f"| Alliances help | Of titles, some name it | {said * 3} | Internationalization | Yes |"]
        * 4,
    )
    found = shares(table)
    assert sum(found) == pytest.approx(100, abs=0.1)
    assert max(found) == found[2] > 40
    # "Internationalization" is hyphenated: it claims no more than other long words do.
    assert found[3] < 20
    size = float(re.search(r"set text\(size: ([\d.]+)pt\)", table)[1])
    assert 7.5 <= size <= 9


def test_letters_are_smaller_only_where_that_is_needed(written):
    name = "cultural_differences_in_the_management_of"
    prose = "A sentence that is by far too long for any column of a table, whatever its width is."
    table = written(f"| {name} | {name} | Why |", f"| a | b | {prose} |")
    assert "size: 7.5pt" in table
    assert "size: 9.0pt" in written("| A | B | C |", *[f"| {prose} | {prose} | {prose} |"] * 3)


def test_short_cells_find_their_own_widths(written):
    row = "| " + " | ".join(["a label of some words"] * 6) + " |"
    table = written(row, row)
    assert "columns: 6," in table
    assert "set text" not in table
