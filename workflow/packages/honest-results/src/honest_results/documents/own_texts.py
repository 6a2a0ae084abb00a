"""What a study's own texts owe to the shared ones: files that fit, and sections that have changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from honest_results.documents.overlay import fingerprint
from honest_results.documents.own_sections import labels_within, own_sections
from honest_results.documents.source import Manuscript
from honest_results.documents.texts import MANUSCRIPT, files_of, read_text
from honest_results.project import POOLED, Document, Project, study_names
from human_files.collecting import Collector
from human_files.errors import ManuscriptError, Problem, did_you_mean
from human_files.language.grammar import known_languages
from human_files.language.messages import message

#: What else a study may have of its own.
_OTHERS = ("references.bib", "allowed-literals.yaml")


def check_folders(
    documents: Sequence[Document], studies: Sequence[str], root: Path
) -> list[Problem]:
    """Return a problem for each file in a study's folder of texts that no document would take.

    ``studies`` are all that there are: a folder with texts that is called otherwise is one, too.
    """
    languages = known_languages(root) or known_languages()  # a build may leave out some
    names = [f"{document.name}.{language}.qmd" for document in documents for language in languages]
    problems = []
    for path in sorted((root / MANUSCRIPT).glob("*/*")):
        file, folder = path.relative_to(root).as_posix(), path.parent.name
        is_text = path.suffix == ".qmd" or path.name in _OTHERS
        if not is_text or folder == POOLED or folder.startswith((".", "_")):
            continue
        if folder not in studies:
            found = message("there is no study {folder}.", folder=folder)
            problems.append(Problem(file, found, did_you_mean(folder, studies)))
        elif path.suffix == ".qmd" and path.name not in names:
            advice = (
                did_you_mean(path.name, names) + " " + message("A document is one of all studies.")
            )
            problems.append(
                Problem(file, message("it belongs to no document and language."), advice)
            )
    return problems


def require_fit(project: Project, root: Path | str = ".") -> None:
    """Raise ManuscriptError with every mistake in where studies' own texts are to stand."""
    found = Collector()
    studies = study_names(root)
    found.add(*check_folders(project.documents, studies, Path(root)))
    for study in project.studies:
        if Path(root, MANUSCRIPT, study).is_dir():
            for document in project.documents_of(study, root):
                for language in project.languages_of(study):
                    found.attempt(read_text, study, document.name, language, root)
    if found.problems:
        raise ManuscriptError(found.problems)


def lost_labels(
    study: str, documents: Sequence[Document], language: str, root: Path | str = "."
) -> dict[str, str]:
    """Return the labels of the shared texts that a study's own sections have no more: label → where.

    ``where`` is the file and line of the section that stands for the one with the label.
    """
    lost: dict[str, str] = {}
    for base, own in _pairs(study, documents, [language], root):
        kept = {place.name for place in own.references() if place.kind == "label"}
        for section in own_sections(own, base):
            for label in sorted(labels_within(base, section.label) - kept):
                lost[label] = message(
                    "{file}, line {line}", file=own.file, line=section.heading.line
                )
    return lost


def changed_sections(
    study: str, documents: Sequence[Document], languages: Sequence[str], root: Path | str = "."
) -> list[Problem]:
    """Return what is to be told of sections whose shared text changed since a study wrote its own.

    The heading of the study's own says with ``base="…"`` what it was written from; one that does not is
    not looked at, and ``base="?"`` asks what to write.
    """
    told = []
    for base, own in _pairs(study, documents, languages, root):
        for section in own_sections(own, base):
            now, then = fingerprint(base, section.label), section.options.get("base")
            if now is None or then in (None, now) or section.is_omitted:
                continue
            if then == "?":
                found = message(
                    "it does not say from which text of {label} it was written.",
                    label=section.label,
                )
                advice = message(
                    'Write base="{now}" into its heading: what changes there is told then.', now=now
                )
            else:
                found = message(
                    "{label} has changed in {file} since this was written.",
                    label=section.label,
                    file=base.file,
                )
                advice = message(
                    'Look at both (git log -p {file}), then write base="{now}".',
                    file=base.file,
                    now=now,
                )
            told.append(Problem(own.file, found, advice, section.heading.line))
    return told


def unpaired_sections(
    study: str, documents: Sequence[Document], languages: Sequence[str], root: Path | str = "."
) -> list[Problem]:
    """Return what is to be told of sections that are a study's own in one language alone."""
    told = []
    for document in documents:
        own = {text.language: text for _, text in _pairs(study, [document], languages, root)}
        sections = {
            text.language: {section.label: section for section in own_sections(text, base)}
            for base, text in _pairs(study, [document], languages, root)
        }
        for language, of_language in sections.items():
            for label, section in of_language.items():
                others = [name for name in languages if label not in sections.get(name, {})]
                if others:
                    found = message(
                        "{label} is the study's own here, and not in {others}.",
                        label=label,
                        others=", ".join(others),
                    )
                    advice = message(
                        "Write it in {name}.{others}.qmd, too.",
                        name=document.name,
                        others=others[0],
                    )
                    line = section.heading.line
                    told.append(Problem(own[language].file, found, advice, line))
    return told


def _pairs(
    study: str, documents: Sequence[Document], languages: Sequence[str], root: Path | str
) -> Iterator[tuple[Manuscript, Manuscript]]:
    """Yield the shared text of each document and the study's own, where there is one."""
    for document in documents:
        for language in languages:
            shared, *own = files_of(study, f"{document.name}.{language}.qmd", root)
            for file in own:
                base = Manuscript.read(shared, language, root)
                yield base, Manuscript.read(file, language, root)
