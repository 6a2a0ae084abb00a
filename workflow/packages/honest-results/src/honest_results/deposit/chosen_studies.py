"""Of the studies of a compendium those that are deposited: the others' folders, and the settings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import yaml

from honest_results.project import CONFIG, STUDIES, study_names

#: The folders that hold one folder for each study.
_BY_STUDY = (STUDIES, "data", "manuscript")
#: The setting with all its lines: those after the first are indented, or items of a list.
_SETTING = re.compile(r"^studies:.*(?:\n|\Z)(?:(?:[ \t]+\S|-).*(?:\n|\Z))*", re.MULTILINE)


def others_folders(chosen: Sequence[str], root: Path) -> list[str]:
    """Return the folders of studies that are not deposited, from the top."""
    others = [name for name in study_names(root) if name not in chosen]
    return [f"{folder}/{name}" for name in others for folder in _BY_STUDY]


def choose_studies(chosen: Sequence[str], folder: Path) -> bool:
    """Let ``config/config.yaml`` in ``folder`` build these studies; return whether it had to change.

    Where it names no studies it builds all that there are, which are these. Comments stay.
    """
    file = folder / CONFIG
    text = file.read_text(encoding="utf-8")
    named = (yaml.safe_load(text) or {}).get("studies")
    if not named or named == [*chosen]:
        return False
    written = f"studies: [{', '.join(chosen)}]\n"
    file.write_text(_SETTING.sub(written, text, count=1), encoding="utf-8", newline="\n")
    return True
