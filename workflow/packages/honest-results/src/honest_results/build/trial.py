"""Trying every step short of typesetting, with few replicates, in a folder of its own.

What it passes can be built: the steps are those of a build, with the same inputs, in all languages of
the documents, up to the check of every text. They run on this machine, whatever runs a build.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from honest_results.build import draft_folder
from honest_results.build.draft import Trial
from honest_results.build.finding_display import finding_display
from honest_results.build.snakemake_runs import run_with_display
from honest_results.project import Project
from honest_results.rule_files import words_of_rules
from human_files.language.messages import message

#: Where trials are made.
FOLDER = draft_folder.TRIAL.folder
_STOPPED = 130


@dataclass(frozen=True)
class Outcome:
    """How a trial ended: its problems in the words of the steps, each once; or with Ctrl-C."""

    problems: list[str]
    is_stopped: bool = False


def try_steps(root: Path, project: Project, studies: Sequence[str]) -> Outcome:
    """Carry out every step of ``studies`` short of typesetting, those that are not up to date.

    A step that fails holds back only those that need it.
    """
    folder = draft_folder.prepare(root, draft_folder.TRIAL)
    problems: list[str] = []
    for group in project.together(studies):
        display = finding_display(words_of_rules(root))
        code = run_with_display(folder, arguments(project, group, root), display)
        if code == _STOPPED:
            return Outcome([], is_stopped=True)
        problems += [one for one in display.problems() if one not in problems]
        if code == 0 or display.problems():
            continue
        problems += [
            message("Snakemake ended with exit code {code}.", code=code)
            + "\n  "
            + message("This is a fault of the program. Snakemake's own words: make paper VERBOSE=1")
        ]
    return Outcome(problems)


def arguments(project: Project, studies: Sequence[str], root: Path) -> list[str]:
    """Return Snakemake's arguments for a trial."""
    trial = Trial(studies=[*studies])
    return [
        *(target for study in studies for target in _targets(project, study, root)),
        *("--config", f"draft={json.dumps(trial.model_dump())}"),
        *("--executor", "local", "--cores", "all"),
    ]


def _targets(project: Project, study: str, root: Path) -> list[str]:
    """Return what is made last before typesetting: all facts, and what each text shows."""
    return [
        f"results/{study}/facts.json",
        *(
            f"results/{study}/manuscript/{document.name}.{language}.content.json"
            for document in project.documents_of(study, root)
            for language in project.languages_of(study)
        ),
    ]
