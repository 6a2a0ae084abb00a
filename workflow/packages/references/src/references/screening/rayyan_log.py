"""Rayyan's log of changes (``customizations_log.csv``): which reader gave which reason.

The notes of an export list the reasons of all readers together. The log, which comes with
articles.csv, has one row per change: article_id, user_email, key, value, created_at. The key is
"included" (value 1, 0 for maybe, −1), or "__EXR__" and a reason (1 if given, else withdrawn). The
addresses serve to distinguish readers and are never written.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from human_files.errors import Problem
from human_files.language.messages import message
from human_files.sheet_reading import header_of, read_sheet
from references.screening.exported_rows import ExportedRow, ExportError
from references.screening.opinions import Opinion
from references.screening.vocabulary import EXCLUDE, INCLUDE

_COLUMNS = ("article_id", "user_email", "key", "value")
#: The columns of logs of earlier years, without addresses.
_EARLIER = ("article_id", "user_id", "key", "value")
_DECISIONS = {"1": INCLUDE, "0": "", "-1": EXCLUDE}
_REASON = "__EXR__"


def with_own_reasons(
    rows: Sequence[ExportedRow],
    opinions: Sequence[Mapping[str, Opinion]],
    path: Path | str,
    file: str | None = None,
) -> list[dict[str, Opinion]]:
    """Return the opinions with each reader's own reasons, as the log has them.

    Raises SheetError for a file that is not a log, ExportError where it cannot be told whose is what.
    """
    header = header_of(path, _COLUMNS, file)
    columns = _EARLIER if "user_email" not in header and "user_id" in header else _COLUMNS
    sheet = read_sheet(path, columns, file)
    events = sorted(sheet.rows, key=lambda row: row.cells.get("created_at", ""))
    decided: defaultdict[str, dict[str, str]] = defaultdict(dict)
    given: defaultdict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
    for event in events:
        article, user, key, value = (event.cells[name] for name in columns)
        key = key.strip('"')
        if key == "included":
            decided[user][article] = _DECISIONS.get(value, "")
        elif key.startswith(_REASON):
            given[user, article][key.removeprefix(_REASON)] = value == "1"
    articles = [row.cells.get("key", "").removeprefix("rayyan-") for row in rows]
    readers = sorted({name for one in opinions for name in one})
    users = {
        reader: _user_of(reader, articles, opinions, decided, sheet.file) for reader in readers
    }
    if len({*users.values()}) < len(users):
        raise _not_apart(", ".join(readers), sheet.file)
    return [
        {
            reader: opinion._replace(
                reasons=",".join(
                    words for words, on in given[users[reader], article].items() if on
                ),
                shared=False,
            )
            if opinion.decision == EXCLUDE
            else opinion
            for reader, opinion in one.items()
        }
        for article, one in zip(articles, opinions, strict=True)
    ]


def _user_of(
    reader: str,
    articles: Sequence[str],
    opinions: Sequence[Mapping[str, Opinion]],
    decided: Mapping[str, Mapping[str, str]],
    file: str,
) -> str:
    """Return the address whose decisions agree best with the reader's; raises where several do."""
    alike: Counter[str] = Counter()
    for article, one in zip(articles, opinions, strict=True):
        if reader in one:
            for user, decisions in decided.items():
                alike[user] += decisions.get(article) == one[reader].decision
    best = alike.most_common(2)
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        raise _not_apart(reader, file)
    return best[0][0]


def _not_apart(readers: str, file: str) -> ExportError:
    """Return the error for a log that does not distinguish readers."""
    found = message("the log does not show whose decisions are whose ({names}).", names=readers)
    return ExportError(
        Problem(file, found, message("Leave out --log; fill in the reasons in the sheets."))
    )
