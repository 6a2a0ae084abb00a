"""Identification: the records of every bibliographic file of a study, and how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from honest_results.design import Design
from honest_results.facts import Fact
from human_files.collecting import Collector
from human_files.errors import DataError, Problem
from human_files.language.messages import message
from references.importing import FileImport, read_source

if TYPE_CHECKING:
    from alianzas.config.literature_settings import (
        BibliographicSource,
        LiteratureSettings,
        Window,
    )

#: Databases whose records are counted as facts, by the word in the fact key: those that reviews in
#: this field search.
DATABASES = {"scopus": "Scopus", "web_of_science": "Web of Science"}


class EncodingError(DataError):
    """A file is saved in another encoding than the study file declares."""


def import_sources(
    sources: Iterable[BibliographicSource], root: Path | str = "."
) -> list[FileImport]:
    """Read every bibliographic file of a study, in the order of the study file.

    Raises DataError with the problems of all files, also if none of them has a record to use.
    """
    found = Collector()
    imports = [found.attempt(_read_declared, source, root) for source in sources]
    if found.problems:
        raise DataError(found.problems)
    read = [item for item in imports if item is not None]
    if not any(item.kept for item in read):
        raise DataError([_unusable(item) for item in read])
    return read


def _unusable(item: FileImport) -> Problem:
    """Return the problem of a file without any record that can be used."""
    return Problem(
        item.file,
        message("none of its records has a title or a DOI."),
        message("Export the references again, with titles."),
    )


def _read_declared(source: BibliographicSource, root: Path | str) -> FileImport:
    """Read a source; raise EncodingError if its encoding is not the one declared."""
    read = read_source(source.name, Path(root) / source.file, source.file)
    if source.encoding not in ("any", read.encoding):
        raise EncodingError(
            Problem(
                read.file,
                message(
                    "is saved as {found}; the study file declares {declared}.",
                    found=read.encoding,
                    declared=source.encoding,
                ),
                message(
                    "Save it as {declared}, or write `encoding: {found}` (or `any`) for this "
                    "source in the study file.",
                    declared=source.encoding,
                    found=read.encoding,
                ),
            )
        )
    return read


def _window_facts(name: str, window: Window) -> list[Fact]:
    """Return the first and the last year of a window of the study."""
    key = f"literature.{name}"
    return [
        Fact(f"{key}.first", window.first, "year", design=Design(f"{key}.first")),
        Fact(f"{key}.last", window.last, "year", design=Design(f"{key}.last")),
    ]


def import_facts(imports: Sequence[FileImport], settings: LiteratureSettings) -> list[Fact]:
    """Return the counts of the files and databases, and the windows of the study."""
    records = [record for item in imports for record in item.kept]
    found = sum(item.found for item in imports)
    with_doi = sum(bool(record.doi) for record in records)
    facts = [
        Fact("literature.identified.n", found, "count"),
        Fact("literature.sources.n", len(imports), "count", design=Design("literature.sources.*")),
        Fact("literature.rejected.n", sum(len(item.rejected) for item in imports), "count"),
        Fact("literature.repaired.n", sum(len(item.repaired) for item in imports), "count"),
        Fact("literature.doi.n", with_doi, "count", n=len(records)),
        Fact("literature.doi.percent", with_doi / len(records), "percent", n=len(records)),
        *_window_facts("window", settings.window),
        *_window_facts("focus_window", settings.focus_window),
    ]
    by_database = Counter(record.database for record in records)
    facts += [
        Fact(f"literature.database.{name}.n", by_database[database], "count", n=len(records))
        for name, database in DATABASES.items()
    ]
    for item, source in zip(imports, settings.sources, strict=True):
        key = f"literature.source.{item.source}"
        facts.append(Fact(f"{key}.n", item.found, "count"))
        facts.append(
            Fact(
                f"{key}.database",
                item.source,
                "label",
                text=source.database.by_language(),
                design=Design(f"literature.sources.{item.source}.database"),
            )
        )
    return facts
