"""What every configuration model shares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
#: What may stand where, in words, by the pattern that checks it; the sign that joins words there.
PATTERNS: Mapping[str, tuple[str, str]] = {
    "^[a-z][a-z0-9_]*$": ("small letters from a to z, digits and _, a letter first", "_"),
    "^[a-z][a-z0-9-]*$": ("small letters from a to z, digits and -, a letter first", "-"),
}
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Settings(BaseModel):
    """A section of a configuration file: an unknown key is an error, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Settings):
    """The same words in every language of the article."""

    en: Words = Field(description="In English.")
    es: Words = Field(description="In Spanish.")

    def both(self) -> dict[str, str]:
        """Return the text by language."""
        return {"en": self.en, "es": self.es}
