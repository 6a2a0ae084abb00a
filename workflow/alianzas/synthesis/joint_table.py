"""The joint display as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from alianzas.sentences import sentence
from alianzas.synthesis.joint_display import STRANDS, Row, is_alone
from alianzas.synthesis.proposition_list import numbered
from honest_results.provenance import weakest
from honest_results.tables import Column, Table
from human_files.language.current import current_languages, in_first_language

if TYPE_CHECKING:
    from human_files.language.labels import Labels

#: The columns of the table and the strands in each.
_COLUMNS = {"review": ("review",), "cases": ("cases", "qca"), "survey": ("survey",)}


def joint_display_table(rows: Sequence[Row], labels: Labels, *, ledger: bool) -> Table:
    """Return the display as a table: one row per proposition.

    The configurations share a column with the cases. The CSV has the English text; the
    directions are in the figure's data. ``ledger`` says whether the study judges published claims
    too, so that the note may name their ledger.
    """
    import pandas as pd

    texts: dict[str, Mapping[str, str]] = {}

    def cell(text: Mapping[str, str]) -> str:
        texts[in_first_language(text)] = text
        return in_first_language(text)

    shown = _columns(rows)
    names = ["proposition", *shown, "fit", "inference"]
    frame = pd.DataFrame(
        [
            {
                "proposition": cell(
                    numbered(row.number, labels, row.proposition.text.by_language())
                ),
                **{name: cell(_said(row, strands)) for name, strands in shown.items()},
                "fit": _fit(row, labels),
                "inference": cell(row.inference),
            }
            for row in rows
        ],
        columns=names,
    )
    columns = [Column(name, f"synthesis.column.{name}", "label") for name in names]
    notes = _notes(rows, labels, ledger=ledger)
    return Table(
        "joint_display",
        frame,
        columns,
        notes=[*notes],
        labels={**texts, **notes},
        levels=_levels(rows),
    )


def _notes(rows: Sequence[Row], labels: Labels, *, ledger: bool) -> dict[str, dict[str, str]]:
    """Return the notes by key: how each strand gets its direction, and how they are weighed."""
    there: set[str] = {name for row in rows for name in row.evidence}
    # The review says what has been studied. Where it stands alone, what it says is all there is.
    ruled = sorted(there - {"review"} or there, key=STRANDS.index)
    voice: Mapping[str, str] = dict.fromkeys(current_languages(), "")
    if "cases" in there:
        kind = "cases_survey" if "survey" in there else "cases"
        voice = labels.by_language(f"synthesis.note.voice.{kind}")
    alone = ".alone" if is_alone(there) else ""
    named = labels.by_language("synthesis.note.ledger") if ledger else dict.fromkeys(voice, "")
    fit = sentence(f"synthesis.note.fit{alone}", labels, voice=voice, ledger=named)
    notes = {"synthesis.note.fit": fit}
    if not ruled:
        return notes
    parts = {
        language: "; ".join(labels(f"synthesis.note.direction.{name}", language) for name in ruled)
        for language in current_languages()
    }
    direction = sentence(f"synthesis.note.direction{alone}", labels, strands=parts)
    return {"synthesis.note.direction": direction, **notes}


def _fit(row: Row, labels: Labels) -> str:
    """Return the key of the words for how the strands fit; one that is alone fits no other."""
    key = f"synthesis.fit.{row.fit}"
    return f"{key}.alone" if is_alone(row.evidence) and f"{key}.alone" in labels else key


def _columns(rows: Sequence[Row]) -> dict[str, list[str]]:
    """Return the columns of the strands that the study has, each with its strands."""
    there = {name for row in rows for name in row.evidence}
    columns = {name: [one for one in _COLUMNS[name] if one in there] for name in _COLUMNS}
    return {name: strands for name, strands in columns.items() if strands}


def _levels(rows: Sequence[Row]) -> dict[str, list[str]]:
    """Return the level of each cell: of the strands that speak in it, or of what decided."""
    decided = [row.ruling.level or "observed" for row in rows]
    return {
        "proposition": ["observed"] * len(rows),
        **{
            name: [
                weakest(level for strand in strands if (level := row.evidence[strand].level))
                for row in rows
            ]
            for name, strands in _columns(rows).items()
        },
        "fit": decided,
        "inference": decided,
    }


def _said(row: Row, strands: Sequence[str]) -> dict[str, str]:
    """Return the joint text of some strands; silent ones are included only if all are silent."""
    speaking = [name for name in strands if row.evidence[name].direction != "silent"]
    heard = [row.evidence[name].text for name in speaking or strands[:1]]
    return {
        language: " ".join(text[language] for text in heard) for language in current_languages()
    }
