"""The ledger in words, by language: what was published, what was found, what decides, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from honest_results.claims.claim_models import Claim
from honest_results.claims.rule_findings import Facts, bound_value
from honest_results.claims.rule_models import (
    Above,
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Below,
    Bound,
    Equals,
    Largest,
    Present,
    Says,
    Share,
    keys_of,
)
from honest_results.claims.verdicts import Ruling
from honest_results.provenance import LEVELS
from human_files.language.lists import join_words
from human_files.language.numbers import DASH, format_value

if TYPE_CHECKING:
    from human_files.language.labels import Labels

LANGUAGES = ("en", "es")
Words = dict[str, str]


class ClaimWords:
    """The words of one claim, from its rule, its published values and the facts."""

    def __init__(self, claim: Claim, facts: Facts, labels: Labels) -> None:
        self._claim, self._facts, self._labels = claim, facts, labels
        self._values = {name: value.value for name, value in claim.values.items()}

    def published(self) -> Words:
        """Return what was published, numbers filled in."""
        return {
            language: text.format(
                **{
                    name: format_value(published.value, published.kind, language)
                    for name, published in self._claim.values.items()
                }
            )
            for language, text in self._claim.published.both().items()
        }

    def found(self) -> Words:
        """Return what the facts of the rule say, in few words."""
        return _each(lambda language: self._found(self._claim.rule, language))

    def rule(self) -> Words:
        """Return the rule as a sentence; facts stand in code marks."""
        return _each(lambda language: self._rule(self._claim.rule, language))

    def reason(self, ruling: Ruling) -> Words:
        """Return why the verdict is what it is: one sentence or more."""

        def sentences(language: str) -> str:
            said = [*self._reasons(ruling, language)]
            if ruling.verdict != "not_testable" and ruling.level not in (None, "observed"):
                level = self._level(str(ruling.level), language)
                said.append(self._say("because.level", language, level=level))
            return " ".join(said)

        return _each(sentences)

    # What was found -------------------------------------------------------------------------------

    def _found(self, rule: Any, language: str) -> str:
        """Return what the facts of a rule say, in a few words."""
        if isinstance(rule, AllOf | AnyOf):
            # What a number says needs no words beside it.
            numbers = [part for part in rule.rules if not isinstance(part, Says)]
            return "; ".join(self._found(part, language) for part in numbers or rule.rules)
        if isinstance(rule, Largest):
            ours, most = self._text(rule.fact, language), self._most(rule, language)
            return self._say("found.largest", language, ours=ours, most=most)
        if isinstance(rule, Share):
            return self._say("found.share", language, **self._counts(rule.count, rule.of, language))
        if isinstance(rule, Present):
            return ", ".join(self._text(key, language) for key in rule.facts)
        return self._text(rule.fact, language)

    def _text(self, key: str, language: str) -> str:
        """Return a fact with its interval; a dash where it does not exist."""
        if key not in self._facts:
            return DASH
        fact = self._facts[key]
        text = str(fact["text"][language]).removeprefix("= ")
        if fact.get("interval") and fact["value"] is not None:
            text += f" {fact['interval_text'][language]}"
        return text

    def _most(self, rule: Largest, language: str) -> str:
        """Return the largest of the counts that the rule's own is compared with."""
        there = [key for key in rule.among if key in self._facts]
        given = [key for key in there if self._facts[key]["value"] is not None]
        if len(given) < len(rule.among):
            return DASH
        return self._text(max(given, key=lambda key: self._facts[key]["value"]), language)

    def _counts(self, count: str, of: str, language: str) -> Words:
        """Return the two counts that a share is made of."""
        return {"count": self._text(count, language), "of": self._text(of, language)}

    # Why ------------------------------------------------------------------------------------------

    def _reasons(self, ruling: Ruling, language: str) -> Iterable[str]:
        """Return the sentences; parts that are of one mind say each sentence once."""
        if ruling.reason != "parts":
            return [self._reason(ruling, language)]
        grounds = [part for part in ruling.parts if part.verdict == ruling.verdict]
        if not grounds:  # one part untested, the others against: together they leave it open
            grounds = [*ruling.parts]
        if all(part.reason == "provenance" for part in grounds):
            return [self._reason(_weakest(grounds), language)]
        said = (text for part in grounds for text in self._reasons(part, language))
        return dict.fromkeys(said)

    def _reason(self, ruling: Ruling, language: str) -> str:
        """Return the sentence that says why one rule decided as it did, or could not."""
        needs = self._claim.needs
        if ruling.reason == "absent" and self._claim.if_missing is not None:
            return self._claim.if_missing.both()[language]
        if ruling.reason == "material":
            return self._say("because.material", language)
        if ruling.reason == "missing":
            empty = [key for key in ruling.keys if self._facts[key]["value"] is None]
            return self._say("because.missing", language, facts=_code(empty))
        if ruling.reason in ("provenance", "one_sided"):
            needed = max(needs.supported, needs.not_supported, key=LEVELS.index)
            if ruling.reason == "one_sided":
                needed = min(needs.supported, needs.not_supported, key=LEVELS.index)
            return self._say(
                f"because.{ruling.reason}",
                language,
                level=self._level(str(ruling.level), language),
                needed=self._level(needed, language),
            )
        rule = ruling.rule
        key = f"because.{rule.kind}.{ruling.reason}"
        if ruling.reason == "unknown":
            known = self._counts(rule.known.count, rule.known.of, language)
            return self._say("because.unknown", language, **known)
        return self._say(key, language, **self._amounts(rule, language))

    def _level(self, level: str, language: str) -> str:
        """Return the name of a level of provenance."""
        return self._labels(f"provenance.level.{level}", language)

    # What decides ---------------------------------------------------------------------------------

    def _rule(self, rule: Any, language: str) -> str:
        """Return a rule as a sentence."""
        if isinstance(rule, AllOf | AnyOf):
            parts = " ".join(
                f"({number}) {self._rule(part, language)}"
                for number, part in enumerate(rule.rules, start=1)
            )
            return self._say(f"rule.{rule.kind}", language, parts=parts)
        how = f"rule.{rule.kind}"
        if isinstance(rule, Equals | AtLeast | AtMost):
            how += ".interval" if "interval" in self._facts.get(rule.fact, {}) else ".point"
        sentence = self._say(how, language, **self._amounts(rule, language))
        if isinstance(rule, Share) and rule.least > 1:
            least = format_value(rule.least, "count", language)
            sentence += " " + self._say("rule.least", language, least=least)
        if isinstance(rule, Largest | Share) and rule.known is not None:
            sentence += " " + self._say(
                "rule.known",
                language,
                count=_code([rule.known.count]),
                of=_code([rule.known.of]),
                share=format_value(rule.known.at_least, "percent", language),
            )
        return sentence

    def _amounts(self, rule: Any, language: str) -> Words:
        """Return what the sentences about a simple rule may name."""
        amounts = {
            "facts": _code(keys_of(rule)),
            "found": self._found(rule, language),
        }
        if isinstance(rule, Present):
            return amounts | {"least": format_value(rule.at_least, "count", language)}
        if isinstance(rule, Says):
            return amounts | {
                name: _code(getattr(rule, name)) or self._say("none", language)
                for name in ("supports", "contradicts", "neither")
            }
        if isinstance(rule, Largest):
            return amounts | {
                "fact": _code([rule.fact]),
                "among": join_words([_code([key]) for key in rule.among], language),
            }
        if isinstance(rule, Share):
            return amounts | {
                "count": _code([rule.count]),
                "of": _code([rule.of]),
                "side": self._say(f"side.{rule.side}", language),
                "bound": format_value(rule.bound, "percent", language),
            }
        bound = rule.value if isinstance(rule, Equals) else rule.bound
        amounts |= {"fact": _code([rule.fact]), "bound": self._bound(bound, rule.fact, language)}
        if isinstance(rule, Above | Below):
            sign = 1 if isinstance(rule, Above) else -1
            limit = bound_value(bound, self._values) + sign * rule.negligible
            return amounts | {"limit": self._bound(limit, rule.fact, language)}
        return amounts | {"tolerance": self._amount(rule.tolerance, rule.fact, language)}

    def _bound(self, bound: Bound, key: str, language: str) -> str:
        """Return a bound printed as the fact is, or as the published value it is."""
        if isinstance(bound, str):
            published = self._claim.values[bound]
            return format_value(published.value, published.kind, language)
        if self._kind(key) == "year" and float(bound).is_integer():
            return format_value(int(bound), "year", language)
        return self._amount(bound, key, language)

    def _amount(self, amount: float, key: str, language: str) -> str:
        """Return a difference in the unit of a fact; between years it is a count of them."""
        kind = {"year": "count", "count": "count", "percent": "percent"}.get(
            self._kind(key), "number"
        )
        decimals = 0 if float(amount).is_integer() else None
        return format_value(amount, kind, language, decimals)

    def _kind(self, key: str) -> str:
        """Return the kind of a fact; "number" if it does not exist."""
        return str(self._facts[key]["kind"]) if key in self._facts else "number"

    def _say(self, name: str, language: str, **amounts: str) -> str:
        """Return a label of the ledger with its placeholders filled."""
        return self._labels(f"claims.{name}", language).format(**amounts)


def _each(words: Callable[[str], str]) -> Words:
    """Return words in every language."""
    return {language: words(language) for language in LANGUAGES}


def _code(words: Sequence[str]) -> str:
    """Return words in code marks, separated by commas."""
    return ", ".join(f"`{word}`" for word in words)


def _weakest(rulings: Sequence[Ruling]) -> Ruling:
    """Return the ruling that rests on the weakest data."""
    return max(rulings, key=lambda ruling: LEVELS.index(str(ruling.level)))
