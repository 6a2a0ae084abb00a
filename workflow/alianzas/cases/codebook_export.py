"""The case codebook for programs for qualitative analysis: NVivo, ATLAS.ti, MAXQDA and others."""

from __future__ import annotations

from collections.abc import Iterator

from alianzas.cases.case_codes import JUDGED, OUTCOME, CaseCodes
from alianzas.cases.code_names import ABSENT_PREFIX
from field_files.coding.codebook_file import CodebookEntry, codebook_bytes
from honest_results.figure_style import PALETTE

_COLOURS = dict(zip(JUDGED, ("sky", "green", "vermilion", "blue"), strict=True))


def case_codebook(codes: CaseCodes, language: str) -> bytes:
    """Return the codes that coders judge as a REFI-QDA codebook (.qdc), each under its dimension.

    A code is named by its id, as in the sheets, and described by its label and definition in
    ``language``. The outcome is accompanied by its opposite, "not:<outcome>": silence does not
    tell whether a case failed or nobody looked.
    """
    groups = []
    for name in JUDGED:
        dimension = codes.dimension(name)
        groups.append(
            CodebookEntry(
                name,
                dimension.label.words(language),
                dimension.definition.words(language),
                PALETTE[_COLOURS[name]],
                is_codable=False,
                entries=[*_entries(codes, name, language)],
            )
        )
    return codebook_bytes(codes.codebook.codebook, groups, origin="alianzas")


def _entries(codes: CaseCodes, dimension: str, language: str) -> Iterator[CodebookEntry]:
    """Yield the entries of a dimension's codes, and for the outcome also its opposite."""
    for code in codes.codes(dimension):
        label, meaning = code.label.words(language), code.definition.words(language)
        colour = PALETTE[_COLOURS[dimension]]
        yield CodebookEntry(f"{dimension}.{code.id}", code.id, f"{label}. {meaning}", colour)
        if dimension == OUTCOME:
            opposite = ABSENT_PREFIX + code.id
            yield CodebookEntry(f"{dimension}.{opposite}", opposite, f"≠ {label}", PALETTE["grey"])
