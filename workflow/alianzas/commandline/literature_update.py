"""``alianzas literature update``: lists new records in the ledger, and tells what that changes."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from human_files.errors import DataError, Problem
from human_files.language.messages import counted_message, message, template

if TYPE_CHECKING:
    from alianzas.config.study_model import Study
    from alianzas.literature.ledger_update import Fate
    from alianzas.literature.record_ledger import Unique
    from references.ledger.changes import Changes

#: How many ids a line names.
_SHOWN = 12


def add_actions(add: Callable[[str, str], ArgumentParser]) -> None:
    """Add the action with its arguments."""
    command = add(
        "update",
        message("Give new records their permanent ids, and tell what that changes for decisions."),
    )
    command.add_argument("study", metavar="STUDY")
    command.add_argument(
        "--dry-run", action="store_true", help=message("tell what would change, and write nothing")
    )
    command.add_argument(
        "--set-aside",
        action="store_true",
        help=message("the first time: keep ids that only sheets have, with their decisions"),
    )
    command.add_argument(
        "--date",
        type=_day,
        default=None,
        metavar="YYYY-MM-DD",
        help=message("the day under which new records are listed; default: today"),
    )


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ArgumentTypeError(message('"{text}" is no day (YYYY-MM-DD).', text=text)) from None


def update(options: Namespace, root: Path) -> int:
    """Write the ledger, or only tell; return 1 where readers have to decide again."""
    from alianzas.commandline.chosen_studies import study_with
    from alianzas.config.study_model import present
    from alianzas.literature.ledger_update import fates
    from alianzas.literature.record_ledger import ledger_file
    from references.ledger.changes import changes
    from references.ledger.rows import write_ledger

    study = study_with("literature", options.study, root)
    settings = present(study.literature)
    today = options.date or date.today().isoformat()
    found = updated(study, root, today, keeps_all=options.set_aside)
    what = changes(found.known, found.listed)
    file = ledger_file(settings)
    waiting = [*fates(settings, found.names, root)]
    for line in (*_of_records(found, what), *_of_decisions(waiting)):
        print(line)
    conflicts = sum(len(fate.conflicts) for fate in waiting)
    if options.dry_run:
        print(message("{file}: not written (--dry-run).", file=file))
    elif found.listed == found.known:
        print(message("{file}: nothing to change.", file=file))
    else:
        write_ledger(found.listed, root / file)
        n = len({row.record_id for row in found.listed})
        print(
            counted_message(n, "{file}: written, {n} id.", "{file}: written, {n} ids.", file=file)
        )
        print("  " + message("Next: `alianzas describe {study}`.", study=study.study))
    if what.new or what.parted or what.back:
        print(
            "  "
            + message(
                "What has no decision yet: `alianzas literature screening-sheet {study} --new "
                "--output SHEET.xlsx`.",
                study=study.study,
            )
        )
    return 1 if conflicts else 0


def updated(study: Study, root: Path, today: str, *, keeps_all: bool = False) -> Unique:
    """Return the records with the ledger as it is to be written.

    Raises DataError for a first ledger where sheets have ids that no record can be given, unless
    ``keeps_all``.
    """
    from alianzas.config.study_model import present
    from alianzas.literature.first_ledger import first_ledger, set_aside
    from alianzas.literature.record_ledger import ledger_file, unique_of
    from references.ledger.names import names_frame, read_names

    settings = present(study.literature)
    if (root / ledger_file(settings)).is_file():
        return unique_of(settings, root, today)
    first = first_ledger(settings, root, today)
    if first.problems and not keeps_all:
        raise DataError(first.problems)
    listed = set_aside(first.unique.listed, settings, root, today)
    names = read_names(names_frame(listed, first.unique.records))
    return first.unique._replace(listed=listed, known=[], names=names)


def require_listed(study: Study, root: Path) -> None:
    """See to it that what people are given to fill in has permanent ids.

    The first ledger is written at once, since it changes nothing. Raises DataError where records are
    not listed: what an update changes is to be told first.
    """
    from alianzas.config.study_model import present
    from alianzas.literature.record_ledger import ledger_file
    from references.ledger.changes import changes
    from references.ledger.rows import write_ledger

    settings = present(study.literature)
    file = ledger_file(settings)
    if study.set_aside:  # pretend records stand in
        return
    found = updated(study, root, date.today().isoformat())
    if found.is_listed:
        return
    if found.known:
        what = changes(found.known, found.listed)
        n = len(what.new) + len(what.merged) + len(what.parted) + len(what.back)
        lack = counted_message(
            n,
            "{n} record is not listed here as the sources give it.",
            "{n} records are not listed here as the sources give them.",
        )
        command = f"alianzas literature update {study.study}"
        advice = message(
            "See what changes with `{command} --dry-run`, then run `{command}`.", command=command
        )
        raise DataError(Problem(file, lack, advice))
    write_ledger(found.listed, root / file)
    n = len({row.record_id for row in found.listed})
    print(
        counted_message(
            n,
            "{file}: written; {n} record has its permanent id.",
            "{file}: written; {n} records have their permanent ids.",
            file=file,
        )
    )


def _of_records(found: Unique, what: Changes) -> Iterator[str]:
    """Yield what happens to records, a line each."""
    yield counted_message(
        len(found.records),
        "{n} record without duplicates ({read} source records not listed before).",
        "{n} records without duplicates ({read} source records not listed before).",
        read=what.read,
    )
    for ids, one, many in (
        (what.new, template("new: {n} record: {ids}"), template("new: {n} records: {ids}")),
        (
            [f"{name} → {other}" for name, other in what.merged],
            template("merged: {n} record is one with another now: {ids}"),
            template("merged: {n} records are one with another now: {ids}"),
        ),
        (
            [f"{other} → {name}" for name, other in what.parted],
            template("split: {n} record has come out of another: {ids}"),
            template("split: {n} records have come out of others: {ids}"),
        ),
        (
            what.back,
            template("split: {n} record that had been merged stands for itself again: {ids}"),
            template("split: {n} records that had been merged stand for themselves again: {ids}"),
        ),
        (
            what.away,
            template("away: {n} record is in no source any more; its id is kept: {ids}"),
            template("away: {n} records are in no source any more; their ids are kept: {ids}"),
        ),
        (
            what.returned,
            template("back: {n} record is in a source again: {ids}"),
            template("back: {n} records are in a source again: {ids}"),
        ),
    ):
        if ids:
            yield "  " + counted_message(len(ids), one, many, ids=_some(ids))
    if what.is_none:
        yield "  " + message("no record changes.")


def _of_decisions(found: Sequence[Fate]) -> Iterator[str]:
    """Yield what happens to the judgements in each sheet."""
    for fate in found:
        yield counted_message(
            fate.judged,
            "{file}: {n} judgement; {same} as before, {follow} with a merged record, {away} kept for "
            "records that are away, {unknown} on no known record.",
            "{file}: {n} judgements; {same} as before, {follow} with a merged record, {away} kept for "
            "records that are away, {unknown} on no known record.",
            file=fate.file,
            same=fate.same,
            follow=len(fate.follow),
            away=len(fate.away),
            unknown=len(fate.unknown),
        )
        for row in fate.unknown:
            yield "  " + message(
                'row {number}: there is no record "{name}".', number=row.number, name=row.written
            )
        for rows in fate.conflicts:
            told = "; ".join(
                message(
                    'row {number} ("{name}"): {words}',
                    number=row.number,
                    name=row.written,
                    words=", ".join(cell for _, cell in row.says),
                )
                for row in rows
            )
            yield "  " + message("to decide again, as one record: {rows}", rows=told)


def _some(ids: Sequence[str]) -> str:
    """Return the first ids, and how many more there are."""
    from references.screening.record_sheets import listing

    return listing(ids, _SHOWN)
