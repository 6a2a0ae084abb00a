"""One preview, from the first page to Ctrl-C: whatever is saved leads to a new page.

An edit of the text alone needs a rendering and no rule; anything else may change results, and
Snakemake decides which. While it works, edits of the text are still rendered from the present results.
"""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from honest_results.build.freshness import changed_since
from honest_results.documents.texts import outlines
from honest_results.fact_merging import FACTS, SOURCE
from honest_results.preview.preview_page import MissingResultsError, Renderer
from honest_results.preview.state import State, mistakes_in, mistakes_of
from honest_results.preview.subject import ReadStudy, Subject
from honest_results.preview.watching import Watch, files_under
from human_files.disk import disk_error
from human_files.errors import UserError, error_mark, own_fault
from human_files.language.messages import message

#: Where the details of an unforeseen error are.
LOG = Path("logs/preview.log")
#: What making results returns when the person stopped it.
STOPPED = 130
#: A build makes results one after another: a page waits until none came for this many seconds.
_SETTLED = 1.5


def watched(subject: Subject) -> Watch:
    """Return the watch over everything a preview depends on."""
    results = str(subject.results)

    def of_results() -> list[str]:
        folders = (f"{results}/{name}" for name in ("figures", "tables", "inserts"))
        files = [file for folder in folders for file in files_under(folder)()]
        return [f"{results}/{FACTS}", f"{results}/{SOURCE}", *files]

    def of_settings() -> list[str]:
        return [
            *files_under("config")(),
            *files_under(f"data/{subject.study}")(),
            *files_under("workflow", ".py", ".smk")(),
        ]

    return Watch(
        {"text": files_under("manuscript"), "settings": of_settings, "results": of_results}
    )


class Session:
    """Keeps the page of ``subject`` in ``state`` in step with what is saved.

    ``make_results`` makes what the document shows, reports in ``state`` what went wrong, and returns 0
    if all results exist.
    """

    def __init__(
        self,
        subject: Subject,
        state: State,
        make_results: Callable[[], int],
        read_study: ReadStudy,
    ) -> None:
        self.subject, self.state = subject, state
        self._read_study = read_study
        self._make = make_results
        self._renderer = Renderer(subject, read_study)
        self._page_wanted, self._results_wanted = threading.Event(), threading.Event()
        self._is_over = threading.Event()
        self._is_making = False
        self._is_first = True
        self._lacking: list[
            str
        ] = []  # the results that were asked for last, as they were not there
        self._filled: Any = None  # the outlines that the checklists were filled from
        self._results_changed: float | None = None
        self._made_until = 0.0  # what is older by its date was made for this preview, and is shown

    def run(self) -> None:
        """Run until Ctrl-C."""
        watch = watched(self.subject)
        self._page_wanted.set()
        for work in (lambda: self._look(watch), self._render):
            threading.Thread(target=self._again_and_again, args=(work,), daemon=True).start()
        try:
            code = 0
            while code != STOPPED:
                if self._results_wanted.wait(0.5):  # with a timeout: else Ctrl-C is not heard
                    self._results_wanted.clear()
                    code = self._make_results()
        finally:
            self._is_over.set()
            self._page_wanted.set()

    def _make_results(self) -> int:
        """Make the results, and request a page of them."""
        filled = self._outlines()
        self._is_making = True
        try:
            code = self._make()
        finally:
            self._made_until = time.time()
            self._is_making = False
        if code == 0:
            self._filled = filled
            self._page_wanted.set()
        return code

    def _look(self, watch: Watch) -> None:
        """Look for changes once, and request what they call for."""
        changed = watch.changes()
        if "settings" in changed:
            self._results_wanted.set()
            if any(path.endswith(".py") for path in changed["settings"]):
                print(
                    message(
                        "The program has changed. Restart the preview to see how it renders now."
                    )
                )
        if "text" in changed:
            self._page_wanted.set()
        if any(map(self._is_somebody_elses, changed.get("results", ()))):
            self._results_changed = time.monotonic()
        if self._has_settled() and not self._is_making:
            self._results_changed = None
            self._page_wanted.set()

    def _is_somebody_elses(self, result: str) -> bool:
        """Say whether a changed file of the results was made by somebody else."""
        try:
            return not self._is_making and Path(result).stat().st_mtime > self._made_until
        except OSError:  # gone
            return not self._is_making

    def _has_settled(self) -> bool:
        """Say whether results changed a while ago, and none since then."""
        changed = self._results_changed
        return changed is not None and time.monotonic() - changed > _SETTLED

    def _render(self) -> None:
        """Wait until a page is requested, and show it."""
        self._page_wanted.wait()
        self._page_wanted.clear()
        if self._is_over.is_set():
            return
        self._show_page()
        if self._is_first:
            self._is_first = False
            if self._results_are_old():
                self._results_wanted.set()

    def _show_page(self) -> None:
        """Render once; what went wrong is shown in the page and in the terminal."""
        begin = time.monotonic()
        try:
            self.state.show_page(self._renderer.page())
            self._lacking = []
            seconds = time.monotonic() - begin
            now, took = time.strftime("%H:%M:%S"), f"{seconds:.1f}"
            print(message("{time} rendered in {seconds} s", time=now, seconds=took), flush=True)
            if self._shows_checklists() and self._filled != self._outlines():
                self._results_wanted.set()
        except MissingResultsError as error:
            lacking = [problem.file for problem in error.problems]
            if self._is_making:
                return  # a page is wanted when they are there
            if lacking != self._lacking:
                self._lacking = lacking
                self._results_wanted.set()
                return
            self._tell(error)
        except UserError as error:
            self._tell(error)

    def _tell(self, error: UserError) -> None:
        """Show mistakes in the page, and in the terminal if they are new."""
        mistakes = mistakes_of(error)
        if mistakes != self.state.now.in_text:
            print(f"{error_mark()}{error}", flush=True)
        self.state.show_mistakes_in_text(mistakes)

    def _results_are_old(self) -> bool:
        """Say whether something that results are made from was changed after them."""
        try:
            study = self._read_study(self.subject.study)
        except UserError:
            return True  # making them tells what is wrong
        return changed_since(self.subject.results / FACTS, study.raw_files, Path()) is not None

    def _shows_checklists(self) -> bool:
        """Say whether the document shows a reporting checklist."""
        settled = self._read_study(self.subject.study).settled
        return any("/tables/checklist_" in file for file in self.subject.shown(settled))

    def _outlines(self) -> Any:
        """Return the outlines that the checklists depend on; None where they are unknown."""
        try:
            project = self.subject.project()
            documents = project.documents_of(self.subject.study)
            study = self.subject.study
            language = project.languages_of(study)[0]
            return outlines(study, documents, language, project.formats_of)
        except UserError:
            return None

    def _again_and_again(self, work: Callable[[], None]) -> None:
        """Repeat ``work`` until the end, even after an unforeseen error, which is reported."""
        while not self._is_over.is_set():
            try:
                work()
            except Exception as error:
                told = disk_error(error)
                words = str(told) if told else _unforeseen(error)
                self.state.show_mistakes_in_text(mistakes_in([f"{error_mark()}{words}"]))
                print(f"{error_mark()}{words}", flush=True)
                time.sleep(1)


def _unforeseen(error: Exception) -> str:
    """Keep the traceback of an unforeseen error; return what to say."""
    LOG.parent.mkdir(exist_ok=True)
    LOG.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    said = f"{type(error).__name__}: {error}"
    return message("the preview failed: {said}", said=said) + "\n  " + own_fault(str(LOG))
