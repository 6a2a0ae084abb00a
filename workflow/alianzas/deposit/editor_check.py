"""What a data editor would send back, in the order in which one reads a deposit.

Looked for in the compendium before anything is deposited, so that it can be put right: what the deposit
writes itself (README, manifest, metadata) is no part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from alianzas import data_package
from alianzas.config.study_model import Study
from alianzas.deposit.checklists import code_habits
from alianzas.deposit.open_questions import OpenQuestion, open_questions
from alianzas.inputs.personal_data import doubtful_people, personal_data
from alianzas.starting.new_study import working_titles
from honest_results.build.repository import git
from honest_results.deposit.licences import REUSE, Licences
from honest_results.project import STAND_IN, load_project, study_file
from human_files.errors import Problem
from human_files.language.messages import counted_message, message, template

#: The parts of a deposit in the order in which a data editor reads them.
PARTS = {
    "readme": template("README, title page, contact"),
    "data": template("Availability of data, and the right to pass them on"),
    "ethics": template("Ethics"),
    "licences": template("Licences"),
    "citations": template("Citations of data"),
    "variables": template("Description of the data"),
    "people": template("Personal data"),
    "code": template("Code"),
    "archive": template("Archive, and what journals ask"),
}
#: Where an open question belongs, by how its setting begins; the first that fits.
_PART_OF = {
    "article.authors": "readme",
    "deposit.contact": "readme",
    "deposit.data": "data",
    "deposit.ethics": "ethics",
    "literature.sources": "data",
}
#: What nobody is sent back for: it comes with the upload, or may be stated as missing.
_LATER = (
    *("deposit.jel", "deposit.doi", "deposit.archive", "deposit.repository", "deposit.journal"),
    *("deposit.manuscript", "deposit.article_doi", "deposit.registration", "deposit.protocol"),
    *("deposit.analysis_plan", "deposit.funding", "deposit.competing_interests"),
)
_BIBLIOGRAPHY = "manuscript/references.bib"
_MOST = 3


class Finding(NamedTuple):
    """What would be sent back (``is_required``) or asked, and in which of :data:`PARTS`."""

    part: str
    is_required: bool
    problem: Problem


def findings(study: Study, root: Path) -> list[Finding]:
    """Return what a data editor would send back or ask of a study, in the order of :data:`PARTS`.

    Parameters
    ----------
    study : Study
        As loaded.
    root : path
        Top of the compendium.

    Returns
    -------
    list of Finding
        Each with file, setting and advice, in the person's language.
    """
    looks: dict[str, Callable[[Study, Path], Iterator[Problem]]] = {
        "readme": _title_page,
        "data": _origins,
        "licences": _unlicensed,
        "citations": _citations,
        "variables": _variables,
        "people": lambda study, root: iter(personal_data(study, root)),
        "code": _code,
    }
    found = [
        Finding(part, True, problem)
        for part, look in looks.items()
        for problem in look(study, root)
    ]
    found += [Finding("people", False, problem) for problem in doubtful_people(study, root)]
    found += [_asked(question) for question in open_questions(study, root)]
    order = [*PARTS]
    return sorted(found, key=lambda one: (order.index(one.part), not one.is_required))


def _asked(question: OpenQuestion) -> Finding:
    """Return an open question as a finding."""
    part = next(
        (part for begin, part in _PART_OF.items() if question.address.startswith(begin)), "archive"
    )
    is_required = not question.address.startswith(_LATER)
    problem = Problem(question.file, question.words, "", column=question.address)
    return Finding(part, is_required, problem)


def _title_page(study: Study, root: Path) -> Iterator[Problem]:
    """Yield a working title, and pretend data."""
    languages = load_project(root).languages_of(study.study)
    given = study.article.title.given.values()
    if {*given} & working_titles(study.study, study.country.code, languages, root):
        yield Problem(
            study_file(study.study),
            message("the title is still the working title."),
            message("Write the title of the article."),
            column="article.title",
        )
    if study.set_aside:
        yield Problem(
            study_file(study.study, STAND_IN),
            message("pretend data stand in for those of the study."),
            message("Take them away: alianzas simulate {study} --remove", study=study.study),
        )


def _origins(study: Study, root: Path) -> Iterator[Problem]:
    """Yield what `deposit.data` names and is not among the raw files."""
    raw = data_package.raw_files(study, root)
    for number, source in enumerate(study.deposit.data, start=1):
        if source.availability != "included":
            continue
        for file in source.files:
            if not any(one == file or one.startswith(f"{file.rstrip('/')}/") for one in raw):
                yield Problem(
                    study_file(study.study),
                    message("{file} is no raw file of the study.", file=file),
                    message("Correct the path, or say where the data are by `availability:`."),
                    column=f"deposit.data.{number}.files",
                )


def _unlicensed(study: Study, root: Path) -> Iterator[Problem]:
    """Yield what has no licence, and licences without a text."""
    licences = Licences.read(root)
    texts = {path.stem for path in (root / "LICENSES").glob("*")}
    files = _tracked(root)
    lacking = [
        file
        for file in files
        if licences.of(file) is None and not file.startswith("LICENSES/") and file != "LICENSE"
    ]
    if lacking:
        yield Problem(
            REUSE,
            counted_message(
                len(lacking),
                "names no licence for {n} file: {files}.",
                "names no licence for {n} files: {files}.",
                files=_some(lacking),
            ),
            message("Add an entry that fits them; https://reuse.software explains how."),
        )
    stated = {source.license for source in study.deposit.data if source.license}
    for licence in sorted(stated - texts):
        yield Problem(
            study_file(study.study),
            message("LICENSES/ has no text of {licence}.", licence=licence),
            message("Add it, for example by: reuse download {licence}", licence=licence),
            column="deposit.data",
        )


def _citations(study: Study, root: Path) -> Iterator[Problem]:
    """Yield data of others without a citation, and citations that the bibliography lacks."""
    places = (_BIBLIOGRAPHY, f"manuscript/{study.study}/references.bib")
    texts = [
        (root / place).read_text(encoding="utf-8-sig")
        for place in places
        if (root / place).is_file()
    ]
    for number, source in enumerate(study.deposit.data, start=1):
        if source.citation and not any(f"{{{source.citation}," in text for text in texts):
            yield Problem(
                study_file(study.study),
                message("{key} is not in {file}.", key=source.citation, file=_BIBLIOGRAPHY),
                message("Add the entry there, or correct the key."),
                column=f"deposit.data.{number}.citation",
            )
    for bibliography in study.literature.sources if study.literature else ():
        source_of = study.deposit.source_of(bibliography.file)
        if source_of is not None and not (
            source_of.citation or source_of.doi or source_of.address or source_of.access
        ):
            yield Problem(
                study_file(study.study),
                message("{file} comes from others and cites nobody.", file=bibliography.file),
                message("Give the database or publication by `citation:`, `doi:` or `address:`."),
                column="deposit.data",
            )


def _variables(study: Study, root: Path) -> Iterator[Problem]:
    """Yield raw files that are not as they are described, and older descriptions."""
    problems = data_package.check(study, root)
    yield from problems
    if not problems:
        yield from data_package.outdated(study, root)


def _code(study: Study, root: Path) -> Iterator[Problem]:
    """Yield paths of one machine, generators without a seed, and what is not in the commit."""
    files = _tracked(root)
    for places, words, advice in (
        (
            code_habits.own_paths(root, files),
            template("a path that only one machine has."),
            template("Write it from the top of the repository."),
        ),
        (
            code_habits.unseeded(root, files),
            template("random numbers without a seed."),
            template("Give the generator the seed of the step, `run.seed`."),
        ),
    ):
        for place in places:
            file, _, line = place.rpartition(":")
            yield Problem(file, message(words), message(advice), int(line))
    changed = git(root, "status", "--porcelain", "--untracked-files=normal")
    if changed:
        names = [line[3:] for line in changed.splitlines()]
        yield Problem(
            names[0],
            counted_message(
                len(names),
                "{n} file is not as in the last commit, and a deposit is made of a commit.",
                "{n} files are not as in the last commit, this is one; a deposit is made of a commit.",
            ),
            message("Commit the changes, or take them back."),
        )


def _tracked(root: Path) -> list[str]:
    """Return the files of the commit; without Git, all that are no results."""
    listed = git(root, "ls-files")
    if listed:
        return [name for name in listed.splitlines() if (root / name).is_file()]
    made = (".venv/", ".snakemake/", "results/", "records/", "logs/", "published/")
    names = (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    return sorted(name for name in names if not name.startswith(made) and "__pycache__" not in name)


def _some(files: Sequence[str]) -> str:
    """Return the first few names of a list."""
    return ", ".join(files[:_MOST]) + (", …" if len(files) > _MOST else "")
