"""The folder in which a script alone works: laid out as the compendium, with its inputs as links.

The script finds everything under the paths it has in a build, and what it writes lies in this folder:
a look at a step with the debugger changes no result.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from honest_results.build.draft_folder import INPUTS, mirror
from human_files.errors import ConfigurationError, Problem
from human_files.language.messages import message

#: Where these folders lie in the compendium, one for each script.
FOLDER = "scratch"
#: What says that the folder is ours, to be filled and to be removed.
NOTE = "SCRATCH.txt"
_WORDS = """\
Written by scripts that ran alone; nothing here is a result. Removed by `make clean`.
Lo escriben los pasos ejecutados por separado; nada de esto es un resultado. Lo borra `make clean`.
"""


def working_folder(root: Path, rule: str, asked: Path | None = None) -> Path:
    """Return the folder for the script of ``rule``: ``asked``, or its own below ``scratch/``.

    Raises ConfigurationError where a folder called ``scratch`` is somebody else's.
    """
    if asked is not None:
        return asked.resolve()
    top = root / FOLDER
    if top.exists() and not (top / NOTE).is_file() and any(top.iterdir()):
        raise ConfigurationError(
            Problem(
                FOLDER,
                message(
                    "was not made by scripts that run alone, which would fill it with their files."
                ),
                message("Move it elsewhere, or name another folder: --output FOLDER."),
            )
        )
    top.mkdir(exist_ok=True)
    (top / NOTE).write_text(_WORDS, encoding="utf-8")
    return top / rule


def fill(folder: Path, root: Path, inputs: Iterable[str], outputs: Iterable[str]) -> None:
    """Make ``inputs`` be there in ``folder``, and room for ``outputs``; paths are from the top.

    What a script alone wrote there before is kept, and read as an input in place of the build's.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in INPUTS:
        if (root / name).exists():
            _provide(root / name, folder / name)
    for name in inputs:
        if Path(name).parts[0] not in INPUTS:
            _provide(root / name, folder / name)
    for name in outputs:
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.is_symlink():  # an input of another script that worked here
            place.unlink()


def _provide(source: Path, place: Path) -> None:
    """Make ``source`` be there at ``place`` by a link or, where a disk knows none, as a copy."""
    if place.exists() and not place.is_symlink():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    try:
        place.symlink_to(source, target_is_directory=source.is_dir())
    except OSError:
        mirror(source, place)
