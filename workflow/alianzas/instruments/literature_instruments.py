"""What a team needs for the review: the search protocol and the coding handbook."""

from __future__ import annotations

from collections.abc import Iterator

from alianzas.config.codebook import Codebook
from alianzas.config.study_model import present
from alianzas.instruments.coding_handbook import coding_handbook
from alianzas.instruments.search_protocol import search_protocol
from alianzas.instruments.study_at_hand import StudyAtHand
from human_files.settings_files import load_model
from references.screening.codebook import ScreeningCodebook


def literature_instruments(at_hand: StudyAtHand) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the review: path in the study's folder of instruments, and content."""
    review, name = present(at_hand.study.literature), at_hand.study.study
    screening = load_model(at_hand.root / at_hand.codebook("screening"), ScreeningCodebook)
    codes = load_model(at_hand.root / at_hand.codebook("ado_tcm"), Codebook)
    commands = (
        f"alianzas literature coding-sheet {name}",
        f"alianzas literature consensus-sheet {name} --stage coding",
    )
    for language in at_hand.languages:
        words = at_hand.words(language)
        text = search_protocol(review, screening, codes, words)
        yield from at_hand.paper(words("protocol.title"), language, text).files(
            "literature/search_protocol", "docx"
        )
        text = coding_handbook(codes, words, len(review.coding.passes), commands)
        paper = at_hand.paper(words("handbook.title_review"), language, text)
        yield from paper.files("literature/coding_handbook", "docx", "pdf")
