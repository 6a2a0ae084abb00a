"""Tables: a frame, its column labels and its notes, once as data and once per language as text.

The CSV holds raw values at full precision; the Markdown holds what a reader sees, with numbers,
labels and notes in the language of the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from honest_results.cell_levels import CellLevels, level_sentence
from honest_results.facts import plain, write_json
from honest_results.personal_texts import refuse_personal_data
from honest_results.provenance import SIGNS, Source, declared, weakest
from human_files.formula_cells import without_formulas
from human_files.language.labels import Labels
from human_files.language.messages import message
from human_files.language.numbers import DASH, format_interval, format_value

if TYPE_CHECKING:
    import pandas as pd

_WORDS = ("text", "label", "places")
_SPECIAL = str.maketrans({sign: "\\" + sign for sign in "\\`*_{}[]<>$^~|@#\"'"})


#: Printed in place of a number that is not shown, since it would tell of a few.
SUPPRESSED = "(s)"


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    name : str
        Column of the frame.
    label : str
        Key of the label files, for its head.
    kind : str, default "text"
        One of the kinds of fact; or "text"; "label" (cells are keys of labels); "places" (cells are
        labels of sections, tables and figures, separated by spaces, and are printed as references to
        them); or "interval" (two columns, ``<name>_low`` and ``<name>_high``).
    decimals : int, optional
        Decimals that are printed, where not the kind's own.
    of : str, default "number"
        Kind of the bounds of an interval.
    unit : str, optional
        Unit of the values.
    missing : str
        What is printed for a missing value.
    align : {"left", "center", "right"}, optional
        By default words are aligned to the left and numbers to the right.
    hidden : str, optional
        A column of the frame that is true in rows whose value is not shown, for what it would tell of a
        few: :data:`SUPPRESSED` is printed there.
    """

    name: str
    label: str
    kind: str = "text"
    decimals: int | None = None
    of: str = "number"
    unit: str | None = None
    missing: str = DASH
    align: Literal["left", "center", "right"] | None = None
    hidden: str | None = None


@dataclass(frozen=True)
class Table:
    """A table of a document.

    Attributes
    ----------
    id : str
        Name of its files.
    frame : DataFrame
        The data.
    columns : sequence of Column
        What is printed; a column without a label raises ConfigurationError on writing.
    notes : sequence of str
        Keys of labels, printed below.
    values : mapping of str to mapping
        What fills the ``{placeholders}`` of the notes: each has ``value``, ``kind`` and perhaps
        ``decimals``.
    labels : mapping of str to mapping of str to str
        Further labels, such as a codebook's: key → language → words.
    group : str, optional
        A column whose values become rows of their own, with the rows that share them below.
    printed : sequence of int, optional
        Positions of the rows that a document shows, all by default; the CSV has every row.
    levels : mapping of str to sequence of str
        The level of provenance of each cell, where cells rest on different data: name of a column → one
        level per row of the frame. Columns that are not named have the table's level, the weakest of
        all it rests on; a row has the weakest of its cells.
    """

    id: str
    frame: pd.DataFrame
    columns: Sequence[Column]
    notes: Sequence[str] = ()
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    group: str | None = None
    printed: Sequence[int] | None = None
    levels: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def write(self, folder: Path | str, **options: Any) -> None:
        """Write the table; see :func:`write_table` for the options.

        This is a method so that :mod:`honest_results.step`, which every script imports, need not import
        this module: a change here reruns only the rules with tables.
        """
        write_table(self, folder, **options)


def write_table(
    table: Table,
    folder: Path | str,
    *,
    labels: Labels,
    languages: Sequence[str],
    rule: str,
    script: str,
    sources: Iterable[Source] | None,
) -> None:
    """Write ``<id>.csv``, ``<id>.json`` and one ``<id>.<language>.md`` per language to ``folder``.

    The last column of the CSV, ``provenance``, is the level of each row; where cells differ, a column
    ``provenance_<column>`` has those of each column that names them.

    Raises KeyError for a column that the frame lacks, PersonalDataError for a table with personal
    data in its texts, and ResultError where the sources are not declared or a cell is of a weaker level
    than they are.
    """
    _refuse_personal_data(table)
    sources = declared(sources, message("table {name}", name=table.id))
    levels = cell_levels(table, weakest(level for _, level in sources))
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    names = [name for column in table.columns for name in _names(column)]
    if table.group is not None and table.group not in names:
        names.insert(0, table.group)
    without_formulas(levels.with_columns(table.frame[names])).to_csv(
        folder / f"{table.id}.csv", index=False, encoding="utf-8", lineterminator="\n"
    )
    write_json(
        {
            "id": table.id,
            "rule": rule,
            "script": script,
            "level": levels.own,
            **({"cells": _as_lists(table.levels)} if levels.is_mixed else {}),
            "marked": levels.all_marked(),
            "sources": [list(source) for source in sources],
            "columns": names,
            "rows": len(table.frame),
        },
        folder / f"{table.id}.json",
    )
    for language in languages:
        (folder / f"{table.id}.{language}.md").write_text(
            to_markdown(table, labels, language, levels.own), encoding="utf-8"
        )


def cell_levels(table: Table, level: str) -> CellLevels:
    """Return the levels of the cells of a table whose own level is ``level``."""
    names = [column.name for column in table.columns]
    return CellLevels(
        message("table {name}", name=table.id), level, names, len(table.frame), table.levels
    )


def to_markdown(table: Table, labels: Labels, language: str, level: str) -> str:
    """Return the table as Pandoc's pipe table in ``language``, followed by its notes.

    ``level`` is the table's own. What its signs mean stands below it in a division of the class
    ``table-provenance``, for who reads the file alone: a document says it in its own words.
    """
    levels = cell_levels(table, level)
    labels = labels.with_texts(table.labels)
    header = [_escape(labels(column.label, language)) for column in table.columns]
    body: list[list[str]] = []
    current: object = None
    rows = table.frame.to_dict("records")
    for place in range(len(rows)) if table.printed is None else table.printed:
        row = rows[place]
        if table.group is not None and row[table.group] != current:
            current = row[table.group]
            name = labels(str(current), language) if str(current) in labels else str(current)
            body.append([f"**{_escape(name)}**", *[""] * (len(header) - 1)])
        body.append(
            [
                _cell(row, column, labels, language) + _mark(levels.marked(column.name, place))
                for column in table.columns
            ]
        )
    lines = [_line(header), _rule(table.columns), *(_line(cells) for cells in body)]
    text = "\n".join(lines) + "\n"
    notes = " ".join(_note(key, table, labels, language) for key in table.notes)
    if notes:
        text += f"\n::: {{.table-note}}\n{notes}\n:::\n"
    told = [
        f"{SIGNS[each]} {level_sentence(each, labels, language)}" for each in levels.all_marked()
    ]
    if told:
        text += f"\n::: {{.table-provenance}}\n{' '.join(told)}\n:::\n"
    return text


def _mark(level: str) -> str:
    """Return the sign of a cell's level, which the filters of a document put in its look."""
    return f"[{SIGNS[level]}]{{.provenance .{level}}}" if level else ""


def _as_lists(levels: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {name: [*column] for name, column in levels.items()}


def _refuse_personal_data(table: Table) -> None:
    """Raise PersonalDataError with every text of a table that contains personal data."""
    words = [(None, key, text) for key, said in table.labels.items() for text in said.values()]
    cells = [
        (number, column.name, str(cell))
        for column in table.columns
        if column.kind == "text"
        for number, cell in enumerate(table.frame[column.name].tolist(), start=1)
    ]
    refuse_personal_data(message("table {name}", name=table.id), [*cells, *words])


def _names(column: Column) -> list[str]:
    """Return the columns of the frame behind a column of the table."""
    if column.kind == "interval":
        return [f"{column.name}_low", f"{column.name}_high"]
    return [column.name]


def _cell(row: Mapping[Any, Any], column: Column, labels: Labels, language: str) -> str:
    """Return a cell as it is printed in ``language``."""
    values = [plain(row[name]) for name in _names(column)]
    if values[0] is None or values[0] != values[0]:
        is_hidden = column.hidden is not None and row[column.hidden]
        return SUPPRESSED if is_hidden else column.missing
    if column.kind == "label":
        return _escape(labels(str(values[0]), language))
    if column.kind == "text":
        return _escape(str(values[0]))
    if column.kind == "places":
        return "[" + "; ".join(f"@{label}" for label in str(values[0]).split()) + "]"
    if column.kind == "interval":
        low, high = values
        text = format_interval((low, high), column.of, language, column.decimals, column.unit)
    else:
        text = format_value(values[0], column.kind, language, column.decimals, column.unit)
    # A number is never broken over two lines.
    return _escape(text.removeprefix("= ").replace(" ", "\u00a0"))


def _note(key: str, table: Table, labels: Labels, language: str) -> str:
    """Return a note with its values filled in."""
    filled = {
        name: format_value(
            how["value"], how.get("kind", "text"), language, how.get("decimals"), how.get("unit")
        )
        for name, how in table.values.items()
    }
    return labels(key, language).format(**filled)


def _escape(text: str) -> str:
    """Return text that Markdown takes literally, on one line."""
    return " ".join(text.translate(_SPECIAL).split("\n"))


def _line(cells: Sequence[str]) -> str:
    """Return a row of a pipe table."""
    return "| " + " | ".join(cells) + " |"


def _rule(columns: Sequence[Column]) -> str:
    """Return the rule below the header, which says how each column is aligned.

    The widths of columns are the document's concern.
    """
    signs = {"left": ":---", "center": ":---:", "right": "---:"}
    default = {True: "left", False: "right"}
    return "|".join(
        ["", *(signs[c.align or default[c.kind in _WORDS]] for c in columns), ""],
    )
