"""The labels of this compendium, for tests."""

from __future__ import annotations

from pathlib import Path

from human_files.language.labels import Labels, label_files

ROOT = Path(__file__).parents[1]


def load_labels(*names: str) -> Labels:
    """Return the labels of the files with these names, or of all, in every language."""
    return Labels.load(*(ROOT / path for path in label_files(*names, root=ROOT)))
