"""The steps of a build in words: each rule's docstring."""

from __future__ import annotations

import re
from pathlib import Path

_RULE = re.compile(
    r'^(?:rule|checkpoint) +(?P<name>\w+) *:\s*"""(?P<words>.*?)"""', re.MULTILINE | re.DOTALL
)


def rule_files(root: Path) -> list[Path]:
    """Return the Snakefile and the rule files it includes."""
    return [root / "Snakefile", *sorted((root / "workflow/rules").glob("*.smk"))]


def words_of_rules(root: Path) -> dict[str, str]:
    """Return the first line of every rule's docstring, without its full stop, by rule."""
    words: dict[str, str] = {}
    for path in rule_files(root):
        if path.is_file():
            for found in _RULE.finditer(path.read_text(encoding="utf-8")):
                first = found["words"].strip().partition("\n")[0]
                words[found["name"]] = first.removesuffix(".")
    return words
