"""What the languages of a compendium call what they number: Table, Tabla, Tabela."""

from __future__ import annotations

from pathlib import Path

import yaml

from human_files.language.grammar import LANGUAGES_FOLDER

#: Where a language has these words.
_FILE = "labels/manuscript.yaml"


def number_words(root: Path, kind: str) -> dict[str, str]:
    """Return the word before a number, by language.

    Parameters
    ----------
    root : pathlib.Path
        The folder of the compendium.
    kind : str
        What labels of this kind begin with: "tbl", "fig", "sec".
    """
    found = {}
    for path in sorted((root / LANGUAGES_FOLDER).glob(f"*/{_FILE}")):
        labels = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        if word := labels.get(f"manuscript.crossref.{kind}"):
            found[path.parts[-3]] = str(word)
    return found
