"""``alianzas preview``: a document in the browser, refreshed at each save."""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
import webbrowser
from argparse import Namespace
from functools import partial
from pathlib import Path

from alianzas import data_package
from alianzas.commandline.chosen_studies import chosen_studies
from alianzas.commandline.preview_results import make_results
from alianzas.config.study_files import load_study
from alianzas.synthesis.settled_facts import settled_facts
from honest_results.build import draft_folder
from honest_results.fact_merging import FACTS
from honest_results.preview.server import HOST, Site, listen
from honest_results.preview.session import Session
from honest_results.preview.state import State
from honest_results.preview.subject import StudySettings, Subject
from honest_results.project import load_project
from human_files.errors import Problem, ResultError
from human_files.language.current import use_languages
from human_files.language.labels import load_labels
from human_files.language.messages import message
from human_files.language.terminal_language import terminal_language
from human_files.settings import spoken

_WORDS = ("wrong", "nothing", "waiting", "working", "gone", "elsewhere")
#: Without any of these variables there is no screen for a browser, as on a server.
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")


def run(options: Namespace, root: Path) -> int:
    """Serve the document until Ctrl-C."""
    subject = chosen_subject(options, root)
    logging.getLogger("alianzas").addHandler(
        logging.NullHandler()
    )  # errors are reported in our words
    labels = load_labels("preview")
    words = {name: labels(f"preview.{name}", subject.language) for name in _WORDS}
    state = State()
    site = Site(subject.name, subject.language, state, subject.results, subject.pages, words)
    server = listen(site, options.port)
    address = f"http://{HOST}:{server.server_port}{site.address}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    draft = message(" (draft)") if subject.is_draft else ""
    print(f"{subject.source}, {subject.study}{draft}: {address}")
    print(message("The page follows what you save. Ctrl-C ends the preview."), flush=True)
    if not options.no_browser and has_screen():
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    try:
        make = partial(make_results, subject, state, words["working"])
        Session(subject, state, make, read_study).run()
    except KeyboardInterrupt:
        pass
    finally:
        state.end()
        server.shutdown()
        server.server_close()
    print(message("\nThe preview has ended."))
    return 0


def read_study(name: str) -> StudySettings:
    """Return what the preview needs to know about the study called ``name``."""
    study = load_study(name)
    use_languages(load_project().languages_of(name), study.country.code)
    article = spoken(study.article)
    return StudySettings(article, [*data_package.raw_files(study, Path())], settled_facts(study))


def has_screen() -> bool:
    """Say whether a browser has somewhere to open."""
    return sys.platform == "darwin" or any(os.environ.get(name) for name in _SCREENS)


def chosen_subject(options: Namespace, root: Path) -> Subject:
    """Return what to show: the document, study and language named, or the first ones.

    The language defaults to the terminal's, if the documents have it, and for a draft to the
    draft's. Raises ConfigurationError for an unknown name, ResultError where nothing was built, or
    no draft in that language.
    """
    project = load_project(root)
    document, _, named = Path(options.document or project.documents[0].name).name.partition(".")
    language = options.language or named.removesuffix("qmd").removesuffix(".") or None
    study = chosen_studies(options.study or project.studies[0], root, built=not options.draft)[
        0
    ].study
    place = Path(draft_folder.FOLDER) if options.draft else Path()
    made = _languages(place, study, options.draft)
    language = language or (
        made[0] if options.draft else terminal_language(project.languages_of(study))
    )
    subject = Subject(document, language, study, place, options.draft)
    subject.project()  # raises if the document or the language is unknown
    if options.draft and language not in made:
        raise ResultError(
            Problem(
                str(subject.results),
                message(
                    'the draft is in the language "{there}", not "{language}".',
                    there=made[0],
                    language=language,
                ),
                message(
                    "Run `make draft STUDY={study} LANGUAGE={language}` first.",
                    study=study,
                    language=language,
                ),
            )
        )
    return subject


def _languages(place: Path, study: str, is_draft: bool) -> list[str]:
    """Return the languages that have results; raise ResultError where there are none."""
    facts = place / "results" / study / FACTS
    if not facts.is_file():
        others = (
            ""
            if is_draft
            else message(
                " Or look at a draft: `make draft STUDY={study}`, then `make preview STUDY={study} "
                "DRAFT=1`.",
                study=study,
            )
        )
        command = f"make draft STUDY={study}" if is_draft else f"make paper STUDY={study}"
        raise ResultError(
            Problem(
                str(facts),
                message("does not exist yet."),
                message("Run `{command}` first.{others}", command=command, others=others),
            )
        )
    languages: list[str] = json.loads(facts.read_text(encoding="utf-8"))["languages"]
    return languages
