"""The page of a document as its text is now: checked and rendered as in a build, but sooner.

Nothing is written except to a temporary folder: what a build made stays as it is. Figures and data
are not put into the page but served beside it. The bundled Pandoc renders it even where there is a
Quarto: the text is the same, in a fifth of the time.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from honest_results.build.software import source_date_epoch
from honest_results.documents import pandoc_engine
from honest_results.documents.assemble import assemble
from honest_results.documents.bibliography import BIBLIOGRAPHY, read_keys
from honest_results.documents.check_document import check_document
from honest_results.documents.check_references import Known
from honest_results.documents.conditions import Facts
from honest_results.documents.document_content import content
from honest_results.documents.guard import ALLOWED
from honest_results.documents.job import MANUSCRIPT, Job, Rendering
from honest_results.documents.outline import Outline
from honest_results.documents.own_texts import lost_labels
from honest_results.documents.source import Manuscript
from honest_results.documents.styles import fit_style, style_file
from honest_results.documents.texts import files_of, outlines, read_text
from honest_results.fact_merging import FACTS, SOURCE, read_merged
from honest_results.facts import write_json
from honest_results.preview.subject import ReadStudy, Subject
from honest_results.rule_files import read_rules
from human_files.errors import Problem, UserError
from human_files.language.labels import Labels, label_files
from human_files.language.messages import message

#: Where the page finds the study's figures and data.
SERVED = "files/"
LABELS = "manuscript"
STYLE = f"{MANUSCRIPT}/styles/apa.csl"
#: The parts of the results that a rendering reads.
_LINKED = ("figures", "tables", "inserts", FACTS, SOURCE)
_DRAWING = re.compile(rf'(?<=src="{SERVED})[^"?]+')


def _labels(languages: Sequence[str]) -> list[str]:
    """Return the files with the words that rendering adds to a page, which names its languages."""
    return label_files(LABELS, languages=languages)


class MissingResultsError(UserError):
    """The text is right, but results that it shows do not exist."""


@dataclass(frozen=True)
class _Served(Rendering):
    """A rendering from a folder that looks like the study's results."""

    folder: Path

    @property
    def results(self) -> Path:
        return self.folder


class Renderer:
    """Renders a document again and again; keeps what rarely changes."""

    def __init__(self, subject: Subject, read_study: ReadStudy) -> None:
        self.subject = subject
        self._read_study = read_study
        self._keys: tuple[list[tuple[int, int]], list[str]] | None = None

    def page(self) -> str:
        """Return the page.

        Raises UserError with all mistakes in text and settings, and MissingResultsError if there are no
        mistakes but results are missing.
        """
        subject = self.subject
        project, study = subject.project(), self._read_study(subject.study)
        facts = read_merged(subject.results / FACTS, subject.results / SOURCE)
        of_study = project.documents_of(subject.study)
        documents = outlines(subject.study, of_study, subject.language, project.formats_of)
        text = read_text(subject.study, subject.document, subject.language)
        lost = lost_labels(subject.study, of_study, subject.language)
        self._check(text, documents, facts, lost)
        self._require_results(study.settled)
        job = Job(
            document=subject.document,
            language=subject.language,
            documents=documents,
            article=study.article,
            facts=facts,
            results=subject.results,
            root=Path(),
            labels=Labels.load(*_labels(project.languages_of(subject.study))),
            languages=project.languages_of(subject.study),
            is_draft=subject.is_draft,
            is_built=False,  # settings may be ahead of the last build
        )
        with tempfile.TemporaryDirectory(prefix="honest-results-") as folder:
            return self._render(job, Path(folder))

    def _check(
        self,
        text: Manuscript,
        documents: dict[str, Outline],
        facts: dict[str, Any],
        lost: dict[str, str],
    ) -> None:
        """Check the text as a build does."""
        rules = read_rules(Path()).values()
        known = Known(
            citations=self._citations(),
            tables=[name for rule in rules for name in rule.tables],
            figures=[name for rule in rules for name in rule.figures],
            facts=facts,
            lost=lost,
        )
        check_document(text, known, documents, *files_of(self.subject.study, Path(ALLOWED).name))

    def _citations(self) -> Sequence[str]:
        """Return the keys of the bibliography, reading it again only if it was changed."""
        files = files_of(self.subject.study, Path(BIBLIOGRAPHY).name)
        try:
            found = [Path(file).stat() for file in files]
        except FileNotFoundError:
            return read_keys(*files)  # which says so
        stamp = [(one.st_mtime_ns, one.st_size) for one in found]
        if self._keys is None or self._keys[0] != stamp:
            self._keys = stamp, read_keys(*files)
        return self._keys[1]

    def _require_results(self, settled: Facts) -> None:
        """Raise MissingResultsError for results that the text shows and that do not exist."""
        place = self.subject.place
        lost = [file for file in self.subject.shown(settled) if not (place / file).is_file()]
        if lost:
            raise MissingResultsError(
                [
                    Problem(str(place / file), message("is missing."), message("Run `make paper`."))
                    for file in lost
                ]
            )

    def _render(self, job: Job, top: Path) -> str:
        """Render the page in a temporary folder that links to the results."""
        subject = self.subject
        results, rendering = top / "results", top / "rendering"
        rendering.mkdir()
        (results / MANUSCRIPT).mkdir(parents=True)
        for name in _LINKED:
            (results / name).symlink_to((subject.results / name).resolve())
        style = Path(STYLE).read_text(encoding="utf-8")
        (results / style_file(subject.language)).write_text(
            fit_style(style, subject.language), encoding="utf-8"
        )
        served = _Served(subject.document, subject.language, "html", subject.study, Path(), results)
        write_json(content(job), served.content)
        folder = assemble(served, rendering)
        options = f"--metadata=served-from:{SERVED}"
        page = pandoc_engine.run(served, folder, source_date_epoch(), options).decode("utf-8")
        return _DRAWING.sub(self._dated, page)

    def _dated(self, found: re.Match[str]) -> str:
        """Return the address of a drawing with its date: a browser asks again when it changes."""
        return f"{found[0]}?{(self.subject.results / found[0]).stat().st_mtime_ns}"
