"""What a draft is: one study in one language, with every document as a web page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from honest_results.project import Language, Project
from human_files.settings import Settings


class Draft(Settings):
    """What a draft shows: one study in one language."""

    study: str
    language: Language


def draft_project(project: Project, draft: Draft) -> Project:
    """Return ``project`` with only the draft's study and language, and every document as a web page.

    The bundled Pandoc renders it: Quarto takes five times as long.
    """
    pages = [document.model_copy(update={"formats": None}) for document in project.documents]
    return project.model_copy(
        update={
            "studies": [draft.study],
            "languages": [draft.language],
            "formats": ["html"],
            "documents": pages,
            "engine": "pandoc",
        }
    )


def read_draft(config: Mapping[str, Any]) -> Draft | None:
    """Return the draft that Snakemake's configuration asks for; None for a build of results."""
    return Draft.model_validate(config["draft"]) if "draft" in config else None
