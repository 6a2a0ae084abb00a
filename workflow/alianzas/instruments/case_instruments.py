"""What a team needs for the case studies: consent, interview guide, coding handbook."""

from __future__ import annotations

from collections.abc import Iterator

from alianzas.cases.case_codes import JUDGED, load_case_codes
from alianzas.config.study_model import present
from alianzas.instruments.coding_handbook import coding_handbook
from alianzas.instruments.consent_paper import interview_consent
from alianzas.instruments.interview_guide import interview_guide
from alianzas.instruments.study_at_hand import StudyAtHand


def case_instruments(at_hand: StudyAtHand) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the cases: path in the study's folder of instruments, and content."""
    codes = load_case_codes(at_hand.root / at_hand.codebook("case_codes"))
    cases, name = present(at_hand.study.cases), at_hand.study.study
    readers = len(cases.coders)
    commands = (f"alianzas cases sheet {name}", f"alianzas cases consensus-sheet {name}")
    for language in at_hand.languages:
        words = at_hand.words(language)
        consent = interview_consent(at_hand.study, words)
        paper = at_hand.paper(words("consent.title_interview"), language, consent)
        yield from paper.files("cases/consent", "docx", "pdf")
        paper = at_hand.paper(words("guide.title"), language, interview_guide(codes, words))
        yield from paper.files("cases/interview_guide", "docx", "pdf")
        handbook = coding_handbook(codes.codebook, words, readers, commands, JUDGED)
        paper = at_hand.paper(words("handbook.title_cases"), language, handbook)
        yield from paper.files("cases/coding_handbook", "docx", "pdf")
