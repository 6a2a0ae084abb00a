"""The folder of a draft or a trial: a compendium of its own, with the inputs of the real one.

Snakemake runs in it as in any compendium and finds its inputs through links, so that its results,
logs and internal files are made there and the real ones stay untouched. Where a disk has no links
(some network and memory drives), the inputs are copied, and copied again when they change.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from human_files.errors import ConfigurationError, Problem
from human_files.language.messages import message

#: The place of drafts in the compendium.
FOLDER = "draft"
#: What a build reads.
INPUTS = ("Snakefile", "CITATION.cff", "config", "data", "manuscript", "workflow")
#: Marks their folder as one that may be filled and removed, and tells people what is in it.
NOTE = "DRAFT.txt"
_WORDS = """\
Draft: made with few replicates. Not for citation. Written by `make draft`, removed by `make clean`.
Borrador: hecho con pocas repeticiones. No citar. Lo escribe `make draft` y lo borra `make clean`.
"""
_WORDS_OF_TRIAL = """\
Trial: every step with few replicates, by `make check`. No results. Removed by `make clean`.
Prueba: cada paso con pocas repeticiones, por `make check`. Sin resultados. La borra `make clean`.
"""
#: What a run leaves among the inputs.
_LEFT = ("__pycache__", ".quarto")


@dataclass(frozen=True)
class Apart:
    """A folder apart from the results: its name, the note in it, its maker and the note's words."""

    folder: str
    note: str
    maker: str
    words: str


DRAFT = Apart(FOLDER, NOTE, "make draft", _WORDS)
TRIAL = Apart(".check", "CHECK.txt", "make check", _WORDS_OF_TRIAL)


def prepare(root: Path, apart: Apart = DRAFT) -> Path:
    """Make a folder apart in ``root``, that of drafts by default, with its inputs, and return it.

    Raises ConfigurationError where a folder of that name belongs to somebody else.
    """
    folder, note = root / apart.folder, root / apart.folder / apart.note
    if _is_used(folder) and not note.is_file():
        raise ConfigurationError(
            Problem(
                apart.folder,
                message(
                    "was not made by `{maker}`, which would fill it with files of its own.",
                    maker=apart.maker,
                ),
                message("Move it elsewhere or give it another name."),
            )
        )
    folder.mkdir(exist_ok=True)
    note.write_text(apart.words, encoding="utf-8")
    for name in INPUTS:
        provide(root, folder, name)
    return folder


def _is_used(folder: Path) -> bool:
    """Say whether anything but an empty folder is there."""
    return folder.is_symlink() or (
        folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    )


def provide(root: Path, folder: Path, name: str) -> None:
    """Provide the input ``name`` of ``root`` in ``folder``, as a link or a copy."""
    source, place = root / name, folder / name
    if place.is_symlink() and place.exists():
        return
    if not place.is_symlink() and place.exists():
        mirror(source, place)
        return
    place.unlink(missing_ok=True)
    try:
        place.symlink_to(Path("..", name), target_is_directory=source.is_dir())
    except OSError:
        mirror(source, place)


def mirror(source: Path, place: Path) -> None:
    """Make ``place`` a copy of ``source``, times included; what is already the same is left alone."""
    if not source.is_dir():
        if not _is_alike(source, place):
            shutil.copy2(source, place)
        return
    place.mkdir(exist_ok=True)
    names = {path.name for path in source.iterdir() if path.name not in _LEFT}
    for path in place.iterdir():
        if path.name not in names or path.is_dir() != (source / path.name).is_dir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name in sorted(names):
        mirror(source / name, place / name)


def _is_alike(one: Path, other: Path) -> bool:
    """Say whether two files have the same size and time."""
    if not other.is_file():
        return False
    first, second = one.stat(), other.stat()
    return (first.st_size, first.st_mtime_ns) == (second.st_size, second.st_mtime_ns)
