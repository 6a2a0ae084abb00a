"""Sheets that readers fill in, checked row by row against the records they are about."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence

from human_files.errors import Problem, did_you_mean, nearest
from human_files.language.messages import message
from human_files.sheet_reading import Row, Sheet
from references.comparable_text import title_key
from references.ledger.names import NO_NAMES, Names
from references.reading import shorten


def match_records(
    sheet: Sheet,
    titles: Mapping[str, str],
    problems: list[Problem],
    excluded: Mapping[str, str],
    names: Names = NO_NAMES,
) -> Iterator[tuple[str, Row]]:
    """Yield each row of ``sheet`` with the id of its record, and add what is wrong to ``problems``.

    ``titles`` are those of the records that the sheet is about, by id; ``excluded`` are records that
    exist but do not belong in it. Problems are an unknown or repeated id, a record that does not
    belong here, and a title that is not that of the record (rows that have slipped).

    ``names`` say what became of ids: a row follows a record that was merged into another, so that one
    record may be yielded twice, and a row about a record that no source gives now is left alone.
    """
    seen: dict[str, int] = {}
    for row in sheet.rows:
        written = row.cells["record_id"]
        if names.is_away(written):
            continue
        name = names.says(written)
        if name in excluded:
            problems.append(
                sheet.problem(
                    message('the record "{name}" was excluded by screening.', name=name),
                    message("Delete the row, or include the record in the screening sheets."),
                    row,
                    "record_id",
                )
            )
        elif not name:
            problems.append(
                sheet.problem(
                    message("the row names no record."),
                    message(
                        "Write its id; only the first of merged cells counts, so unmerge them."
                    ),
                    row,
                    "record_id",
                )
            )
        elif name not in titles:
            close = nearest(name, titles)
            advice = (
                message('Did you mean "{word}"?', word=close)
                if close
                else message("Copy the id from the record list.")
            )
            problems.append(
                sheet.problem(
                    message('there is no record "{name}".', name=name), advice, row, "record_id"
                )
            )
        elif written in seen:
            problems.append(
                sheet.problem(
                    message(
                        'the record "{name}" is in row {n} as well.', name=name, n=seen[written]
                    ),
                    message("Keep one of the two rows."),
                    row,
                    "record_id",
                )
            )
        else:
            seen[written] = row.number
            key = title_key(row.cells["title"])
            if key != title_key(titles[name]) and key not in names.titles.get(written, ()):
                problems.append(
                    sheet.problem(
                        message(
                            'the title "{title}" is not that of "{name}", which is "{other}".',
                            title=shorten(row.cells["title"]),
                            name=written,
                            other=shorten(titles[name]),
                        ),
                        message(
                            "Check that the rows have not slipped, then correct the id or the "
                            "title."
                        ),
                        row,
                        "title",
                    )
                )
            yield name, row


def require_known(
    sheet: Sheet,
    row: Row,
    column: str,
    allowed: Sequence[str],
    problems: list[Problem],
    labels: Mapping[str, str] | None = None,
) -> str | None:
    """Return the cell in lower case if it is one of ``allowed``; else add a problem.

    ``labels`` gives the code of each label, which people may have written instead.
    """
    value = row.cells[column].lower()
    if value in allowed:
        return value
    found = (
        message('"{word}" is not known here.', word=row.cells[column])
        if value
        else message("nothing is filled in.")
    )
    problems.append(sheet.problem(found, meant(value, allowed, labels or {}), row, column))
    return None


def meant(value: str, allowed: Sequence[str], labels: Mapping[str, str]) -> str:
    """Return the advice on a word that is not ``allowed``: the code of which it is nearly the label.

    ``labels`` gives the code of each label.
    """
    by_label = {title_key(words): code for words, code in labels.items()}
    # Labels resemble each other ("not about …"): only what is nearly a label is taken for it.
    close = difflib.get_close_matches(title_key(value), by_label, n=1, cutoff=0.9)
    if close and not difflib.get_close_matches(value, allowed, n=1, cutoff=0.9):
        return message(
            'Did you mean "{word}"? Write the code, not its label.', word=by_label[close[0]]
        )
    return did_you_mean(value, allowed)


def counted(number: int, one: str, many: str) -> str:
    """Return "1 record has" or "2 records have"."""
    return f"{number} {one if number == 1 else many}"


def listing(names: Sequence[str], shown: int = 12) -> str:
    """Return names separated by commas; of many, the first ``shown`` and the number of others."""
    text = ", ".join(names[:shown])
    return (
        text
        if len(names) <= shown
        else message("{words} and {n} more", words=text, n=len(names) - shown)
    )
