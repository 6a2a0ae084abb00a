"""Studies of another country with some of the branches that a study can have: all 15 combinations.

``PYTHONPATH=tests python -m worlds.branches FOLDER [STUDY …]`` builds them, to read what they say.
Data and settings are those of the cut study of Ecuador (:mod:`cut_study`); the texts are the base's.
"""

from __future__ import annotations

import itertools
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from compendium import copy_project
from cut_study.cutting import change_yaml, cut_data, say_levels
from studies import BRANCHES, read_study, write_study

#: What stands for a branch in the name of a study.
LETTERS = {"literature": "l", "cases": "c", "survey": "s", "synthesis": "y"}
COUNTRY = {
    "code": "PE",
    "name": {"en": "Peru", "es": "Perú"},
    "adjective": {"en": "Peruvian", "es": "peruanas"},
    "region": {"en": "Latin America", "es": "América Latina"},
    "currency": "PEN",
}
#: Seconds after which a build of all studies is given up.
LONGEST = 4 * 60 * 60
TITLE = {"en": "Alliances of small firms in Peru", "es": "Alianzas de pequeñas empresas en Perú"}


def combinations() -> Iterator[tuple[str, ...]]:
    """Yield every set of branches but the empty one, the largest first."""
    for number in range(len(BRANCHES), 0, -1):
        yield from itertools.combinations(BRANCHES, number)


def name_of(branches: Iterable[str]) -> str:
    """Return the name of the study with these branches: "peru-ls"."""
    return "peru-" + "".join(LETTERS[branch] for branch in branches)


def make_studies(folder: Path, wanted: Iterable[tuple[str, ...]]) -> None:
    """Put studies with these branches beside Ecuador's into ``folder``, a copy of the project."""
    cut_data(folder)
    names = []
    for branches in wanted:
        names.append(name_of(branches))
        _make_study(folder, names[-1], branches)
    change_yaml(folder / "config/config.yaml", lambda config: _few_outputs(config, names))


def _few_outputs(config: dict[str, Any], studies: list[str]) -> None:
    config |= {"studies": studies, "formats": ["html"]}


def _make_study(folder: Path, name: str, branches: tuple[str, ...]) -> None:
    content = read_study(folder)
    kept: dict[str, Any] = {
        part: _moved(settings, name)
        for part, settings in content.items()
        if part in branches or part not in BRANCHES
    }
    kept["country"] = COUNTRY
    kept["article"] |= {"title": TITLE, "short_title": TITLE}
    general = ("strategic_alliances", "small_businesses", "reproducibility")
    kept["article"]["keywords"] = {word: kept["article"]["keywords"][word] for word in general}
    if "survey" in kept:
        kept["survey"].pop("simulation", None)
    write_study(folder, kept, name)
    data = folder / "data" / name
    data.mkdir()
    for branch in branches:
        if (folder / "data/ecuador" / branch).is_dir():
            shutil.copytree(folder / "data/ecuador" / branch, data / branch)
    say_levels(folder, name)


def _moved(settings: Any, study: str) -> Any:
    """Return settings with the paths of Ecuador's data changed to those of a study."""
    if isinstance(settings, dict):
        return {key: _moved(value, study) for key, value in settings.items()}
    if isinstance(settings, list):
        return [_moved(value, study) for value in settings]
    if isinstance(settings, str):
        return settings.replace("data/ecuador/", f"data/{study}/")
    return settings


def main(place: str, *names: str) -> int:
    """Build studies, all or those named, in the folder ``place``; return the build's code."""
    wanted = [one for one in combinations() if not names or name_of(one) in names]
    project = copy_project(Path(place), lambda folder: make_studies(folder, wanted))
    begin = "import sys; from alianzas.commandline.main import main; sys.exit(main())"
    done = project.run("-c", begin, "build", timeout=LONGEST)
    sys.stdout.write(done.stdout)
    sys.stderr.write(done.stderr)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
