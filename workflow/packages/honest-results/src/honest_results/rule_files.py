"""What the rule files say, read as text: each rule's words, script, tables and figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_RULE = re.compile(r"^(?:rule|checkpoint) +(?P<name>\w+) *:(?P<body>(?:\n(?:[ \t].*)?)*)", re.M)
_WORDS = re.compile(r'\A\s*"""(.*?)"""', re.DOTALL)
_SCRIPT = re.compile(r"^\s*script:\s*[\"']\.\./([^\"']+)[\"']", re.MULTILINE)
_CALL = re.compile(r"\b(table|figures)\(([^)]*)\)")
_NAME = re.compile(r"[\"']([\w-]+)[\"']")


@dataclass(frozen=True)
class Rule:
    """A rule: ``words`` is the first line of its docstring without the full stop.

    ``script`` is a path from the top of the repository, empty without one; ``tables`` and
    ``figures`` are ids.
    """

    name: str
    words: str
    script: str
    tables: tuple[str, ...]
    figures: tuple[str, ...]


def rule_bodies(root: Path) -> dict[str, str]:
    """Return the text of every rule of the Snakefile and of ``workflow/rules``, by name."""
    bodies: dict[str, str] = {}
    for path in (root / "Snakefile", *sorted((root / "workflow/rules").glob("*.smk"))):
        if path.is_file():
            for found in _RULE.finditer(path.read_text(encoding="utf-8")):
                bodies[found["name"]] = found["body"]
    return bodies


def read_rules(root: Path) -> dict[str, Rule]:
    """Return every rule of the Snakefile and of ``workflow/rules``, by name."""
    return {name: _rule(name, body) for name, body in rule_bodies(root).items()}


def _rule(name: str, body: str) -> Rule:
    words, script = _WORDS.search(body), _SCRIPT.search(body)
    made: dict[str, list[str]] = {"table": [], "figures": []}
    for call in _CALL.finditer(body):
        made[call[1]] += _NAME.findall(call[2])
    return Rule(
        name,
        words[1].strip().partition("\n")[0].removesuffix(".") if words else "",
        f"workflow/{script[1]}" if script else "",
        tuple(made["table"]),
        tuple(made["figures"]),
    )


def words_of_rules(root: Path) -> dict[str, str]:
    """Return what each rule does in words, by rule; without those that say nothing."""
    return {rule.name: rule.words for rule in read_rules(root).values() if rule.words}
