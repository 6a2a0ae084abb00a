"""What is said of codings as a whole: how positions were counted, and who is not named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from field_files.coding.coding_file import CodingFile
from field_files.coding.positions import SourceText
from human_files.language.messages import counted_message


def tell_counting(result: CodingFile, texts: Sequence[tuple[str, SourceText]]) -> None:
    """Say how positions were counted in each text, with its name, and warn where that is in doubt."""
    counted: Counter[str] = Counter()
    for name, text in texts:
        if not text.spans:
            continue
        counted[text.way.words()] += 1
        if not text.sure and text.alternative is not None:
            result.warnings.append(
                counted_message(
                    text.differing,
                    'how positions are counted in "{name}" is not sure: taken {way}; '
                    "if {other}, {n} passage is elsewhere. Compare a few with the program.",
                    'how positions are counted in "{name}" is not sure: taken {way}; '
                    "if {other}, {n} passages are elsewhere. Compare a few with the program.",
                    name=name,
                    way=text.way.words(),
                    other=text.alternative.words(),
                )
            )
        elif within := text.within_words():
            result.warnings.append(
                counted_message(
                    within,
                    '{n} of {of} passages of "{name}" begins or ends within a word: the '
                    "text may be another than the one that was coded.",
                    '{n} of {of} passages of "{name}" begin or end within a word: the '
                    "text may be another than the one that was coded.",
                    of=len(text.spans),
                    name=name,
                )
            )
    result.notes += [
        counted_message(
            sources,
            "positions in {n} source are counted {way}.",
            "positions in {n} sources are counted {way}.",
            way=way,
        )
        for way, sources in counted.items()
    ]


def warn_of_unnamed_coders(result: CodingFile) -> None:
    """Warn of codings that nobody is named for, which is settled when somebody says who coded."""
    unnamed = sum(not passage.coder for passage in result.passages)
    if unnamed:
        result.about_coders.append(
            counted_message(
                unnamed,
                "{n} coding does not say who made it; name the coder (--coder, or one "
                "project per coder).",
                "{n} codings do not say who made them; name the coder (--coder, or one "
                "project per coder).",
            )
        )
        result.warnings += result.about_coders
