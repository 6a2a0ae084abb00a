"""What a deposit should say and only the authors know: asked for by name, never invented."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from alianzas.config.deposit_settings import DataSource
from alianzas.config.study_model import Author, Study
from alianzas.data_package import raw_files
from honest_results.project import settings_place
from honest_results.provenance import Level
from human_files.language.messages import message

#: The level of files that people were asked, or firms observed, for.
_OBSERVED: Level = "observed"


class OpenQuestion(NamedTuple):
    """What is not known: the file and the key under which it is wanted, and the question."""

    file: str
    address: str
    words: str


def open_questions(study: Study, root: Path) -> list[OpenQuestion]:
    """Return what nobody but the authors can say of a study and they have not said, in order.

    Parameters
    ----------
    study : Study
        As loaded.
    root : path
        Top of the compendium.

    Returns
    -------
    list of OpenQuestion
        In the person's language; first the authors, then the deposit, ethics, plans, money, data.
    """
    asked = [
        *_authors(study),
        *_deposit(study),
        *_people(study),
        *_plans(study),
        *_money(study),
        *_searches(study),
        *_data(study, root),
    ]
    return [
        OpenQuestion(*settings_place(study.study, address, root), words) for address, words in asked
    ]


def observes_people(study: Study) -> list[str]:
    """Return the branches in which firms or persons were really asked or observed."""
    branches = {"cases": study.cases, "survey": study.survey}
    return [
        name
        for name, settings in branches.items()
        if settings is not None and settings.provenance == _OBSERVED
    ]


def _authors(study: Study) -> Iterator[tuple[str, str]]:
    """Yield what is not known of the authors."""
    authors = study.article.authors
    if not authors:
        yield "article.authors", message("The authors, in the order printed.")
    for number, author in enumerate(authors, start=1):
        for key, words in _of_author(author):
            yield f"article.authors.{number}.{key}", words


def _of_author(author: Author) -> Iterator[tuple[str, str]]:
    if author.family_name is None:
        yield (
            "family_name",
            message("Which part of “{name}” is the family name.", name=author.name),
        )
    if author.orcid is None:
        yield "orcid", message("The ORCID iD of {name}.", name=author.name)
    if author.affiliation is None:
        yield "affiliation", message("The institution of {name}.", name=author.name)


def _deposit(study: Study) -> Iterator[tuple[str, str]]:
    """Yield what is not known of the deposit and the article."""
    given = study.deposit
    if given.contact is None and not any(author.email for author in study.article.authors):
        yield "deposit.contact", message("Who answers questions on the deposit: name and e-mail.")
    if given.archive is None:
        yield "deposit.archive", message("The archive in which the deposit is published.")
    if given.doi is None:
        yield "deposit.doi", message("The DOI that the archive reserves for the deposit.")
    if given.repository is None:
        yield "deposit.repository", message("Where the code is developed, if in public.")
    if given.journal is None:
        yield "deposit.journal", message("The journal to which the article is submitted.")
    elif given.manuscript is None:
        yield (
            "deposit.manuscript",
            message("The number that {journal} has given the manuscript.", journal=given.journal),
        )
    if given.article_doi is None:
        yield "deposit.article_doi", message("The DOI of the article, once it has one.")
    if not given.jel:
        yield "deposit.jel", message("The JEL codes of the article.")


def _people(study: Study) -> Iterator[tuple[str, str]]:
    """Yield what is not known of the approval of work with people."""
    ethics = study.deposit.ethics
    if not observes_people(study):
        return
    if ethics is None:
        yield (
            "deposit.ethics",
            message("The ethics committee and the number of its approval, or why none was needed."),
        )
        return
    if ethics.not_needed is None:
        if ethics.board is None:
            yield "deposit.ethics.board", message("The name of the ethics committee.")
        if ethics.number is None:
            yield "deposit.ethics.number", message("The number of the ethics approval.")
    if ethics.consent is None:
        yield "deposit.ethics.consent", message("How those who took part consented.")


def _plans(study: Study) -> Iterator[tuple[str, str]]:
    """Yield what is not known of what was published before the data were seen."""
    given = study.deposit
    if given.registration is None:
        yield (
            "deposit.registration",
            message("Whether the study was registered, and where; if not, why."),
        )
    if given.protocol is None:
        yield (
            "deposit.protocol",
            message("Whether a protocol was published, and where; if not, why."),
        )
    if given.analysis_plan is None:
        yield (
            "deposit.analysis_plan",
            message("Whether the analysis was planned in public, and where; if not, why."),
        )


def _money(study: Study) -> Iterator[tuple[str, str]]:
    """Yield what is not known of who paid."""
    if study.deposit.funding is None:
        yield "deposit.funding", message("Who paid for the work; [] where nobody did.")
    if study.deposit.competing_interests is None:
        yield (
            "deposit.competing_interests",
            message("Whether the authors have competing interests."),
        )


def _searches(study: Study) -> Iterator[tuple[str, str]]:
    """Yield what is not known of searches in databases."""
    sources = study.literature.sources if study.literature else []
    for number, source in enumerate(sources, start=1):
        if source.provenance == _OBSERVED and source.searched is None:
            yield (
                f"literature.sources.{number}.searched",
                message("The day on which {file} was exported.", file=source.file),
            )


def _data(study: Study, root: Path) -> Iterator[tuple[str, str]]:
    """Yield what is not known of the raw files."""
    unnamed: dict[str, list[str]] = {}
    for file in raw_files(study, root):
        if study.deposit.source_of(file) is None:
            unnamed.setdefault(file.rpartition("/")[0], []).append(file)
    for folder in sorted(unnamed):
        yield (
            "deposit.data",
            message(
                "By what right the files in {folder} are used and passed on, and who may have them.",
                folder=folder,
            ),
        )
    for number, source in enumerate(study.deposit.data, start=1):
        for key, words in _of_source(source, study):
            yield f"deposit.data.{number}.{key}", words


def _of_source(source: DataSource, study: Study) -> Iterator[tuple[str, str]]:
    """Yield what is not known of one origin of raw files."""
    files = source.files[0] if len(source.files) == 1 else f"{source.files[0]} …"
    if source.rights is None:
        yield "rights", message("By what right {files} is used and passed on.", files=files)
    if source.availability != "included" and source.access is None:
        yield "access", message("How others get {files}.", files=files)
    if source.availability == "public" and not (source.doi or source.address):
        yield "address", message("Where others find {files}.", files=files)
    collected = [
        file for name in observes_people(study) for file in getattr(study, name).sources_by_file()
    ]
    if any(source.holds(file) for file in collected):
        if source.collected_from is None:
            yield "collected_from", message("When the collection of {files} began.", files=files)
        if source.collected_to is None:
            yield "collected_to", message("When the collection of {files} ended.", files=files)
