"""A deposit as a checker opens it: a folder with files, from which every answer is read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from alianzas.config.study_files import load_study
from alianzas.config.study_model import Study
from alianzas.data_package import package_file, raw_files
from alianzas.deposit.open_questions import OpenQuestion, open_questions
from honest_results.deposit.licences import Licences
from honest_results.deposit.published import PUBLISHED
from honest_results.project import load_project, study_file
from honest_results.rule_files import Rule, read_rules

#: What is large for a file of a deposit, in bytes: archives take more, people wait.
LARGE = 100 * 2**20


class Deposit:
    """A deposit's folder, and what can be read in it.

    Parameters
    ----------
    folder : path
        The deposit, unpacked.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.project = load_project(folder)
        self.studies: list[Study] = [load_study(name, folder) for name in self.project.studies]

    @cached_property
    def files(self) -> list[str]:
        """Every file, sorted, by its path from the folder; not what a build or Git adds."""
        return sorted(
            name
            for path in self.folder.rglob("*")
            if path.is_file() and not _is_added(name := path.relative_to(self.folder).as_posix())
        )

    @cached_property
    def there(self) -> frozenset[str]:
        """The files, to look one up in."""
        return frozenset(self.files)

    @cached_property
    def raw(self) -> dict[str, str]:
        """The provenance level of every raw file."""
        return {
            file: level
            for study in self.studies
            for file, level in raw_files(study, self.folder).items()
        }

    @cached_property
    def packages(self) -> dict[str, Any]:
        """The data package of each study; empty where there is none."""
        return {study.study: self.json(package_file(study.study)) or {} for study in self.studies}

    @cached_property
    def resources(self) -> dict[str, Mapping[str, Any]]:
        """The entry of each raw file in its data package."""
        return {
            f"data/{study}/{entry['path']}": entry
            for study, package in self.packages.items()
            for entry in package.get("resources", ())
        }

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """The steps of the workflow."""
        return read_rules(self.folder)

    @cached_property
    def licences(self) -> Licences:
        """What REUSE.toml says."""
        return Licences.read(self.folder)

    @cached_property
    def questions(self) -> list[OpenQuestion]:
        """What only the authors can say and have not said."""
        return [one for study in self.studies for one in open_questions(study, self.folder)]

    @cached_property
    def manifest(self) -> list[dict[str, str]]:
        """The outputs that codecheck.yml names."""
        import yaml

        text = self.text("codecheck.yml")
        content = yaml.safe_load(text) if text else None
        return content.get("manifest", []) if isinstance(content, dict) else []

    def asked(self, key: str) -> list[OpenQuestion]:
        """Return the open questions whose setting begins with a key."""
        return [one for one in self.questions if one.address.startswith(key)]

    def text(self, file: str) -> str:
        """Return the text of a file; empty where there is none."""
        path = self.folder / file
        return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""

    def json(self, file: str) -> Any:
        """Return what a JSON file holds; None where there is none, or it is in disorder."""
        try:
            return json.loads(self.text(file))
        except ValueError:
            return None

    def place(self, file: str, pattern: str) -> str | None:
        """Return file and line at which a pattern stands first, as ``README.md:12``."""
        for number, line in enumerate(self.text(file).splitlines(), start=1):
            if re.search(pattern, line):
                return f"{file}:{number}"
        return None

    def section(self, words: str) -> str | None:
        """Return where the README has a heading with these words."""
        return self.place("README.md", rf"^#+ .*{words}")

    def ticked(self, words: str) -> str | None:
        """Return where the README has a ticked box with these words."""
        return self.place("README.md", rf"^\s*- \[x\] .*{words}")

    def published(self, study: str) -> list[str]:
        """Return the published results of a study."""
        return [file for file in self.files if file.startswith(f"{PUBLISHED}/{study}/")]

    def study_files(self, names: Iterable[str] | None = None) -> str:
        """Return the settings files of studies, for a sentence."""
        wanted = [study.study for study in self.studies] if names is None else names
        return ", ".join(study_file(name) for name in wanted)


def _is_added(file: str) -> bool:
    """Say whether a file is made in a deposit by working in it."""
    top = file.partition("/")[0]
    return (
        top in (".git", ".venv", ".snakemake", "results", "records", "logs")
        or "__pycache__" in file
    )
