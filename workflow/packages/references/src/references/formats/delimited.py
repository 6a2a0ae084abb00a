"""Tables in text files, with commas, semicolons, tabs or bars between cells, whoever wrote them.

Rows are split by Python's csv module. Where a quotation mark is damaged, that would swallow the
rows after it; then each row is searched for by itself, so that only the damaged one is lost.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from human_files.text.content import Content
from references.formats.plain_values import cleaner
from references.formats.row_alignment import Columns
from references.formats.table_columns import known_columns, normal, wos_tags
from references.formats.table_header import mended_header
from references.formats.table_records import Layout
from references.reading import (
    MOST_RECORDS,
    Reader,
    Reading,
    Remark,
    TooManyRecordsError,
    shorten,
)
from references.record import Record

_SEPARATORS = ",;\t|"
#: The header is searched for in this many first lines (a database may write a preamble above it;
#: Web of Science's citation report has a long one). From the second number on, a line has to name
#: this many fields, since it may be a sentence of something else.
_HEADER_WITHIN, _NEAR, _NAMED = 60, 12, 5
#: A record of a damaged file takes at most this many lines.
_LONGEST_ROW = 400
#: Names of columns are no longer than this.
_LONGEST_NAME = 60
_AFTER = "\x1e"
#: So many rows are put in order, which takes a tenth of a millisecond each.
_MOST_IN_ORDER = 50_000
_ABOVE = "its row is above the header"
#: What became of a row with a wrong number of cells.
_IN_ORDER = "; they were put in order by those that show their column, such as DOI and year"
_NOT_IN_ORDER = "; it is not clear which cell belongs to which column"
_NOT_FIRST = ("@", "%", "<", "{", "[")

csv.field_size_limit(2**31 - 1)


class Head(NamedTuple):
    """The header of a table: its line (from 0), its columns, the separator."""

    line: int
    columns: list[str]
    separator: str


class Row(NamedTuple):
    """A row: the line where it begins (from 1), its cells, and why it is broken, if it is."""

    line: int
    cells: list[str]
    damage: str = ""


def recognises(content: Content) -> bool:
    """Return whether one of the first lines names columns of references."""
    return find_head(content) is not None


def find_head(content: Content) -> Head | None:
    """Return the header of a table: at least two known columns, one of them title or DOI."""
    known = known_columns()
    lines = content.text[:200_000].split("\n", _HEADER_WITHIN)[:_HEADER_WITHIN]
    for number, line in enumerate(lines):
        if not line.strip() or line.lstrip().startswith(_NOT_FIRST):
            continue
        best: tuple[int, Head] | None = None
        for separator in _SEPARATORS:
            if separator not in line:
                continue
            columns = _cells(line, separator)
            meanings = [known[normal(c)][0] for c in columns if normal(c) in known]
            score = len(set(meanings))
            named = "title" in meanings or "doi" in meanings
            tagged = bool(wos_tags(columns))
            if tagged:
                score = 50
            if number >= _NEAR and score < _NAMED:
                continue
            if (tagged or (named and score > 1) or score > 4) and (best is None or score > best[0]):
                best = (score, Head(number, columns, separator))
        if best is not None:
            return best[1]
    return None


def _cells(line: str, separator: str) -> list[str]:
    """Return the cells of one line, none if it cannot be read."""
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=separator), [])]
    except csv.Error:
        return []


def read(content: Content) -> Reading:
    """Return the records of a table.

    A row whose number of cells is not that of the header is ``broken``, or ``cut`` at the end of the
    file, with its cells put in order if they show where they belong; one with fewer cells but no
    other damage is kept and listed as repaired.
    """
    head = find_head(content)
    if head is None:  # not called for such a file
        return Reading()
    reading = Reading()
    head = _mended(head, content.text, reading)
    if any(len(name) > _LONGEST_NAME for name in head.columns):
        reading.outside.append(head.line + 1)  # what is in it belongs to a row
    layout = Layout(head.columns)
    clean = cleaner(content.text)
    width = len(head.columns)
    last_name = ""
    rows = list(_rows(content.text, head))
    if len(rows) > MOST_RECORDS:
        raise TooManyRecordsError
    above = _rows_above(content, head, reading)
    rows = above + rows
    looks = Columns(head.columns, (row.cells for row in rows if len(row.cells) == width))
    for position, row in enumerate(rows, start=1 + len(reading.broken)):
        cells = [clean(cell) if cell else cell for cell in row.cells]
        short = width - len(cells)
        placed = None
        if row.damage and short and len(reading.broken) < _MOST_IN_ORDER:
            placed = looks.realigned(row.cells, head.separator)
        if placed is not None:
            cells = [clean(cell) if cell else cell for cell in placed]
        elif short > 0:
            cells += [""] * short
        record = layout.record(cells)
        record.position, record.line = position, row.line
        name = _name(record, last_name)
        if row.damage:
            reason = row.damage
            if placed is not None:
                reason += _IN_ORDER
            elif short < 0:  # it is not known which cell was split
                record, reason = Record(position=position, line=row.line), reason + _NOT_IN_ORDER
            remark = Remark(row.line, name, reason, record)
            if row.damage.startswith("the file ends"):
                reading.cut = remark
            else:
                reading.broken.append(remark)
            continue
        reading.records.append(record)
        last_name = name
        if short > 0 or row.line <= head.line:
            reason = _wrong_width(width - short, width) if short > 0 else _ABOVE
            reading.repaired.append(Remark(row.line, name, reason))
    if len(reading.repaired) * 2 > len(reading.records) and not above:
        reading.repaired.clear()  # a table that omits empty cells at the end of rows
    return reading


def _rows_above(content: Content, head: Head, reading: Reading) -> list[Row]:
    """Return what is above the header but has as many cells as it; other lines are the provider's."""
    found = []
    for number, line in enumerate(content.text.split("\n", head.line)[: head.line], start=1):
        cells = _cells(line, head.separator)
        if len(cells) == len(head.columns) > 2 and sum(map(bool, cells)) > 1:
            found.append(Row(number, cells))
        else:
            reading.leave_outside(line, number)
    return found


def _mended(head: Head, text: str, reading: Reading) -> Head:
    """Return the header, repaired where all of the first rows have one cell more or less."""
    position = _beginning(text, head)
    rows = _first_rows(text[position : position + 200_000], head.separator)
    width = len(rows[0]) if rows else 0
    if not rows or any(len(row) != width for row in rows):
        return head
    if width > 2 and len(head.columns) in (2 * width - 1, 2 * width):
        return _unmerged(head, width, reading)
    if abs(width - len(head.columns)) != 1:
        return head
    columns = mended_header(head.columns, rows)
    if columns[: len(head.columns)] == head.columns:
        return head  # its rows end with a separator
    reading.warnings.append("The header of the table is damaged; its columns were guessed.")
    return head._replace(columns=columns)


def _first_rows(text: str, separator: str) -> list[list[str]]:
    """Return the cells of up to five rows below the header, including empty ones at their ends."""
    try:
        rows = islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1, 6)
        return [row for row in rows if any(row)]
    except csv.Error:
        return []


def _unmerged(head: Head, width: int, reading: Reading) -> Head:
    """Return the header of a table whose first row is in the same line: a line end was lost."""
    columns, cells = head.columns[:width], head.columns[width:]
    if len(cells) == width - 1:  # the last name and the first cell are in one
        known = known_columns()
        whole = columns[-1]
        cuts = [cut for cut in range(1, len(whole)) if normal(whole[:cut]) in known]
        columns[-1], first = (whole[: cuts[-1]], whole[cuts[-1] + 1 :]) if cuts else (whole, "")
        cells = [first.strip('"'), *cells]
    record = Layout(columns).record(cells)
    record.position, record.line = 1, head.line + 1
    reason = _wrong_width(len(head.columns), width)
    reading.broken.append(Remark(record.line, _name(record, ""), reason, record))
    return head._replace(columns=columns)


def _beginning(text: str, head: Head) -> int:
    """Return where the line of the header begins."""
    position = 0
    for _ in range(head.line):
        position = text.index("\n", position) + 1
    return position


def _wrong_width(found: int, width: int) -> str:
    """Return the remark on a row with more or fewer cells than the header."""
    return f"its row has {found} cells, but the header has {width}"


def _name(record: Record, before: str) -> str:
    """Return what a record is called in messages; ``before`` is the name of the one before it."""
    name = record.title or record.doi
    return shorten(name) if name else f'the one after "{before}"' if before else "no title"


def _rows(text: str, head: Head) -> Iterator[Row]:
    """Yield the rows below the header."""
    position = _beginning(text, head)
    if head.separator == "\t" and wos_tags(head.columns) and '"' not in head.columns[0]:
        yield from _unquoted(text, position, head)
        return
    whole = list(_parsed(text, position, head))
    width = len(head.columns)
    even = all(len(row.cells) == width for row in whole) or _sound(whole, head)
    sound = even and not _is_unpaired(text, position)
    yield from whole if sound else _found_again(text, position, head)


def _is_unpaired(text: str, position: int) -> bool:
    """Return whether the number of quotation marks is odd, so that one is not paired."""
    return text.count('"', position) % 2 == 1


def _parsed(text: str, position: int, head: Head) -> Iterator[Row]:
    """Yield the rows as Python's csv module splits them."""
    lines = io.StringIO(text[position:] if position else text, newline="\n")
    reader = csv.reader(lines, delimiter=head.separator)
    width = len(head.columns)
    line = head.line + 1
    for number, cells in enumerate(reader):
        if number > MOST_RECORDS:
            raise TooManyRecordsError
        if number and any(cells):
            yield Row(line, _fitted(cells, width))
        line = head.line + 1 + reader.line_num


def _fitted(cells: list[str], width: int) -> list[str]:
    """Return cells without empty ones beyond the header (from a separator at the line's end)."""
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    return cells


def _sound(rows: Sequence[Row], head: Head) -> bool:
    """Return whether rows differ from the header only in omitting empty cells at their ends."""
    width = len(head.columns)
    short = sum(len(row.cells) < width for row in rows)
    return all(len(row.cells) <= width for row in rows) and short * 2 > len(rows)


def _unquoted(text: str, position: int, head: Head) -> Iterator[Row]:
    """Yield the rows of Web of Science's tab-delimited file, which has no quotation marks."""
    width = len(head.columns)
    lines = text[position:].split("\n")
    for number, line in enumerate(lines[1:], start=head.line + 2):
        if number > MOST_RECORDS + head.line:
            raise TooManyRecordsError
        if not line.strip():
            continue
        cells = _fitted(line.split("\t"), width)
        damage = ""
        if len(cells) != width:
            at_end = not "".join(lines[number - head.line :]).strip() and not text.endswith("\n")
            damage = _wrong_width(len(cells), width)
            if at_end and len(cells) < width:
                damage = f"the file ends before this record does: {damage}"
        yield Row(number, cells, damage)


def _found_again(text: str, position: int, head: Head) -> Iterator[Row]:
    """Yield the rows of a damaged table: a row begins where one with all its cells can be read."""
    lines = text[position:].split("\n")
    width = len(head.columns)
    place = max(1, _extent(lines, 0, head.separator, width))
    damaged_from: int | None = None
    while place < len(lines):
        if not lines[place].strip() and damaged_from is None:
            place += 1
            continue
        extent = _extent(lines, place, head.separator, width)
        if extent:
            if damaged_from is not None:
                yield _damaged(lines, damaged_from, place, head)
                damaged_from = None
            cells = _read_cells(lines[place : place + extent], head.separator)
            yield Row(head.line + 1 + place, _fitted(cells, width))
            place += extent
        else:
            if damaged_from is None:
                damaged_from = place
            elif _looks_like_start(lines, damaged_from, place, head):
                yield _damaged(lines, damaged_from, place, head)
                damaged_from = place
            place += 1
    if damaged_from is not None and any(line.strip() for line in lines[damaged_from:]):
        row = _damaged(lines, damaged_from, len(lines), head)
        if len(row.cells) <= width and not text.endswith("\n"):
            row = row._replace(damage=f"the file ends before this record does: {row.damage}")
        yield row


def _looks_like_start(lines: list[str], begin: int, place: int, head: Head) -> bool:
    """Return whether a line within a damaged stretch has nearly all the cells of a row itself."""
    alone = lines[place].count(head.separator) + 1
    before = "\n".join(lines[begin:place]).count(head.separator) + 1
    width = len(head.columns)
    return alone * 10 >= width * 8 and before * 10 >= width * 8 and width > 3


def _damaged(lines: list[str], begin: int, end: int, head: Head) -> Row:
    """Return a damaged stretch as one row, and what is wrong with it."""
    cells = _read_cells(lines[begin:end], head.separator)
    width = len(head.columns)
    found = len(_fitted(cells, width))
    reason = _wrong_width(found, width)
    if found == width:
        reason = "a quotation mark is not paired"
    return Row(head.line + 1 + begin, cells, reason)


def _extent(lines: list[str], place: int, separator: str, width: int) -> int:
    """Return how many lines from ``place`` on make a complete row, 0 if none do."""
    quotes = 0
    for count in range(1, min(_LONGEST_ROW, len(lines) - place) + 1):
        quotes += lines[place + count - 1].count('"')
        if quotes % 2 and count > 1:
            continue
        # A line added after the row shows whether a cell is still open: it would become part of it.
        *cells, after = _read_cells([*lines[place : place + count], _AFTER], separator) or [""]
        if after == _AFTER:
            return count if len(_fitted(cells, width)) == width else 0
        if not quotes % 2:
            return 0
    return 0


def _read_cells(lines: list[str], separator: str) -> list[str]:
    """Return all cells of some lines, none if they cannot be read."""
    try:
        rows = list(csv.reader([f"{line}\n" for line in lines], delimiter=separator))
    except csv.Error:
        return []
    return [cell for row in rows for cell in row] if rows else []


READER = Reader("table (CSV)", recognises, read)
