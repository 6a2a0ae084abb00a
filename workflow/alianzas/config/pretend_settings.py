"""``config/studies/<study>/pretend.yaml``: pretend data that stand in for those of branches.

``alianzas simulate`` writes the file and removes it. As long as it is there, the branches that it names
are built from made-up files, declared as such; the study's own files of settings are not changed, so
that nothing made up can pass as observed, and nothing has to be put back.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from honest_results.project import STAND_IN, study_file
from human_files.errors import ConfigurationError, Problem
from human_files.language.messages import message
from human_files.settings import Settings
from human_files.settings_files import load_model, read_yaml

#: The name of the file, without its ending, and of the folder with the files.
PRETEND = STAND_IN


class Pretend(Settings):
    """What stands in for a study's data, and the files that were written."""

    literature: dict[str, Any] | None = Field(
        default=None, description="Settings of the branch that take the place of the study's own."
    )
    cases: dict[str, Any] | None = Field(default=None, description="Likewise.")
    survey: dict[str, Any] | None = Field(default=None, description="Likewise.")
    files: dict[str, str] = Field(
        default={}, description="Every file that was written, with its SHA-256 hash."
    )

    @property
    def branches(self) -> list[str]:
        """The branches for whose data others stand in."""
        return [name for name in ("literature", "cases", "survey") if getattr(self, name)]


def pretend_file(study: str) -> str:
    """Return the path of the file from the top of the compendium."""
    return study_file(study, PRETEND)


def pretend_folder(study: str) -> str:
    """Return the folder with the files from the top of the compendium."""
    return f"data/{study}/{PRETEND}"


def load_pretend(study: str, root: Path | str = ".") -> Pretend | None:
    """Return what stands in for a study's data; None where nothing does."""
    file = pretend_file(study)
    return load_model(Path(root, file), Pretend, file) if Path(root, file).is_file() else None


def in_place_of(settings: Settings, others: dict[str, Any], root: Path | str) -> Settings:
    """Return the settings of a branch with ``others`` in the place of those of its file.

    Raises ConfigurationError where these do not fit there.
    """
    own = read_yaml(Path(root, settings.read_from)) or {}
    try:
        given = type(settings).model_validate({**own, **others})
    except ValidationError as error:
        folder = Path(settings.read_from).parent
        raise ConfigurationError(
            Problem(
                (folder / f"{PRETEND}.yaml").as_posix(),
                message("does not fit {file}.", file=settings.read_from),
                message(
                    "`alianzas simulate {study} --remove` takes it away with its files.",
                    study=folder.name,
                ),
            )
        ) from error
    given._read_from = settings.read_from
    return given
