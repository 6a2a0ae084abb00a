"""The list of what documents must not say, and must (articles.yaml), held against built documents."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from studies import BRANCHES
from worlds.reading import Block, blocks

LIST = yaml.safe_load(Path(__file__).with_name("articles.yaml").read_text(encoding="utf-8"))
LANGUAGES = ("en", "es")
DOCUMENTS = ("article", "appendix", "claims")


class Rule(NamedTuple):
    """An entry of the list: where it stands there, and what it says."""

    place: str
    entry: dict[str, Any]

    def finds(self, block: Block) -> re.Match[str] | None:
        """Return what the expression finds in a block that the entry is for."""
        if block.tag not in self.entry.get("tags", (block.tag,)):
            return None
        return re.search(self.entry.get("never") or self.entry["always"], block.text)


def entries() -> list[Rule]:
    """Return every entry of the list."""
    parts = {f"everywhere.{part}": found for part, found in LIST["everywhere"].items()}
    for group in ("kinds", "worlds", "branches"):
        for name, languages in LIST[group].items():
            parts |= {f"{name}.{part}": languages[part] for part in LANGUAGES}
    return [Rule(place, entry) for place, found in parts.items() for entry in found]


def rules_without(
    branches: Collection[str], language: str, kinds: Collection[str] = ()
) -> list[Rule]:
    """Return the entries for the article of a study with these branches, in a language."""
    names = ["any", *kinds, *(f"without_{name}" for name in BRANCHES if name not in branches)]
    strands = len({*branches} - {"synthesis"})
    if strands < 2:
        names.append("with_one_strand" if strands else "without_strands")
    if len(branches) == len(BRANCHES):
        names.append("with_all_strands_and_synthesis")
    places = {f"{name}.{language}" for name in names}
    general = {f"everywhere.{part}" for part in ("both", language)}
    return [rule for rule in entries() if rule.place in places | general]


def rules_of(world: str, language: str) -> list[Rule]:
    """Return the entries for a world in a language: of any world, of its kinds, and its own."""
    names = ("everywhere", *LIST["worlds"][world]["kinds"], world)
    places = {f"{name}.{part}" for name in names for part in ("both", language)}
    return [rule for rule in entries() if rule.place in places]


def false_sentences(results: Path, world: str, language: str) -> Iterator[str]:
    """Yield what the documents in ``results`` say and must not: where, by what rule, and the words."""
    for document in DOCUMENTS:
        text = blocks(results / f"{document}.{language}.html")
        for rule in rules_of(world, language):
            if "never" not in rule.entry or document not in rule.entry.get("in", DOCUMENTS):
                continue
            for block in text:
                if match := rule.finds(block):
                    around = block.text[max(0, match.start() - 60) : match.end() + 60]
                    yield f"{document} {block.tag}, {rule.place} {rule.entry['never']}: {around}"


def missing_words(results: Path, world: str, language: str) -> list[Rule]:
    """Return the rules on what an article must say that find it nowhere."""
    text = blocks(results / f"article.{language}.html")
    return missing(rules_of(world, language), text)


def missing(rules: Collection[Rule], text: Collection[Block]) -> list[Rule]:
    """Return the rules on what a text must say that find it in none of its blocks."""
    wanted = [rule for rule in rules if "always" in rule.entry]
    return [rule for rule in wanted if not any(map(rule.finds, text))]


def broken(rules: Collection[Rule], text: Collection[Block]) -> Iterator[str]:
    """Yield what the article of a study says and must not."""
    for rule in rules:
        if "never" in rule.entry and "article" in rule.entry.get("in", DOCUMENTS):
            for block in text:
                if match := rule.finds(block):
                    around = block.text[max(0, match.start() - 60) : match.end() + 60]
                    yield f"{block.tag}, {rule.place} {rule.entry['never']}: {around}"
