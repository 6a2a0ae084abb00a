"""From the raw files of a study to its records, in one call each, as in the build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alianzas.config.study_model import present
from alianzas.literature.record_ledger import Unique, unique_of
from alianzas.literature.screening import INCLUDE, screen

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.config.literature_settings import TwoPasses
    from alianzas.config.study_model import Study
    from references.screening.codebook import ScreeningCodebook


def unique_records(study: Study, root: Path) -> pd.DataFrame:
    """Return the records of ``study`` without duplicates, as passed on to screening.

    Raises DataError as the steps of the build do; so do the other functions of this module.
    """
    return unique(study, root).records


def unique(study: Study, root: Path) -> Unique:
    """Return the records of ``study`` without duplicates, and what the ids in its sheets mean."""
    return unique_of(present(study.literature), root)


def kept_records(study: Study, codebook: ScreeningCodebook, root: Path) -> pd.DataFrame:
    """Return the records that the screening of titles and abstracts keeps, to be read in full."""
    return _kept(_screened(study, codebook, root, None))


def included_records(study: Study, codebook: ScreeningCodebook, root: Path) -> pd.DataFrame:
    """Return the records that screening includes, with the columns of :class:`Screening`."""
    return _kept(_screened(study, codebook, root, present(study.literature).full_text))


def decided_records(
    study: Study, codebook: ScreeningCodebook, root: Path, *, full_text: bool
) -> pd.DataFrame:
    """Return all records with their final decisions and the columns of :class:`Screening`.

    With ``full_text`` the decisions are those on full texts, where the study reads them.
    """
    return _screened(
        study, codebook, root, present(study.literature).full_text if full_text else None
    )


def _screened(
    study: Study, codebook: ScreeningCodebook, root: Path, full_text: TwoPasses | None
) -> pd.DataFrame:
    """Return the frame of screening, with or without full texts."""
    settings = present(study.literature)
    found = unique(study, root)
    return screen(
        found.records,
        settings.screening,
        codebook,
        settings.window,
        study.confidence,
        root,
        full_text,
        found.names,
    ).records


def _kept(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the included records of a frame of screening."""
    return frame[frame["decision"] == INCLUDE]
