"""What those who write files of a deposit are given."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from alianzas.config.study_model import Study
from alianzas.deposit.open_questions import OpenQuestion
from honest_results.deposit.measured_run import MeasuredRun
from honest_results.project import Project


@dataclass
class Deposited:
    """A deposit in the making: tracked files and ``published/`` are in the folder already."""

    #: The studies deposited, the first one first.
    studies: list[Study]
    #: Top of the compendium that is deposited. What is tracked there equals the deposit's files.
    root: Path
    #: Where the deposit is written.
    folder: Path
    #: What is built; only the studies deposited.
    project: Project
    #: The whole commit, 40 digits.
    commit: str
    #: Of the compendium, as in CITATION.cff and pyproject.toml.
    version: str
    #: When the commit was made. Every file of the deposit is of that time.
    date: datetime
    #: Of the documents, the first one first.
    languages: list[str]
    #: What the last build took; None where nobody measured it.
    run: MeasuredRun | None
    #: The rule that made each published result, by the result's path in the deposit.
    made: dict[str, str] = field(default_factory=dict)
    #: Every rule that a build runs, also those of which no result is published.
    rules: frozenset[str] = frozenset()
    #: What of the commit is not in the deposit, or not as it was: a sentence in English each.
    changes: list[str] = field(default_factory=list)
    #: What cannot be known, in the order asked; :meth:`ask` adds to it.
    open_questions: list[OpenQuestion] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of the deposit's folder, such as ``alianzas-ecuador-1.0.0``."""
        return self.folder.name

    def ask(self, file: str, address: str, words: str) -> None:
        """Note what only the authors can say, once; the deposit lists it as open.

        ``file`` and ``address`` name the setting that would answer it (``deposit.doi`` in a study's
        study.yaml), ``words`` is a sentence in English.
        """
        question = OpenQuestion(file, address, words)
        if question not in self.open_questions:
            self.open_questions.append(question)

    def files(self) -> list[str]:
        """Return every file of the deposit so far, sorted, by its path from the folder."""
        return sorted(
            path.relative_to(self.folder).as_posix()
            for path in self.folder.rglob("*")
            if path.is_file()
        )

    def published(self, study: str) -> Path:
        """Return the folder of a study's published results."""
        return self.folder / "published" / study
