"""Papers as files: Markdown through Pandoc to Word, and through Typst to PDF (PDF/UA-1, A4).

The same paper is the same bytes every time: nothing in it says when it was made.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.dom import minidom

from honest_results.documents.pandoc_engine import pandoc_path
from honest_results.documents.rendering_environment import pinned_environment
from honest_results.documents.word_files import (
    REFERENCE,
    change_part,
    finish_document,
    reference_document,
)

#: 1980-01-01, the first day of ZIP files.
_EPOCH = 315532800
_HERE = Path(__file__).parent
#: Rows of a table that stays on one page in Word; of a longer one the first two do.
_KEPT_ROWS = 14


@dataclass(frozen=True)
class Paper:
    """A paper in one language: its title, those of the study, and the text in Markdown.

    ``running``: the study's short title, for the head of the pages.
    """

    title: str
    study: str
    running: str
    language: str
    text: str

    def files(self, name: str, *formats: str) -> Iterator[tuple[str, bytes]]:
        """Yield the files in these ``formats`` (docx, pdf): name with language and ending, content."""
        for ending in formats:
            content = self.docx() if ending == "docx" else self.pdf()
            yield f"{name}.{self.language}.{ending}", content

    def docx(self) -> bytes:
        """Return the Word file."""
        with tempfile.TemporaryDirectory(prefix="alianzas-") as name:
            folder = Path(name)
            styles = _HERE / "paper-styles.xml"
            reference = reference_document(self.title, styles, pandoc_path())
            (folder / REFERENCE).write_bytes(reference)
            options = [f"--reference-doc={REFERENCE}", f"--metadata=subtitle:{self.study}"]
            content = self._pandoc(folder, "docx", options)
        return change_part(finish_document(content), "word/document.xml", _with_whole_tables)

    def pdf(self) -> bytes:
        """Return the PDF."""
        import typst

        with tempfile.TemporaryDirectory(prefix="alianzas-") as name:
            folder = Path(name)
            options = [f"--template={_HERE / 'paper.typ'}", "--wrap=none"]
            source = folder / "paper.typ"
            source.write_bytes(self._pandoc(folder, "typst", options))
            return bytes(
                typst.compile(
                    str(source),
                    root=str(folder),
                    ignore_system_fonts=True,
                    pdf_standards=["ua-1"],
                    timestamp=_EPOCH,
                )
            )

    def _pandoc(self, folder: Path, kind: str, options: list[str]) -> bytes:
        """Return the paper as Pandoc writes it."""
        output = folder / f"paper.{kind}"
        command = [
            *(pandoc_path(), "--from=markdown-smart-citations", f"--to={kind}", "--standalone"),
            *("--columns=20", "--syntax-highlighting=none"),  # columns of tables as wide as told
            *(f"--metadata=title:{self.title}", f"--metadata=study:{self.study}"),
            f"--metadata=running:{self.running}",
            *(f"--metadata=lang:{self.language}", *options, f"--output={output.name}"),
        ]
        subprocess.run(
            command,
            cwd=folder,
            env=pinned_environment(_EPOCH),
            input=self.text.encode(),
            capture_output=True,
            check=True,
        )
        return output.read_bytes()


def _with_whole_tables(document: bytes) -> bytes:
    """Return document.xml with the lines of tables in their styles, short tables on one page."""
    parsed = minidom.parseString(document)
    for table in parsed.getElementsByTagName("w:tbl"):
        rows = table.getElementsByTagName("w:tr")
        kept = len(rows) - 1 if len(rows) <= _KEPT_ROWS else 2
        for place, row in enumerate(rows):
            for paragraph in row.getElementsByTagName("w:p"):
                lines = "TableLineKept" if place < kept else "TableLine"
                _set_style(paragraph, lines if place else "TableHead")
    return bytes(parsed.toxml(encoding="UTF-8"))


def _set_style(paragraph: Any, style: str) -> None:
    """Give a paragraph a style in place of its own."""
    document = paragraph.ownerDocument
    properties = paragraph.getElementsByTagName("w:pPr")
    if properties:
        own = properties[0]
    else:
        own = document.createElement("w:pPr")
        paragraph.insertBefore(own, paragraph.firstChild)
    for old in own.getElementsByTagName("w:pStyle"):
        own.removeChild(old)
    named = document.createElement("w:pStyle")
    named.setAttribute("w:val", style)
    own.insertBefore(named, own.firstChild)
