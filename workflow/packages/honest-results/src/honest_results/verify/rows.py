"""CSV files cell by cell, and Markdown line by line."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from difflib import SequenceMatcher

from honest_results.verify.findings import FileFindings, Kind, Status
from honest_results.verify.reading import UnreadableError, read_text
from honest_results.verify.tolerances import as_number, judge, tolerance_of_column
from honest_results.verify.words import Allowed, compare_texts, look_alike
from human_files.language.messages import message

#: A CSV file of ours has no cell as long as that.
_LONGEST = 1_000_000


def read_rows(content: bytes) -> list[list[str]]:
    """Return the rows of a CSV file, the header first; all have as many cells as it."""
    text = read_text(content)
    if text.startswith("\ufeff"):
        raise UnreadableError(message("It begins with a byte order mark, as no result does."))
    csv.field_size_limit(_LONGEST)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise UnreadableError(message("It is no CSV file: {error}.", error=error)) from error
    if not rows:
        raise UnreadableError(message("It is empty."))
    for number, row in enumerate(rows, start=1):
        if len(row) != len(rows[0]):
            raise UnreadableError(
                message(
                    "Row {n} has {cells} cells, and the header {names}.",
                    n=number,
                    cells=len(row),
                    names=len(rows[0]),
                )
            )
    return rows


def count_cells(content: bytes) -> int:
    """Return the number of cells below the header."""
    rows = read_rows(content)
    return len(rows[0]) * (len(rows) - 1)


def compare_rows(
    published: Sequence[Sequence[str]],
    rebuilt: Sequence[Sequence[str]],
    sink: FileFindings,
    allowed: Allowed,
    kind: Kind,
) -> None:
    """Compare two CSV files cell by cell: columns by their names, rows by what they hold."""
    (mine, *own), (theirs, *others) = published, rebuilt
    for name in [name for name in mine if name not in theirs]:
        sink.add("extra", kind, message('column "{name}"', name=name))
    for name in [name for name in theirs if name not in mine]:
        sink.add("missing", kind, message('column "{name}"', name=name))
    shared = [name for name in theirs if name in mine]
    if len({*mine}) < len(mine):
        note = message("Two columns have one name.")
        sink.add("different", kind, message("header"), ", ".join(mine), ", ".join(theirs), note)
    elif [name for name in mine if name in theirs] != shared:
        note = message("Another order.")
        sink.add("different", kind, message("header"), ", ".join(mine), ", ".join(theirs), note)
    at = [(mine.index(name), theirs.index(name), name) for name in shared]
    for number, one, two in _paired(own, others):
        if one is None or two is None:
            row = one if two is None else two
            assert row is not None
            status: Status = "missing" if one is None else "extra"
            shown = ", ".join(row)
            sides = ("", shown) if one is None else (shown, "")
            sink.add(status, kind, message("row {n}", n=number), *sides)
            continue
        for here, there, name in at:
            _compare_cell(one[here], two[there], name, number, sink, allowed, kind)


def close_cells(
    published: Sequence[Sequence[str]], rebuilt: Sequence[Sequence[str]]
) -> list[tuple[float, float]]:
    """Return the numbers that agree within their tolerance and are not the same."""
    if published[0] != rebuilt[0] or len(published) != len(rebuilt):
        return []
    pairs = []
    for one, two in zip(published[1:], rebuilt[1:], strict=True):
        for mine, theirs, name in zip(one, two, rebuilt[0], strict=True):
            if mine != theirs:
                here, there = as_number(mine), as_number(theirs)
                if here is None or there is None or here == there:
                    continue
                if judge(tolerance_of_column(name), here, there) == "same":
                    pairs.append((float(here), float(there)))
    return pairs


Row = Sequence[str]


def _paired(own: Sequence[Row], others: Sequence[Row]) -> list[tuple[int, Row | None, Row | None]]:
    """Return rows that belong together, with their number: by position, or, where one side has more
    rows, by what they hold."""
    if len(own) == len(others):
        return [(n, one, two) for n, (one, two) in enumerate(zip(own, others, strict=True), 2)]
    pairs: list[tuple[int, Row | None, Row | None]] = []
    matcher = SequenceMatcher(None, [*map(tuple, own)], [*map(tuple, others)], autojunk=False)
    for _, i, j, k, m in matcher.get_opcodes():
        both = min(j - i, m - k)
        pairs += [(i + n + 2, own[i + n], others[k + n]) for n in range(both)]
        pairs += [(n + 2, own[n], None) for n in range(i + both, j)]
        pairs += [(n + 2, None, others[n]) for n in range(k + both, m)]
    return pairs


def _compare_cell(
    mine: str,
    theirs: str,
    name: str,
    number: int,
    sink: FileFindings,
    allowed: Allowed,
    kind: Kind,
) -> None:
    """Compare two cells: as numbers where both are, else as words."""
    if mine == theirs:
        sink.same(kind)
        return
    if (mine, theirs) in allowed.pairs:
        sink.add("same", kind)
        return
    place = message('row {n}, column "{name}"', n=number, name=name)
    here, there = as_number(mine), as_number(theirs)
    if here is None or there is None:
        note = ""
        if look_alike(mine, theirs):
            note = message("Looks the same, but is made of other characters.")
        sink.add("different", kind, place, mine, theirs, note)
    elif here == there:
        note = message("The same number, written otherwise.")
        sink.add("minor", kind, place, mine, theirs, note)
    else:
        sink.add(judge(tolerance_of_column(name), here, there), kind, place, mine, theirs)


def compare_markdown(published: str, rebuilt: str, sink: FileFindings, allowed: Allowed) -> None:
    """Compare two Markdown files: rows of tables cell by cell, all else word by word."""
    mine, theirs = published.split("\n"), rebuilt.split("\n")
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    for what, i, j, k, m in matcher.get_opcodes():
        if what == "equal":
            for line in mine[i:j]:
                _count_line(line, sink)
        elif j - i == m - k:
            for n in range(j - i):
                _compare_lines(mine[i + n], theirs[k + n], i + n + 1, sink, allowed)
        else:
            one, two = "\n".join(mine[i:j]), "\n".join(theirs[k:m])
            _compare_text(one, two, message("line {n}", n=min(i, len(mine)) + 1), sink, allowed)


def count_markdown(text: str, sink: FileFindings) -> None:
    """Count the cells of tables and the words of a Markdown file."""
    for line in text.split("\n"):
        _count_line(line, sink)


def _cells(line: str) -> list[str]:
    """Return the cells of a row of a pipe table; none of another line."""
    if not (line.startswith("| ") and line.endswith(" |")):
        return []
    return line[2:-2].split(" | ")


def _count_line(line: str, sink: FileFindings) -> None:
    cells = _cells(line)
    if cells:
        sink.same("cell", len(cells))
    elif line.strip():
        sink.same("word", len(line.split()))


def _compare_lines(
    mine: str, theirs: str, number: int, sink: FileFindings, allowed: Allowed
) -> None:
    """Compare two lines: as rows of a table where both have as many cells."""
    one, two = _cells(mine), _cells(theirs)
    place = message("line {n}", n=number)
    if not one or len(one) != len(two):
        _compare_text(mine, theirs, place, sink, allowed)
        return
    for at, (here, there) in enumerate(zip(one, two, strict=True), start=1):
        if here == there:
            sink.same("cell")
        else:
            _compare_text(
                here, there, message("line {n}, cell {at}", n=number, at=at), sink, allowed
            )


def _compare_text(mine: str, theirs: str, place: str, sink: FileFindings, allowed: Allowed) -> None:
    """Compare two pieces of text; where only white space differs, that is minor."""
    if compare_texts(mine, theirs, sink, allowed, place) == 0:
        note = message("The same words, set apart in another way.")
        sink.add("minor", "word", place, mine, theirs, note)
