"""Where results stand in the documents: lines of the texts, numbers of tables and figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from honest_results.documents.divs import divs
from honest_results.documents.outline import numbers, outline
from honest_results.documents.source import Manuscript
from honest_results.documents.texts import read_shown
from honest_results.project import Document
from honest_results.tracing.built_results import Built, Target


@dataclass(frozen=True)
class Numbered:
    """A table or figure of a document as its readers see it, such as Table A3."""

    kind: str
    number: str
    label: str
    file: str


@dataclass(frozen=True)
class Places:
    """The texts of the documents in ``root``, for the results of ``built``."""

    built: Built
    documents: tuple[Document, ...]

    @cached_property
    def texts(self) -> list[Manuscript]:
        """What the study has of every document in every language, the article first."""
        root = self.built.root
        return [
            read_shown(
                self.built.study, document.name, path.name.split(".")[1], self.built.facts, root
            )
            for document in self.documents
            for path in sorted((root / "manuscript").glob(f"{document.name}.*.qmd"))
        ]

    def of(self, target: Target) -> list[tuple[str, list[int]]]:
        """Return the files, each with the lines, that name a result."""
        found: dict[str, set[int]] = {}
        for text in self.texts:
            for reference in text.references():
                name = reference.name.removeprefix("figures/")
                if (reference.kind, name) == (target.kind, target.key):
                    file, line = text.place(reference.line)
                    found.setdefault(file, set()).add(line)
        return [(file, sorted(lines)) for file, lines in found.items()]

    @cached_property
    def numbered(self) -> list[Numbered]:
        """Every numbered table and figure of the documents."""
        prefixes = {document.name: document.prefix for document in self.documents}
        kinds = {"tbl": "table", "fig": "figure"}
        return [
            Numbered(kinds[label.split("-")[0]], number.replace("\u00a0", " "), label, text.file)
            for text in self.texts
            for label, number in numbers(
                outline(text, prefixes[text.document]), self.built.facts
            ).items()
            if label.split("-")[0] in kinds
        ]

    def number(self, target: Target, language: str) -> str:
        """Return the number of a table or figure in the documents of a language; empty without one."""
        for place in self.numbered:
            if place.file.endswith(f".{language}.qmd") and target in self.behind(place):
                return place.number
        return ""

    def behind(self, place: Numbered) -> list[Target]:
        """Return what stands under a number: one table or figure, or several under one caption."""
        text = next(text for text in self.texts if text.file == place.file)
        shown = [r for r in text.references() if r.kind == place.kind]
        own = [r for r in shown if r.options.get("label") == place.label]
        if not own:
            around = [div for div in divs(text)[0] if div.label == place.label]
            own = [r for r in shown if any(div.holds(r.line) for div in around)]
        names = dict.fromkeys(reference.name.removeprefix("figures/") for reference in own)
        return [Target(place.kind, name) for name in names]
