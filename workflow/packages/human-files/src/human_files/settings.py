"""What every configuration model shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
#: What may stand where, in words, by the pattern that checks it; the sign that joins words there.
PATTERNS: Mapping[str, tuple[str, str]] = {
    "^[a-z][a-z0-9_]*$": ("small letters from a to z, digits and _, a letter first", "_"),
    "^[a-z][a-z0-9-]*$": ("small letters from a to z, digits and -, a letter first", "-"),
}
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


def _any_in_a_draft(value: Any, check: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
    return value if (info.context or {}).get("draft") else check(value)


#: Marks a number of replicates: its least value holds for a file, not for what a draft makes of it,
#: which is validated in the context {"draft": True} (alianzas.config.draft_replicates).
FEWER_IN_A_DRAFT = WrapValidator(_any_in_a_draft)


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


def refuse_repeated(what: str, ids: list[str]) -> None:
    """Raise ValueError naming the ``ids`` that stand more than once."""
    repeated = sorted(word for word, count in Counter(ids).items() if count > 1)
    if repeated:
        raise ValueError(f"{what} given twice: {', '.join(repeated)}")
