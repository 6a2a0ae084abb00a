"""What models of settings files share: sections, texts in two languages, identifiers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
#: What is allowed, in words, by the pattern that checks it; and the character that joins words there.
PATTERNS: Mapping[str, tuple[str, str]] = {
    "^[a-z][a-z0-9_]*$": (
        "lower-case letters from a to z, digits and _, beginning with a letter",
        "_",
    ),
    "^[a-z][a-z0-9-]*$": (
        "lower-case letters from a to z, digits and -, beginning with a letter",
        "-",
    ),
}
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


def _any_in_a_draft(value: Any, check: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
    """Validate a value, unless the context says that it is a draft's."""
    return value if (info.context or {}).get("draft") else check(value)


#: Marks a number of replicates whose minimum applies to settings files but not to a quick draft made
#: from them, which is validated in the context {"draft": True}.
FEWER_IN_A_DRAFT = WrapValidator(_any_in_a_draft)


class Settings(BaseModel):
    """A section of a settings file, as a pydantic model: an unknown key is an error, never ignored.

    Attributes
    ----------
    model_config : pydantic.ConfigDict
        Unknown keys are forbidden, and instances cannot be changed.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    _read_from: str = PrivateAttr(default="")

    @property
    def read_from(self) -> str:
        """The file that these settings were read from, as messages call it; empty without one."""
        return self._read_from


class Text(Settings):
    """The same words in every language of the article."""

    en: Words = Field(description="In English.")
    es: Words = Field(description="In Spanish.")

    def both(self) -> dict[str, str]:
        """Return the text by language."""
        return {"en": self.en, "es": self.es}


def refuse_repeated(what: str, ids: list[str]) -> None:
    """Raise ValueError naming the ``ids`` that occur more than once; ``what`` is what they name."""
    repeated = sorted(word for word, count in Counter(ids).items() if count > 1)
    if repeated:
        raise ValueError(f"{what} given twice: {', '.join(repeated)}")
