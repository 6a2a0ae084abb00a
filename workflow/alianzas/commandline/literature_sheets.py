"""``alianzas literature screening-sheet`` and ``consensus-sheet``: workbooks for people to fill in."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from alianzas.commandline.literature_screening import study_with_codebook
from alianzas.commandline.literature_update import require_listed
from honest_results.project import codebook_file, study_file
from human_files.errors import DataError, Problem
from human_files.language.grammar import known_languages
from human_files.language.messages import counted_message, message, template
from references.screening.tools import STAGES

if TYPE_CHECKING:
    from alianzas.config.literature_settings import TwoPasses
    from alianzas.config.study_model import Study
    from human_files.language.labels import Labels
    from references.screening.codebook import ScreeningCodebook

CODING = "coding"
_FILLED = template("When it is filled in, name it in the study file under `literature: {place}:`.")

_BESIDE = template(
    "When it is filled in, put it into the reader's folder, which the study file names under "
    "`literature: {place}:` (a folder may stand for a sheet: it holds one for each update)."
)


def add_actions(add: Callable[[str, str], ArgumentParser]) -> None:
    """Add the two actions with their arguments."""
    blank = add(
        "screening-sheet", message("Write a workbook in which one reader screens the records.")
    )
    agreed = add(
        "consensus-sheet", message("Write a workbook to settle the two readers' disagreements.")
    )
    for command, stages in ((blank, STAGES), (agreed, (*STAGES, CODING))):
        command.add_argument("study", metavar="STUDY")
        command.add_argument("--output", required=True, metavar="SHEET.xlsx")
        command.add_argument(
            "--stage",
            choices=stages,
            default=stages[0],
            help=message("default: {value}", value=stages[0]),
        )
        command.add_argument(
            "--language",
            choices=known_languages(),
            help=message("default: the study's first"),
        )
    add_new(blank)


def add_new(command: ArgumentParser) -> None:
    """Add the options of a sheet for an update of the review."""
    command.add_argument(
        "--new", action="store_true", help=message("only what has no decision yet")
    )
    command.add_argument(
        "--reader", metavar="NAME", help=message("with --new: what this reader has left to do")
    )


def screening_sheet(options: Namespace, root: Path, path: Path) -> int:
    """Write the screening workbook of a stage, with one row per record."""
    from alianzas.commandline.chosen_studies import sheet_language
    from alianzas.config.study_model import present
    from alianzas.literature.screening_workbook import write_screening_sheet
    from alianzas.literature.study_records import kept_records, unique
    from alianzas.literature.undecided_records import earlier_decisions, undecided

    study, codebook = study_with_codebook(options.study, root)
    require_listed(study, root)
    merged = unique(study, root)
    first = options.stage == STAGES[0]
    records = merged.records if first else kept_records(study, codebook, root)
    settings = present(study.literature)
    sheets = settings.screening if first else settings.full_text
    earlier: dict[str, str] = {}
    if options.new and sheets is not None:
        records = undecided(records, settings, sheets, merged.names, root, options.reader)
        earlier = earlier_decisions(records, merged.listed, settings, sheets, root, options.reader)
    language = sheet_language(options.language, study, root)
    labels = _labels(root)
    write_screening_sheet(records, codebook, options.stage, path, labels, language, earlier=earlier)
    print(
        counted_message(
            len(records),
            "{path}: {n} record to screen; each reader gets a copy.",
            "{path}: {n} records to screen; each reader gets a copy.",
            path=path,
        )
    )
    place = f"{_place(options.stage)}: passes"
    print(f"  {message(_BESIDE if options.new else _FILLED, place=place)}")
    return 0


def consensus_sheet(options: Namespace, root: Path, path: Path) -> int:
    """Write the workbook with the records on which the passes differ."""
    from alianzas.commandline.chosen_studies import sheet_language

    study, codebook = study_with_codebook(options.study, root)
    write = _consensus_on_codes if options.stage == CODING else _consensus_on_screening
    options.language = sheet_language(options.language, study, root)
    differing = write(options, root, path, study, codebook)
    place = f"{_place(options.stage)}: consensus"
    if differing:
        print(
            counted_message(
                differing,
                "{path}: {n} record to settle.",
                "{path}: {n} records to settle.",
                path=path,
            )
        )
        print(f"  {message(_FILLED, place=place)}")
    else:
        print(message("{path}: the passes agree, so the sheet has only its header.", path=path))
        print(
            "  "
            + message(
                "Name it unchanged in the study file under `literature: {place}:`.", place=place
            )
        )
    return 0


def _consensus_on_screening(
    options: Namespace, root: Path, path: Path, study: Study, codebook: ScreeningCodebook
) -> int:
    """Write the sheet for a stage of screening; return the number of disagreements."""
    from alianzas.config.study_model import present
    from alianzas.literature.screening import INCLUDE
    from alianzas.literature.screening_decisions import disagreements
    from alianzas.literature.screening_workbook import write_screening_sheet
    from alianzas.literature.study_records import decided_records, unique
    from alianzas.literature.window_check import included_outside

    settings: TwoPasses = present(study.literature).screening
    merged = unique(study, root)
    records = merged.records
    excluded: dict[str, str] = {}
    if options.stage != STAGES[0]:
        full_text = present(study.literature).full_text
        if full_text is None:
            found = message("names no sheets for full texts.")
            advice = message("Add `full_text:`.")
            raise DataError(Problem(study_file(study.study, "literature"), found, advice))
        settings = full_text
        decided = decided_records(study, codebook, root, full_text=False)
        records = decided[decided["decision"] == INCLUDE]
        others = decided[decided["decision"] != INCLUDE]
        excluded = dict(zip(others["record_id"], others["title"], strict=True))
    titles = dict(zip(records["record_id"], records["title"], strict=True))
    window = present(study.literature).window
    for problem in included_outside(records, settings, window, merged.names, root):
        print(message("note: {error}", error=problem), file=sys.stderr)
    differing = disagreements(
        titles, excluded, settings, codebook, options.stage, root, merged.names
    )
    write_screening_sheet(
        records[records["record_id"].isin([*differing])],
        codebook,
        options.stage,
        path,
        _labels(root),
        options.language,
        differing,
    )
    return len(differing)


def _consensus_on_codes(
    options: Namespace, root: Path, path: Path, study: Study, codebook: ScreeningCodebook
) -> int:
    """Write the sheet for the coding; return the number of disagreements."""
    from alianzas.config.codebook import Codebook
    from alianzas.config.study_model import present
    from alianzas.literature.study_coding import coding_disagreements
    from alianzas.literature.study_coding_workbook import write_coding_sheet
    from alianzas.literature.study_records import decided_records, unique
    from human_files.settings_files import load_model

    codes = load_model(root / codebook_file(study.study, "ado_tcm", root), Codebook)
    decided = decided_records(study, codebook, root, full_text=True)
    differing = coding_disagreements(
        decided, present(study.literature).coding, codes, root, unique(study, root).names
    )
    records = decided[decided["record_id"].isin([*differing])]
    write_coding_sheet(records, codes, path, _labels(root), options.language, differing)
    return len(differing)


def _labels(root: Path) -> Labels:
    from human_files.language.labels import load_labels

    return load_labels("common", "literature", root=root)


def _place(stage: str) -> str:
    """Return the key of a stage under ``literature:`` in the study file."""
    return "screening" if stage == STAGES[0] else stage
