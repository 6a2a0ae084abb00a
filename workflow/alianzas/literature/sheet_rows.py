"""The sheets of a review as they are, row by row: which ids they have, and what they say of each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from alianzas.literature.sheet_files import files_of
from human_files.sheet_reading import Row, read_sheet

if TYPE_CHECKING:
    from alianzas.config.literature_settings import LiteratureSettings, TwoPasses

_TITLE = ("record_id", "title")


class SheetRow(NamedTuple):
    """A row with what somebody filled in; ``says`` are the cells that are a judgement, "" left out."""

    file: str
    number: int
    written: str
    title: str
    says: tuple[tuple[str, str], ...]


def stages_of(settings: LiteratureSettings) -> list[TwoPasses]:
    """Return the stages of a review that have sheets, in their order."""
    return [settings.screening, *filter(None, [settings.full_text]), settings.coding]


def sheet_rows(settings: LiteratureSettings, root: Path) -> Iterator[SheetRow]:
    """Yield the rows of every sheet that is there. Raises SheetError for one that cannot be read."""
    for sheets in stages_of(settings):
        for file in (one for each in sheets.files() for one in files_of(each, root)):
            if (root / file).is_file():
                for row in read_sheet(root / file, _TITLE, file, may_be_empty=True).rows:
                    yield _row(file, row, is_coding=sheets is settings.coding)


def _row(file: str, row: Row, *, is_coding: bool) -> SheetRow:
    """Return a row with its judgement: decision and reason, or codes."""
    cells = {
        name: cell.lower()
        for name, cell in row.cells.items()
        if cell and (is_coding or name in ("decision", "reason")) and name not in _NO_CODES
    }
    return SheetRow(
        file, row.number, row.cells["record_id"], row.cells["title"], tuple(sorted(cells.items()))
    )


#: What a coding sheet shows of a study, besides its codes.
_NO_CODES = frozenset(
    (*_TITLE, "authors", "year", "journal", "document_type", "doi", "abstract", "note", "to_settle",
     "link", "earlier")
)  # fmt: skip
