"""Forgeries of documents as PDF files."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from forged.changes import forgery


@forgery("article.en.pdf")
def garbage(path: Path) -> None:
    """A PDF replaced by garbage."""
    path.write_bytes(b"\x00garbage\xff" * 5000)


@forgery("article.en.pdf")
def truncated_pdf(path: Path) -> None:
    """A PDF cut off in the middle."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def change_pdf(path: Path, change: Callable[[Any], None]) -> None:
    """Change a PDF file through pypdf."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(path))
    change(writer)
    writer.write(path)


def digit_codes(font: Any) -> dict[str, bytes]:
    """Return the codes of the digits in a font of a PDF file."""
    cmap = font["/ToUnicode"].get_object().get_data().decode("latin-1")
    pairs = re.findall(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>", cmap)
    signs = {chr(int(sign, 16)): bytes.fromhex(code) for code, sign in pairs}
    return {sign: code for sign, code in signs.items() if sign in "0123456789"}


@forgery("article.en.pdf")
def digit_of_pdf(path: Path) -> None:
    """A digit in the article (PDF)."""
    from pypdf.generic import ByteStringObject, ContentStream, NameObject

    def change(writer: Any) -> None:
        page = writer.pages[8]
        stream = ContentStream(page["/Contents"], writer)
        fonts = page["/Resources"]["/Font"]
        codes: dict[str, bytes] = {}

        def turned(text: Any) -> Any:
            given = text.original_bytes
            pairs = [given[at : at + 2] for at in range(0, len(given), 2)]
            signs = {code: sign for sign, code in codes.items()}
            for at, pair in enumerate(pairs):
                others = [code for sign, code in codes.items() if code != pair and sign != "0"]
                if pair in signs and others:
                    pairs[at] = others[0]
                    return ByteStringObject(b"".join(pairs))
            return None

        for operands, operator in stream.operations:
            if operator == b"Tf":
                codes = digit_codes(fonts[operands[0]])
            texts = operands[0] if operator == b"TJ" else operands if operator == b"Tj" else []
            for at, text in enumerate(texts):
                other = turned(text) if hasattr(text, "original_bytes") else None
                if other is not None:
                    texts[at] = other
                    page[NameObject("/Contents")] = writer._add_object(stream)
                    return
        raise AssertionError("no digit on the page")

    change_pdf(path, change)


@forgery("article.es.pdf")
def red_box_in_pdf(path: Path) -> None:
    """A red box on a page (PDF)."""
    from pypdf.generic import ContentStream, NameObject

    def change(writer: Any) -> None:
        page = writer.pages[5]
        stream = ContentStream(page["/Contents"], writer)
        stream.set_data(stream.get_data() + b"\nq 1 0 0 rg 200 300 120 90 re f Q\n")
        page[NameObject("/Contents")] = writer._add_object(stream)

    change_pdf(path, change)


@forgery("article.es.pdf")
def page_removed(path: Path) -> None:
    """A page taken out (PDF)."""
    change_pdf(path, lambda writer: writer.remove_page(6))


@forgery("appendix.en.pdf")
def note_on_page(path: Path) -> None:
    """A note laid over a page (PDF)."""
    from pypdf.annotations import FreeText

    note = FreeText(text="Replicated by the editor", rect=(50, 550, 300, 650))
    change_pdf(path, lambda writer: writer.add_annotation(page_number=2, annotation=note))


@forgery("article.en.pdf")
def attachment(path: Path) -> None:
    """A file attached (PDF)."""
    change_pdf(path, lambda writer: writer.add_attachment("data.csv", b"a,b\n"))


@forgery("article.en.pdf")
def title_of_pdf(path: Path) -> None:
    """The title that a file says it has (PDF)."""
    change_pdf(path, lambda writer: writer.add_metadata({"/Title": "A confirmatory study"}))


@forgery("appendix.es.pdf")
def other_pdf(path: Path) -> None:
    """The appendix in another language in its place (PDF)."""
    shutil.copyfile(path.with_name("appendix.en.pdf"), path)
