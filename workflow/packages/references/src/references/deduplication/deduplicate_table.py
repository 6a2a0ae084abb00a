"""``references deduplicate``: the duplicates in a table of records, as files."""

from __future__ import annotations

from pathlib import Path

from human_files.errors import DataError, Problem
from human_files.language.labels import Labels
from human_files.language.messages import message
from references.deduplication.find_duplicates import find_duplicates
from references.deduplication.record_rows import read_record_table, rows_of, write_groups
from references.deduplication.undecided_pairs import (
    NOBODY,
    read_verdicts,
    undecided_frame,
    write_undecided,
)

LABELS = Path(__file__).with_suffix(".yaml")


def deduplicate_table(
    records: str,
    output: str,
    maybe: str | None = None,
    decided: str | None = None,
    language: str = "en",
    folder: Path | None = None,
) -> str:
    """Read ``records``, write the groups to ``output`` and the undecided pairs to ``maybe``.

    ``decided`` is such a sheet of pairs, filled in. Files are named from ``folder`` (default: the
    current one). Returns what was found, in a few lines of ``language``. Raises DataError with what
    is wrong with the files.
    """
    place = folder or Path()
    _check_outputs(output, maybe, decided, place)
    frame, names = read_record_table(place / records, records)
    rows = rows_of(frame)
    titles = [row[0] for row in rows]
    by_hand = NOBODY
    if decided is not None:
        by_hand = read_verdicts(place / decided, names, titles, decided)
    found = find_duplicates(rows, names, *by_hand)
    write_groups(found.groups, names, place / output)
    labels = Labels.load(LABELS)

    def line(key: str, **values: object) -> str:
        """Return a line of the report with its values."""
        return labels(key, language).format(**values)

    kept = len(found.groups)
    lines = [
        line(
            "account_one" if len(rows) == 1 else "account",
            file=records,
            records=len(rows),
            kept=kept,
            merged=len(rows) - kept,
        ),
        line("groups", file=output),
    ]
    undecided = len(found.undecided)
    if maybe is not None:
        shown = {name.casefold(): frame[name].tolist() for name in frame.columns}
        shown |= {"authors": [row[2] for row in rows], "journal": [row[4] for row in rows]}
        shown |= {"issue": [row[6] for row in rows]}
        write_undecided(
            undecided_frame(found.undecided, shown, names, found.versions), place / maybe
        )
        key = "undecided_one" if undecided == 1 else "undecided"
        lines.append(line(key, file=maybe, pairs=undecided))
    elif undecided:
        lines.append(line("hidden_one" if undecided == 1 else "hidden", pairs=undecided))
    if found.versions:
        one = len(found.versions) == 1
        lines.append(line("versions_one" if one else "versions", pairs=len(found.versions)))
    return "\n".join(lines)


def _check_outputs(output: str, maybe: str | None, decided: str | None, place: Path) -> None:
    """Raise DataError where an output has no folder, or would replace a sheet that is filled in."""
    for name in filter(None, (output, maybe)):
        if not (place / name).resolve().parent.is_dir():
            found = message("is in a folder that does not exist.")
            raise DataError(Problem(name, found, message("Create the folder.")))
    if maybe and decided and (place / maybe).resolve() == (place / decided).resolve():
        advice = message("Give --maybe another name: the sheet somebody filled in would be lost.")
        raise DataError(Problem(maybe, message("is both read and written."), advice))
