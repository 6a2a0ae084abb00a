"""Ecuador's study made larger: survey answers, cases, and references with their sheets.

What it says is nonsense. What matters is what the work of the steps depends on: duplicates,
disagreements, codes, passages, keywords and cited works are as many per record as in a real study.
"""

from __future__ import annotations

import contextlib
import csv
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from alianzas.survey.simulation.__main__ import simulate_study

STUDY = Path("config/studies/ecuador")
DATA = Path("data/ecuador")
#: Firms of the shipped study.
FIRMS = 150
#: One judgement of so many is another one by the other reader.
DISAGREE = 20

Rows = Sequence[Sequence[str]]


def answer(folder: Path, size: int) -> None:
    """Give the study in ``folder``, a copy of the project, the answers of ``size`` times the firms."""
    replace(folder / STUDY / "survey.yaml", f"firms: {FIRMS} ", f"firms: {FIRMS * size} ")
    with contextlib.chdir(folder):
        simulate_study("ecuador")


def tell(folder: Path, size: int) -> None:
    """Tell each case ``size`` times; now and then the second coder finds one code less in it."""
    rng = random.Random(size)
    cases = folder / DATA / "cases"
    texts = {path.stem: path.read_text(encoding="utf-8") for path in cases.glob("texts/*.md")}
    settled = read(cases / "coding-consensus.csv")[1]
    told = {(row[0], row[2]) for row in settled}
    sheets = ("cases", "translations", "coding-coder-1", "coding-coder-2", "coding-consensus")
    for name in sheets:
        header, rows = read(cases / f"{name}.csv")
        found: list[list[str]] = []
        for copy in range(size):
            for row in rows:
                case, _, *rest = again = _copied(name, row, copy)
                if name == "coding-coder-2" and copy and _loses(row, told, rng):
                    again = [case, again[1], rest[0], "0", ""]
                    settled.append([*again, "Not stated."])
                found.append(again)
        write(
            cases / f"{name}.csv", header, found if name != sheets[-1] else [*found, *settled[10:]]
        )
    for copy in range(1, size):
        for case, text in texts.items():
            place = cases / f"texts/{case}-{copy}.md"
            place.write_text(f"{text}\nRelato {copy}.\n", encoding="utf-8")


def _copied(sheet: str, row: Sequence[str], copy: int) -> list[str]:
    """Return the row of a sheet for a copy of its case: another case, firm or file."""
    if not copy:
        return list(row)
    case = f"{row[0]}-{copy}"
    if sheet == "cases":
        return [case, f"{row[1]} {copy}", *row[2:]]
    return [case, *row[1:]] if sheet == "translations" else [case, f"{case}.md", *row[2:]]


def _loses(row: Sequence[str], settled: set[tuple[str, str]], rng: random.Random) -> bool:
    case, _, code, value, _ = row
    return value == "1" and (case, code) not in settled and rng.randrange(DISAGREE) == 0


def replace(path: Path, old: str, new: str) -> None:
    """Replace ``old``, which must be there, in a file."""
    text = path.read_text(encoding="utf-8")
    if old not in text:
        raise ValueError(f"{path} has no {old!r}")
    path.write_text(text.replace(old, new), encoding="utf-8")


def read(path: Path) -> tuple[list[str], list[list[str]]]:
    """Return the header and the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return header, rows


def write(path: Path, header: Iterable[str], rows: Rows) -> None:
    """Write a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([list(header), *rows])
