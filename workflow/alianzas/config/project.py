"""The model of ``config/config.yaml``: what is built, not what is studied."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from alianzas.config.base import Name, Settings

Language = Literal["en", "es"]
Format = Literal["html", "pdf", "docx"]


class Project(Settings):
    """Which studies are built, in which languages and formats, and by which engine."""

    studies: list[Name] = Field(
        min_length=1,
        description="Studies to build; each names a file in config/studies/ without its ending.",
    )
    languages: list[Language] = Field(
        default=["en", "es"], min_length=1, description="Languages of the article."
    )
    formats: list[Format] = Field(
        default=["html", "pdf", "docx"], min_length=1, description="Formats of the article."
    )
    engine: Literal["auto", "quarto", "pandoc"] = Field(
        default="auto",
        description="Who renders the article: quarto, the embedded pandoc, or (auto) quarto "
        "where it is installed and pandoc otherwise.",
    )
