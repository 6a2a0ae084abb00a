"""Statements in words, by language: what each strand found, what decides, and why the verdict is so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from honest_results.claims.claim_models import PublishedValue
from honest_results.claims.rule_findings import Facts, judge
from honest_results.claims.rule_words import RuleWords, Words
from honest_results.claims.statement_models import FACT, Needs
from honest_results.claims.verdicts import Ruling, StrandRuling
from honest_results.provenance import LEVELS, weakest_of
from human_files.language.current import current_languages
from human_files.language.lists import join_words
from human_files.language.numbers import DASH, format_value
from human_files.language.sentences import filled

if TYPE_CHECKING:
    import re

    from human_files.language.labels import Labels


class StatementWords:
    """The words of one statement: a claim or a proposition.

    Parameters
    ----------
    ruling : Ruling
        Its verdict, with its strands.
    needs : Needs
        What data may decide it.
    facts : mapping of str to mapping
        Merged facts by key, with ``text`` by language.
    labels : Labels
        The words of verdicts, reasons, rules and strands.
    published : mapping of str to PublishedValue, optional
        The numbers that a claim was published with, by name.
    """

    def __init__(
        self,
        ruling: Ruling,
        needs: Needs,
        facts: Facts,
        labels: Labels,
        published: Mapping[str, PublishedValue] | None = None,
    ) -> None:
        self._ruling, self._needs, self._facts, self._labels = ruling, needs, facts, labels
        self._published = dict(published or {})
        self._values = {name: value.value for name, value in self._published.items()}
        self._rules = RuleWords(facts, labels, self._published)

    def published(self, text: Mapping[str, str]) -> Words:
        """Return what was published, numbers filled in."""
        return {
            language: words.format(
                **{
                    name: format_value(value.value, value.kind, language)
                    for name, value in self._published.items()
                }
            )
            for language, words in text.items()
        }

    def found(self) -> Words:
        """Return what each strand says in numbers, and of what level its data are."""
        strands = [strand for strand in self._ruling.strands if strand.strand.rule is not None]

        def words(language: str) -> str:
            said = [self.evidence(strand, language, named=len(strands) > 1) for strand in strands]
            return "; ".join(said) or DASH

        return _each(words)

    def evidence(self, strand: StrandRuling, language: str, *, named: bool) -> str:
        """Return the numbers of a strand's rule with their level, and with its name if asked."""
        text = self._rules.found(strand.strand.rule, language)
        level = strand.level or self._weakest(strand)
        if level is not None and text != DASH:
            text += f" ({self._level(level, language)})"
        return f"{self._strand(strand.name, language)}: {text}" if named else text

    def rule(self) -> Words:
        """Return what decides: the rule of each strand; facts stand in code marks."""
        return _each(lambda language: self._of_strands(self._rule, language))

    def refuted(self) -> Words:
        """Return what would refute the statement: what would make each strand speak against it."""
        return _each(
            lambda language: self._of_strands(
                lambda strand, where: self._rules.refuted(strand.strand.rule, where), language
            )
        )

    def reason(self) -> Words:
        """Return why the verdict is what it is: one sentence or more."""

        def sentences(language: str) -> str:
            ruling = self._ruling
            if ruling.grounds == "material":
                return self._say("because.material", language)
            if all(self._is_of_absent_branch(strand) for strand in ruling.strands):
                return self._say("because.no_strand", language)
            said = [
                sentence for strand in self._telling() for sentence in self._why(strand, language)
            ]
            if ruling.grounds in ("weak", "conflict"):
                said.append(self._say(f"because.{ruling.grounds}", language))
            return " ".join(dict.fromkeys(said))

        return _each(sentences)

    def say_of(self, strand: StrandRuling) -> Words:
        """Return the sentence of a strand for the joint display, its facts filled in."""
        text = strand.strand.text
        if strand.cause == "absent":
            missing = strand.strand.if_missing
            if missing is None or self._is_of_absent_branch(strand):
                return dict(self._labels.by_language("claims.no_evidence"))
            return missing.by_language()
        if strand.strand.rule is not None:
            found = judge(strand.strand.rule, self._facts, self._values)
            if found.decision == "missing":  # dashes would say nothing of why
                return _each(lambda language: " ".join(self._rules.because(found, language)))
        if text is None:
            return _each(lambda language: self.evidence(strand, language, named=False) + ".")
        return {
            language: self._fill(words, language) for language, words in text.by_language().items()
        }

    def why(self, strand: StrandRuling) -> Words:
        """Return why a strand counts one way, decides nothing, or does not count."""
        return _each(lambda language: " ".join(self._why(strand, language, named=False)))

    # ----------------------------------------------------------------------------------------------

    def _is_of_absent_branch(self, strand: StrandRuling) -> bool:
        """Say whether a strand lacks facts of a branch that the study does not have."""
        branches = {key.partition(".")[0] for key in strand.strand.all_keys()}
        states = (self._facts.get(f"study.{branch}.state", {}) for branch in branches)
        return strand.cause == "absent" and any(one.get("value") == "absent" for one in states)

    def _telling(self) -> Sequence[StrandRuling]:
        """Return the strands that the reason speaks of: those it rests on, and those left out."""
        ruling = self._ruling
        left_out = [
            strand
            for strand in ruling.strands
            if strand.cause is not None and strand not in ruling.rests_on
        ]
        return [*(s for s in ruling.rests_on if s.strand.rule is not None), *left_out]

    def _why(self, strand: StrandRuling, language: str, *, named: bool | None = None) -> list[str]:
        """Return why a strand says what it says, or does not count."""
        with_rule = [s for s in self._ruling.strands if s.strand.rule is not None]
        named = len(with_rule) > 1 if named is None else named
        said = self._left_out(strand, language)
        if not said and strand.finding is not None:
            said = self._rules.because(strand.finding, language)
        if strand.counts and strand.level not in (None, "observed"):
            said.append(
                self._say("because.level", language, level=self._level(str(strand.level), language))
            )
        if not named or not said:
            return said
        head = self._strand(strand.name, language)
        return [
            f"{head}: {said[0][:1].lower() + said[0][1:] if _plain(said[0]) else said[0]}",
            *said[1:],
        ]

    def _left_out(self, strand: StrandRuling, language: str) -> list[str]:
        """Return why a strand does not count; nothing for one that does."""
        if strand.cause is None:
            return []
        if strand.cause == "absent":
            if self._is_of_absent_branch(strand):
                return [self._say("because.no_branch", language)]
            missing = strand.strand.if_missing
            return [missing.words(language) if missing else self._say("because.absent", language)]
        if strand.cause == "missing" and strand.finding is not None:
            return self._rules.because(strand.finding, language)
        if strand.cause not in ("provenance", "one_sided"):
            return [self._say(f"because.{strand.cause}", language)]
        pick = min if strand.cause == "one_sided" else max
        needed = pick(self._needs.supported, self._needs.not_supported, key=LEVELS.index)
        return [
            self._say(
                f"because.{strand.cause}",
                language,
                level=self._level(str(strand.level), language),
                needed=self._level(needed, language),
            )
        ]

    def _weakest(self, strand: StrandRuling) -> str | None:
        """Return the weakest level of the facts that exist, where others do not; None for none."""
        facts = [self._facts[key] for key in strand.keys]
        return weakest_of(facts) if facts else None

    def _rule(self, strand: StrandRuling, language: str) -> str:
        """Return the rule of a strand, and whether it can decide alone."""
        text = self._rules.rule(strand.strand.rule, language)
        if strand.strand.decides != "alone":
            text += " " + self._say("rule.with_others", language)
        return text

    def _of_strands(self, words: Callable[[StrandRuling, str], str], language: str) -> str:
        """Return what ``words`` says of each strand with a rule, with the strands' names."""
        strands = [strand for strand in self._ruling.strands if strand.strand.rule is not None]
        said = []
        for strand in strands:
            text = words(strand, language)
            head = f"{self._strand(strand.name, language)}: " if len(strands) > 1 else ""
            said.append(head + text)
        return " ".join(said)

    def _fill(self, text: str, language: str) -> str:
        """Replace ``[key]{.fact}`` by the fact's text; a sentence that comes again is left out."""
        said: set[str] = set()

        def words(match: re.Match[str]) -> str:
            fact = self._facts[match[1]]
            if match[2] == "interval":
                return str(fact["interval_text"][language])
            if match[2] == "n":
                return format_value(fact.get("n"), "count", language)
            again = str(fact["text"][language])
            if again.endswith(".") and again in said:
                return ""
            said.add(again)
            return again

        return FACT.sub(words, text).strip()

    def _strand(self, name: str, language: str) -> str:
        """Return the name of a strand, as it stands at the head of a sentence."""
        words = self._labels(f"claims.strand.{name}", language)
        return words[:1].upper() + words[1:]

    def _level(self, level: str, language: str) -> str:
        """Return the name of a level of provenance."""
        return self._labels(f"provenance.level.{level}", language)

    def _say(self, name: str, language: str, **amounts: str) -> str:
        """Return a label of the ledger with its placeholders filled."""
        return filled(self._labels(f"claims.{name}", language), language, **amounts)


def strand_names(names: Sequence[str], labels: Labels) -> Words:
    """Return strands named in a sentence, by language."""
    return _each(
        lambda language: join_words(
            [labels(f"claims.strand.{name}", language) for name in names], language
        )
    )


def _plain(sentence: str) -> bool:
    """Say whether a sentence may begin with a small letter: not with a code mark or a number."""
    return sentence[:1].isalpha() and not sentence[:2].isupper()


def _each(words: Callable[[str], str]) -> Words:
    """Return words in every language."""
    return {language: words(language) for language in current_languages()}
