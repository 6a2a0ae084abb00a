"""``alianzas literature deduplicate``: the duplicates in a table of records, outside a build."""

from __future__ import annotations

from pathlib import Path

from human_files.errors import DataError, Problem
from references.deduplication.find_duplicates import find_duplicates
from references.deduplication.record_rows import read_record_table, rows_of, write_groups
from references.deduplication.undecided_pairs import (
    Verdicts,
    read_verdicts,
    undecided_frame,
    write_undecided,
)


def deduplicate_table(
    records: str, output: str, maybe: str | None = None, decided: str | None = None
) -> str:
    """Read ``records``, write the groups to ``output`` and the undecided pairs to ``maybe``.

    ``decided`` is such a sheet of pairs, filled in. Returns what was found, in a few lines. Raises
    DataError with what is wrong with the files.
    """
    for path in filter(None, (output, maybe)):
        if not Path(path).resolve().parent.is_dir():
            advice = "Make the folder."
            raise DataError(Problem(path, "lies in a folder that is not there.", advice))
    if (
        maybe is not None
        and decided is not None
        and Path(maybe).resolve() == Path(decided).resolve()
    ):
        advice = "Give --maybe another name: the sheet somebody filled in would be lost."
        raise DataError(Problem(maybe, "is both read and written.", advice))
    frame, names = read_record_table(records)
    rows = rows_of(frame)
    titles = [row[0] for row in rows]
    by_hand = Verdicts(set(), set())
    if decided is not None:
        by_hand = read_verdicts(decided, names, titles)
    found = find_duplicates(rows, names, by_hand.same, by_hand.different)
    write_groups(found.groups, names, output)
    merged = len(rows) - len(found.groups)
    lines = [
        f"{records}: {len(rows)} records = {len(found.groups)} kept + {merged} duplicates.",
        f"{output}: one row per reference, its records joined by semicolons.",
    ]
    undecided = len(found.undecided)
    if maybe is not None:
        shown = {name.casefold(): frame[name].tolist() for name in frame.columns}
        shown |= {"authors": [row[2] for row in rows], "journal": [row[4] for row in rows]}
        shown |= {"issue": [row[6] for row in rows]}
        write_undecided(undecided_frame(found.undecided, shown, names), maybe)
        lines.append(
            f"{maybe}: {undecided} pairs to decide. Fill in the column verdict (same or different) "
            f"and give the sheet back with --decided."
        )
    elif undecided:
        lines.append(f"{undecided} pairs could not be decided and stay apart; see them by --maybe.")
    return "\n".join(lines)
