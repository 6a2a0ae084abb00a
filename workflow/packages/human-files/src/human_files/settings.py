"""What models of settings files share: sections, texts in several languages, identifiers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    GetJsonSchemaHandler,
    PrivateAttr,
    StringConstraints,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from human_files.language.current import current_languages
from human_files.language.grammar import nearest_text
from human_files.language.messages import message, template
from human_files.settings_words import in_words

Identifier = Annotated[
    str,
    StringConstraints(
        pattern=in_words(
            r"^[a-z][a-z0-9_]*$",
            template("lower-case letters from a to z, digits and _, beginning with a letter"),
            joint="_",
        )
    ),
]
Name = Annotated[
    str,
    StringConstraints(
        pattern=in_words(
            r"^[a-z][a-z0-9-]*$",
            template("lower-case letters from a to z, digits and -, beginning with a letter"),
            joint="-",
        )
    ),
]
LanguageCode = Annotated[
    str,
    StringConstraints(
        pattern=in_words(r"^([a-z]{2,3})?$", template("the code of a language, such as es"))
    ),
]
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
    """The same words in one or more languages: ``{en: "Trust", es: "Confianza"}``.

    A study in one language may give the words alone: ``"Confianza"``.
    """

    model_config = ConfigDict(extra="allow")

    __pydantic_extra__: dict[LanguageCode, Words]

    @model_validator(mode="before")
    @classmethod
    def _words_alone(cls, given: Any) -> Any:
        """Take words without a language for those of every language."""
        return {"": given} if isinstance(given, str) else given

    @model_validator(mode="after")
    def _some_words(self) -> Self:
        """Refuse a text without words."""
        if not self.__pydantic_extra__:
            raise ValueError(message("a text needs words, such as {{en: …}}"))
        return self

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Say in the JSON Schema that words alone are a text too."""
        named = handler(core_schema)
        whole = handler.resolve_ref_schema(named)
        mapping = {
            key: value for key, value in whole.items() if key not in ("title", "description")
        }
        for key in mapping:
            del whole[key]
        whole["anyOf"] = [{"type": "string", "minLength": 1}, mapping]
        return named

    @property
    def given(self) -> dict[str, str]:
        """The words in the languages in which they are given."""
        return dict(self.__pydantic_extra__)

    def by_language(self) -> dict[str, str]:
        """Return the text in every language at hand, in the nearest one where it is not given."""
        return {language: self.words(language) for language in current_languages()}

    def words(self, language: str) -> str:
        """Return the text in ``language``, or in the nearest that is given."""
        return nearest_text(self.__pydantic_extra__, language)

    @property
    def first(self) -> str:
        """The text in the first of the languages at hand."""
        return self.words(current_languages()[0])


def spoken(given: Any) -> Any:
    """Return settings as plain data, each text in every language at hand.

    ``given`` is a model, or what is in one; see :meth:`Text.by_language`.
    """
    if isinstance(given, Text):
        return given.by_language()
    if isinstance(given, Settings):
        return {name: spoken(getattr(given, name)) for name in type(given).model_fields}
    if isinstance(given, Mapping):
        return {name: spoken(part) for name, part in given.items()}
    if isinstance(given, list | tuple):
        return [spoken(part) for part in given]
    return given


def refuse_repeated(what: str, ids: list[str]) -> None:
    """Raise ValueError naming the ``ids`` that occur more than once; ``what`` is what they name."""
    repeated = sorted(word for word, count in Counter(ids).items() if count > 1)
    if repeated:
        raise ValueError(
            message("{what} given twice: {names}", what=what, names=", ".join(repeated))
        )
