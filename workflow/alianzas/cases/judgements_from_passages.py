"""From coded passages to judgements: each code in each case of the study, present or absent."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from alianzas.cases.case_texts import case_of, find_passages
from alianzas.cases.code_names import ABSENT_PREFIX, CaseNames, CodeNames
from alianzas.cases.judgements import (
    CodingSheetError,
    Judgement,
    Material,
    codes_are_in,
    copy_advice,
    missing_judgements,
    no_outcome,
    not_coded,
)
from field_files.coding.coding_file import CodingFile, Passage
from human_files.errors import Problem, did_you_mean
from human_files.language.messages import either, message


def judge(found: CodingFile, material: Material) -> list[Judgement]:
    """Return one coder's judgements, in the order of the cases and the codebook.

    A code has a judgement for each of its passages in a case, or one with value 0. What a table
    does not judge is missing. In a project silence counts: a code given to no passage of a case
    that is otherwise coded is absent. The outcome is the exception: it needs a passage, one coded
    "not:<outcome>", or a variable of the case with its name. Raises CodingSheetError with every
    problem of the file, each unknown code, case and source once.
    """
    judged = settle(found, material)
    problems = judged.problems
    if not problems or found.explicit:
        wrong = {case for case, _ in judged.meant} - set(material.cases)
        if not wrong:
            problems = [*problems, *missing_judgements(found.file, judged.meant, material)]
    if not found.explicit:
        problems = [_for_project(problem, material) for problem in problems]
    if problems:
        raise CodingSheetError(problems)
    rows = judged.rows
    return [
        one
        for case in material.cases
        for code in material.codes.judged
        for one in rows.get((case, code), [])
    ]


@dataclass
class Judged:
    """Judgements by case and code, which codes the coder judged at all, and what is wrong.

    ``concluded`` are the judgements of absence that rest on a coder's silence; ``left`` counts the
    passages that became no judgement: of an unknown "code", of no known "case", or for "another"
    reason, which is a problem.
    """

    rows: dict[tuple[str, str], list[Judgement]] = field(default_factory=dict)
    meant: set[tuple[str, str]] = field(default_factory=set)
    concluded: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)


def settle(found: CodingFile, material: Material) -> Judged:
    """Return what :func:`judge` finds, with problems collected instead of raised."""
    return _Settling(found, material).run()


class _Settling:
    """One pass over a file's passages: names resolved, passages located, judgements collected."""

    def __init__(self, found: CodingFile, material: Material) -> None:
        self.found, self.material = found, material
        self.codes = CodeNames(material.codes)
        self.names = CaseNames(material.cases, material.firms, material.texts)
        self.result = Judged()
        self.unknown: Counter[tuple[str, str]] = Counter()

    def run(self) -> Judged:
        for passage in self.found.passages:
            self._settle(passage)
        for (column, name), count in self.unknown.items():
            self._report_unknown(column, name, count)
        if not self.found.explicit:
            self._conclude()
        return self.result

    def _problem(self, passage: Passage, column: str, found: str, advice: str) -> None:
        """Note a problem, with the passage's row and column where the file has rows."""
        row = passage.row
        problem = Problem(self.found.file, found, advice, row, column if row else None)
        self.result.problems.append(problem)

    def _settle(self, passage: Passage) -> None:
        """Turn one passage into a judgement, or note why it cannot be one."""
        meant = self.codes.find(passage.code, self.found.of_code(passage.code))
        if meant is None:
            self.unknown["code", passage.code] += 1
        source = self.names.text(passage.source) if passage.source else None
        case = self._case(passage, source)
        if case is None or meant is None:
            self.result.left["code" if meant is None else "case"] += 1
            return
        value = passage.value * meant.value
        self.result.meant.add((case, meant.code))
        own = self.material.sources.get(case, [])
        if source is None and (not passage.source or len(own) == 1):
            source = own[0] if len(own) == 1 or value == 0 else None
        if source not in own:
            names = either(f'"{name}"' for name in own)
            what = message(
                '"{source}" is not a text of the case "{case}".', source=passage.source, case=case
            )
            self._problem(passage, "source", what, message("Call it {names}.", names=names))
            self.result.left["another"] += 1
            return
        span = self._place(passage, source) if value else None
        if value and span is None:
            self.result.left["another"] += 1
            return
        words = self.material.texts[source][slice(*span)] if span else None
        dimension = self.material.codes.judged[meant.code]
        row = Judgement(case, source, dimension, meant.code, value, words, *(span or (None, None)))
        self._add(passage, row)

    def _add(self, passage: Passage, row: Judgement) -> None:
        """Add a judgement, unless it contradicts or repeats an earlier one."""
        rows = self.result.rows.setdefault((row.case, row.code), [])
        if rows and rows[0].value != row.value:
            what = message(
                '"{code}" in "{case}" is both present and absent.', code=row.code, case=row.case
            )
            advice = message(
                "Keep the passages that show it, or the judgement that it is absent (0)."
            )
            self._problem(passage, "value", what, advice)
            self.result.left["another"] += 1
        elif row.value and row in rows and passage.row is not None:
            what = message(
                'the same passage shows "{code}" in "{case}" twice.', code=row.code, case=row.case
            )
            self._problem(passage, "text", what, message("Keep one of the rows."))
        elif (row.value or not rows) and row not in rows:
            rows.append(row)

    def _case(self, passage: Passage, source: str | None) -> str | None:
        """Return the case of a passage: as the file says, else by the name of its source."""
        by_source = case_of(source) if source is not None else self.names.case(passage.source)
        if not passage.case:
            if by_source is None:
                self.unknown["source", passage.source] += 1
            return by_source
        case = self.names.case(passage.case)
        if case is None:
            self.unknown["case", passage.case] += 1
        elif source is not None and by_source != case:
            what = message(
                '"{source}" is a text of the case "{other}", not of "{case}".',
                source=source,
                other=by_source,
                case=case,
            )
            self._problem(passage, "source", what, message("Correct the case or the source."))
            return None
        return case

    def _place(self, passage: Passage, source: str) -> tuple[int, int] | None:
        """Return where a passage is in the study's text; note a problem if it is not there."""
        text = self.material.texts[source]
        start, end, words = passage.start, passage.end, passage.text
        if not words and self.found.explicit and start is not None and end is not None:
            if end <= len(text):
                return start, end
            what = message(
                "{place} lies beyond the end of {source} ({n} characters).",
                place=f"{start}–{end}",
                source=source,
                n=len(text),
            )
            self._problem(passage, "end", what, message("Correct the places, or copy the passage."))
            return None
        if not words:
            what = message(
                'the words of a passage of "{code}" in "{source}" are unknown.',
                code=passage.code,
                source=passage.source,
            )
            advice = message(
                "Copy them from the text; a project must hold the sources that are coded."
            )
            self._problem(passage, "text", what, advice)
            return None
        if start is not None and end is not None and _same(text[start:end], words):
            return start, end
        places = find_passages(text, words)
        if not places:
            shown = " ".join(words.split())
            what = message('"{passage}" does not occur in {named}.', passage=shown, named=source)
            self._problem(passage, "text", what, copy_advice(text, words))
            return None
        if start is not None and self.found.explicit:
            listed = either(f"{first}–{last}" for first, last in places)
            what = message(
                '"{words}" is not at {place} of {source}, but at {listed}.',
                words=words,
                place=f"{start}–{end}",
                source=source,
                listed=listed,
            )
            self._problem(
                passage, "start", what, message("Correct the places, or empty both cells.")
            )
            return None
        # A program's copy of the text may differ in blanks: the nearest place is the right one.
        return min(places, key=lambda place: abs(place[0] - (start or 0)))

    def _report_unknown(self, column: str, name: str, count: int) -> None:
        """Note one problem for an unknown code, case or source, however often it occurs."""
        rows = [one.row for one in self.found.passages if getattr(one, column) == name]
        times = message(" ({n} passages)", n=count) if count > 1 else ""
        if column == "code":
            codes = self.material.codes
            near = self.codes.nearest(name)
            advice = (
                message('Did you mean "{word}"?', word=near)
                if near
                else did_you_mean(name, codes.judged)
            )
            advice += " " + codes_are_in(codes)
            others = [
                one
                for one in codes.codebook.dimensions
                if any(code.id == name for code in one.codes)
            ]
            if others:
                advice = message(
                    "It belongs to {dimension}, which coders do not judge. Remove it.",
                    dimension=others[0].id,
                )
        else:
            near = self.names.nearest(name)
            advice = (
                message('Did you mean "{word}"?', word=near)
                if near
                else did_you_mean(name, self.names.cases)
            )
            if column == "source":
                advice += " " + message(
                    "Name a source after the case or after the file with its text."
                )
        kind = {
            "source": message("the source of no case:"),
            "case": message("unknown case"),
            "code": message("unknown code"),
        }
        what = f'{kind[column]} "{name}"{times}.'
        row = rows[0] if rows else None
        self.result.problems.append(
            Problem(self.found.file, what, advice, row, column if row else None)
        )

    def _conclude(self) -> None:
        """Add the absence of the codes that a coder did not use in a case that was coded."""
        codes = self.material.codes
        coded = {case for case, _ in self.result.meant}
        for case in self.material.cases:
            if case not in coded:
                continue
            for code, dimension in codes.judged.items():
                if code == codes.outcome or (case, code) in self.result.meant:
                    continue
                source = self.material.sources[case][0]
                row = Judgement(case, source, dimension, code, 0, None, None, None)
                self.result.rows[case, code] = [row]
                self.result.meant.add((case, code))
                self.result.concluded.append((case, code))


def _for_project(problem: Problem, material: Material) -> Problem:
    """Word the advice on missing judgements for a project, which has no rows to add."""
    outcome = material.codes.outcome
    if problem.found in map(no_outcome, material.cases):
        advice = message(
            'Give "{outcome}" to the passage that shows it, or "{absence}" to '
            "one that shows the opposite; or give the case a variable {outcome} with 1 or 0.",
            outcome=outcome,
            absence=f"{ABSENT_PREFIX}{outcome}",
        )
        return Problem(problem.file, problem.found, advice)
    if problem.found in map(not_coded, material.cases):
        advice = message("Code it in the project, or take the case out of the profile sheet.")
        return Problem(problem.file, problem.found, advice)
    return problem


def _same(one: str, other: str) -> bool:
    """Say whether two texts have the same words, whatever their blanks."""
    return one.split() == other.split()
