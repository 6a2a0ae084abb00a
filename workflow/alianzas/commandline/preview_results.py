"""Making the results that a document shows, and reporting progress meanwhile."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from alianzas.commandline import draft_command
from alianzas.config.study_files import load_study
from alianzas.synthesis.settled_facts import settled_facts
from honest_results.build import draft_folder
from honest_results.build.progress import Display
from honest_results.build.snakemake_runs import run_with_display
from honest_results.preview.session import STOPPED
from honest_results.preview.state import Mistake, State, mistakes_in, mistakes_of
from honest_results.preview.subject import Subject
from honest_results.project import load_project
from honest_results.rule_files import words_of_rules
from human_files.errors import UserError, error_mark
from human_files.language.messages import counted_message, message


class _InThePage(Display):
    """Shows the running step in the page; keeps messages and prints them in the terminal too."""

    def __init__(self, words: Mapping[str, str], state: State, working: str) -> None:
        super().__init__(words)
        self.said: list[str] = []
        self._state, self._working = state, working

    def show_start(self, words: str) -> None:
        """Show the running step and the progress in the page."""
        self._state.show_work(f"{self._working}: {self.started}/{self.total}, {words}")

    def say(self, text: str) -> None:
        """Keep a message and print it."""
        self.said.append(text)
        super().say(text)


def make_results(subject: Subject, state: State, working: str) -> int:
    """Have Snakemake make what the document shows; the page says ``working`` meanwhile.

    Returns Snakemake's exit code: after 0 the page drops earlier mistakes, otherwise it shows what
    went wrong.
    """
    state.show_work(working)
    display = _InThePage(words_of_rules(Path()), state, working)
    try:
        code = _run(subject, display)
        mistakes: list[Mistake] = mistakes_in(display.said)
        if code not in (0, STOPPED) and not mistakes:
            mistakes = [
                (
                    message("Snakemake ended with exit code {code}.", code=code),
                    message("Run `make paper VERBOSE=1`."),
                )
            ]
    except UserError as error:
        code, mistakes = 1, mistakes_of(error)
        print(f"{error_mark()}{error}", file=sys.stderr)
    finally:
        state.show_work("")
    if code == 0:
        mistakes = []
        if display.done:
            print(counted_message(display.done, "{n} step was renewed.", "{n} steps were renewed."))
    if code != STOPPED:
        state.show_mistakes_in_results(mistakes)
    return code


def _run(subject: Subject, display: Display) -> int:
    """Run Snakemake for what the document shows, in the folder of drafts for a draft."""
    subject.project()  # raises if the project does not have the document
    targets = subject.shown(settled_facts(load_study(subject.study)))
    if subject.draft is None:
        return run_with_display(Path.cwd(), [*targets, *_by_itself(subject.study)], display)
    folder = draft_folder.prepare(Path.cwd())
    return run_with_display(folder, draft_command.arguments(subject.draft, targets), display)


def _by_itself(study: str) -> list[str]:
    """Return the arguments for a study that is built by itself: the project names others."""
    return [] if study in load_project().studies else ["--config", f"studies=[{study}]"]
