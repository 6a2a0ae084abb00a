"""Addresses in a study file: ``survey.responses.file``, ``literature.sources.*.file``."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def values_at(content: Any, address: str) -> list[str]:
    """Return the value (or, through ``*``, the values) at a dotted address of nested settings.

    The entries of a list are addressed by their ``name``, or all together by ``*``. Raises KeyError for
    an address that leads nowhere.
    """
    found = [content]
    for part in address.split("."):
        step: list[Any] = []
        for node in found:
            if part == "*":
                step += node if isinstance(node, list) else list(node.values())
            elif isinstance(node, list):
                step += [entry for entry in node if entry["name"] == part]
            else:
                step.append(node[part])
        found = step
    if not found:
        raise KeyError(address)
    return [str(value) for value in found]


def files_at(content: Any, address: str, root: Path | str = ".") -> list[str]:
    """Return the raw files at an address; a folder stands for the files in it, sorted."""
    files: list[str] = []
    for value in values_at(content, address):
        place = Path(root) / value
        if place.is_dir():
            inside = sorted(path for path in place.iterdir() if path.is_file())
            files += [f"{value.rstrip('/')}/{path.name}" for path in inside]
        else:
            files.append(value)
    return files
