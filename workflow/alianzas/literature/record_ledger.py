"""The ledger of a study's record ids: where it lies, and the records with the ids it gives."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from references.ledger.changes import changes
from references.ledger.names import Names, names_frame, read_names
from references.ledger.rows import LEDGER, LedgerRow, read_ledger

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.config.literature_settings import LiteratureSettings


class Unique(NamedTuple):
    """The records of a study without duplicates.

    Parameters
    ----------
    records : pandas.DataFrame
        As passed on to screening.
    names : Names
        What the ids in sheets mean.
    known, listed : list of LedgerRow
        The ledger as it is, and as `alianzas literature update` would write it.
    """

    records: pd.DataFrame
    names: Names
    known: list[LedgerRow]
    listed: list[LedgerRow]

    @property
    def is_listed(self) -> bool:
        """Whether the ledger has every record, under the id it has here."""
        what = changes(self.known, self.listed)
        return not (what.new or what.merged or what.parted or what.back)


def ledger_file(settings: LiteratureSettings) -> str:
    """Return the path of a study's ledger from the root: beside its first bibliographic file."""
    return (Path(settings.sources[0].file).parent / LEDGER).as_posix()


def unique_of(
    settings: LiteratureSettings,
    root: Path,
    today: str = "",
    instead: Sequence[LedgerRow] | None = None,
) -> Unique:
    """Read the sources of a study and return its records without duplicates.

    ``today`` (ISO 8601) is the day under which new records would be listed, ``instead`` takes the place
    of the ledger. Raises DataError as the steps of the build do.
    """
    from alianzas.literature.identification import import_sources
    from references.deduplication.merging import remove_duplicates
    from references.importing import records_frame

    frame = records_frame(import_sources(settings.sources, root))
    decided = settings.deduplication.maybe
    file = ledger_file(settings)
    known = read_ledger(root / file, file)
    result = remove_duplicates(
        frame,
        None if decided is None else root / decided.file,
        None if decided is None else decided.file,
        known if instead is None else instead,
        today,
    )
    names = read_names(names_frame(result.ledger, result.records))
    return Unique(result.records, names, known, result.ledger)
