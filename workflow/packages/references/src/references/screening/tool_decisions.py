"""Decisions made in Rayyan or ASReview as screening sheets, one per reader."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from human_files.errors import Problem
from human_files.formula_cells import harmless
from human_files.language.messages import counted_message, message, template
from references.screening.exclusion_reasons import Reasons
from references.screening.exported_rows import ExportedRow
from references.screening.opinions import Opinion
from references.screening.record_matching import Matcher
from references.screening.record_sheets import listing
from references.screening.vocabulary import COLUMNS, EXCLUDE, INCLUDE, NOT_RETRIEVED

SheetRow = dict[str, str]


class ReaderSheet(NamedTuple):
    """A reader's sheet: one row per record of the stage, with empty cells where it is undecided."""

    reader: str
    rows: Sequence[SheetRow]

    def count(self, decision: str) -> int:
        """Return how many records have ``decision`` ("" = none yet)."""
        return sum(row["decision"] == decision for row in self.rows)


class Decided(NamedTuple):
    """The sheets of all readers, and everything that is left for a person to do."""

    sheets: Sequence[ReaderSheet]
    problems: Sequence[Problem]


def collect(
    rows: Sequence[ExportedRow],
    opinions: Sequence[Mapping[str, Opinion]],
    matcher: Matcher,
    reasons: Reasons,
    file: str,
    wanted: Collection[str] | None = None,
) -> Decided:
    """Return the sheets of the readers (sorted by name) and what is left open.

    ``opinions`` has those of each row. Open are: rows about no known record, contradictory rows about
    one record, records that a reader has not decided on, and exclusions without a known reason.
    With ``wanted`` the sheets have these records, and of others those that a reader decided on.
    """
    problems: list[Problem] = []
    found: dict[str, dict[str, tuple[ExportedRow, Opinion]]] = {
        reader: {} for reader in sorted({name for given in opinions for name in given})
    }
    for row, given in zip(rows, opinions, strict=True):
        name = matcher.match(row, file)
        if isinstance(name, Problem):
            problems.append(name)
            continue
        for reader, opinion in given.items():
            earlier = found[reader].setdefault(name, (row, opinion))
            if earlier[1][:2] != opinion[:2]:
                problems.append(
                    Problem(
                        file,
                        message(
                            '{reader} decided differently on "{name}" in row {number}.',
                            reader=reader,
                            name=name,
                            number=earlier[0].number,
                        ),
                        message("The earlier row counts; correct the sheet if it should not."),
                        row.number,
                    )
                )
    unknown: defaultdict[str, list[str]] = defaultdict(list)
    sheets = [
        ReaderSheet(
            reader,
            [
                _sheet_row(name, title, decided.get(name), reasons, unknown)
                for name, title in matcher.titles.items()
                if wanted is None or name in wanted or name in decided
            ],
        )
        for reader, decided in found.items()
    ]
    for words, names in sorted(unknown.items()):
        where = listing(sorted({*names}))
        problems.append(
            Problem(
                file,
                message('"{words}" is not a reason here ({where}).', words=words, where=where),
                reasons.suggest(words),
            )
        )
    for sheet in sheets:
        problems += _open(sheet, file)
    return Decided(sheets, problems)


def _sheet_row(
    name: str,
    title: str,
    found: tuple[ExportedRow, Opinion] | None,
    reasons: Reasons,
    unknown: defaultdict[str, list[str]],
) -> SheetRow:
    """Return a row of a sheet; ``unknown`` collects reasons that are not known, with the records."""
    opinion = found[1] if found else Opinion("")
    codes, strange = reasons.read(opinion.reasons)
    decision, notes = opinion.decision, [opinion.note] if opinion.note else []
    # A note in ASReview need not be a reason at all: it is kept without complaint.
    for words in strange:
        if words not in opinion.note:
            unknown[words].append(name)
            notes.append(f"reason given: {words}")
    reason = codes[0] if codes and decision == EXCLUDE else ""
    if opinion.shared and len(codes) + len(strange) > 1:
        # The tool lists the reasons of all readers together.
        notes.append(f"reasons of all readers: {', '.join(codes)}")
        reason = ""
    elif len(codes) > 1:
        notes.append(f"also: {', '.join(codes[1:])}")
    if reason == NOT_RETRIEVED:
        decision, reason = NOT_RETRIEVED, ""
    return dict(zip(COLUMNS, (name, title, decision, reason, "; ".join(notes)), strict=True))


def _open(sheet: ReaderSheet, file: str) -> list[Problem]:
    """Return what is left to do on a sheet: undecided records, exclusions without a reason."""
    undecided = [row["record_id"] for row in sheet.rows if not row["decision"]]
    bare = [
        row["record_id"] for row in sheet.rows if row["decision"] == EXCLUDE and not row["reason"]
    ]
    return [
        Problem(
            file,
            counted_message(len(names), one, many, reader=sheet.reader, names=listing(names)),
            advice,
        )
        for names, one, many, advice in (
            (
                undecided,
                template("{reader}: {n} record is undecided: {names}."),
                template("{reader}: {n} records are undecided: {names}."),
                message("Decide in the tool and export again, or in the sheet."),
            ),
            (
                bare,
                template("{reader}: {n} record is excluded without one reason: {names}."),
                template("{reader}: {n} records are excluded without one reason: {names}."),
                message("Write the reason's code into the sheet."),
            ),
        )
        if names
    ]


def summary(sheet: ReaderSheet) -> str:
    """Return one line on a sheet: how many records were included, excluded and so on."""
    parts = [
        message(words, n=sheet.count(decision))
        for decision, words in (
            (INCLUDE, template("{n} included")),
            (EXCLUDE, template("{n} excluded")),
            (NOT_RETRIEVED, template("{n} not retrieved")),
            ("", template("{n} undecided")),
        )
        if sheet.count(decision) or decision in (INCLUDE, EXCLUDE)
    ]
    return f"{sheet.reader}: {', '.join(parts)}"


def sheet_paths(output: Path, count: int) -> list[Path]:
    """Return a path per reader: ``output``, and for further readers its number counted up.

    screening-pass-1.csv is followed by screening-pass-2.csv, ana.csv by ana-2.csv.
    """
    stem, dash, number = output.stem.rpartition("-")
    if not (dash and number.isdecimal()):
        stem, number = output.stem, "1"
    later = [
        output.with_name(f"{stem}-{int(number) + step}{output.suffix}") for step in range(1, count)
    ]
    return [output, *later][:count]


def write_sheet(sheet: ReaderSheet, path: Path) -> None:
    """Write a sheet as CSV that every spreadsheet program reads (UTF-8 with a byte-order mark)."""
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: harmless(cell) for name, cell in row.items()} for row in sheet.rows)
