"""What Rayyan and ASReview write about a record: who decided what and why, and their notes."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from human_files.errors import Problem
from human_files.language.messages import message
from references.screening.exported_rows import ExportedRow, ExportError
from references.screening.vocabulary import EXCLUDE, INCLUDE

#: The columns of ASReview's labels: the present one first, then others that it reads as well.
LABELS = (
    "asreview_label",
    "included",
    "label",
    "final_included",
    "label_included",
    "included_label",
    "included_final",
    "included_flag",
    "include",
)
#: A project of ASReview has one reader, whom its exports do not always name.
ASREVIEW_READER = "ASReview"

_INCLUSION = re.compile(r"RAYYAN-INCLUSION:\s*\{(.*?)\}", re.DOTALL)
_PARAGRAPH = re.compile(r"<p>.*?</p>", re.DOTALL)
_PAIR = re.compile(r'"([^"]*)"\s*=>\s*"(Included|Excluded|Maybe)"')
_REASONS = re.compile(r"RAYYAN-EXCLUSION-REASONS:\s*([^|]*)")
_USER_NOTES = re.compile(r'"([^"]*)"\s*=>\s*\[(.*?)\]', re.DOTALL)
_QUOTED = re.compile(r'"([^"]*)"')
_WORDS = {"Included": INCLUDE, "Excluded": EXCLUDE, "Maybe": ""}
_ASREVIEW_TAG = re.compile(r"\bASReview_(relevant|irrelevant|not_seen)\b")
_ASREVIEW_LABELS = {"1": INCLUDE, "0": EXCLUDE, "relevant": INCLUDE, "irrelevant": EXCLUDE}


class Opinion(NamedTuple):
    """A reader's decision in a tool: include, exclude or "" (undecided, "maybe").

    ``reasons`` are as the tool writes them, separated by commas; ``shared`` means that they may be
    another reader's, since the tool does not say whose they are.
    """

    decision: str
    reasons: str = ""
    shared: bool = False
    note: str = ""


def rayyan_opinions(row: ExportedRow) -> dict[str, Opinion]:
    """Return the opinions in Rayyan's notes by reader; readers without an opinion are left out."""
    notes = _newest(html.unescape(row.notes).replace('\\"', '"'))
    found = _INCLUSION.search(notes)
    given = dict(_PAIR.findall(found[1])) if found else {}
    reasons = ",".join(part.strip() for part in _REASONS.findall(notes))
    _, _, tail = notes.partition("USER-NOTES:")
    own = {name: "; ".join(_QUOTED.findall(texts)) for name, texts in _USER_NOTES.findall(tail)}
    excluders = sum(word == "Excluded" for word in given.values())
    return {
        name: Opinion(
            _WORDS[word],
            reasons if word == "Excluded" else "",
            word == "Excluded" and excluders > 1,
            own.get(name, ""),
        )
        for name, word in given.items()
    }


def _newest(notes: str) -> str:
    """Return the notes of this review, without those of an earlier one.

    A record that was exported from one review in Rayyan and imported into another keeps its old
    notes: as a paragraph, or after the new ones.
    """
    if len(_INCLUSION.findall(notes)) < 2:
        return notes
    without = _PARAGRAPH.sub(" ", notes)
    if _INCLUSION.search(without):
        notes = without
    starts = [found.start() for found in _INCLUSION.finditer(notes)]
    return notes[: starts[1]] if len(starts) > 1 else notes


def asreview_opinions(rows: Sequence[ExportedRow], file: str) -> list[dict[str, Opinion]]:
    """Return ASReview's label of each row as the opinion of its one reader.

    Raises ExportError where neither a column nor a note has labels, or one has something else.
    """
    columns = {name for row in rows for name in row.cells}
    column = next((name for name in LABELS if name in columns), None)
    if column is None and not any(_ASREVIEW_TAG.search(row.notes) for row in rows):
        raise ExportError(
            Problem(
                file,
                message("has no labels: no column asreview_label, no note ASReview_relevant."),
                message("Export the labelled data set: Collection, then Export, in ASReview."),
            )
        )
    problems: list[Problem] = []
    opinions = [{ASREVIEW_READER: _asreview(row, column, file, problems)} for row in rows]
    if problems:
        raise ExportError(problems)
    return opinions


def _asreview(row: ExportedRow, column: str | None, file: str, problems: list[Problem]) -> Opinion:
    """Return the opinion in a row; a label that is unknown or contradictory is a problem."""
    if column is None:
        labels = [word for word in _ASREVIEW_TAG.findall(row.notes) if word != "not_seen"]
    else:
        label = row.cells.get(column, "").removesuffix(".0")
        labels = [label] if label not in ("", "-1", "nan", "None") else []
    unknown = [label for label in labels if label not in _ASREVIEW_LABELS]
    if unknown or len({*labels}) > 1:
        found = message(
            'the label "{words}" is neither 1 (relevant) nor 0 (irrelevant).',
            words=", ".join(labels),
        )
        problems.append(
            Problem(file, found, message("Correct it, or export again."), row.number, column)
        )
        return Opinion("")
    note = _own_note(row.cells)
    tags = [
        name.removeprefix("asreview_tag").strip("_") if cell in ("1", "1.0", "True") else cell
        for name, cell in row.cells.items()
        if name.startswith("asreview_tag") and cell not in ("", "0", "0.0", "False", "nan")
    ]
    decision = _ASREVIEW_LABELS[labels[0]] if labels else ""
    reasons = ",".join([*tags, note] if note else tags)
    return Opinion(decision, reasons if decision == EXCLUDE else "", note=note)


def _own_note(cells: Mapping[str, str]) -> str:
    """Return what the reader wrote in ASReview, without notes from the file that was imported."""
    found = [
        cell
        for name, cell in cells.items()
        if name.startswith(("asreview_note", "exported_notes")) and cell not in ("", "nan")
    ]
    return " ".join(found)
