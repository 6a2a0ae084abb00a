"""The protocol of the review after SPAR-4-SLR: assembling, arranging, assessing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from alianzas.config.codebook import Codebook
from alianzas.config.literature_settings import LiteratureSettings
from alianzas.instruments.markdown import bullets, plain, prose, table
from alianzas.instruments.words import PaperWords
from human_files.language.lists import join_words
from references.screening.codebook import ScreeningCodebook

Row = tuple[str, str]


def search_protocol(
    review: LiteratureSettings, screening: ScreeningCodebook, codes: Codebook, words: PaperWords
) -> str:
    """Return the Markdown of the protocol, filled in from the settings and both codebooks."""
    blocks = [
        plain(words("protocol.use")),
        f"# {plain(words('protocol.assembling'))}",
        _table(_assembling(review, words), words),
        f"# {plain(words('protocol.arranging'))}",
        _table(_arranging(codes, words), words),
        *_criteria(screening, words),
        f"# {plain(words('protocol.assessing'))}",
        _table(_assessing(review, codes, words), words),
    ]
    return "\n\n".join(blocks)


def _table(rows: Sequence[Row], words: PaperWords) -> str:
    header = [plain(words(f"protocol.{name}")) for name in ("item", "planned")]
    return table(header, rows, (30, 70))


def _assembling(review: LiteratureSettings, words: PaperWords) -> list[Row]:
    """Return what is searched for, where, and how."""

    def row(key: str, answer: str) -> Row:
        return (plain(words(f"protocol.{key}")), answer)

    def left_open(key: str) -> Row:
        return row(key, words.fill_in_from(f"protocol.fill_{key}"))

    window, focus = review.window, review.focus_window
    years = words(
        "protocol.window_is",
        first=window.first,
        last=window.last,
        from_year=focus.first,
        to_year=focus.last,
    )
    databases = [source.database.words(words.language) for source in review.sources]
    rows = [
        left_open("domain"),
        left_open("questions"),
        row("databases", plain("; ".join(databases))),
        row("window", plain(years)),
        left_open("languages"),
    ]
    for source, database in zip(review.sources, databases, strict=True):
        asked = words.fill_in_from("protocol.fill_query")
        if source.query is not None:
            asked = plain(source.query)
            if source.searched is not None:
                asked += f" ({plain(words('protocol.searched', date=words.day(source.searched)))})"
        rows.append((plain(words("protocol.query_of", database=database)), asked))
    return rows


def _arranging(codes: Codebook, words: PaperWords) -> list[Row]:
    """Return how the records are ordered and purified."""
    dimensions = [
        words(
            "protocol.codes_of",
            dimension=dimension.label.words(words.language),
            n=len(dimension.assignable),
        )
        for dimension in codes.dimensions
    ]
    frameworks = dict.fromkeys(d.framework for d in codes.dimensions if d.framework)
    named = join_words(list(frameworks), words.language)
    listed = join_words(dimensions, words.language)
    framework = f"{named}: {listed}." if named else f"{listed}."
    return [
        (plain(words("protocol.framework")), plain(framework)),
        (plain(words("protocol.duplicates")), plain(words("protocol.duplicates_are"))),
    ]


def _criteria(screening: ScreeningCodebook, words: PaperWords) -> Iterator[str]:
    """Yield the criteria, the reasons for exclusion, and the rules of screening."""
    language = words.language
    yield f"## {plain(words('protocol.inclusion'))}"
    yield bullets(
        f"**{plain(one.label.words(language))}.** {prose(one.definition.words(language))}"
        for one in screening.criteria
    )
    yield f"## {plain(words('protocol.exclusion'))}"
    yield table(
        [plain(words("protocol.reason")), plain(words("handbook.applies"))],
        [
            [
                f"{k}\\. **{plain(reason.label.words(language))}** `{reason.id}`",
                prose(reason.definition.words(language)),
            ]
            for k, reason in enumerate(screening.reasons, start=1)
        ],
        (30, 70),
    )
    if screening.rules:
        yield f"## {plain(words('protocol.rules'))}"
        yield bullets(prose(rule.words(language)) for rule in screening.rules)


def _assessing(review: LiteratureSettings, codes: Codebook, words: PaperWords) -> list[Row]:
    """Return how the records are read, coded, analysed and reported."""

    def row(key: str, **fields: object) -> Row:
        return (plain(words(f"protocol.{key}")), plain(words(f"protocol.{key}_is", **fields)))

    read, coded = (
        words(f"protocol.basis_{basis}") for basis in (review.screening.read, review.basis)
    )
    full = "are" if review.full_text is not None else "are_not"
    return [
        row("screening", basis=read),
        (plain(words("protocol.full_texts")), plain(words(f"protocol.full_texts_{full}"))),
        row("coding", basis=coded, name=codes.codebook, version=codes.version),
        row("analysis", n=review.analysis.gap_studies),
        (plain(words("protocol.conventions")), plain(words("protocol.conventions_are"))),
        (plain(words("protocol.support")), words.fill_in_from("protocol.fill_support")),
    ]
