"""Codes that somebody declares to mean "no answer", such as -99."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from field_files.survey.export import Cell, Export, SetAside, text_of
from human_files.language.messages import counted_message, message


def with_missing(export: Export, codes: Sequence[str]) -> Export:
    """Return the export with the ``codes`` among the declared "no answers", its cells empty.

    The tool's own columns keep theirs. A note says how often each code was found, also if never.
    """
    wanted = [code.strip() for code in codes if code.strip()]
    if not wanted:
        return export
    counts: Counter[str] = Counter()
    missing = dict(export.user_missing)
    rows = []
    for number, cells in export.rows:
        kept: list[Cell] = []
        for header, cell in zip(export.headers, cells, strict=True):
            code = "" if cell is None else text_of(cell).strip()
            if code in wanted and header not in export.metadata:
                counts[code] += 1
                missing[number, header] = code
                kept.append(None)
            else:
                kept.append(cell)
        rows.append((number, kept))
    notes = [
        SetAside(
            counted_message(
                counts[code], '{n} cell with "{code}"', '{n} cells with "{code}"', code=code
            ),
            message("declared to mean no answer"),
        )
        for code in dict.fromkeys(wanted)
    ]
    set_aside = [*export.set_aside, *notes]
    return replace(export, rows=rows, user_missing=missing, set_aside=set_aside)
