"""What is made with few replicates: a draft, which a person reads, or a trial, which nobody does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from honest_results.project import Language, Project
from human_files.settings import Name, Settings


class Draft(Settings):
    """What a draft shows: one study in one language."""

    study: str
    language: Language


class Trial(Settings):
    """What a trial tries: studies, in every language of the documents."""

    studies: list[Name]


def draft_project(project: Project, draft: Draft | Trial) -> Project:
    """Return ``project`` with only what the draft or trial has, and every document as a web page.

    The bundled Pandoc renders it: Quarto takes five times as long.
    """
    pages = [document.model_copy(update={"formats": None}) for document in project.documents]
    chosen = (
        {"studies": [draft.study], "languages": [draft.language]}
        if isinstance(draft, Draft)
        else {"studies": draft.studies}
    )
    made = project.model_copy(
        update={**chosen, "formats": ["html"], "documents": pages, "engine": "pandoc"}
    )
    if isinstance(draft, Draft):
        made._by_study = {}  # the one language that is asked for
    return made


def read_draft(config: Mapping[str, Any]) -> Draft | Trial | None:
    """Return the draft or trial that the configuration asks for; None for a build of results."""
    if "draft" not in config:
        return None
    asked: Mapping[str, Any] = config["draft"]
    return (Trial if "studies" in asked else Draft).model_validate(asked)
