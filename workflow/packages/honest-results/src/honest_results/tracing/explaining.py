"""``alianzas trace``: what is known of a result, from the line that prints it to the raw files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from honest_results.design import is_design
from honest_results.documents.design_places import design_place
from honest_results.project import Document, Project
from honest_results.rule_flow import Flow
from honest_results.tracing.accounts import Account, account_lines
from honest_results.tracing.asked import Asked, find
from honest_results.tracing.built_results import Built, Target, UntraceableError
from honest_results.tracing.claim_report import claim_rows
from honest_results.tracing.configuration import configuration_behind
from honest_results.tracing.makers import Maker, imported, makers
from honest_results.tracing.pasted_text import Passage
from honest_results.tracing.printed_places import Places
from honest_results.tracing.raw_files import raw_rows
from honest_results.tracing.relevance import modules_by_relevance
from honest_results.tracing.report import Report, Row
from honest_results.tracing.result_rows import part_rows, place_rows, value_rows
from honest_results.tracing.rows_behind import Rows, rows_behind, rows_read
from honest_results.tracing.upstream import Step, Way, record_makers, way
from human_files.language.messages import message

if TYPE_CHECKING:
    from pydantic import BaseModel

__all__ = ["Question", "UntraceableError", "explain"]

#: So many rows behind a result are named, and so many modules.
_ROWS, _MODULES = 12, 8


@dataclass(frozen=True)
class Question:
    """What a person asks, and how it is to be answered.

    ``typed`` is a key, a label, "Table 6", a number or a sentence; ``settings`` the study's, as plain
    data, and ``model`` that of its file; ``accounts`` say how branches account for their records; with
    ``all_of`` every result that a number stands for is explained.
    """

    typed: str
    study: str
    root: Path
    report: Report = field(default_factory=lambda: Report("en"))
    documents: tuple[Document, ...] = ()
    settings: Mapping[str, Any] | None = None
    model: type[BaseModel] | None = None
    accounts: Sequence[Account] = ()
    all_of: bool = False


def explain(question: Question) -> list[str]:
    """Return the lines that answer a question.

    Raises UntraceableError before a build, and for what names no result, naming the nearest.
    """
    return _Answer(question).lines()


class _Answer:
    def __init__(self, question: Question) -> None:
        self.question = question
        self.report = question.report
        self.built = Built.open(question.study, question.root)
        documents = question.documents or tuple(
            Project.model_validate({"studies": ["x"]}).documents
        )
        self.places = Places(self.built, documents)

    def lines(self) -> list[str]:
        """Return the answer."""
        asked = find(self.question.typed, self.built, self.places)
        if asked.how == "name":
            return self._several(asked.targets)
        if asked.passage is not None:
            return self._passage(asked.passage, asked.targets)
        return self._value(asked)

    def _several(self, targets: Sequence[Target]) -> list[str]:
        lines: list[str] = []
        for target in targets:
            lines += [*([""] if lines else []), *self._one(target)]
        return lines

    def _one(self, target: Target) -> list[str]:
        if target.kind == "claim":
            return self._claim(self.built.claims[target.key])
        about = self.built.about(target)
        script = self.built.root / about["script"]
        known = about if target.kind == "fact" else None
        made = makers(target.kind, target.key, script, known) if script.is_file() else []
        files = [source["file"] for source in self.built.sources(target)]
        found = way(about["rule"], files, self.built, self.question.settings)
        rows = value_rows(target, self.built, self.report)
        rows += place_rows(target, self.places, self.report)
        rows.append(self._kind_of_truth(target, about))
        rows += self._code(about, made, found)
        lines = [self._title(target), *self.report.aligned(rows)]
        lines += self._way(target, found, about)
        lines += self._section("raw_files", raw_rows(self.built, target, self.report))
        names = target.key.split(".")
        lines += self.configuration([step.flow for step in found.steps], names)
        if target.kind == "figure":
            lines += self._section("parts", part_rows(target, self.built, self.report))
        if target.kind == "fact":
            behind = rows_behind(target.key, about, found.steps, self.built)
        else:
            behind = rows_read(found.steps, self.built)
        return lines + self._section("rows", self._behind(behind, about["rule"]))

    def _kind_of_truth(self, target: Target, about: Mapping[str, Any]) -> Row:
        """Return the level of a result, or where a design value stands."""
        if not is_design(about):
            return self.report.word("level"), self.report.word(f"level.{about['level']}")
        place = design_place(
            target.key,
            about,
            self.built.study,
            self.built.root,
            model=self.question.model,
            is_built=False,
        )
        where = self._lines(place.file, [place.line]) if place.line else place.file
        name = self.report.word("default" if place.is_default else "design")
        return name, f"{place.setting}, {where}"

    def configuration(self, flows: Sequence[Flow], names: Sequence[str]) -> list[str]:
        """Return the files of settings that rules read, with the lines about ``names``."""
        question = self.question
        found = configuration_behind(
            flows, names, self.built.root, self.built.study, question.settings
        )
        rows = [
            (each.rules[0], self._lines(each.file, each.lines) if each.lines else each.file)
            for each in found
        ]
        return self._section("configuration", rows)

    def _title(self, target: Target) -> str:
        number = self.places.number(target, self.report.language) if target.kind != "fact" else ""
        words = self.report.word(target.kind, number=number) if number else ""
        return f"{target.label} ({words})" if words else target.label

    def _section(self, title: str, rows: Sequence[Row]) -> list[str]:
        return ["", self.report.word(title), *self.report.aligned(rows)] if rows else []

    def _code(self, about: Mapping[str, Any], made: Sequence[Maker], found: Way) -> list[Row]:
        """Return the function, those that call it, the rule with its script, and the modules."""
        word = self.report.word
        rows: list[Row] = []
        for number, maker in enumerate(made):
            name = word("called_by" if number else "function")
            rows.append((name, self._place(maker)))
            rows += [(name, maker.words)] if maker.words and maker.function else []
        rule = found.steps[0].rule if found.steps else None
        words = f": {message(rule.words)}" if rule is not None and rule.words else ""
        rows += [(word("rule"), about["rule"] + words), (word("script"), about["script"])]
        script = self.built.root / about["script"]
        if script.is_file():
            near, shared = modules_by_relevance(script, made[0].file if made else None)
            rows += [(word("module"), self._path(each.file)) for each in near[:_MODULES]]
            if len(near) > _MODULES:
                rows.append((word("module"), word("more_modules", count=len(near) - _MODULES)))
            rows.append((word("module"), word("shared", count=shared)))
        return rows

    def _place(self, maker: Maker) -> str:
        name = maker.function or self.report.word("top")
        return self.report.word("at", name=name, file=self._path(maker.file), line=maker.line)

    def _path(self, path: Path) -> str:
        root = self.built.root.resolve()
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)

    def _way(self, target: Target, found: Way, about: Mapping[str, Any]) -> list[str]:
        """Return the chain in a line, then each rule with what it reads and writes."""
        if not found.steps:
            return []
        chain = " ← ".join([target.label, *found.chain])
        lines = ["", self.report.word("way"), *self.report.wrapped(chain, "  ")]
        for number, step in enumerate(found.steps):
            words = f": {message(step.rule.words)}" if step.rule.words else ""
            lines += self.report.wrapped(f"{step.rule.name}{words}", "  ")
            lines += self.report.aligned(self._step(step, is_own=number == 0), indent=4)
        return lines

    def _step(self, step: Step, is_own: bool) -> list[Row]:
        word = self.report.word
        rows: list[Row] = []
        if not is_own and step.rule.script:
            rows.append((word("script"), step.rule.script))
        for reading in step.reads:
            if reading.rows is not None:
                made = word(
                    "records",
                    name=reading.item.name,
                    rows=self.report.count(reading.rows),
                    maker=reading.maker,
                )
                rows.append((word("reads"), made))
        others = dict.fromkeys(r.maker for r in step.reads if r.item.kind == "facts")
        if others:
            rows.append((word("reads"), word("facts", makers=", ".join(others))))
        rows += [(word("raw"), file) for file in step.raw]
        rows += self._written(step)
        for line in account_lines(step.rule.name, self.question.accounts, self.built):
            rows.append((word("account"), line))
        return rows

    def _written(self, step: Step) -> list[Row]:
        """Return the records that a rule writes, each with the function they come from."""
        word = self.report.word
        script = self.built.root / step.rule.script
        made = record_makers(script) if step.rule.script and script.is_file() else {}
        rows: list[Row] = []
        for item in step.flow.outputs:
            count = self.built.rows(item.name) if item.kind == "record" else None
            if count is None:
                continue
            place = imported(script, made[item.argument]) if item.argument in made else None
            if place is None:
                rows.append(
                    (word("writes"), word("written", name=item.name, rows=self.report.count(count)))
                )
            else:
                values = {
                    "name": item.name,
                    "rows": self.report.count(count),
                    "function": self._place(place),
                }
                rows.append((word("writes"), word("written_by", **values)))
        return rows

    def _behind(self, found: Sequence[Rows], rule: str) -> list[Row]:
        word = self.report.word
        rows: list[Row] = []
        for each in found:
            if each.where:
                conditions = (word("is", column=c, value=v) for c, v in each.where)
                name = word("rows_where", record=each.record, where=word("and").join(conditions))
            else:
                name = word("rows_read", record=each.record, rule=rule)
            count = self.report.count(each.count)
            rows.append((count, name))
            some = list(each.names[:_ROWS])
            if len(each.names) > _ROWS:
                some.append(word("more", count=len(each.names) - _ROWS))
            if some:
                rows.append((count, ", ".join(some)))
        return rows

    def _value(self, asked: Asked) -> list[str]:
        """Return all that is printed as a number; explain it where the documents print one alone."""
        places = {target: self.places.of(target) for target in asked.targets}
        shown = [target for target in asked.targets if places[target]]
        hidden = [target for target in asked.targets if not places[target]]
        if self.question.all_of:
            return self._several(asked.targets)
        word, lines = self.report.word, list[str]()
        wanted = shown or hidden
        if len(wanted) == 1:
            lines += [*self._one(wanted[0]), ""]
            hidden = [target for target in hidden if target not in wanted]
        elif shown:
            typed = self.question.typed.strip()
            lines += self.report.wrapped(word("candidates", typed=typed))
            lines += self.report.aligned([(t.label, self._where(places[t])) for t in shown])
        if hidden:
            lines += self.report.wrapped(word("unprinted", count=len(hidden)))
            lines += [f"  {target.label}" for target in hidden[:_ROWS]]
            if len(hidden) > _ROWS:
                lines.append(f"  {word('more', count=len(hidden) - _ROWS)}")
        if asked.cells:
            lines += [word("cells"), *(f"  {self._title(target)}" for target in asked.cells)]
        if len(asked.targets) > 1:
            lines += self.report.wrapped(word("choose"))
        return lines[:-1] if lines[-1] == "" else lines

    def _where(self, places: Sequence[tuple[str, list[int]]]) -> str:
        return "; ".join(self._lines(file, lines) for file, lines in places)

    def _lines(self, file: str, lines: Sequence[int]) -> str:
        name = "line" if len(lines) == 1 else "lines"
        return self.report.word(name, file=file, lines=", ".join(map(str, lines)))

    def _passage(self, passage: Passage, targets: Sequence[Target]) -> list[str]:
        """Return the results that a passage holds, each with its value and its function."""
        word = self.report.word
        words = word("passage" if targets else "nothing", file=passage.file, line=passage.line)
        lines = self.report.wrapped(words)
        language = passage.file.split(".")[-2]
        for target in targets:
            about = self.built.about(target)
            script = self.built.root / about["script"]
            made = makers("fact", target.key, script, about) if script.is_file() else []
            rows = value_rows(target, self.built, self.report)[:1]
            rows.append((word("printed_as"), about["text"][language]))
            for number, maker in enumerate(made):
                rows.append((word("called_by" if number else "function"), self._place(maker)))
            rows.append((word("rule"), about["rule"]))
            lines += [f"  {target.label}", *self.report.aligned(rows, indent=4)]
        return lines

    def _claim(self, claim: Mapping[str, Any]) -> list[str]:
        """Return what was published, what was found, and the way of each of its facts."""
        lines = [claim["id"], *self.report.aligned(claim_rows(claim, self.report))]
        for fact in claim["facts"]:
            target = Target("fact", fact["key"])
            lines.append("")
            if fact["key"] in self.built.facts:
                lines += [f"  {line}".rstrip() for line in self._one(target)]
        return lines
