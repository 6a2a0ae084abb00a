"""The report on a file of coded passages, and the rows that are written from it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from alianzas.cases.case_codes import CaseCodes
from alianzas.cases.code_names import CodeNames
from alianzas.cases.judgements import Material, missing_judgements
from alianzas.cases.judgements_from_passages import settle
from field_files.coding.coding_file import CodingFile, Passage
from field_files.coding.coding_report import (
    description,
    set_aside_lines,
    some_lines,
    warning_lines,
)
from human_files.errors import Problem
from human_files.language.messages import both, counted_message, message, template


@dataclass
class SettledFile:
    """Rows to write and what is in doubt; ``unknown``: code, count and nearest known code.

    ``concluded`` counts the judgements of absence that rest on silence; ``left`` the passages that are
    not written, by the reason ("code", "case" or "another"), None where no study settles them.
    """

    passages: list[Passage] = field(default_factory=list)
    unknown: list[tuple[str, int, str | None]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    concluded: int = 0
    left: Counter[str] | None = None


def settled(found: CodingFile, codes: CaseCodes, material: Material | None) -> SettledFile:
    """Return the rows of a file, with the codebook's names for the codes it knows.

    Given the ``material`` of a study, the rows also have its names of cases and texts, the places
    in these texts, and the codes that are absent; what cannot be settled is left unchanged and
    reported.
    """
    names = CodeNames(codes)
    result = SettledFile()
    used = Counter(passage.code for passage in found.passages)
    for name in dict.fromkeys([*(code.name for code in found.codes), *used]):
        asked = used[name] or (not found.passages and _is_codable(found, name))
        if asked and names.find(name, found.of_code(name)) is None:
            result.unknown.append((name, used[name], names.nearest(name)))
    if material is None or not found.holds_passages:
        result.passages = [_named(passage, names, found) for passage in found.passages]
        return result
    result.doubts += _read_as_one(found, names)
    result.left = Counter()
    for coder in found.coders:
        own = [passage for passage in found.passages if passage.coder == coder]
        part = CodingFile(found.file, found.format, found.program, found.codes, found.sources, own)
        part.explicit = found.explicit
        judged = settle(part, material)
        problems = judged.problems
        if not found.explicit:
            problems = problems + missing_judgements(found.file, judged.meant, material)
        whose = f"{coder}: " if coder and len(found.coders) > 1 else ""
        result.doubts += [
            f"{whose}{_row(one)}{one.found} {one.advice}"
            for one in problems
            if message("unknown code") not in one.found
        ]
        result.concluded += len(judged.concluded)
        result.left += judged.left
        result.passages += [
            Passage(
                row.case,
                row.source,
                coder,
                row.code,
                row.start,
                row.end,
                row.passage or "",
                row.value,
            )
            for case in material.cases
            for code in codes.judged
            for row in judged.rows.get((case, code), [])
        ]
    return result


def report(found: CodingFile, result: SettledFile) -> list[str]:
    """Return the lines about one file: what it is, what was read, set aside, unknown, in doubt."""
    lines = description(found)
    if not found.holds_passages:
        codable = sum(code.codable for code in found.codes)
        lines.append(message("  Known to the codebook: {n}", n=codable - len(result.unknown)))
    lines += set_aside_lines(found)
    if result.left is not None:
        lines.append(_account(len(found.passages), result.left))
    lines += some_lines(
        [_unknown(name, count, near) for name, count, near in result.unknown],
        message("Unknown code"),
    )
    if result.concluded:
        lines.append(
            counted_message(
                result.concluded,
                "  Absent: {n} judgement is written as 0, because the coder gave the code to no "
                "passage of a case coded otherwise",
                "  Absent: {n} judgements are written as 0, because the coder gave the code to no "
                "passage of a case coded otherwise",
            )
        )
    return [*lines, *warning_lines(found), *some_lines(result.doubts, message("In doubt"))]


def _account(read: int, left: Counter[str]) -> str:
    """Return how many of the passages read are written, and why the others are not."""
    reasons = [
        message(text, n=left[reason])
        for reason, text in (
            ("code", template("{n} with codes that the codebook does not know")),
            ("case", template("{n} of no case of the study")),
            ("another", template("{n} in doubt")),
        )
        if left[reason]
    ]
    written = message("{n} written", n=read - left.total())
    return message(
        "  For the study: {read} read = {parts}", read=read, parts=" + ".join([written, *reasons])
    )


def _read_as_one(found: CodingFile, names: CodeNames) -> list[str]:
    """Return a doubt for each code of the codebook that codes of several branches are read as."""
    groups: dict[tuple[str, int], list[str]] = {}
    for name in dict.fromkeys(passage.code for passage in found.passages):
        meant = names.find(name, found.of_code(name))
        if meant is not None and found.of_code(name):
            groups.setdefault(meant, []).append(name)
    return [
        message(
            'the codes {names} are both read as "{code}"; rename the one that means another.',
            names=both(f'"{name}"' for name in group),
            code=meant[0],
        )
        for meant, group in groups.items()
        if len(group) > 1 and len({found.of_code(name) for name in group}) > 1
    ]


def _unknown(name: str, count: int, near: str | None) -> str:
    """Return what is told of an unknown code: how many passages have it, and the nearest known."""
    passages = counted_message(count, " ({n} passage)", " ({n} passages)") if count else ""
    told = message('; the nearest is "{near}"', near=near) if near else message("; none is like it")
    return f'"{name}"{passages}{told}'


def _named(passage: Passage, names: CodeNames, found: CodingFile) -> Passage:
    """Return a passage with the codebook's name for its code, where the codebook knows it."""
    meant = names.find(passage.code, found.of_code(passage.code))
    if meant is None:
        return passage
    return passage._replace(code=meant.code, value=passage.value * meant.value)


def _row(problem: Problem) -> str:
    """Return where in a sheet a problem is, empty outside of one."""
    return "" if problem.row is None else message("row {n}", n=problem.row) + ": "


def _is_codable(found: CodingFile, name: str) -> bool:
    return any(code.codable for code in found.codes if code.name == name)
