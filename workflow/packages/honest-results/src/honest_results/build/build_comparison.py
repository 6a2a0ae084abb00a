"""Comparing two builds of a study: byte for byte, and where bytes differ, number by number."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from human_files.language.messages import message

#: Relative tolerance within which two machines compute the same number.
TOLERANCE = 1e-6


@dataclass
class Comparison:
    """How two builds differ.

    Attributes
    ----------
    same, other : Counter of str
        Number of identical and of differing files, by ending.
    differing : list of str
        Files whose bytes differ.
    only_here, only_there : list of str
        Files that only one build has.
    facts : list of str
        Facts that differ beyond the tolerance, in words.
    compared_facts : int
        Number of facts compared.
    """

    same: Counter[str] = field(default_factory=Counter)
    other: Counter[str] = field(default_factory=Counter)
    differing: list[str] = field(default_factory=list)
    only_here: list[str] = field(default_factory=list)
    only_there: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    compared_facts: int = 0

    @property
    def identical(self) -> bool:
        """Whether both builds have the same files with the same bytes."""
        return not (self.differing or self.only_here or self.only_there)

    @property
    def numbers_agree(self) -> bool:
        """Whether both have the same files, and the same facts within the tolerance."""
        return not (self.facts or self.only_here or self.only_there) and self.compared_facts > 0


def compare_builds(here: Path, there: Path) -> Comparison:
    """Compare the results of two builds: byte for byte, and fact by fact where bytes differ.

    Parameters
    ----------
    here, there : path
        Folders of results: the present one and the rebuilt one.

    Returns
    -------
    Comparison
        Facts are compared only if some file differs, with a relative tolerance of 1e-6.
    """
    result = Comparison()
    files = {folder: _files(folder) for folder in (here, there)}
    result.only_here = sorted(files[here] - files[there])
    result.only_there = sorted(files[there] - files[here])
    for name in sorted(files[here] & files[there]):
        kind = Path(name).suffix.removeprefix(".") or "other"
        if (here / name).read_bytes() == (there / name).read_bytes():
            result.same[kind] += 1
        else:
            result.other[kind] += 1
            result.differing.append(name)
    if result.differing and (here / "facts.json").is_file() and (there / "facts.json").is_file():
        first, second = _facts(here), _facts(there)
        result.compared_facts = len(first.keys() | second.keys())
        result.facts = [*_differences(first, second)]
    return result


def _files(folder: Path) -> set[str]:
    """Return the files in a folder, at any depth, as relative paths."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _facts(folder: Path) -> dict[str, Any]:
    """Return the merged facts of a folder of results."""
    facts: dict[str, Any] = json.loads((folder / "facts.json").read_text(encoding="utf-8"))["facts"]
    return facts


def _differences(first: dict[str, Any], second: dict[str, Any]) -> Iterator[str]:
    """Yield in words each fact that differs beyond the tolerance."""
    for key in sorted(first.keys() | second.keys()):
        one, two = first.get(key), second.get(key)
        if one is None or two is None:
            yield (
                message("{key}: only in the present results", key=key)
                if two is None
                else message("{key}: only in the rebuild", key=key)
            )
        elif not _close(one["value"], two["value"]):
            yield message(
                "{key}: {here} here, {there} rebuilt",
                key=key,
                here=one["value"],
                there=two["value"],
            )
        elif not _close(one.get("interval"), two.get("interval")):
            yield message(
                "{key}: interval {here} here, {there} rebuilt",
                key=key,
                here=one.get("interval"),
                there=two.get("interval"),
            )


def _close(one: Any, two: Any) -> bool:
    """Return whether two values are equal; numbers within the tolerance."""
    if isinstance(one, list) and isinstance(two, list):
        return len(one) == len(two) and all(map(_close, one, two))
    if isinstance(one, float) or isinstance(two, float):
        if not all(isinstance(value, int | float) for value in (one, two)):
            return False
        return math.isclose(one, two, rel_tol=TOLERANCE, abs_tol=1e-12)
    return bool(one == two)
