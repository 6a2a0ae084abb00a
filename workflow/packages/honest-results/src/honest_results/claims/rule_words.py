"""Rules in words, by language: what decides, what would refute, what was found, and why it decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from honest_results.claims.claim_models import PublishedValue
from honest_results.claims.rule_findings import (
    CONFIDENCE,
    Facts,
    Finding,
    limit_of,
    wilson_interval,
)
from honest_results.claims.rule_models import (
    AgreeOn,
    AllOf,
    AtLeast,
    AtMost,
    Bound,
    Equals,
    Largest,
    Less,
    More,
    Says,
    Share,
    keys_of,
)
from human_files.language.lists import join_words
from human_files.language.numbers import DASH, format_interval, format_value
from human_files.language.sentences import filled

if TYPE_CHECKING:
    from human_files.language.labels import Labels

Words = dict[str, str]


class RuleWords:
    """The words of rules, from the facts that they name and the numbers that were published."""

    def __init__(
        self, facts: Facts, labels: Labels, published: Mapping[str, PublishedValue] | None = None
    ) -> None:
        self._facts, self._labels = facts, labels
        self._published = dict(published or {})
        self._values = {name: value.value for name, value in self._published.items()}

    def found(self, rule: Any, language: str) -> str:
        """Return what the facts of a rule say, in a few words."""
        if isinstance(rule, AllOf | AgreeOn):
            # What a number says needs no words beside it.
            numbers = [part for part in rule.rules if not isinstance(part, Says)]
            parts = [self.found(part, language) for part in numbers or rule.rules]
            if {*parts} == {"0"}:  # one word for a list of zeros
                return self._say("none", language)
            return DASH if {*parts} == {DASH} else "; ".join(parts)
        if isinstance(rule, Largest):
            ours, most = self.text(rule.fact, language), self._most(rule, language)
            if ours == most == DASH:  # two dashes would say no more than one
                return DASH
            return self._say("found.largest", language, ours=ours, most=most)
        if isinstance(rule, Share):
            return self._share(rule, language)
        return self.text(rule.fact, language)

    def rule(self, rule: Any, language: str) -> str:
        """Return what speaks for the statement; facts stand in code marks."""
        return self._sentences("rule", rule, language)

    def refuted(self, rule: Any, language: str) -> str:
        """Return what would speak against the statement."""
        return self._sentences("refuted", rule, language)

    def because(self, finding: Finding, language: str) -> list[str]:
        """Return why a rule decides as it does, one sentence or more, each once."""
        if finding.reason == "parts":
            grounds = [part for part in finding.parts if part.decision == finding.decision]
            said = (
                text for part in grounds or finding.parts for text in self.because(part, language)
            )
            return [*dict.fromkeys(said)]
        rule = finding.rule
        if finding.reason == "missing":
            if finding.missing:
                return [self._say(f"because.missing.{code}", language) for code in finding.missing]
            return [self._say("because.missing", language)]
        if finding.reason == "unknown":
            known = {
                name: self.text(getattr(rule.known, name), language) for name in ("count", "of")
            }
            return [self._say("because.unknown", language, **known)]
        amounts = self._amounts(rule, language)
        return [self._say(f"because.{rule.kind}.{finding.reason}", language, **amounts)]

    def text(self, key: str, language: str) -> str:
        """Return a fact with its interval and its n; a dash where it does not exist."""
        if key not in self._facts:
            return DASH
        fact = self._facts[key]
        text = str(fact["text"][language]).removeprefix("= ").removesuffix(".")
        if fact["value"] is None or not fact.get("interval"):
            return text
        text += f" {fact['interval_text'][language]}"
        if fact.get("n") is not None:
            text += f", n = {format_value(fact['n'], 'count', language)}"
        return text

    def _share(self, rule: Share, language: str) -> str:
        """Return the two counts that a share is made of, the share and its interval."""
        counts = {name: self.text(getattr(rule, name), language) for name in ("count", "of")}
        there = [self._facts.get(key, {}).get("value") for key in (rule.count, rule.of)]
        if there[0] is None or not there[1]:
            return DASH
        interval = wilson_interval(float(there[0]), float(there[1]))
        return self._say(
            "found.share" if there[0] else "found.share.none",
            language,
            **counts,
            share=format_value(there[0] / there[1], "percent", language),
            interval=format_interval(interval, "percent", language),
        )

    def _most(self, rule: Largest, language: str) -> str:
        """Return the largest of the counts that the rule's own is compared with."""
        there = [key for key in rule.among if key in self._facts]
        given = [key for key in there if self._facts[key]["value"] is not None]
        if len(given) < len(rule.among):
            return DASH
        return self.text(max(given, key=lambda key: self._facts[key]["value"]), language)

    def _sentences(self, what: str, rule: Any, language: str) -> str:
        """Return a rule, or what refutes it, as one sentence or more."""
        if isinstance(rule, AllOf | AgreeOn):
            parts = " ".join(
                f"({number}) {self._sentences(what, part, language)}"
                for number, part in enumerate(rule.rules, start=1)
            )
            return self._say(f"{what}.{rule.kind}", language, parts=parts)
        how = f"{what}.{rule.kind}"
        if isinstance(rule, Equals | AtLeast | AtMost):
            how += ".interval" if "interval" in self._facts.get(rule.fact, {}) else ".point"
        if how.endswith("equals.point") and rule.tolerance == 0:
            how = how.removesuffix("point") + "exact"
        sentence = self._say(how, language, **self._amounts(rule, language))
        if what == "rule" and isinstance(rule, Largest | Share) and rule.known is not None:
            sentence += " " + self._say(
                "rule.known",
                language,
                count=code([rule.known.count]),
                of=code([rule.known.of]),
                share=format_value(rule.known.at_least, "percent", language),
            )
        return sentence

    def _amounts(self, rule: Any, language: str) -> Words:
        """Return what the sentences about a simple rule may name."""
        amounts = {
            "facts": code(keys_of(rule)),
            "found": self.found(rule, language),
            "confidence": format_value(CONFIDENCE, "percent", language),
        }
        if isinstance(rule, Says):
            return amounts | {
                name: code(getattr(rule, name)) or self._say("none", language)
                for name in ("supports", "contradicts", "neither")
            }
        if isinstance(rule, Largest):
            return amounts | {
                "fact": code([rule.fact]),
                "among": join_words([code([key]) for key in rule.among], language),
                "of": code([rule.of]),
                "lead": format_value(rule.lead, "percent", language),
            }
        if isinstance(rule, Share):
            other = "below" if rule.side == "above" else "above"
            return amounts | {
                "count": code([rule.count]),
                "of": code([rule.of]),
                "side": self._say(f"side.{rule.side}", language),
                "other": self._say(f"side.{other}", language),
                "bound": format_value(rule.bound, "percent", language),
            }
        bound = rule.value if isinstance(rule, Equals) else rule.bound
        amounts |= {"fact": code([rule.fact]), "bound": self._bound(bound, rule.fact, language)}
        if isinstance(rule, More | Less):
            limit = limit_of(rule, self._values)
            counts = self._say("counts", language) if rule.smallest else ""
            return amounts | {"limit": self._bound(limit, rule.fact, language), "counts": counts}
        if isinstance(rule, Equals):
            amounts["tolerance"] = self._amount(rule.tolerance, rule.fact, language)
        return amounts

    def _bound(self, bound: Bound, key: str, language: str) -> str:
        """Return a bound printed as the fact is, or as the published value it is."""
        if isinstance(bound, str):
            published = self._published[bound]
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
        return filled(self._labels(f"claims.{name}", language), language, **amounts)


def code(words: Sequence[str]) -> str:
    """Return words in code marks, separated by commas."""
    return ", ".join(f"`{word}`" for word in words)
