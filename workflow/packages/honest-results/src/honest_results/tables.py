"""Tables: a frame, its column labels and its notes, once as data and once per language as text.

The CSV holds raw values at full precision; the Markdown holds what a reader sees, with numbers,
labels and notes in the article's language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from honest_results.facts import plain, write_json
from honest_results.provenance import Source, weakest
from human_files.errors import Problem, ResultError
from human_files.language.labels import Labels
from human_files.language.numbers import DASH, format_interval, format_value
from human_files.personal_data import find_personal_data

if TYPE_CHECKING:
    import pandas as pd

_WORDS = ("text", "label", "places")
_SPECIAL = str.maketrans({sign: "\\" + sign for sign in "\\`*_{}[]<>$^~|@#\"'"})


@dataclass(frozen=True)
class Column:
    """A column of a table.

    ``label`` is a key of the label files; ``kind`` is one of the kinds of fact, or ``text``,
    ``label`` (cells are label keys, translated), ``places`` (cells are labels of sections, tables
    and figures of the documents, separated by spaces, printed as references to them) or
    ``interval`` (cells in ``<name>_low`` and ``<name>_high``, printed as ``of``, the kind of its
    bounds). ``missing`` stands for no value.
    Words stand left and numbers right unless ``align`` says otherwise.
    """

    name: str
    label: str
    kind: str = "text"
    decimals: int | None = None
    of: str = "number"
    unit: str | None = None
    missing: str = DASH
    align: Literal["left", "center", "right"] | None = None


@dataclass(frozen=True)
class Table:
    """A table of the article.

    ``notes`` are label keys; ``values`` fills their ``{placeholders}``, each a mapping with ``value``
    and ``kind`` (and ``decimals``); ``labels`` adds translations, say a codebook's; the rows of a
    ``group`` column stand under a row with the group's name. ``printed`` are the places of the rows
    that the article shows (default: all); the CSV has every row. A column or note without label
    raises ConfigurationError on writing.
    """

    id: str
    frame: pd.DataFrame
    columns: Sequence[Column]
    notes: Sequence[str] = ()
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    group: str | None = None
    printed: Sequence[int] | None = None

    def write(self, folder: Path | str, **options: Any) -> None:
        """Write the table; see :func:`write_table` for the options.

        A method, so that :mod:`honest_results.step`, which every script imports, need not import this
        module: a change here reruns the rules with tables only.
        """
        write_table(self, folder, **options)


class PersonalDataError(ResultError):
    """A table to be published holds personal data."""


def write_table(
    table: Table,
    folder: Path | str,
    *,
    labels: Labels,
    languages: Sequence[str],
    rule: str,
    script: str,
    sources: Iterable[Source],
) -> None:
    """Write ``<id>.csv``, ``<id>.json`` and one ``<id>.<language>.md`` per language to ``folder``.

    Raises KeyError for a column that the frame lacks, PersonalDataError for a table with personal
    data in its texts.
    """
    _refuse_personal_data(table)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    names = [name for column in table.columns for name in _names(column)]
    if table.group is not None and table.group not in names:
        names.insert(0, table.group)
    table.frame[names].to_csv(
        folder / f"{table.id}.csv", index=False, encoding="utf-8", lineterminator="\n"
    )
    sources = list(sources)
    write_json(
        {
            "id": table.id,
            "rule": rule,
            "script": script,
            "level": weakest(level for _, level in sources),
            "sources": [list(source) for source in sources],
            "columns": names,
            "rows": len(table.frame),
        },
        folder / f"{table.id}.json",
    )
    for language in languages:
        (folder / f"{table.id}.{language}.md").write_text(
            to_markdown(table, labels, language), encoding="utf-8"
        )


def to_markdown(table: Table, labels: Labels, language: str) -> str:
    """Return the table as Pandoc's pipe table in ``language``, followed by its notes."""
    labels = labels.with_texts(table.labels)
    header = [_escape(labels(column.label, language)) for column in table.columns]
    body: list[list[str]] = []
    current: object = None
    shown = table.frame if table.printed is None else table.frame.iloc[[*table.printed]]
    for row in shown.to_dict("records"):
        if table.group is not None and row[table.group] != current:
            current = row[table.group]
            name = labels(str(current), language) if str(current) in labels else str(current)
            body.append([f"**{_escape(name)}**", *[""] * (len(header) - 1)])
        body.append([_cell(row, column, labels, language) for column in table.columns])
    lines = [_line(header), _rule(table.columns), *(_line(cells) for cells in body)]
    text = "\n".join(lines) + "\n"
    notes = " ".join(_note(key, table, labels, language) for key in table.notes)
    return f"{text}\n::: {{.table-note}}\n{notes}\n:::\n" if notes else text


def _refuse_personal_data(table: Table) -> None:
    problems = []
    for column in table.columns:
        if column.kind != "text":
            continue
        for number, cell in enumerate(table.frame[column.name].tolist(), start=1):
            kinds = {found.kind for found in find_personal_data(str(cell))}
            problems += [
                Problem(
                    f"table {table.id}",
                    f"holds personal data ({kind}), and is not published.",
                    "Remove it from the raw file, or let the import set its column aside.",
                    number,
                    column.name,
                )
                for kind in sorted(kinds)
            ]
    if problems:
        raise PersonalDataError(problems)


def _names(column: Column) -> list[str]:
    if column.kind == "interval":
        return [f"{column.name}_low", f"{column.name}_high"]
    return [column.name]


def _cell(row: Mapping[Any, Any], column: Column, labels: Labels, language: str) -> str:
    values = [plain(row[name]) for name in _names(column)]
    if values[0] is None or values[0] != values[0]:
        return column.missing
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
    filled = {
        name: format_value(
            how["value"], how.get("kind", "text"), language, how.get("decimals"), how.get("unit")
        )
        for name, how in table.values.items()
    }
    return labels(key, language).format(**filled)


def _escape(text: str) -> str:
    return " ".join(text.translate(_SPECIAL).split("\n"))


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _rule(columns: Sequence[Column]) -> str:
    """Return the rule under the header: it says how each column is aligned.

    How wide the columns are is the article's matter (``manuscript/filters/tables.lua``).
    """
    signs = {"left": ":---", "center": ":---:", "right": "---:"}
    default = {True: "left", False: "right"}
    return "|".join(
        ["", *(signs[c.align or default[c.kind in _WORDS]] for c in columns), ""],
    )
