"""Derived variables of a questionnaire: how each is made from answers, scores or other derived ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from alianzas.config.codes import Code, CodeOrNumber
from human_files.language.grammar import grammar, known_languages
from human_files.language.messages import either, message
from human_files.settings import Settings, Text

#: Kinds of variable: what a model may do with it.
VariableKind = Literal["score", "number", "count", "binary", "category", "ordered"]
#: The ways of deriving, one per variable.
OPERATIONS = (
    "sum",
    "mean",
    "ratio",
    "difference",
    "log",
    "recode",
    "groups",
    "any_of",
    "count_of",
)
#: The ways whose result is an answer (a code), not a number.
_GIVES_CODES = ("groups", "any_of")
_SEVERAL = ("sum", "mean", "any_of", "count_of")


def yes_no() -> dict[str, Text]:
    """Return the answers of a variable that a firm has or has not."""
    both = {code: grammar(code) for code in dict.fromkeys(("en", *known_languages()))}
    return {
        "no": Text(**{code: words.answer_no for code, words in both.items()}),
        "yes": Text(**{code: words.answer_yes for code, words in both.items()}),
    }


class Log(Settings):
    """Natural logarithm."""

    of: Code
    plus: float = Field(default=0.0, description="Added before: 1 where zeros are real answers.")


class Recode(Settings):
    """Answers replaced by others, or by numbers."""

    of: Code
    into: dict[Code, CodeOrNumber] = Field(
        min_length=1, description="Answer → the new answer or number; several may have the same."
    )
    otherwise: CodeOrNumber | None = Field(
        default=None, description="For the answers not named; without it, each must be named."
    )

    @property
    def results(self) -> list[float | str]:
        """The new answers or numbers."""
        rest = [] if self.otherwise is None else [self.otherwise]
        return list(dict.fromkeys([*self.into.values(), *rest]))

    @property
    def numeric(self) -> bool:
        """Whether the results are numbers."""
        return not any(isinstance(value, str) for value in self.results)


class Groups(Settings):
    """Ranges of a number."""

    of: Code
    cuts: list[float] = Field(
        min_length=1,
        description="Where a group begins: [10, 50] makes below 10, 10 to 49, from 50.",
    )


class Named(Settings):
    """Answers that are looked for in one or several questions."""

    of: list[Code] = Field(min_length=1)
    answers: list[Code] = Field(
        default=[], description="Answers that count; not needed for yes/no questions."
    )


class Derived(Settings):
    """A variable made from answers, from scores of constructs, or from derived variables above it."""

    label: Text = Field(description="Name in tables and figures.")
    in_text: Text | None = Field(default=None, description="Name inside a sentence, no article.")
    with_article: Text | None = Field(default=None, description="Name with article.")
    kind: VariableKind | None = Field(
        default=None, description="Kind of variable, where it is not the usual one of its making."
    )
    answers: dict[Code, Text] = Field(
        default={},
        description="groups, recode: label of each new answer; the first is the reference.",
    )
    sum: Annotated[list[Code], Field(min_length=2)] | None = None
    mean: Annotated[list[Code], Field(min_length=2)] | None = None
    ratio: tuple[Code, Code] | None = Field(default=None, description="The first over the second.")
    difference: tuple[Code, Code] | None = Field(
        default=None, description="The first minus the second."
    )
    log: Code | Log | None = Field(default=None, description="Natural logarithm.")
    recode: Recode | None = None
    groups: Groups | None = None
    any_of: Named | None = Field(default=None, description="Yes where any of the answers is given.")
    count_of: Named | None = Field(default=None, description="How many of the answers are given.")
    least_answered: int | None = Field(
        default=None,
        ge=0,
        description="sum, mean, any_of, count_of: how many must be answered; by default all.",
    )
    undefined: Literal["refuse", "missing"] = Field(
        default="refuse",
        description="log, ratio: what to do with a log of zero or less and a division by zero.",
    )

    @property
    def operation(self) -> str:
        """How the variable is made: one of :data:`OPERATIONS`."""
        return next(name for name in OPERATIONS if getattr(self, name) is not None)

    @property
    def inputs(self) -> list[str]:
        """The names of what it is made from."""
        how = getattr(self, self.operation)
        if isinstance(how, str):
            return [how]
        if isinstance(how, list | tuple):
            return list(how)
        return list(how.of) if isinstance(how.of, list) else [how.of]

    @property
    def gives_codes(self) -> bool:
        """Whether its values are answers (codes) and not numbers."""
        return self.operation in _GIVES_CODES or (
            self.recode is not None and not self.recode.numeric
        )

    @property
    def labelled(self) -> dict[str, Text]:
        """Its answers, code → label; empty for numbers."""
        if self.operation == "any_of":
            return self.answers or yes_no()
        return self.answers if self.gives_codes else {}

    @model_validator(mode="after")
    def _is_made_in_one_way(self) -> Self:
        """Refuse none or several ways, and what does not go with the way."""
        found = [name for name in OPERATIONS if getattr(self, name) is not None]
        if len(found) != 1:
            given = ", ".join(found) or message("none")
            raise ValueError(
                message(
                    "give one of {ways} (given: {given})",
                    ways=", ".join(OPERATIONS),
                    given=given,
                )
            )
        for problem in self._misfits(found[0]):
            raise ValueError(problem)
        return self

    def _misfits(self, how: str) -> Iterator[str]:
        """Yield what does not go together."""
        if self.least_answered is not None and how not in _SEVERAL:
            yield message(
                "`least_answered` goes with {ways}, not with {how}",
                ways=", ".join(_SEVERAL),
                how=how,
            )
        if self.undefined != "refuse" and how not in ("log", "ratio"):
            yield message("`undefined` goes with log and ratio, not with {how}", how=how)
        if self.least_answered is not None and self.least_answered > len(self.inputs):
            yield message(
                "`least_answered: {n}` is more than there are variables",
                n=self.least_answered,
            )
        if self.groups is not None:
            cuts = self.groups.cuts
            if sorted(set(cuts)) != cuts:
                yield message("`cuts` must rise, each given once")
            if len(self.answers) != len(cuts) + 1:
                yield message(
                    "{n} cuts make {groups} groups: label each under `answers:`",
                    n=len(cuts),
                    groups=len(cuts) + 1,
                )
        if self.recode is not None and not self.recode.numeric:
            results = {str(value) for value in self.recode.results}
            if results != set(self.answers):
                odd = sorted(results ^ set(self.answers))
                yield message(
                    "`answers:` must label what recode gives, no more and no less ({code})",
                    code=odd[0],
                )
            if any(not isinstance(value, str) for value in self.recode.results):
                yield message("recode gives numbers or answers, not both")
        if self.answers and not self.gives_codes:
            yield message("`answers:` goes with groups, with any_of, and with recode into answers")
        if self.operation == "any_of" and self.answers and list(self.answers) != ["no", "yes"]:
            yield message("any_of has the answers no and yes, in this order")
        wanted = ("binary", "category", "ordered") if self.gives_codes else ("number", "count")
        if self.kind is not None and self.kind not in wanted:
            yield message(
                "its kind may be {kinds}, not {kind}", kinds=either(wanted), kind=self.kind
            )
        if self.kind == "binary" and len(self.labelled) != 2:
            yield message("a binary variable has two answers")
