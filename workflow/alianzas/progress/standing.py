"""Where a study stands, part by part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from alianzas.config.pretend_settings import load_pretend
from alianzas.config.study_files import load_study
from alianzas.config.study_model import Study
from alianzas.progress.build_progress import build_items
from alianzas.progress.cases_progress import case_items
from alianzas.progress.items import Item, Part, State, to_do
from alianzas.progress.literature_progress import literature_items
from alianzas.progress.study_progress import study_part
from alianzas.progress.survey_progress import survey_items
from alianzas.progress.writing_progress import synthesis_items, text_items
from alianzas.starting.simulating import is_there, missing_files
from honest_results.project import load_project
from human_files.language.current import speaking
from human_files.language.messages import message

_BRANCHES: dict[str, Callable[[Study, Path], Iterable[Item]]] = {
    "literature": literature_items,
    "cases": case_items,
    "survey": survey_items,
}


def parts_of(name: str, root: Path) -> list[Part]:
    """Return where a study stands: its own file, each branch, the text, the documents.

    Branches are looked at as the study's own files have them, whatever pretend data stand in for
    theirs. Raises ConfigurationError for a study that cannot be loaded.
    """
    own, built = load_study(name, root, with_pretend=False), load_study(name, root)
    pretend = load_pretend(name, root)
    standing = pretend.branches if pretend is not None else []
    languages = own.languages or load_project(root).languages
    with speaking(languages, own.country.code):
        titles = {
            "literature": message("Literature"),
            "cases": message("Cases"),
            "survey": message("Survey"),
        }
        branches = [
            Part(titles[branch], [*_branch(own, branch, items, branch in standing, root)])
            for branch, items in _BRANCHES.items()
            if getattr(own, branch) is not None
        ]
        synthesis = [
            Part(message("Synthesis"), [*synthesis_items(own, root)])
            for branch in (own.synthesis,)
            if branch is not None
        ]
        return [
            study_part(own, root),
            *branches,
            *synthesis,
            Part(message("Text"), [*text_items(own, root)]),
            Part(message("Documents"), [*_documents(own, built, bool(standing), root)]),
        ]


def _documents(own: Study, built: Study, is_trial: bool, root: Path) -> Iterator[Item]:
    """Yield whether the documents are built, or why they cannot be."""
    lost = [one for one in _BRANCHES if getattr(built, one) and missing_files(built, one, root)]
    if not lost:
        yield from build_items(built, is_trial, root)
        return
    named = [file for branch in own.strands for file in branch.sources_by_file()]
    words = message("Data are missing. A trial build before they are there, on pretend data:")
    is_empty = not any(is_there(root / file) for file in named)
    yield to_do(words, f"make simulate STUDY={own.study}", comes_first=is_empty)


def _branch(
    study: Study,
    branch: str,
    items: Callable[[Study, Path], Iterable[Item]],
    is_pretend: bool,
    root: Path,
) -> Iterator[Item]:
    """Yield how far a branch is; that its data are made up for now, or could be."""
    found = [*items(study, root)]
    is_complete = all(item.state is State.DONE for item in found)
    if is_pretend and is_complete:
        yield to_do(
            message("The data are there, and pretend ones still stand in for them."),
            f"alianzas simulate {study.study} {branch} --remove",
        )
    elif is_pretend:
        yield Item(State.DONE, message("For a trial build, pretend data stand in."))
    yield from found
