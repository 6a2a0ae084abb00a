"""The coding handbook: procedure, rules, and every code with its definition and example."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from alianzas.config.codebook import Code, Codebook, Dimension
from alianzas.instruments.markdown import bullets, plain, prose, table, together
from alianzas.instruments.words import PaperWords

#: Codes of a dimension that stay on one page.
_WHOLE = 8


def coding_handbook(
    codebook: Codebook,
    words: PaperWords,
    readers: int,
    commands: tuple[str, str],
    judged: Sequence[str] | None = None,
) -> str:
    """Return the Markdown of the handbook of a codebook.

    ``readers``: how many code each text; ``commands``: what writes the coding sheet and the consensus
    sheet; ``judged``: the dimensions that coders judge, if not all.
    """
    return "\n\n".join(_blocks(codebook, words, readers, commands, judged))


def _blocks(
    codebook: Codebook,
    words: PaperWords,
    readers: int,
    commands: tuple[str, str],
    judged: Sequence[str] | None,
) -> Iterator[str]:
    named = words("handbook.version", name=codebook.codebook, version=codebook.version)
    yield plain(named)
    yield f"# {plain(words('handbook.procedure'))}"
    sheet, consensus = commands
    yield bullets(
        [
            prose(words("handbook.procedure_alone", n=readers)),
            prose(words("handbook.procedure_sheet", command=sheet)),
            prose(words("handbook.procedure_trial")),
            prose(words("handbook.procedure_settle", command=consensus)),
        ]
    )
    if codebook.rules:
        yield f"# {plain(words('handbook.rules'))}"
        numbered = (
            f"{k}. {prose(r.words(words.language))}" for k, r in enumerate(codebook.rules, 1)
        )
        yield "\n".join(numbered)
    for dimension in codebook.dimensions:
        is_judged = judged is None or dimension.id in judged
        yield from _dimension(dimension, words, is_judged=is_judged)


def _dimension(dimension: Dimension, words: PaperWords, *, is_judged: bool) -> Iterator[str]:
    """Yield a dimension: what it asks, and a table of its codes."""
    language = words.language
    title = plain(dimension.label.words(language))
    framework = f" ({plain(dimension.framework)})" if dimension.framework else ""
    yield f"# {title}{framework}"
    before = [prose(dimension.definition.words(language))]
    if not is_judged:
        before.append(f"*{plain(words('handbook.profile'))}*")
    has_examples = any(code.example is not None for code in dimension.codes)
    header = [words("handbook.code"), words("handbook.applies")]
    widths = [30, 70]
    if has_examples:
        header, widths = [*header, words("handbook.example")], [26, 42, 32]
    rows = []
    for code in dimension.codes:
        applies = prose(code.definition.words(language))
        if is_judged and not code.assignable:
            applies = (
                f"*{prose(words('handbook.heading', definition=code.definition.words(language)))}*"
            )
        cells = [_name(code, dimension, words), applies]
        rows.append([*cells, prose(_example(code, language))] if has_examples else cells)
    blocks = [*before, table([plain(head) for head in header], rows, widths)]
    yield together(blocks) if len(rows) <= _WHOLE else "\n\n".join(blocks)


def _name(code: Code, dimension: Dimension, words: PaperWords) -> str:
    """Return a code's label and id, and what it belongs to."""
    language = words.language
    shown = f"**{plain(code.label.words(language))}** `{code.id}`"
    notes = []
    if code.parent is not None:
        theme = next(other for other in dimension.codes if other.id == code.parent)
        notes.append(words("handbook.under", theme=theme.label.words(language)))
    if code.residual:
        notes.append(words("handbook.residual"))
    return f"{shown} ({plain('; '.join(notes))})" if notes else shown


def _example(code: Code, language: str) -> str:
    if code.example is None:
        return ""
    return code.example if isinstance(code.example, str) else code.example.words(language)
