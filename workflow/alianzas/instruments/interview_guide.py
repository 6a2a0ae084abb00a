"""The interview guide: what has to be told in a case before its coders can judge it."""

from __future__ import annotations

from collections.abc import Iterator

from alianzas.cases.case_codes import JUDGED, CaseCodes
from alianzas.instruments.markdown import BOX, blank, bullets, lines, plain, table, together
from alianzas.instruments.words import PaperWords


def interview_guide(codes: CaseCodes, words: PaperWords) -> str:
    """Return the Markdown of the guide in the language of ``words``."""
    return "\n\n".join(_blocks(codes, words))


def _blocks(codes: CaseCodes, words: PaperWords) -> Iterator[str]:
    def said(key: str) -> str:
        return plain(words(f"guide.{key}"))

    yield said("use")
    yield f"# {said('before')}"
    yield bullets(said(f"before_{name}") for name in ("consent", "profile", "code"))
    yield f"# {said('how')}"
    yield bullets(said(f"how_{name}") for name in ("open", "words", "example", "against"))
    yield f"# {said('opening_head')}"
    yield said("opening")
    for name in JUDGED:
        dimension = codes.dimension(name)
        yield f"# {plain(dimension.label.words(words.language))}"
        rows = [
            [
                f"**{plain(code.label.words(words.language))}**",
                plain(code.definition.words(words.language)),
                BOX,
            ]
            for code in codes.codes(name)
        ]
        points = table([said("point"), said("until"), said("covered")], rows, (26, 60, 14), [2])
        yield together([plain(dimension.definition.words(words.language)), points])
        yield lines(f"{said('notes')}: {blank(54)}", blank())
    yield f"# {said('closing_head')}"
    yield said("closing")
    yield lines(blank())
    yield from _profile(codes, words)


def _profile(codes: CaseCodes, words: PaperWords) -> Iterator[str]:
    """Yield what the profile sheet needs of each case."""
    yield f"# {plain(words('guide.profile'))}"
    rows = []
    for dimension in codes.codebook.dimensions:
        if dimension.id in JUDGED:
            continue
        listed = "; ".join(
            f"{BOX} `{code.id}` {plain(code.label.words(words.language))}"
            for code in dimension.codes
        )
        rows.append([plain(dimension.label.words(words.language)), listed])
    header = [plain(words(f"guide.{name}")) for name in ("entry", "codes")]
    yield together([plain(words("guide.profile_use")), table(header, rows, (26, 74))])
