"""All instruments of a study: those of the branches that it has."""

from __future__ import annotations

from collections.abc import Iterator

from alianzas.instruments.study_at_hand import StudyAtHand
from alianzas.instruments.survey_instruments import survey_instruments

#: The folder of the compendium that holds a folder per study; never in what is published.
FOLDER = "instruments"


def study_instruments(at_hand: StudyAtHand) -> Iterator[tuple[str, bytes]]:
    """Yield every file: path in the study's folder of instruments, and content."""
    if at_hand.study.survey is not None:
        yield from survey_instruments(at_hand)
