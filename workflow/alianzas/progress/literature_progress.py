"""The review: searches, the two readings of each stage, what they differ on, the coding."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from alianzas.config.codebook import Codebook
from alianzas.config.literature_settings import TwoPasses
from alianzas.config.study_model import Study, present
from alianzas.literature.sheet_files import read_sheets
from alianzas.progress.items import Item, State, broken, done, to_do, waiting
from honest_results.project import codebook_file
from human_files.errors import UserError
from human_files.language.messages import counted_message, message
from human_files.settings_files import load_model
from references.ledger.names import Names
from references.screening.codebook import ScreeningCodebook, ScreeningStage

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class _Review:
    """A review and its codebooks, read once."""

    study: Study
    root: Path

    @cached_property
    def screening(self) -> ScreeningCodebook:
        """The criteria of screening."""
        file = codebook_file(self.study.study, "screening", self.root)
        return load_model(self.root / file, ScreeningCodebook, file)

    @cached_property
    def codes(self) -> Codebook:
        """The codebook of the coding."""
        file = codebook_file(self.study.study, "ado_tcm", self.root)
        return load_model(self.root / file, Codebook, file)

    def command(self, action: str, output: str, stage: str = "") -> str:
        """Return the command that writes a sheet where the study's file names it."""
        chosen = f" --stage {stage}" if stage else ""
        return f"alianzas literature {action} {self.study.study}{chosen} --output {output}"


def literature_items(study: Study, root: Path) -> Iterator[Item]:
    """Yield how far the review is, up to the first stage that later ones need."""
    from alianzas.literature.study_records import unique

    settings = present(study.literature)
    review = _Review(study, root)
    lost = [source for source in settings.sources if not (root / source.file).is_file()]
    for source in lost:
        yield waiting(
            message(
                "No export of {database} yet: put it into {file}.",
                database=source.database.first,
                file=source.file,
            )
        )
    if lost:
        return
    try:
        found = unique(study, root)
    except UserError as error:
        yield broken(error.problems[0].file, study.study)
        return
    yield done(
        message(
            "Search: {n} records without duplicates, from {sources}.",
            n=len(found.records),
            sources=", ".join(source.database.first for source in settings.sources),
        )
    )
    if found.known and not found.is_listed:
        yield to_do(
            message(
                "The sources have changed: see what that means, then list the records "
                "(without --dry-run)."
            ),
            f"alianzas literature update {study.study} --dry-run",
            comes_first=True,
        )
        return
    records = found.records
    stages: list[tuple[ScreeningStage, TwoPasses]] = [("title_abstract", settings.screening)]
    if settings.full_text is not None:
        stages.append(("full_text", settings.full_text))
    for stage, sheets in stages:
        left = [*_stage(review, stage, sheets, records, found.names)]
        yield from left
        if any(item.state is not State.DONE for item in left):
            return
        records = _kept(review, stage)
    yield from _coding(review, records, found.names)


def _kept(review: _Review, stage: str) -> pd.DataFrame:
    """Return the records that a stage keeps; who asks knows that it is complete."""
    from alianzas.literature.study_records import included_records, kept_records

    if stage == "title_abstract":
        return kept_records(review.study, review.screening, review.root)
    return included_records(review.study, review.screening, review.root)


def _stage(
    review: _Review,
    stage: ScreeningStage,
    sheets: TwoPasses,
    records: pd.DataFrame,
    names: Names,
) -> Iterator[Item]:
    """Yield how far the two readings of a stage are, and what they differ on."""
    ids = [*records["record_id"]]
    chosen = stage if stage != "title_abstract" else ""
    name = message("Screening") if not chosen else message("Full texts")
    blank = review.command("screening-sheet", sheets.passes[0].file, chosen)
    items = [*_passes(review, name, sheets, ids, ("decision",), blank, names)]
    if any(item.state is not State.DONE for item in items):
        items += _so_far(review, name, sheets, names)
    if not (review.root / sheets.consensus.file).exists():
        items += _outside(review, sheets, records, names)
    yield from items
    if any(item.state is not State.DONE for item in items):
        return
    from alianzas.literature.study_records import included_records, kept_records

    decided = kept_records if not chosen else included_records
    agreed = review.command("consensus-sheet", sheets.consensus.file, chosen)
    yield from _consensus(
        review,
        sheets,
        name,
        agreed,
        lambda: _differing(review, stage, sheets, records, names),
        lambda: len(decided(review.study, review.screening, review.root)),
        names,
    )


def _so_far(review: _Review, stage: str, sheets: TwoPasses, names: Names) -> Iterator[Item]:
    """Yield how two readers agree on what both have judged, while there is more to judge."""
    from alianzas.literature.agreement_so_far import agreement_so_far

    found = agreement_so_far(sheets, names, review.root)
    if found.both:
        yield done(
            message(
                "{stage}: of {n} judged by both, {decision} differ in the decision and {reason} in "
                "the reason.",
                stage=stage,
                n=found.both,
                decision=found.decision,
                reason=found.reason,
            )
        )


def _outside(
    review: _Review, sheets: TwoPasses, records: pd.DataFrame, names: Names
) -> Iterator[Item]:
    """Yield what readers include although it was published outside the window, by sheet and row."""
    from alianzas.literature.window_check import included_outside

    window = present(review.study.literature).window
    for problem in included_outside(records, sheets, window, names, review.root):
        yield waiting(
            message(
                "{file}, row {row}: {found}",
                file=problem.file,
                row=problem.row,
                found=problem.found,
            )
        )


def _differing(
    review: _Review,
    stage: ScreeningStage,
    sheets: TwoPasses,
    records: pd.DataFrame,
    names: Names,
) -> list[str]:
    """Return the records on which the readers of a stage differ."""
    from alianzas.literature.screening_decisions import disagreements

    titles = dict(zip(records["record_id"], records["title"], strict=True))
    return [*disagreements(titles, {}, sheets, review.screening, stage, review.root, names)]


def _coding(review: _Review, records: pd.DataFrame, names: Names) -> Iterator[Item]:
    """Yield how far the coding is, and what the coders differ on."""
    from alianzas.literature.study_coding import coding_disagreements
    from alianzas.literature.study_records import decided_records

    sheets = present(review.study.literature).coding
    name = message("Coding")
    blank = review.command("coding-sheet", sheets.passes[0].file)
    items = [
        *_passes(review, name, sheets, [*records["record_id"]], [*review.codes.by_id], blank, names)
    ]
    yield from items
    if any(item.state is not State.DONE for item in items):
        return

    def differing() -> list[str]:
        decided = decided_records(review.study, review.screening, review.root, full_text=True)
        return [*coding_disagreements(decided, sheets, review.codes, review.root, names)]

    agreed = review.command("consensus-sheet", sheets.consensus.file, "coding")
    yield from _consensus(review, sheets, name, agreed, differing, lambda: len(records), names)


def _passes(
    review: _Review,
    name: str,
    sheets: TwoPasses,
    ids: Sequence[str],
    columns: Sequence[str],
    command: str,
    names: Names,
) -> Iterator[Item]:
    """Yield how many of the records each of two people has judged."""
    for one in sheets.passes:
        if not (review.root / one.file).exists():
            words = message(
                "{stage}: {reader} has no sheet yet ({n} records); each reader gets a copy.",
                stage=name,
                reader=one.name,
                n=len(ids),
            )
            yield to_do(words, command.replace(sheets.passes[0].file, one.file))
            continue
        try:
            given = read_sheets(one.file, review.root, ("record_id", *columns), True)
        except UserError:
            yield broken(one.file, review.study.study)
            continue
        judged = {
            names.says(row.cells["record_id"])
            for sheet in given
            for row in sheet.rows
            if all(row.cells.get(column) for column in columns)
        }
        left = len([name for name in ids if name not in judged])
        if left:
            yield waiting(
                message(
                    "{stage}: {reader} has {left} of {n} records left, in {file}.",
                    stage=name,
                    reader=one.name,
                    left=left,
                    n=len(ids),
                    file=one.file,
                )
            )
        else:
            yield done(
                message(
                    "{stage}: {reader} has judged all {n}.", stage=name, reader=one.name, n=len(ids)
                )
            )


def _consensus(
    review: _Review,
    sheets: TwoPasses,
    name: str,
    command: str,
    differing: Callable[[], Sequence[str]],
    result: Callable[[], int],
    names: Names,
) -> Iterator[Item]:
    """Yield whether what two people differ on is settled, and what has come of it."""
    file = sheets.consensus.file
    try:
        apart = differing()
    except UserError as error:
        yield broken(error.problems[0].file, review.study.study)
        return
    if not (review.root / file).exists():
        words = counted_message(
            len(apart),
            "{stage}: {n} record to settle together.",
            "{stage}: {n} records to settle together.",
            stage=name,
        )
        yield to_do(words, command)
        return
    try:
        given = read_sheets(file, review.root, ("record_id",), True)
        settled = {
            names.says(row.cells["record_id"])
            for sheet in given
            for row in sheet.rows
            if _is_filled(row.cells)
        }
        if left := [one for one in apart if one not in settled]:
            yield waiting(
                message(
                    "{stage}: of {n} records to settle, {left} are not settled, in {file}.",
                    stage=name,
                    left=len(left),
                    n=len(apart),
                    file=file,
                )
            )
            return
        yield done(message("{stage}: settled; {n} records go on.", stage=name, n=result()))
    except UserError as error:
        yield broken(error.problems[0].file, review.study.study)


def _is_filled(cells: Mapping[str, str]) -> bool:
    """Say whether a row of a consensus sheet holds a judgement."""
    if "decision" in cells:
        return bool(cells["decision"])
    return any(value for key, value in cells.items() if key not in ("record_id", "title"))
