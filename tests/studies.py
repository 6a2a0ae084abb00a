"""The settings of a study in a copy of the project, read and written as one mapping."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

BRANCHES = ("literature", "cases", "survey", "synthesis")


def place(folder: Path, study: str = "ecuador", section: str = "study") -> Path:
    """Return the path of a file of a study."""
    return folder / "config/studies" / study / f"{section}.yaml"


def read_study(folder: Path, study: str = "ecuador") -> dict[str, Any]:
    """Return what the files of a study say: those of its branches under the name of each."""
    content: dict[str, Any] = _read(place(folder, study))
    for branch in BRANCHES:
        path = place(folder, study, branch)
        if path.is_file():
            content[branch] = _read(path)
    return content


def write_study(folder: Path, content: dict[str, Any], study: str = "ecuador") -> None:
    """Write the files of a study; one of a branch that ``content`` lacks is removed."""
    place(folder, study).parent.mkdir(parents=True, exist_ok=True)
    own = {name: part for name, part in content.items() if name not in BRANCHES}
    _write(place(folder, study), own)
    for branch in BRANCHES:
        path = place(folder, study, branch)
        path.unlink(missing_ok=True)
        if branch in content:
            _write(path, content[branch])


def change_study(
    folder: Path, change: Callable[[dict[str, Any]], None], study: str = "ecuador"
) -> None:
    """Change the settings of a study in place."""
    content = read_study(folder, study)
    change(content)
    write_study(folder, content, study)


def forget_material(folder: Path) -> None:
    """Let the data of no study be what a published article examined."""
    path = folder / "config/codebooks/claims.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    material: ecuador\n", ""), encoding="utf-8")


def _read(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8")) or {}


def _write(path: Path, content: dict[str, Any]) -> None:
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")
