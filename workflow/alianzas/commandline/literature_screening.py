"""``alianzas literature export`` and ``decisions``: screening in Rayyan or ASReview, and back."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from alianzas.commandline.literature_update import require_listed
from human_files.errors import DataError, Problem
from human_files.language.messages import either, message
from references.screening.tools import RAYYAN, STAGES, TOOLS

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.config.study_model import Study
    from references.screening.codebook import ScreeningCodebook


def add_actions(add: Callable[[str, str], ArgumentParser]) -> None:
    """Add the two actions with their arguments."""
    export = add("export", message("Write the records to screen, for Rayyan or ASReview."))
    export.add_argument("study", metavar="STUDY")
    export.add_argument("--for", dest="tool", choices=TOOLS, required=True)
    export.add_argument("--output", required=True, metavar="FILE.csv|FILE.ris")
    export.add_argument("--new", action="store_true", help=message("only what has no decision yet"))
    _add_stage(export)
    decisions = add(
        "decisions", message("Turn what Rayyan or ASReview exported into screening sheets.")
    )
    decisions.add_argument("file", metavar="FILE")
    decisions.add_argument("--from", dest="tool", choices=TOOLS, required=True)
    decisions.add_argument(
        "--output",
        required=True,
        metavar="SHEET.csv",
        help=message(
            "with several readers, numbered files are written: screening-pass-1.csv, -2.csv …"
        ),
    )
    decisions.add_argument(
        "--study", metavar="STUDY", help=message("default: the first in config/config.yaml")
    )
    decisions.add_argument(
        "--reason",
        action="append",
        default=[],
        metavar="WORDS=CODE",
        help=message("the team's wording for a reason of the codebook; may be repeated"),
    )
    decisions.add_argument(
        "--log",
        metavar="LOG.csv",
        help=message(
            "Rayyan's customizations_log.csv, which says whose each reason is (found in an archive)"
        ),
    )
    decisions.add_argument(
        "--new",
        action="store_true",
        help=message("leave out records that have a decision elsewhere and none here"),
    )
    _add_stage(decisions)


def _add_stage(command: ArgumentParser) -> None:
    command.add_argument(
        "--stage",
        choices=STAGES,
        default=STAGES[0],
        help=message("default: {value}", value=STAGES[0]),
    )


def export(options: Namespace, root: Path) -> int:
    """Write the records of a stage in the tool's layout; the extension selects CSV or RIS."""
    from references.screening.tool_files import export_csv, export_ris

    path = _free(Path(options.output), (".csv", ".ris"))
    study, codebook = study_with_codebook(options.study, root)
    require_listed(study, root)
    records = _records(study, codebook, options.stage, root)
    if options.new:
        records = _undecided(study, options.stage, records, root)
    text = (
        export_ris(records) if path.suffix.lower() == ".ris" else export_csv(records, options.tool)
    )
    path.write_text(text, encoding="utf-8", newline="")
    print(
        message(
            "{path}: {n} records. When they are screened, export them there and run",
            path=path,
            n=len(records),
        )
    )
    print(f"  alianzas literature decisions EXPORT --from {options.tool} --output SHEET.csv")
    return 0


def decisions(options: Namespace, root: Path) -> int:
    """Write a sheet per reader; return 1 where something is left to settle manually."""
    import tempfile

    from references.screening.exported_rows import unpack

    if options.log is not None and options.tool != RAYYAN:
        raise DataError(
            Problem("--log", message("applies only to Rayyan."), message("Leave it out."))
        )
    with tempfile.TemporaryDirectory() as folder:
        unpacked = unpack(options.file, Path(folder)) if Path(options.file).is_file() else None
        if unpacked is None:
            return _decide(options, root, options.file, options.log)
        return _decide(options, root, unpacked.articles, options.log or unpacked.log)


def _decide(options: Namespace, root: Path, export: Path | str, log: Path | str | None) -> int:
    """Turn an export into sheets, one per reader.

    A log that came with the export is used only if it distinguishes the readers.
    """
    from alianzas.literature.study_records import unique
    from references.screening.exclusion_reasons import Reasons, read_aliases
    from references.screening.exported_rows import ExportError, read_export
    from references.screening.opinions import asreview_opinions, rayyan_opinions
    from references.screening.rayyan_log import with_own_reasons
    from references.screening.record_matching import Matcher
    from references.screening.tool_decisions import collect, sheet_paths, summary, write_sheet

    output = _free(Path(options.output), (".csv",))
    study, codebook = study_with_codebook(options.study, root)
    reasons = Reasons(codebook, options.stage, read_aliases(options.reason))
    rows = read_export(export, options.file)
    if options.tool == RAYYAN:
        opinions = [rayyan_opinions(row) for row in rows]
        if not any(opinions):
            found = message("holds no decisions from Rayyan (RAYYAN-INCLUSION in the notes).")
            advice = message(
                "Export with decisions, reasons and notes: Export, then CSV, in Rayyan."
            )
            raise ExportError(Problem(options.file, found, advice))
        if options.log is not None:
            opinions = with_own_reasons(rows, opinions, options.log)
        elif log is not None:
            try:
                opinions = with_own_reasons(
                    rows, opinions, log, message("{file}: the log in it", file=options.file)
                )
            except DataError as error:
                print(message("note: {error}", error=error), file=sys.stderr)
    else:
        opinions = asreview_opinions(rows, options.file)
    records = _records(study, codebook, options.stage, root)
    wanted = None
    if options.new:
        wanted = {*_undecided(study, options.stage, records, root)["record_id"]}
    matcher = Matcher(records, unique(study, root).names)
    decided = collect(rows, opinions, matcher, reasons, options.file, wanted)
    paths = [_free(path, (".csv",)) for path in sheet_paths(output, len(decided.sheets))]
    for sheet, path in zip(decided.sheets, paths, strict=True):
        write_sheet(sheet, path)
        print(f"{path}: {summary(sheet)}.")
    for problem in decided.problems:
        print(message("open: {problem}", problem=problem), file=sys.stderr)
    return 1 if decided.problems else 0


def study_with_codebook(name: str | None, root: Path) -> tuple[Study, ScreeningCodebook]:
    """Return the study of that name (default: the first) and the screening codebook."""
    from alianzas.commandline.chosen_studies import study_with
    from honest_results.project import codebook_file
    from human_files.settings_files import load_model
    from references.screening.codebook import ScreeningCodebook

    study = study_with("literature", name, root)
    file = codebook_file(study.study, "screening", root)
    return study, load_model(root / file, ScreeningCodebook)


def _records(study: Study, codebook: ScreeningCodebook, stage: str, root: Path) -> pd.DataFrame:
    """Return the records to screen at a stage."""
    from alianzas.literature.study_records import kept_records, unique_records

    if stage == STAGES[0]:
        return unique_records(study, root)
    return kept_records(study, codebook, root)


def _undecided(study: Study, stage: str, records: pd.DataFrame, root: Path) -> pd.DataFrame:
    """Return the records of a stage that some reader has not judged yet."""
    from alianzas.config.study_model import present
    from alianzas.literature.study_records import unique
    from alianzas.literature.undecided_records import undecided

    settings = present(study.literature)
    sheets = settings.screening if stage == STAGES[0] else settings.full_text
    if sheets is None:
        return records
    return undecided(records, settings, sheets, unique(study, root).names, root, None)


def _free(path: Path, endings: tuple[str, ...]) -> Path:
    """Return a path that may be written to; an existing sheet is never overwritten."""
    if path.suffix.lower() not in endings:
        found = message("does not end in {endings}.", endings=either(endings))
        raise DataError(
            Problem(
                str(path), found, message("Call the output something{ending}.", ending=endings[0])
            )
        )
    if path.exists():
        found = message("exists already, and somebody may have filled it in.")
        raise DataError(
            Problem(str(path), found, message("Choose another name, or move the file away."))
        )
    if not path.parent.is_dir():
        found = message("is in a folder that does not exist.")
        raise DataError(Problem(str(path), found, message("Create the folder.")))
    return path
