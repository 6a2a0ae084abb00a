"""Every input of the review, read as the build reads it, with all problems at once."""

from __future__ import annotations

from pathlib import Path

from alianzas.collecting import Collector
from alianzas.config.codebook import Codebook
from alianzas.config.load import load_model
from alianzas.config.screening import ScreeningCodebook
from alianzas.config.study import Study
from alianzas.errors import Problem
from alianzas.literature.coding import code_studies
from alianzas.literature.importing import import_sources, records_frame
from alianzas.literature.merging import remove_duplicates
from alianzas.literature.screening import screen


def check_inputs(study: Study, root: Path) -> list[Problem]:
    """Return what is wrong with the bibliographic files, the codebooks and the sheets."""
    found = Collector()
    settings = study.literature
    codebooks = root / "config/codebooks"
    screening = found.attempt(load_model, codebooks / "screening.yaml", ScreeningCodebook)
    coding = found.attempt(load_model, codebooks / "ado_tcm.yaml", Codebook)
    imports = found.attempt(import_sources, settings.sources, root)
    if imports is None or screening is None:
        return found.problems
    decided = settings.deduplication.maybe
    unique = found.attempt(
        remove_duplicates,
        records_frame(imports),
        None if decided is None else root / decided.file,
        None if decided is None else decided.file,
    )
    if unique is None:
        return found.problems
    screened = found.attempt(
        screen,
        unique.records,
        settings.screening,
        screening,
        settings.window,
        study.confidence,
        root,
        settings.full_text,
    )
    if screened is not None and coding is not None:
        found.attempt(
            code_studies, screened.records, settings.coding, coding, study.confidence, root
        )
    return found.problems
