"""The guard against hand-typed results: digits and comparative claims outside facts.

It lets pass: facts, code, attributes, link targets and citations; comparative claims in a sentence
that cites its source and is outside the results (a claim of the literature is not ours); and the
phrases in ``manuscript/allowed-literals.yaml``, each with its reason, and a study's own in the file of
that name beside its text. A phrase there that no document needs any longer is a mistake too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import yaml
from pydantic import Field, RootModel

from honest_results.documents.claim_vocabulary import DIGITS, claim_patterns
from honest_results.documents.divs import divs
from honest_results.documents.personal_words import personal_problems, without_personal_words
from honest_results.documents.source import MACRO, Manuscript, blank
from honest_results.project import Language
from human_files.errors import Problem
from human_files.language.messages import message
from human_files.settings import Settings, Words
from human_files.settings_files import load_model

ALLOWED = "manuscript/allowed-literals.yaml"

#: Headings with such a label open the results; claims there need a fact even with a citation.
_RESULTS = "sec-results"

_FACT = re.compile(r"\[[^\[\]{}]*\]\{[^{}]*\.fact[^{}]*\}")
_ATTRIBUTES = re.compile(r"\{[ ]*(?:[#.=-]|[a-z][\w-]*=)[^{}\n]*(?:\n[^{}\n]*)?\}")
_TARGET = re.compile(
    r"(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|<https?://[^>\s]*>|https?://\S+"
)
_CITATION = re.compile(r"\[[^\[\]]*@[^\[\]]*\]|(?<![\w\\/@.])@(?:\{[^}\s]+\}|[\w:.#$%&+?<>~/-]+)")
_MARKER = re.compile(r"^[ \t]*(?:\d+[.)]|:{3,}.*|\|?[ \t]*[-:|]{3,}.*)[ \t]*", re.MULTILINE)
_TITLE = re.compile(
    r"^[ \t]*:{3,}.*(?:title|name)=(?P<quote>[\"'])(?P<words>.*?)(?P=quote)", re.MULTILINE
)
_ARGUMENT = re.compile(r"\[\d\]|#\d")  # of a command for formulas
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:?")
_HEADING = re.compile(r"^(#{1,6})[ \t].*$", re.MULTILINE)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\])\"”»]*\s+(?=[\[(A-ZÀ-ÖØ-Þ¿¡\"“«])|\n[ \t]*\n")
_PROSE_KEYS = ("title", "subtitle", "abstract")


class AllowedLiteral(Settings):
    """A phrase that may be typed by hand."""

    text: Words = Field(description="The phrase, exactly as it stands in the text.")
    reason: Words = Field(description="Why it is no result.")
    language: Language | None = Field(
        default=None, description="Only in the text of this language; both where left out."
    )


class AllowedLiterals(RootModel[list[AllowedLiteral]]):
    """``manuscript/allowed-literals.yaml``."""


def read_allowed(root: Path | str = ".", file: str = ALLOWED) -> list[AllowedLiteral]:
    """Return the allowed phrases; none without the file. Raises ConfigurationError for its mistakes."""
    path = Path(root, file)
    return load_model(path, AllowedLiterals, file).root if path.is_file() else []


def check_literals(
    manuscripts: Sequence[Manuscript],
    allowed: Sequence[AllowedLiteral],
    file: str = ALLOWED,
    everything: Sequence[Manuscript] = (),
) -> list[Problem]:
    """Return a problem per hand-typed result in any document, and per phrase that no document needs.

    ``everything`` are further texts that may need a phrase: those of all studies, where
    ``manuscripts`` are what one of them has.
    """
    problems: list[Problem] = []
    needed: set[AllowedLiteral] = set()
    for manuscript in manuscripts:
        problems += check_typed(manuscript, allowed, needed)
    for manuscript in everything:
        check_typed(manuscript, allowed, needed)
    return problems + not_needed(allowed, needed, file)


def not_needed(
    allowed: Sequence[AllowedLiteral], needed: Collection[AllowedLiteral], file: str = ALLOWED
) -> list[Problem]:
    """Return a problem for each phrase of ``file`` that no document needs."""
    return [
        Problem(
            file,
            message('"{text}" is allowed, but no document needs it.', text=entry.text),
            message("Remove the entry."),
            column=entry.language,
        )
        for entry in allowed
        if entry not in needed
    ]


def check_typed(
    manuscript: Manuscript,
    allowed: Sequence[AllowedLiteral],
    needed: set[AllowedLiteral] | None = None,
) -> list[Problem]:
    """Return a problem per hand-typed result or personal data; add the phrases needed to ``needed``."""
    needed = set() if needed is None else needed
    mine = [entry for entry in allowed if entry.language in (None, manuscript.language)]
    longest_first = sorted(mine, key=lambda entry: -len(entry.text))
    personal = [*personal_problems(manuscript, longest_first, needed)]
    rest = without_personal_words(manuscript) if personal else manuscript
    return [*_check_one(rest, longest_first, needed), *personal]


def _check_one(
    manuscript: Manuscript, allowed: Sequence[AllowedLiteral], needed: set[AllowedLiteral]
) -> Iterator[Problem]:
    """Yield a problem for each typed number or claim that is not allowed."""
    source = _without_header(manuscript)
    prose = _typed(source)
    for entry in allowed:
        pattern = _literal(entry.text)
        if any(_claims(found.group(), manuscript.language) for found in pattern.finditer(prose)):
            needed.add(entry)
            prose = blank(prose, pattern)
    results = _results(manuscript, source)
    for start, end, cites in _sentences(source):
        in_results = any(first <= start < last for first, last in results)
        for position, words, what in _claims_in(prose[start:end], manuscript.language, in_results):
            if what == "claim" and cites and not in_results:
                continue
            yield _problem(manuscript, start + position, words, what)


def typed_sentences(manuscript: Manuscript) -> Iterator[tuple[int, str, bool]]:
    """Yield each sentence: its position, what of it is typed by hand, and whether it cites a source.

    What is not typed (facts, code, attributes, targets, citations) is blank.
    """
    source = _without_header(manuscript)
    prose = _typed(source)
    for start, end, cites in _sentences(source):
        yield start, prose[start:end], cites


def _typed(source: str) -> str:
    """Return a text with all blanked that nobody typed as words of it."""
    prose = blank(source, _FACT, _CITATION, _TARGET, _FOOTNOTE, _ATTRIBUTES, _MARKER)
    for found in MACRO.finditer(prose):
        prose = prose[: found.start()] + blank(found.group(), _ARGUMENT) + prose[found.end() :]
    for found in _TITLE.finditer(source):  # printed, though it is an attribute
        start, end = found.span("words")
        prose = prose[:start] + found["words"] + prose[end:]
    return prose


def _problem(manuscript: Manuscript, position: int, words: str, what: str) -> Problem:
    """Return the problem that a number or claim is typed by hand."""
    file, line = manuscript.place(manuscript.line(position))
    is_own = file != manuscript.file  # a study's, which has a file of its own beside it
    allowed = Path(file).with_name(Path(ALLOWED).name).as_posix() if is_own else ALLOWED
    said = " ".join(words.split())
    if what == "number":
        found = message('the number "{words}" is typed by hand.', words=said)
        advice = message(
            "Print it from a fact ([key]{{.fact}}), cite its source, or, if it is no result, allow "
            "it in {file} with the reason.",
            file=allowed,
        )
    else:
        found = message('the comparative claim "{words}" is typed by hand.', words=said)
        advice = message(
            "Print it from a fact of kind phrase ([key]{{.fact}}), cite its source, or, if it is no "
            "result, allow it in {file} with the reason.",
            file=allowed,
        )
    return Problem(
        file,
        found,
        advice,
        line,
    )


def _claims_in(prose: str, language: str, in_results: bool) -> list[tuple[int, str, str]]:
    """Return the hand-typed claims of a stretch of prose: position, words, "number" or "claim"."""
    words = claim_patterns(language)
    patterns = [(DIGITS, "number"), (words.numbers, "number"), (words.comparisons, "claim")]
    if in_results:
        patterns.append((words.effects, "claim"))
    claims: dict[tuple[int, int], tuple[str, str]] = {}
    for pattern, what in patterns:
        for found in pattern.finditer(prose):
            if not any(start < found.end() and found.start() < end for start, end in claims):
                claims[found.span()] = found.group(), what
    return [(start, *claims[start, end]) for start, end in sorted(claims)]


def _claims(text: str, language: str) -> bool:
    """Say whether a text contains a number or a claim."""
    return bool(_claims_in(text, language, in_results=True))


def _literal(text: str) -> re.Pattern[str]:
    """Return the pattern of an allowed phrase: whole words, whatever the line breaks."""
    body = r"\s+".join(re.escape(word) for word in text.split())
    return re.compile(rf"(?<!\w){body}(?!\w)" if text[-1:].isalnum() else rf"(?<!\w){body}")


def _without_header(manuscript: Manuscript) -> str:
    """Return the prose with the YAML header blanked, except for what is printed: title and abstract."""
    prose, end = manuscript.prose, manuscript.header_end
    header = blank(prose[:end], re.compile(r".+"))
    for key, value in _nodes(manuscript.text[:end]):
        if key.value in _PROSE_KEYS:
            first, last = value.start_mark.index, value.end_mark.index
            header = header[:first] + prose[first:last] + header[last:]
    return header + prose[end:]


def _nodes(header: str) -> list[tuple[yaml.Node, yaml.Node]]:
    """Return the keys and values of a YAML header, with their positions."""
    text = header.rstrip().removesuffix("...").removesuffix("---")
    node = yaml.compose(text, Loader=yaml.SafeLoader) if text else None
    return node.value if isinstance(node, yaml.MappingNode) else []


def _sentences(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where each sentence begins and ends, and whether it cites a source."""
    cited = [found.start() for found in _CITATION.finditer(text)]
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    for start, end in zip([0, *ends], [*ends, len(text)], strict=True):
        yield start, end, any(start <= position < end for position in cited)


def _results(manuscript: Manuscript, text: str) -> list[tuple[int, int]]:
    """Return where the results are: from each heading of results to the next one of its rank."""
    boxes = [div for div in divs(manuscript)[0] if div.is_box]  # a heading in one is its title
    headings = [
        (found.start(), len(found[1]), found.group())
        for found in _HEADING.finditer(text)
        if not any(box.holds(manuscript.line(found.start())) for box in boxes)
    ]
    stretches = []
    for index, (start, rank, line) in enumerate(headings):
        if f"#{_RESULTS}" in line:
            after = (place for place, other, _ in headings[index + 1 :] if other <= rank)
            stretches.append((start, next(after, len(text))))
    return stretches
