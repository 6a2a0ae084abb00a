"""The reporting checklists of a study: those that studies share, and what it answers otherwise."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from honest_results.documents.checklist_models import CHECKLISTS, Checklist
from honest_results.documents.outline import outline
from honest_results.documents.source import Manuscript
from honest_results.project import CODEBOOKS, Document, study_file
from human_files.errors import ConfigurationError, Problem, did_you_mean
from human_files.language.messages import message
from human_files.settings_files import load_model


@dataclass(frozen=True)
class StudyChecklist:
    """A checklist as a study answers it.

    ``by_file`` holds what counts of each file: of the shared one, the items that the study does not
    answer itself.
    """

    whole: Checklist
    by_file: Mapping[str, Checklist]


def checklist_files(study: str, name: str, root: Path | str = ".") -> list[str]:
    """Return the files of a checklist: the shared one, and the study's own if it has one."""
    own = study_file(study, f"checklists/{name}")
    shared = f"{CODEBOOKS}/checklists/{name}.yaml"
    return [shared, own] if Path(root, own).is_file() else [shared]


def unknown_files(study: str, root: Path | str = ".") -> list[Problem]:
    """Return a problem for each file among a study's checklists that is called like none."""
    folder = Path(root, study_file(study, "checklists")).with_suffix("")
    names = [f"{name}.yaml" for name in CHECKLISTS]
    return [
        Problem(
            path.relative_to(root).as_posix(),
            message("there is no checklist of this name."),
            did_you_mean(path.name, names),
        )
        for path in sorted(folder.glob("*"))
        if path.name not in names
    ]


def read_checklist(files: Sequence[str], root: Path | str = ".") -> StudyChecklist:
    """Return a checklist from its files: the shared one, then the study's own if it has one.

    Raises ConfigurationError with every mistake in a file, and for items that the checklist has not.
    """
    shared, *others = files
    whole = load_model(Path(root, shared), Checklist, shared)
    by_file = {shared: whole}
    for file in others:
        own = load_model(Path(root, file), Checklist, file)
        if own.parts:
            whole, by_file = own, {file: own}
            continue
        known = {item.id for part in whole.parts for item in part.items}
        unknown = [name for name in own.items if name not in known]
        if unknown:
            raise ConfigurationError(
                [
                    Problem(
                        file,
                        message('{shared} has no item "{name}".', shared=shared, name=name),
                        did_you_mean(name, known),
                    )
                    for name in unknown
                ]
            )
        by_file = {shared: _without(whole, own), file: own}
        whole = _answered(whole, own)
    return StudyChecklist(whole, by_file)


def shared_labels(
    documents: Sequence[Document], language: str, root: Path | str = "."
) -> list[str]:
    """Return the labels of the texts that studies share; a study may leave out what has one of them."""
    files = [document.source(language) for document in documents]
    texts = [Manuscript.read(file, language, root) for file in files if Path(root, file).is_file()]
    return sorted({place["label"] for text in texts for place in outline(text)["places"]} - {""})


def by_name(files: Sequence[str]) -> list[list[str]]:
    """Return files of several checklists, those of one together, in their order."""
    names = dict.fromkeys(Path(file).stem for file in files)
    return [[file for file in files if Path(file).stem == name] for name in names]


def shown_checklists(tables: Collection[str]) -> list[str]:
    """Return the names of the checklists among the tables that documents show."""
    return [name for name in CHECKLISTS if f"checklist_{name}" in tables]


def _answered(whole: Checklist, own: Checklist) -> Checklist:
    """Return a checklist with a study's own answers."""
    parts = [
        part.model_copy(
            update={
                "items": [
                    item.model_copy(update={"answers": own.items.get(item.id, item.answers)})
                    for item in part.items
                ]
            }
        )
        for part in whole.parts
    ]
    return whole.model_copy(update={"parts": parts})


def _without(whole: Checklist, own: Checklist) -> Checklist:
    """Return a checklist without the items that a study answers itself."""
    parts = [
        part.model_copy(update={"items": [item for item in part.items if item.id not in own.items]})
        for part in whole.parts
    ]
    return whole.model_copy(update={"parts": parts})
