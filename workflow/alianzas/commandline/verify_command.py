"""``alianzas verify``: does what was published follow from the raw files?

The manifest of a deposit and the hashes of the raw files come first; then everything is rebuilt and
compared with what was published, thing by thing (:mod:`honest_results.verify.verifying`).
"""

from __future__ import annotations

import sys
from argparse import Namespace
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path

from alianzas import data_package
from alianzas.commandline.chosen_studies import chosen_studies
from alianzas.config.study_model import Study
from alianzas.synthesis.published_colophon import colophon
from honest_results.comparison import languages_in_common
from honest_results.project import POOLED, load_project, study_names
from honest_results.verify.certificate import Paper
from honest_results.verify.deposits import opened
from honest_results.verify.printed_report import lines
from honest_results.verify.report_files import write_report
from honest_results.verify.report_model import EXIT_CODES
from honest_results.verify.surroundings import Surroundings
from honest_results.verify.verifying import Subject, studies_in, verify
from human_files.errors import DataError, Problem, UserError, error_mark
from human_files.language.current import speaking
from human_files.language.labels import load_labels
from human_files.language.messages import message

#: Where the report goes, in the compendium.
FOLDER = "verification"


def run(options: Namespace, root: Path) -> int:
    """Verify, print what was found, write the report; return the exit code of the verdict.

    A deposit that cannot be read cannot be verified, which is not that something differs.
    """
    named = options.deposit or ""
    deposit = Path(options.folder, named) if named else root
    if named in study_names(root) and not deposit.exists():
        raise DataError(
            [
                Problem(
                    named,
                    message("is a study, not a deposit."),
                    message("Write  alianzas verify --study {study}", study=named),
                )
            ]
        )
    given = Path(options.folder, options.rebuilt).resolve() if options.rebuilt else None
    report = Path(options.folder, options.report) if options.report else root / FOLDER
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(opened(deposit))
        except UserError as error:
            print(f"{error_mark()}{error}", file=sys.stderr)
            return EXIT_CODES["not_able"]
        archive = deposit if deposit.is_file() else None
        subject = Subject(named, folder, root, archive)
        return _verify(subject, options.study, given, report)


def _verify(subject: Subject, study: str | None, given: Path | None, report: Path) -> int:
    """Verify an opened deposit."""
    if subject.is_deposit and study is None:
        names = studies_in(subject, study_names(subject.root))
        studies = [one for name in names for one in chosen_studies(name, subject.root)]
    else:
        studies = chosen_studies(study, subject.root)
    problems = [
        str(problem) for one in studies for problem in data_package.check(one, subject.root)
    ]
    print("".join(f"{error_mark()}{problem}\n" for problem in problems), end="", file=sys.stderr)
    count = sum(len(data_package.raw_files(one, subject.root)) for one in studies)
    if not problems:
        print(message("Raw files: {n}, all as their hashes say.", n=count), flush=True)
    found = verify(
        subject,
        [one.study for one in studies],
        partial(_surroundings, subject.root),
        speaking=partial(_speaking, studies, subject.root),
        raw_files=0 if problems else count,
        raw_problems=problems,
        given=given,
    )
    print("\n".join(lines(found)))
    files = write_report(found, _paper(studies[0]), report)
    print(
        message("The report: {file}", file=next(file for file in files if file.suffix == ".html"))
    )
    return EXIT_CODES[found.verdict]


def _surroundings(root: Path, name: str) -> Surroundings:
    """Return what the colophon of a study may say, in the languages at hand."""
    return colophon(load_labels("synthesis", root=root))


def _speaking(studies: list[Study], root: Path, name: str) -> AbstractContextManager[None]:
    """Make words in the languages of a study, or of the comparison of all."""
    project = load_project(root)
    if name == POOLED:
        languages = languages_in_common(project, [one.study for one in studies])
    else:
        languages = project.languages_of(name)
    country = next((one.country.code for one in studies if one.study == name), "")
    return speaking(languages, country)


def _paper(study: Study) -> Paper:
    """Return what a certificate says about the article."""
    authors = [
        {"name": author.name, **({"ORCID": author.orcid} if author.orcid else {})}
        for author in study.article.authors
    ]
    return Paper(study.article.title.words("en"), authors)
