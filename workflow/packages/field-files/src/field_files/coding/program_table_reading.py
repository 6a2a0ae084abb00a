"""Reading the tables of coded passages that other programs export, as CSV or XLSX."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from field_files.coding.coding_file import CodeName, CodingFile, Passage, SetAside
from field_files.coding.coding_remarks import warn_of_unnamed_coders
from field_files.coding.program_tables import (
    CASE,
    CODE,
    CODER,
    END,
    FORMS,
    PARENTS,
    RANGE,
    SOURCE,
    START,
    TEXT,
    FlaggedForm,
    Form,
    plain,
)
from field_files.coding.refi_names import distinct_codes
from field_files.survey.grid import Grid, as_text, load_grid
from human_files.errors import DataError
from human_files.formula_cells import as_given
from human_files.language.messages import both, counted_message, message, template
from human_files.sheet_heads import columns_of
from human_files.text.content import Content

FORMAT = template("exported table of coded passages")
#: The header is among this many of the first rows; titles may stand above it.
_FIRST_ROWS = 10
#: What NVivo writes before the paths of codes and files.
_ROOTS = re.compile(
    r"^(?:Codes|Nodes|Files|Internals|Códigos|Nodos|Nós|Archivos|Arquivos)\\+", re.I
)
_RANGE = re.compile(r"\D*(\d+)\s*[-–—]\s*(\d+)\D*")
_WHOLE = re.compile(r"(\d+)(?:\.0+)?")


class Table(NamedTuple):
    """A table in a known form: its grid, where its header is, and where its columns are."""

    grid: Grid
    top: int
    form: Form
    places: dict[str, int]

    @property
    def header(self) -> list[str]:
        """The names of the columns."""
        return self.grid.row(self.top)


class _Application(NamedTuple):
    """A code that a row gives to a passage: its path, the code last; none if the row has no code."""

    row: int
    cells: dict[str, str]
    path: tuple[str, ...]


def find_table(path: Path | str, file: str | None = None) -> Table | None:
    """Return the table in a file if it is in a form that other programs export, else None."""
    content = Content.load(path, file)
    try:
        grid = load_grid(content.file, content.raw)
    except DataError:
        return None
    for sheet in (grid, *grid.sheets.values()):
        for top in range(min(_FIRST_ROWS, len(sheet.rows))):
            header = sheet.row(top)
            if "value" in columns_of([name.casefold() for name in header]):
                return None  # a table or a sheet of our own
            for form in FORMS:
                places = form.find(header)
                if places is not None:
                    return Table(sheet, top, form, places)
    return None


def read_program_table(table: Table, coder: str = "") -> CodingFile:
    """Return the passages of a table; ``coder`` made those that name nobody.

    Each code of each row is read or set aside with a reason. Codes are called by their name, or by
    their path where several have one name.
    """
    return _Reader(table, coder).read()


class _Reader:
    """Reads one table; ``result`` is what was found so far."""

    def __init__(self, table: Table, coder: str) -> None:
        self.table, self.form, self.coder = table, table.form, coder
        self.result = CodingFile(table.grid.file, FORMAT, table.form.program, explicit=False)
        self.rows = [
            (number, [as_given(as_text(cell)) for cell in cells])
            for number, cells in table.grid.rows[table.top + 1 :]
        ]

    def read(self) -> CodingFile:
        """Read all rows."""
        applied = list(self._applications())
        paths = dict.fromkeys(one.path for one in applied if one.path)
        keys = {"\n".join(path): CodeName(path[-1], path[:-1]) for path in paths}
        codes, notes = distinct_codes(keys)
        self.result.codes = list(codes.values())
        self.result.notes += notes
        spans = self._spans(applied)
        seen: set[tuple[object, ...]] = set()
        for one in applied:
            source = _ROOTS.sub("", one.cells.get(SOURCE, ""))
            name = codes["\n".join(one.path)].name if one.path else ""
            why = self._reason(one)
            start, end = spans[one.row]
            who = one.cells.get(CODER, "") or self.coder
            text = one.cells.get(TEXT, "")
            row = Passage(one.cells.get(CASE, ""), source, who, name, start, end, text, 1, one.row)
            if why is None and row[:8] in seen:
                why = message("is repeated")
            if why is not None:
                self._set_aside(row, why)
                continue
            seen.add(row[:8])
            self.result.passages.append(row)
        names = (one.source or one.case for one in self.result.passages)
        self.result.sources = [name for name in dict.fromkeys(names) if name]
        self._tell_columns()
        warn_of_unnamed_coders(self.result)
        return self.result

    def _applications(self) -> Iterator[_Application]:
        """Yield each code of each row, and rows without one."""
        flags = self.form.codes(self.table.header) if isinstance(self.form, FlaggedForm) else {}
        separator = None if flags else self._separator()
        parents = [
            place
            for place, name in enumerate(self.table.header)
            if plain(name) in self.form.columns.get(PARENTS, ())
        ]
        for number, cells in self.rows:
            named = {role: cells[place].strip() for role, place in self.table.places.items()}
            if flags:
                marks = self.form.marks if isinstance(self.form, FlaggedForm) else frozenset()
                given = [code for place, code in flags.items() if cells[place].casefold() in marks]
            else:
                given = [named.get(CODE, "")]
                if separator:
                    given = re.split(separator, given[0])
            # Categories follow a code from the nearest to the top.
            above = tuple(
                cells[place].strip() for place in reversed(parents) if cells[place].strip()
            )
            found = [code.strip() for code in given if code.strip()]
            for code in found or [""]:
                yield _Application(number, named, (*above, *self._path(code)))

    def _path(self, code: str) -> tuple[str, ...]:
        """Return the path of a code, the code last; none for ""."""
        inner = _ROOTS.sub("", code)
        return tuple(part.strip() for part in re.split(self.form.levels, inner) if part.strip())

    def _separator(self) -> str | None:
        """Return the pattern at which cells with several codes are split, or None for one code."""
        if not self.form.several:
            return None
        cells = [cells[self.table.places[CODE]] for _, cells in self.rows]
        if self.form.several == "commas":
            return r"\s*,\s*"
        for separator in ("\n", ";", ","):
            whole = {cell.strip() for cell in cells if separator not in cell}
            mixed = [cell for cell in cells if separator in cell]
            parted = [[part.strip() for part in cell.split(separator)] for cell in mixed]
            if mixed and (separator != "," or all(whole & {*parts} for parts in parted)):
                return re.escape(separator)
        return None

    def _spans(self, applied: Sequence[_Application]) -> dict[int, tuple[int | None, int | None]]:
        """Return start and end of each row in characters from 0, None where they are not such."""
        spans: dict[int, tuple[int | None, int | None]] = {}
        fitting: Counter[bool] = Counter()
        for one in applied:
            start, end = _numbers(one.cells)
            if start is not None and end is not None:
                start, end = start - self.form.first, end - self.form.first + self.form.inclusive
                if text := one.cells.get(TEXT, ""):
                    fitting[_length_fits(end - start, text)] += 1
            spans[one.row] = (start, end) if start is not None and end is not None else (None, None)
        if fitting[False] > fitting[True]:
            self.result.notes.append(
                message(
                    "the positions are not read: they are as long as other texts than the passages, "
                    "so they do not count characters."
                )
            )
            return dict.fromkeys(spans, (None, None))
        return spans

    def _reason(self, one: _Application) -> str | None:
        """Return why a row is no coded passage, or None if it is one."""
        identifier = self._identifier(one.row)
        if identifier.startswith("imid:"):
            return message("an area of a picture has no text")
        if identifier.startswith("avid:"):
            return message("a stretch of a recording has no text; code its transcript")
        if not one.path:
            return message("has no code")
        start, end = _numbers(one.cells)
        if not one.cells.get(TEXT) and (start is None or end is None):
            return message("has no text")
        if start is not None and end is not None and end + self.form.inclusive <= start:
            return message("ends ({end}) before it begins ({start})", start=start, end=end)
        return None

    def _identifier(self, row: int) -> str:
        """Return the cell "Id" of a row of QualCoder, "" elsewhere."""
        names = [plain(name) for name in self.table.header]
        if self.form.program != "QualCoder" or "id" not in names:
            return ""
        return next((cells[names.index("id")] for number, cells in self.rows if number == row), "")

    def _set_aside(self, row: Passage, why: str) -> None:
        """Note that a code of a row is set aside, and why."""
        what = message("row {n}", n=row.row)
        if row.code:
            what += ", " + message('"{code}" in "{source}"', code=row.code, source=row.source)
        self.result.set_aside.append(SetAside(what, why))

    def _tell_columns(self) -> None:
        """Say which columns of the table are not read."""
        used = {*self.table.places.values()}
        if isinstance(self.form, FlaggedForm):
            used |= {*self.form.codes(self.table.header)}
        others = [
            f'"{name}"'
            for place, name in enumerate(self.table.header)
            if place not in used
            and name
            and plain(name) not in self.form.columns.get(PARENTS, ())
            and any(place < len(cells) and cells[place] for _, cells in self.rows)
        ]
        if others:
            names = both(others)
            self.result.notes.append(
                counted_message(
                    len(others),
                    "{n} column is not read: {names}.",
                    "{n} columns are not read: {names}.",
                    names=names,
                )
            )


def _numbers(cells: dict[str, str]) -> tuple[int | None, int | None]:
    """Return start and end as a row has them, None where it has none."""
    found = _RANGE.fullmatch(cells.get(RANGE, ""))
    if found:
        return int(found[1]), int(found[2])
    pair = [_WHOLE.fullmatch(cells.get(role, "")) for role in (START, END)]
    start, end = (int(one[1]) if one else None for one in pair)
    return start, end


def _length_fits(length: int, text: str) -> bool:
    """Return whether a passage may be so long: blanks at its ends are not in its cell."""
    return abs(length - len(text)) <= 2 or abs(length - len(text) - text.count("\n")) <= 2
