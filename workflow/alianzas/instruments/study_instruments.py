"""All instruments of a study: those of the branches that it has."""

from __future__ import annotations

from collections.abc import Iterator

from alianzas.instruments.case_instruments import case_instruments
from alianzas.instruments.literature_instruments import literature_instruments
from alianzas.instruments.pre_registration import pre_registration
from alianzas.instruments.study_at_hand import StudyAtHand
from alianzas.instruments.survey_instruments import survey_instruments, survey_plan
from honest_results.claims.statement_models import Propositions
from human_files.settings_files import load_model

#: The folder of the compendium that holds a folder per study; never in what is published.
FOLDER = "instruments"


def study_instruments(at_hand: StudyAtHand) -> Iterator[tuple[str, bytes]]:
    """Yield every file: path in the study's folder of instruments, and content."""
    if at_hand.study.literature is not None:
        yield from literature_instruments(at_hand)
    if at_hand.study.survey is not None:
        yield from survey_instruments(at_hand)
    if at_hand.study.cases is not None:
        yield from case_instruments(at_hand)
    yield from _plan(at_hand)


def _plan(at_hand: StudyAtHand) -> Iterator[tuple[str, bytes]]:
    """Yield the outline of a pre-registration in each language."""
    study = at_hand.study
    propositions = None
    if study.synthesis is not None:
        propositions = load_model(at_hand.root / at_hand.codebook("propositions"), Propositions)
    for language in at_hand.languages:
        words = at_hand.words(language)
        survey = survey_plan(at_hand, words) if study.survey is not None else None
        text = pre_registration(study, words, survey, propositions)
        yield from at_hand.paper(words("plan.title"), language, text).files(
            "pre_registration", "docx"
        )
