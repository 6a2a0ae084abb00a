"""What a statement is judged by: strands of evidence, each with its own rule and its own data.

A statement is a proposition of the study or a claim of a published article. A strand is a sentence
with facts, a rule that says what speaks for the statement and what against it, and what a strand of
its kind can bear.
"""

from __future__ import annotations

import re
from typing import Literal, Self

from pydantic import Field, model_validator

from honest_results.claims.rule_models import Key, Rule, keys_of
from human_files.language.messages import message
from human_files.settings import Identifier, Settings, Text, Words

#: A reference to a fact in the text of a strand: its key, and which part of it is shown.
FACT = re.compile(r"\[([a-z0-9_.-]+)\]\{\.fact(?:\s+show=\"(interval|n)\")?\}")
#: What looks like such a reference but is not: a bare key, or other attributes.
_ODD = re.compile(r"(?:\[[^\[\]]*\])?\{[^{}]*\}?|\[[a-z]\w*(?:\.\w+)+\]")

#: Levels that may decide at all: data that only demonstrate neither support nor refute.
DecidingLevel = Literal["observed", "reconstructed"]


class Needs(Settings):
    """The weakest provenance that may speak for a statement, and the weakest that may speak against it.

    The two differ where a source can show that something is there but not that it is missing.
    """

    supported: DecidingLevel
    not_supported: DecidingLevel
    because: Text = Field(description="Why data of this kind are needed; a sentence.")


class Gate(Settings):
    """What must be so before a strand may count, such as that its answers are not doubtful."""

    fact: Key = Field(description="A fact in words.")
    says: list[Words] = Field(min_length=1, description="The values that let the strand count.")
    otherwise: Literal["doubtful", "unread"] = Field(
        default="doubtful",
        description="Why it does not count otherwise: its answers are doubtful, or what was read of "
        "its sources cannot show it.",
    )


class Strand(Settings):
    """What one kind of evidence says about a statement.

    Without a rule a strand only says that the matter comes up, and counts neither way.
    """

    text: Text | None = Field(
        default=None,
        description="Sentence with facts as [key]{.fact}, for the joint display; without it, the "
        "numbers of the rule are shown.",
    )
    rule: Rule | None = Field(
        default=None, description="What speaks for the statement or against it."
    )
    decides: Literal["alone", "with_others"] = Field(
        default="alone",
        description="with_others: it can confirm or dispute what another strand shows, and cannot "
        "decide alone, as a handful of cases cannot.",
    )
    voice: Identifier | None = Field(
        default=None,
        description="Strands on the same data share a voice, and count once; its own name if omitted.",
    )
    circular_with: list[Identifier] = Field(
        default=[],
        description="Published articles (citation keys) on whose own material this measure says "
        "nothing new: a study that holds it cannot test the statement in this way.",
    )
    only_if: Gate | None = Field(
        default=None, description="What must be so before it may count, whatever its numbers."
    )
    if_missing: Text | None = Field(
        default=None,
        description="Sentence that says why, where a fact does not exist in a study; without it, a "
        "fact that does not exist is a mistake.",
    )

    def all_keys(self) -> list[str]:
        """Return the facts that the strand names in its rule, its text and its gate, each once."""
        gate = [self.only_if.fact] if self.only_if is not None else []
        return list(dict.fromkeys([*self.rule_keys(), *self.shown_keys(), *gate]))

    def rule_keys(self) -> list[str]:
        """Return the facts that the rule rests on."""
        return keys_of(self.rule) if self.rule is not None else []

    def shown_keys(self) -> list[str]:
        """Return the facts that the text names."""
        texts = self.text.by_language().values() if self.text is not None else ()
        return [match[1] for text in texts for match in FACT.finditer(text)]

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        """Refuse a strand without rule and text, and one whose text would be printed with code."""
        if self.rule is None and self.text is None:
            raise ValueError(message("a strand needs a rule, a text, or both"))
        for text in self.text.by_language().values() if self.text is not None else ():
            if (odd := _ODD.search(FACT.sub("", text))) is not None:
                raise ValueError(
                    message(
                        "{odd} would be printed literally: write [key]{{.fact}}, with "
                        'show="interval" or show="n" where that is meant',
                        odd=odd[0],
                    )
                )
        return self


class Relation(Settings):
    """What a proposition says as an arrow between two boxes of the conceptual model."""

    from_: Text = Field(alias="from", description="What goes with the outcome: a few words.")
    to: Text = Field(description="The outcome. Propositions with the same words share its box.")
    compared_with: Text | None = Field(
        default=None, description="What it goes with less, where the proposition compares."
    )

    def boxes(self) -> dict[str, Text]:
        """Return what stands in the boxes, by the key that names it."""
        named = {"from": self.from_, "to": self.to, "compared_with": self.compared_with}
        return {key: text for key, text in named.items() if text is not None}

    @model_validator(mode="after")
    def _joins_different_things(self) -> Self:
        """Refuse an arrow from something to itself, or compared with itself."""
        seen: dict[Text, str] = {}
        for key, text in self.boxes().items():
            if text in seen:
                raise ValueError(
                    message(
                        '`{key}` says the same as `{other}`: "{words}"',
                        key=key,
                        other=seen[text],
                        words=text.first,
                    )
                )
            seen[text] = key
        return self


class Proposition(Settings):
    """A statement of the study that the strands of evidence bear on."""

    id: Identifier
    source: Identifier | None = Field(
        default=None, description="The published article it comes from: a citation key."
    )
    text: Text
    relation: Relation = Field(description="What the conceptual model draws.")
    strands: dict[Identifier, Strand] = Field(min_length=1)
    needs: Needs


class Propositions(Settings):
    """The rows of the joint display and the arrows of the conceptual model, in order."""

    propositions: list[Proposition] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ids = [proposition.id for proposition in self.propositions]
        for name in ids:
            if ids.count(name) > 1:
                raise ValueError(message('the id "{name}" is used twice', name=name))
        return self

    @model_validator(mode="after")
    def _one_translation_each(self) -> Self:
        """Refuse a box that has one name in a language and two in another: it would be drawn twice."""
        boxes = [text for each in self.propositions for text in each.relation.boxes().values()]
        for text in boxes:
            for other in boxes:
                same = [text.words(one) == other.words(one) for one in text.by_language()]
                if any(same) and not all(same):
                    raise ValueError(
                        message(
                            "a box of the conceptual model is called {named} and {named_2}: "
                            "give it one name in each language",
                            named=_named(text),
                            named_2=_named(other),
                        )
                    )
        return self


def _named(text: Text) -> str:
    """Return a text in each language, as a message names it."""
    return " / ".join(repr(words) for words in text.by_language().values())
