"""The cases: profiles, texts, what each coder has judged, and what is settled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from alianzas.config.study_model import Study, present
from alianzas.progress.items import Item, State, broken, done, to_do, waiting
from honest_results.project import codebook_file
from honest_results.settings_addresses import files_at
from human_files.errors import UserError
from human_files.language.messages import message
from human_files.sheet_reading import read_sheet


def case_items(study: Study, root: Path) -> Iterator[Item]:
    """Yield how far the cases are, up to the first stage that later ones need."""
    from alianzas.cases.case_codes import load_case_codes
    from alianzas.cases.case_texts import case_of
    from alianzas.cases.profiles import COLUMNS, read_profiles

    settings = present(study.cases)
    if not (root / settings.profiles).is_file():
        yield waiting(
            message(
                "No profiles yet: one row per case in {file}, with the columns {columns}.",
                file=settings.profiles,
                columns=", ".join(COLUMNS),
            )
        )
        return
    try:
        codes = load_case_codes(root / codebook_file(study.study, "case_codes", root))
        cases = [*read_profiles(root / settings.profiles, codes)["case"]]
    except UserError:
        yield broken(settings.profiles, study.study)
        return
    yield done(message("Profiles of {n} cases.", n=len(cases)))
    files = files_at(settings.model_dump(mode="json"), "texts", root)
    told = {case_of(Path(file).name) for file in files}
    if lost := [case for case in cases if case not in told]:
        yield waiting(
            message(
                "{left} of {n} cases have no text in {folder}: {names}.",
                left=len(lost),
                n=len(cases),
                folder=settings.texts,
                names=", ".join(lost),
            )
        )
        return
    items = [*_coders(study, len(cases) * len(codes.judged), root)]
    yield from items
    if all(item.state is State.DONE for item in items):
        yield _settled(study, root)


def _coders(study: Study, judgements: int, root: Path) -> Iterator[Item]:
    """Yield how many of the judgements each coder has made."""
    for coder in present(study.cases).coders:
        if not (root / coder.file).is_file():
            words = message(
                "{coder} has no sheet yet ({n} judgements).", coder=coder.name, n=judgements
            )
            yield to_do(words, f"alianzas cases sheet {study.study} --output {coder.file}")
            continue
        try:
            rows = read_sheet(root / coder.file, ("case", "code", "value"), coder.file, True).rows
        except UserError:
            # No sheet, but a project of another program: whether it is whole, its reader tells.
            yield done(message("{coder}: {file}", coder=coder.name, file=coder.file))
            continue
        made = {(row.cells["case"], row.cells["code"]) for row in rows if row.cells["value"]}
        if len(made) < judgements:
            yield waiting(
                message(
                    "{coder} has {left} of {n} judgements left, in {file}.",
                    coder=coder.name,
                    left=judgements - len(made),
                    n=judgements,
                    file=coder.file,
                )
            )
        else:
            yield done(message("{coder} has judged all {n}.", coder=coder.name, n=judgements))


def _settled(study: Study, root: Path) -> Item:
    """Return whether what the coders differ on is settled."""
    from alianzas.cases.check_cases import check_inputs

    file = present(study.cases).consensus
    problems = check_inputs(study, root)
    if not problems:
        return done(message("What the coders differ on is settled."))
    if not (root / file).is_file():
        sheet = Path(file).with_suffix(".xlsx").as_posix()  # the command writes workbooks
        return waiting(
            message("What the coders differ on is to be settled together, in {file}.", file=file),
            f"alianzas cases consensus-sheet {study.study} --output {sheet}",
        )
    apart = [problem for problem in problems if problem.file in (file, str(root / file))]
    if len(apart) == len(problems):
        return waiting(
            message("{n} rows are to be settled or corrected in {file}.", n=len(apart), file=file),
            f"make check STUDY={study.study} QUICK=1",
        )
    return broken(problems[0].file, study.study)
