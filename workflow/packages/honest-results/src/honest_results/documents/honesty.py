"""What a document says about data that were not observed: marks, notes and the banner.

All of it follows from the provenance of what the document shows. With observed data there is no mark,
no note and no banner.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from honest_results.provenance import LEVELS, SIGNS, entry_sources, level_of
from human_files.language.labels import Labels
from human_files.language.messages import message


def marks(labels: Labels, language: str) -> dict[str, dict[str, str]]:
    """Return the sign, name, label and note (``provenance_note``) of every level below observed.

    The label is the name inside a text: "simulated data".
    """
    return {
        level: {
            "sign": sign,
            "name": labels(f"manuscript.level.{level}", language),
            "label": labels(f"manuscript.label.{level}", language),
            "note": provenance_note(level, labels, language),
        }
        for level, sign in SIGNS.items()
    }


def provenance_note(level: str, labels: Labels, language: str) -> str:
    """Return what a caption or note says about ``level``: "Simulated data: …"; empty if observed.

    Raises ResultError for what is no level.
    """
    if level_of({"level": level}, message("a note on provenance")) not in SIGNS:
        return ""
    name = labels(f"manuscript.level.{level}", language)
    return f"{name}: {labels(f'manuscript.meaning.{level}', language)}."


def banner(
    shown: Iterable[Mapping[str, Any]], labels: Labels, language: str
) -> dict[str, Any] | None:
    """Return the banner of a document that shows these facts, tables and figures, if it needs one.

    It has ``title``, ``lead`` and ``items``: one per level below observed, each with ``level``,
    ``sign``, ``name``, ``text`` and the ``folders`` of the raw files.
    """
    files: dict[str, set[str]] = {}
    for entry in shown:
        for file, level in entry_sources(entry, str(entry.get("id", message("a result")))):
            files.setdefault(level, set()).add(file)
    below = [level for level in LEVELS if level in SIGNS and level in files]
    if not below:
        return None
    return {
        "title": labels("manuscript.banner.title", language),
        "lead": labels("manuscript.banner.lead", language),
        "items": [
            {
                "level": level,
                "sign": SIGNS[level],
                "name": labels(f"manuscript.level.{level}", language),
                "text": labels(f"manuscript.meaning.{level}", language),
                "in": labels("manuscript.banner.in", language),
                "folders": _folders(files[level]),
            }
            for level in below
        ],
    }


def _folders(files: Iterable[str]) -> list[str]:
    """Return the folders of the files, without those inside another folder listed."""
    folders = {PurePosixPath(file).parent for file in files}
    return sorted(str(folder) for folder in folders if not folders.intersection(folder.parents))
