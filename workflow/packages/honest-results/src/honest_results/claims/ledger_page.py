"""The ledger as a page of its own: each claim with its rule, its evidence and the raw files.

What is written here is Markdown that the document ``manuscript/claims.<language>.qmd`` inserts. Facts
are in it as ``[key]{.fact}``, so that each opens its card.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from honest_results.claims.ledger_document import EvidenceFact, Ledger, LedgerClaim
from honest_results.claims.verdicts import VERDICTS
from human_files.language.sentences import filled

if TYPE_CHECKING:
    from human_files.language.labels import Labels
    from human_files.settings import Text

_SPECIAL = str.maketrans({sign: "\\" + sign for sign in "\\*_{}[]<>$^~|@#\"'"})


class Page:
    """The Markdown of a ledger in one language."""

    def __init__(self, ledger: Ledger, labels: Labels, language: str) -> None:
        self._ledger, self._labels, self._language = ledger, labels, language
        files = {
            source.file: source
            for claim in ledger.claims
            for fact in claim.facts
            for source in fact.sources
        }
        self._files = [files[name] for name in sorted(files)]
        self._numbers = {source.file: n for n, source in enumerate(self._files, start=1)}

    def markdown(self) -> str:
        """Return the page's body."""
        blocks = [self._introduction(), self._summary()] if self._ledger.claims else []
        article = None
        for claim in self._ledger.claims:
            if claim.article != article:
                article = claim.article
                blocks.append(f"# {self._text(article)} {{.unnumbered}}")
                blocks.append(f"<https://doi.org/{claim.doi}>")
                blocks += self._sentences(claim.source)
            blocks.append(self._claim(claim))
        blocks.append(self._raw_files())
        return "\n\n".join(blocks) + "\n"

    def _introduction(self) -> str:
        """Return what the page holds, and where the claims come from."""
        used = {claim.source for claim in self._ledger.claims}
        articles = [article for article in self._ledger.articles if article.source in used]
        kind = "abstracts" if all(article.sentences for article in articles) else "publications"
        return self._word(
            "page.introduction",
            where=self._word(f"page.introduction.{kind}"),
            sources=f"[{'; '.join(f'@{article.source}' for article in articles)}]",
            n="[synthesis.claims.n]{.fact}",
        )

    def _summary(self) -> str:
        """Return a list of the verdicts that there are, each with its claims."""
        lines = []
        for verdict in VERDICTS:
            found = [claim for claim in self._ledger.claims if claim.verdict == verdict]
            named = ", ".join(f"[{self._text(claim.name)}](#claim-{claim.id})" for claim in found)
            if found:  # a verdict that no claim has is not named
                lines.append(f"- {self._badge(verdict)} {len(found)}: {named}")
        return "\n".join(lines)

    def _sentences(self, source: str) -> list[str]:
        """Return the sentences of an abstract with their claims, or why no data can decide them."""
        sentences = next(a.sentences for a in self._ledger.articles if a.source == source)
        if not sentences:
            return []
        names = {claim.id: claim.name for claim in self._ledger.claims}
        lines = []
        for sentence in sentences:
            said = [f"[{self._text(names[name])}](#claim-{name})" for name in sentence.claims]
            parts = [", ".join(said)] if said else []
            if sentence.undecidable is not None:
                parts.append(self._text(sentence.undecidable))
            lines.append(f"1. {self._text(sentence.about)}: {'. '.join(parts)}")
        return [self._word("page.sentences"), "\n".join(lines)]

    def _claim(self, claim: LedgerClaim) -> str:
        """Return the section of one claim."""
        name = self._text(claim.name)
        heading = f"## {name[:1].upper()}{name[1:]} {{#claim-{claim.id} .unnumbered}}"
        said = f"{self._badge(claim.verdict)} {self._text(claim.text)}"
        needs = claim.needs
        levels = self._word("page.needs.same", level=self._level(needs.supported))
        if needs.supported != needs.not_supported:
            levels = self._word(
                "page.needs.apart",
                supported=self._level(needs.supported),
                against=self._level(needs.not_supported),
            )
        rows = [
            ("column.published", self._text(claim.published)),
            ("column.found", self._text(claim.found)),
            ("column.reason", self._text(claim.reason)),
            ("page.rule", self._text(claim.rule_in_words)),
            ("page.refuted", self._text(claim.refuted_by)),
            ("page.no_tautology", self._text(claim.no_tautology)),
            ("page.needs", f"{levels} {self._text(needs.because)}"),
        ]
        if claim.missing:
            rows.append(("page.missing", ", ".join(f"`{key}`" for key in claim.missing)))
        terms = "\n\n".join(f"{self._word(term)}\n:   {words}" for term, words in rows)
        parts = [heading, f"::: {{.claim .{claim.verdict}}}\n{said}\n:::", terms]
        if claim.facts:
            parts.append(self._evidence(claim))
        return "\n\n".join(parts)

    def _evidence(self, claim: LedgerClaim) -> str:
        """Return the facts of a claim as a table; the values open their cards."""
        names = ("fact", "value", "level", "step", "files")
        lines = [
            _row(self._word(f"page.{name}") for name in names),
            "|:--------------|:--------|:-----|:-------|:-----|",  # widths in proportion
            *(_row(self._fact(fact)) for fact in claim.facts),
        ]
        return "\n".join(lines)

    def _fact(self, fact: EvidenceFact) -> list[str]:
        """Return the row of one fact."""
        value = f"[{fact.key}]{{.fact}}"
        if fact.interval is not None and fact.value is not None:
            value += f' [{fact.key}]{{.fact show="interval"}}'
        numbers = sorted(self._numbers[source.file] for source in fact.sources)
        files = ", ".join(f"[{number}](#file-{number})" for number in numbers)
        return [f"`{fact.key}`", value, self._level(fact.level), f"`{fact.rule}`", files]

    def _raw_files(self) -> str:
        """Return the table of all raw files, which the claims refer to by number."""
        names = ("number", "file", "level", "hash")
        lines = [
            f"# {self._word('page.raw_files')} {{#raw-files .unnumbered}}",
            "",
            _row(self._word(f"page.{name}") for name in names),
            "|--:|:-----------|:---|:--------------|",
        ]
        for number, source in enumerate(self._files, start=1):
            anchor = f"[{number}]{{#file-{number}}}"
            digest = f"`{source.sha256}`"
            lines.append(_row([anchor, f"`{source.file}`", self._level(source.level), digest]))
        return "\n".join(lines)

    def _badge(self, verdict: str) -> str:
        """Return a verdict as the page marks it."""
        return f"[{self._word(f'verdict.{verdict}')}]{{.verdict .{verdict}}}"

    def _level(self, level: str) -> str:
        """Return the name of a level of provenance."""
        return self._labels(f"provenance.level.{level}", self._language)

    def _text(self, text: Text | Mapping[str, str]) -> str:
        """Return a text of the ledger; what is between code marks stays code."""
        words = (text if isinstance(text, Mapping) else text.by_language())[self._language]
        parts = words.split("`")
        return "`".join(
            part if place % 2 else part.translate(_SPECIAL) for place, part in enumerate(parts)
        )

    def _word(self, key: str, **amounts: str) -> str:
        """Return a label of the ledger with its placeholders filled."""
        words = self._labels(f"claims.{key}", self._language)
        return filled(words, self._language, **amounts)


def _row(cells: Iterable[str]) -> str:
    """Return a row of a pipe table."""
    return "| " + " | ".join(cells) + " |"
