"""The words of a settings file, each with its line and its address."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Word(NamedTuple):
    """A text in a settings file: where it is, such as ``article.title.es``, in which line, and it."""

    address: str
    line: int
    text: str


def words_of(path: Path) -> list[Word]:
    """Return every text in a settings file; nothing of a file that is no YAML, whose reader says so."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=_LOADER)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return []
    return [] if node is None else [*_walk(node, "")]


def _walk(node: yaml.Node, address: str) -> Iterator[Word]:
    """Yield the texts at and below an address."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _walk(value, f"{address}.{key.value}".lstrip("."))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _walk(value, f"{address}.{number}".lstrip("."))
    elif node.tag == "tag:yaml.org,2002:str":
        yield Word(address, node.start_mark.line + 1, str(node.value))
