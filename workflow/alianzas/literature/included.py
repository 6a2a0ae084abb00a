"""From the raw files of a study to its screened records, in one call, as the build does it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alianzas.literature.importing import import_sources, records_frame
from alianzas.literature.merging import remove_duplicates
from alianzas.literature.screening import INCLUDE, screen

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.config.screening import ScreeningCodebook
    from alianzas.config.study import Study


def included_records(study: Study, codebook: ScreeningCodebook, root: Path) -> pd.DataFrame:
    """Return the records that the screening of ``study`` includes (columns of its step's frame).

    Raises DataError as the steps of the build do.
    """
    settings = study.literature
    records = remove_duplicates(records_frame(import_sources(settings.sources, root))).records
    screened = screen(
        records,
        settings.screening,
        codebook,
        settings.window,
        study.confidence,
        root,
        settings.full_text,
    ).records
    return screened[screened["decision"] == INCLUDE]
