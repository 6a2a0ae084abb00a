"""``alianzas draft``: a first look at a study in seconds, in a separate folder.

One language, pages for the browser only, few replicates
(:mod:`alianzas.config.draft_replicates`). Nothing is written to ``results/``, and every page says
that it is a draft.
"""

from __future__ import annotations

import json
import time
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from alianzas.commandline.chosen_studies import chosen_studies
from honest_results.build import draft_folder
from honest_results.build.building import done_in, tell_failure
from honest_results.build.draft import Draft, draft_project
from honest_results.build.progress import Display, display_for
from honest_results.build.snakemake_runs import run_verbose, run_with_display
from honest_results.project import load_project
from honest_results.rule_files import words_of_rules
from human_files.errors import ConfigurationError, Problem, did_you_mean
from human_files.language.messages import message
from human_files.language.terminal_language import terminal_language


def run(options: Namespace, root: Path) -> int:
    """Build the draft; say at the end where its pages are."""
    draft = chosen_draft(options.study, options.language, root)
    pages = pages_of(draft, root)
    folder = draft_folder.prepare(root)
    _remove_other_pages(folder / "results" / draft.study, pages)
    if options.verbose:
        return run_verbose(folder, arguments(draft, pages))
    begin = time.monotonic()
    display = display_for(words_of_rules(root))
    code = run_with_display(folder, arguments(draft, pages), display)
    if code == 0:
        _tell_success(display, time.monotonic() - begin, pages)
    elif code == 130:
        display.say(message("Stopped. The same command goes on where it stopped."))
    else:
        tell_failure(display, code, draft_folder.FOLDER)
    return code


def chosen_draft(study: str | None, language: str | None, root: Path) -> Draft:
    """Return what to draft: the study named or the first, in the language named or the terminal's.

    Raises ConfigurationError where the study or the language does not exist.
    """
    project = load_project(root)
    chosen = chosen_studies(study or project.studies[0], root)[0]
    languages = project.languages_of(chosen.study)
    if language is not None and language not in languages:
        raise ConfigurationError(
            Problem(
                "config/config.yaml",
                message(
                    'the documents do not include the language "{language}".', language=language
                ),
                did_you_mean(language, languages),
                column="languages",
            )
        )
    return Draft(study=chosen.study, language=language or terminal_language(languages))


def pages_of(draft: Draft, root: Path) -> list[str]:
    """Return the pages of a draft: paths in the folder of drafts."""
    return draft_project(load_project(root), draft).rendered(draft.study, root)


def _remove_other_pages(results: Path, pages: Sequence[str]) -> None:
    """Remove a study's pages in other languages, which would become stale."""
    for page in results.glob("*.html"):
        if f"results/{results.name}/{page.name}" not in pages:
            page.unlink()


def arguments(draft: Draft, targets: Sequence[str]) -> list[str]:
    """Return Snakemake's arguments for making ``targets`` in the folder of drafts."""
    return [*targets, "--config", f"draft={json.dumps(draft.model_dump())}"]


def _tell_success(display: Display, seconds: float, pages: Sequence[str]) -> None:
    """Print how many steps ran, and where the draft's pages are."""
    print(done_in(display.done, seconds) if display.total else message("Up to date."))
    print(message("The draft (few replicates; not for citation):"))
    print("\n".join(f"  {draft_folder.FOLDER}/{page}" for page in pages))
