"""Searching what a build makes for personal data: which files, and how they are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from human_files.personal_data.file_parts import WITHOUT_TEXT, Part, text_part

#: Styles for citations name their own authors.
_OF_OTHERS = (".csl",)


def output_files(root: Path, folders: Sequence[str]) -> list[str]:
    """Return the files in folders (or files) of ``root`` that can hold text, from ``root``."""
    found: list[str] = []
    for name in folders:
        place = root / name
        inside = sorted(place.rglob("*")) if place.is_dir() else [place]
        found += [
            path.relative_to(root).as_posix()
            for path in inside
            if path.is_file() and path.suffix.lower() not in (*WITHOUT_TEXT, *_OF_OTHERS)
        ]
    return found


def parquet_parts(path: Path) -> Iterator[Part]:
    """Yield the texts of a Parquet file as a table, and its metadata."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    names = [
        field.name
        for field in table.schema
        if pa.types.is_string(field.type) or pa.types.is_large_string(field.type)
    ]
    columns = [table.column(name).to_pylist() for name in names]
    rows = [
        (number, ["" if cell is None else str(cell) for cell in row])
        for number, row in enumerate(zip(*columns, strict=True), start=1)
    ]
    yield Part("", names, rows)
    sources = (table.schema.metadata or {}).get(b"alianzas.sources", b"")
    yield text_part([sources.decode("utf-8", "replace")], "metadata")


#: Numbers beside each other, of which one with its code first is a telephone.
_BESIDE = re.compile(r"[+\d(][\d\s.,()\[\]%−-]*\d")
#: The end of an identifier or an address that a line broke: "JBIM-", "aos/".
_REST = re.compile(r"(?:(?<=\w/)|(?<=[A-Za-z]-))\d[\d-]*")


def _apart(line: str) -> str:
    """Return a line of a PDF with cells of tables apart: it says nothing of where a cell ends.

    A telephone whose blocks are apart is found in the table or page that the PDF is made from.
    """
    line = _REST.sub("", line)
    return _BESIDE.sub(
        lambda match: match[0] if match[0].startswith("+") else re.sub(r"\s+", " | ", match[0]),
        line,
    )


def pdf_parts(path: Path) -> Iterator[Part]:
    """Yield the words of each page of a PDF file, with words joined that a line broke."""
    try:
        pdfium: Any = import_module("pypdfium2")
    except ImportError as error:
        raise ValueError("no reader of PDF files is installed") from error
    document = pdfium.PdfDocument(path)
    try:
        pages = []
        for page in document:
            text = page.get_textpage().get_text_bounded()
            pages.append(re.sub(r"[\ufffe\u00ad]\s*", "", text).replace("\r", ""))
        yield from (
            text_part([_apart(line) for line in text.split("\n")], f"page {number}")
            for number, text in enumerate(pages, 1)
        )
        yield text_part(map(str, document.get_metadata_dict().values()), "properties")
    finally:
        document.close()


#: Readers of the formats that a build makes, beside those that are known everywhere.
OUTPUT_READERS: Mapping[str, Callable[[Path], Iterator[Part]]] = {
    ".parquet": parquet_parts,
    ".pdf": pdf_parts,
}
