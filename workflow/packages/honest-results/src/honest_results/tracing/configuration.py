"""The configuration behind a result: codebooks, claims and the study file, with the lines that matter.

Rules say in the rule files which of them they read (:mod:`honest_results.rule_flow`); the lines are
those of the sections that the rules take from the study file, and of the entries that the result's name
speaks of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from honest_results.project import codebook_file, settings_place
from honest_results.rule_flow import Flow
from honest_results.settings_addresses import values_at

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: What an entry of a list is called by.
_IDS = ("id", "name")


@dataclass(frozen=True)
class Configuration:
    """A file of settings that rules read: its path, the lines, and the rules, nearest first."""

    file: str
    lines: tuple[int, ...]
    rules: tuple[str, ...]


def configuration_behind(
    flows: Sequence[Flow],
    names: Collection[str],
    root: Path,
    study: str,
    settings: Mapping[str, Any] | None,
) -> list[Configuration]:
    """Return the configuration that rules read, in the order of ``flows``.

    ``names`` are what the result is about, such as ``["planning"]`` or the id of a claim: lines of
    files are those of the entries with such an id. ``settings`` is the study's.
    """
    found: dict[str, dict[str, set[int]]] = {}
    for flow in flows:
        for item in flow.inputs:
            if item.kind in ("codebook", "file"):
                name = item.name
                file = codebook_file(study, name, root) if item.kind == "codebook" else name
                if file.startswith("config/"):
                    found.setdefault(file, {}).setdefault(flow.rule, set())
        for address in flow.settings:
            own, inside = settings_place(study, address, root)
            here = found.setdefault(own, {}).setdefault(flow.rule, set())
            here |= {*_address_lines(root / own, inside)}
            for file in _files(settings, address):
                found.setdefault(file, {}).setdefault(flow.rule, set())
    wanted = {name.replace("-", "_") for name in names}
    result = []
    for file, rules in found.items():
        lines = set().union(*rules.values()) | {*_entry_lines(root / file, wanted)}
        if (root / file).is_file():
            result.append(Configuration(file, tuple(sorted(lines)), tuple(rules)))
    return result


def _files(settings: Mapping[str, Any] | None, address: str) -> Iterator[str]:
    """Yield the files of configuration at an address of the study file."""
    if settings is None or not address:
        return
    try:
        (value,) = values_at({"at": settings}, f"at.{address}")
    except (KeyError, TypeError, ValueError):
        return
    found = yaml.load(value, Loader=_LOADER) if value.startswith("[") else value
    for each in found if isinstance(found, list) else [found]:
        if isinstance(each, str) and each.startswith("config/"):
            yield each


def _compose(path: Path) -> yaml.Node | None:
    try:
        return yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=_LOADER)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return None


def _address_lines(path: Path, address: str) -> Iterator[int]:
    """Yield the line of a dotted address of a settings file, or of as much of it as is there."""
    node, line = _compose(path), None
    for part in filter(None, address.split(".")):
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        key, node = next(((k, v) for k, v in pairs if k.value == part), (None, None))
        if key is None:
            break
        line = key.start_mark.line + 1
    if line is not None:
        yield line


def _entry_lines(path: Path, names: Collection[str]) -> Iterator[int]:
    """Yield the lines of the entries that are called by one of ``names``."""
    waiting = [_compose(path)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                called = value.value if key.value in _IDS else key.value
                if isinstance(called, str) and called.replace("-", "_") in names:
                    yield key.start_mark.line + 1
                waiting.append(value)
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
