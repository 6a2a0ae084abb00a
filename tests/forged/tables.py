"""Forgeries of tables: cells, rows, notes, marks of their levels."""

from __future__ import annotations

import re
from pathlib import Path

from forged.changes import change_json, forgery, number_in, replace


@forgery("tables/drivers.csv")
def cell_of_csv(path: Path) -> None:
    """A number in a table's CSV."""
    old = number_in(path, r"0\.\d{10,}")
    replace(path, old, f"0.9{old[3:]}")


@forgery("tables/drivers.csv")
def sign_flipped(path: Path) -> None:
    """The sign of a coefficient in a CSV."""
    old = number_in(path, r",0\.\d{10,}")
    replace(path, old, f",-{old[1:]}")


@forgery("tables/drivers.csv")
def fifth_digit(path: Path) -> None:
    """The fifth digit of a number in a CSV."""
    old = number_in(path, r"0\.[1-9]\d{10,}")
    digit = str((int(old[6]) + 5) % 10)
    replace(path, old, old[:6] + digit + old[7:])


@forgery("tables/ado.csv")
def row_removed(path: Path) -> None:
    """A row of a CSV taken out."""
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(lines[:4] + lines[5:]))


@forgery("tables/ado.csv")
def row_added(path: Path) -> None:
    """A row of a CSV added."""
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join([*lines, lines[-1]]))


@forgery("tables/ado.csv")
def columns_swapped(path: Path) -> None:
    """The names of two columns of a CSV swapped."""
    replace(path, "n,percent", "percent,n")


@forgery("tables/ado.csv")
def level_of_row(path: Path) -> None:
    """A row of a CSV said to be observed."""
    replace(path, "reconstructed", "observed", at=2)


@forgery("tables/ado.csv")
def other_digits(path: Path) -> None:
    """A digit of a CSV in Arabic-Indic signs."""
    replace(path, ",5,", ",٥,")


@forgery("tables/ado.en.md")
def cell_of_markdown(path: Path) -> None:
    """A number in a Markdown table."""
    replace(path, "| 5 | 10% |", "| 5 | 40% |")


@forgery("tables/drivers.en.md")
def note_of_table(path: Path) -> None:
    """A note below a table."""
    text = path.read_text()
    start = text.index("{.table-note}") + len("{.table-note}\n")
    path.write_text(text[:start] + "All differences are causal. " + text[start:])


@forgery("tables/drivers.en.md")
def mark_removed(path: Path) -> None:
    """The mark of simulated data taken from a table."""
    text = path.read_text()
    cut = re.sub(r"\n::: \{\.table-provenance\}\n.*?\n:::\n", "", text, flags=re.DOTALL)
    assert cut != text
    path.write_text(cut)


@forgery("tables/drivers.json")
def level_of_table(path: Path) -> None:
    """A table said to rest on observed data."""
    change_json(path, lambda content: content.update(level="observed"))


@forgery("tables/ado.csv")
def truncated(path: Path) -> None:
    """A CSV cut off in the middle."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2 - 3])


@forgery("tables/ado.csv")
def emptied(path: Path) -> None:
    """A file made empty."""
    path.write_bytes(b"")


@forgery("tables/ado.en.md")
def letters_alike(path: Path) -> None:
    """A word with a letter of another script."""
    replace(path, "Alliance", "Allіance")
