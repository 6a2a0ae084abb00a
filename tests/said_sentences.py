"""The sentences that the program says to people, gathered from its code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from honest_results.rule_files import words_of_rules

ROOT = Path(__file__).resolve().parents[1]
#: What says a sentence: the positions of the sentences among the arguments.
SAYING = {"message": (0,), "template": (0,), "counted_message": (1, 2)}


class Sentence(NamedTuple):
    """A sentence of the code, where it is, and the names of the fields that fill it there.

    ``filled`` is None where this cannot be read from the call.
    """

    text: str
    place: str
    filled: frozenset[str] | None


def modules() -> list[Path]:
    """Return the modules of the study and of its packages."""
    folders = [ROOT / "workflow/alianzas", *sorted(ROOT.glob("workflow/packages/*/src"))]
    return [path for folder in folders for path in sorted(folder.rglob("*.py"))]


def sentences(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        name = node.func.id
        if name not in SAYING:
            continue
        fields = {keyword.arg for keyword in node.keywords}
        if name == "counted_message":
            fields.add("n")
        filled = None if name == "template" or None in fields else frozenset(map(str, fields))
        for place in SAYING[name]:
            if place < len(node.args):
                for text in _literals(node.args[place]):
                    yield Sentence(text, f"{path.relative_to(ROOT)}:{node.lineno}", filled)


def _literals(node: ast.expr) -> Iterator[str]:
    """Yield the literals that an argument may be: itself, or the two of "one if … else other"."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value.strip()  # blanks around it are no part of a sentence
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def all_sentences() -> list[Sentence]:
    """Return the sentences of all modules."""
    return [sentence for path in modules() for sentence in sentences(path)]


def other_sentences() -> list[Sentence]:
    """Return what is said besides: by the set-up, the rules of a build, and the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return [
        *sentences(ROOT / "workflow/bootstrap.py"),
        *(Sentence(text, f"rule {name}", None) for name, text in words_of_rules(ROOT).items()),
        *(
            Sentence(text, "Makefile", None)
            for text in re.findall(r"^[a-z-]+:.*?## (.*)$", makefile, re.M)
        ),
    ]
