"""``alianzas literature prisma``: the flow of records in the layout of the R package PRISMA2020."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from honest_results.project import codebook_file, record_file
from human_files.errors import DataError, Problem
from human_files.language.messages import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from alianzas.config.literature_settings import BibliographicSource, LiteratureSettings
    from alianzas.literature.prisma_csv import Arm, Included
    from alianzas.literature.update_flow import UpdateFlow
    from references.screening.codebook import ScreeningCodebook

#: The ways of searching of the first arm of the diagram; all others are of the second.
_SEARCHED = ("database", "register")


def prisma(options: Namespace, root: Path, path: Path) -> int:
    """Write the flow of the last build; of an update with what went before."""
    from alianzas.commandline.chosen_studies import sheet_language, study_with
    from alianzas.config.study_model import present
    from alianzas.literature.prisma_csv import prisma_rows, write_prisma_csv
    from honest_results.records import read_records
    from human_files.settings_files import load_model
    from references.screening.codebook import ScreeningCodebook

    study = study_with("literature", options.study, root)
    records, pairs = (
        root / record_file(study.study, name) for name in ("reference_flow", "versions")
    )
    flow = read_records(records)[0] if records.is_file() and pairs.is_file() else None
    if flow is None or "sought" not in flow:
        found = message(
            "the flow of records of {study} is not built, or by an earlier version.",
            study=study.study,
        )
        raise DataError(Problem(records.name, found, message("Run `alianzas build` first.")))
    codebook = load_model(root / codebook_file(study.study, "screening", root), ScreeningCodebook)
    language = sheet_language(options.language, study, root)
    reasons = {reason.id: reason.label.by_language()[language] for reason in codebook.reasons}
    settings = present(study.literature)
    previous: list[str] | None = None
    if settings.previous_until is not None:
        references = read_records(root / record_file(study.study, "references"))[0]
        flow, previous = _of_update(settings, flow, references, root)
    sources = [one for one in settings.sources if one.found_by in _SEARCHED]
    others = [one for one in settings.sources if one.found_by not in _SEARCHED]
    new, before = _included(flow, previous, read_records(pairs)[0])
    rows = prisma_rows(
        _arm(flow, sources, codebook, language),
        reasons,
        new,
        _arm(flow, others, codebook, language) if others else None,
        before,
    )
    write_prisma_csv(rows, path)
    print(
        message(
            "{path}: {n} records identified. In R: PRISMA_data(read.csv(file)).",
            path=path,
            n=len(flow),
        )
    )
    return 0


def _of_update(
    settings: LiteratureSettings, flow: pd.DataFrame, references: pd.DataFrame, root: Path
) -> UpdateFlow:
    """Return the part of the flow that an update found; raises DataError without a ledger."""
    from alianzas.literature.record_ledger import ledger_file
    from alianzas.literature.update_flow import listed_on, since
    from references.ledger.rows import read_ledger

    file = ledger_file(settings)
    rows = read_ledger(root / file, file)
    if not rows or settings.previous_until is None:
        raise DataError(
            Problem(
                file,
                message("does not exist yet."),
                message("`alianzas literature update` writes it."),
            )
        )
    return since(flow, listed_on(references, rows), rows, settings.previous_until)


def _included(
    flow: pd.DataFrame, previous: Sequence[str] | None, versions: pd.DataFrame
) -> tuple[Included, Included | None]:
    """Return what is newly included, and what was before, where this is an update."""
    from alianzas.literature.flow import INCLUDED
    from alianzas.literature.prisma_csv import Included
    from references.deduplication.versions import number_of_studies

    pairs = list(zip(versions["first"], versions["second"], strict=True))
    new = flow.loc[flow["fate"] == INCLUDED, "record_id"].tolist()
    before = number_of_studies(previous or [], pairs)
    studies = number_of_studies([*new, *(previous or [])], pairs) - before
    return (
        Included(studies, len(new)),
        None if previous is None else Included(before, len(previous)),
    )


def _arm(
    flow: pd.DataFrame,
    sources: Sequence[BibliographicSource],
    codebook: ScreeningCodebook,
    language: str,
) -> Arm:
    """Return the records of some sources."""
    from alianzas.literature.flow import count_flow
    from alianzas.literature.prisma_csv import Arm

    found: dict[str, dict[str, int]] = {way: {} for way in (one.found_by for one in sources)}
    for one in sources:
        number = int((flow["source"] == one.name).sum())
        found[one.found_by][one.database.by_language()[language]] = number
    part = flow[flow["source"].isin([one.name for one in sources])]
    stages = (codebook.reasons_at("title_abstract"), codebook.reasons_at("full_text"))
    return Arm(count_flow(part, *stages), found)
