"""What Quarto supports and the documents do not, each with its line and what to write instead.

The documents say the same in HTML, PDF and Word, compute nothing, and contain no typed results. What
cannot be had under these terms, or would be lost or printed literally, is named here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from honest_results.documents.advice import (
    ALONE,
    CLASSES,
    COMMANDS,
    DIAGRAM,
    ONLY_FORMULAS,
    ONLY_SHORTCODE,
    RULE,
    SAME,
    SHORTCODES,
    TAGS,
)
from honest_results.documents.divs import divs
from honest_results.documents.source import (
    CALLOUTS,
    MACRO,
    Code,
    Manuscript,
    blank,
    parse_attributes,
)
from human_files.errors import Problem
from human_files.language.messages import message

_FORMULA = re.compile(
    r"\$\$.+?\$\$|(?<![\\$])\$(?![\s$])[^$\n]*(?:\n[^$\n]+)*?(?<!\s)\$(?!\d)", re.DOTALL
)
_SHORTCODE = re.compile(r"\{\{<\s*(?P<name>[^\s>]*).*?>\}\}", re.DOTALL)
_COMMENT = re.compile(r"<!--[\s\S]*?-->")
_CELL = re.compile(r"\{+\s*(?P<name>\w[\w-]*)")
_RAW = re.compile(r"\{=(?P<format>\w+)\}")
_INLINE_CELL = re.compile(r"\{+\w+\}+[ \t]|r [A-Za-z_][\w.]*[(\[$]")
_OPENED = re.compile(r"^[ \t]*(?P<mark>`{3,}|~{3,})|(?P<comment><!--)", re.MULTILINE)
_TAG = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*)?/?>")
_LATEX = re.compile(r"\\(?P<name>[A-Za-z]+)\*?")
_LATEX_FORMULA = re.compile(r"\\\(.+?\\\)|^[ \t]*\\\[[ \t]*$", re.MULTILINE)
_NEW_PAGE = re.compile(r"^(?:\\newpage|\\pagebreak|\\clearpage)[ \t]*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{(?P<attributes>[^{}\n]*)\}")
_EMOJI_NAME = re.compile(r"(?<![\w:/]):[a-z][a-z0-9_+-]+:(?![\w:/])")
_EMOJI = re.compile("[\U0001f000-\U0001faff\ufe0f]+")
_ALERT = re.compile(r"^>[ \t]*\[!(?P<name>\w+)\]", re.MULTILINE)
_ANNOTATION = re.compile(r"(?:#|//|--|%)[ \t]*<\d+>(?=[ \t]*$)", re.MULTILINE)
_HEADER_KEY = re.compile(
    r"^(?P<key>jupyter|knitr|engine|server|params|crossref)[ \t]*:", re.MULTILINE
)
_FOOTNOTE = re.compile(r"\[\^(?P<name>[^\]\s]+)\](?P<defines>:)?")


def check_constructs(manuscript: Manuscript) -> Iterator[Problem]:
    """Yield a problem for each construct of Quarto that the documents do not support."""
    whole = blank(manuscript.text, _COMMENT)
    prose = blank(manuscript.prose, _SHORTCODE)
    words = blank(prose, _FORMULA)
    for position, found, advice in (
        *_header(manuscript),
        *_code(manuscript),
        *_not_closed(prose),
        *_shortcodes(manuscript, whole),
        *_classes(manuscript, prose),
        *_markup(manuscript, words),
        *_signs(words),
        *_footnotes(prose),
    ):
        yield Problem(manuscript.file, found, advice, manuscript.line(position))


#: Position, what was found, what to write instead.
_Found = Iterator[tuple[int, str, str]]


def _header(manuscript: Manuscript) -> _Found:
    """Yield settings that do not belong in the header of a document."""
    for found in _HEADER_KEY.finditer(manuscript.text[: manuscript.header_end]):
        advice = message(RULE)
        if found["key"] == "crossref":
            advice = message(
                "Leave it out: these words are in config/languages/<code>/labels/manuscript.yaml."
            )
        yield (
            found.start(),
            message("`{key}:` does not belong in the header.", key=found["key"]),
            advice,
        )


def _code(manuscript: Manuscript) -> _Found:
    """Yield code that would have to run, raw code, and parts of a code block that would be lost."""
    for code in manuscript.code:
        after = _RAW.match(manuscript.text, code.end)
        if code.information is not None:
            yield from _code_block(code, code.information)
        elif after:
            yield code.start, *_raw(after["format"])
        elif _INLINE_CELL.match(code.text):
            yield code.start, message("`{text}` would not be run.", text=code.text), message(RULE)


def _code_block(code: Code, said: str) -> _Found:
    """Yield what is wrong with one code block."""
    raw, cell = _RAW.match(said), _CELL.match(said)
    if raw:
        yield code.start, *_raw(raw["format"])
    elif cell and cell["name"] in ("mermaid", "dot", "graphviz"):
        yield (
            code.start,
            message("the diagram ({name}) would not be drawn.", name=cell["name"]),
            message(DIAGRAM),
        )
    elif cell:
        yield code.start, message("the cell {said} would not be run.", said=said), message(RULE)
    elif "#" in said:
        advice = message("Write ::: {{#lst-…}}, the code block, the caption, :::.")
        yield (
            code.start,
            message("the label of the code block {said} would be lost.", said=said),
            advice,
        )
    elif "=" in said:
        advice = message("A code block takes only the name of its language: ```python.")
        yield (
            code.start,
            message("the options of the code block {said} would be lost.", said=said),
            advice,
        )
    annotation = _ANNOTATION.search(code.text)
    if annotation:
        yield (
            code.start,
            message(
                'the annotation "{annotation}" would be printed as it stands.',
                annotation=annotation.group(),
            ),
            message("Say it in the text under the code."),
        )


def _not_closed(prose: str) -> _Found:
    """Yield code blocks and comments that are opened and never closed."""
    for found in _OPENED.finditer(prose):
        what, end = (
            (message("comment"), "-->")
            if found["comment"]
            else (message("code block"), found["mark"])
        )
        yield (
            found.start(),
            message("the {what} opened here is not closed.", what=what),
            message("Close it with {end}.", end=end),
        )


def _raw(name: str) -> tuple[str, str]:
    """Return what is wrong with raw code of a format, and what to do."""
    return message("raw {{={name}}} is lost in the other formats.", name=name), message(SAME)


def _shortcodes(manuscript: Manuscript, whole: str) -> _Found:
    """Yield shortcodes that are not supported."""
    for found in _SHORTCODE.finditer(whole):
        text, name = " ".join(found.group().split()), found["name"].strip("/*")
        if name != "pagebreak":
            advice = message(SHORTCODES.get(name, ONLY_SHORTCODE))
            yield found.start(), message("{text} is not supported.", text=text), advice
        elif not _stands_alone(manuscript, whole, *found.span()):
            yield (
                found.start(),
                message("{text} is not a paragraph of its own.", text=text),
                message(ALONE),
            )


def _stands_alone(manuscript: Manuscript, text: str, start: int, end: int) -> bool:
    """Say whether a stretch of text is a paragraph of its own, and not part of anything."""
    before, after = text[:start], text[end:].lstrip(" \t")
    line = manuscript.line(start)
    within = [div for div in divs(manuscript)[0] if div.holds(line) and "when" not in div.options]
    is_paragraph = before.endswith(("\n\n", ":::\n")) and (
        not after.strip() or after.startswith(("\n\n", "\n:::"))
    )
    return is_paragraph and not within


def _classes(manuscript: Manuscript, prose: str) -> _Found:
    """Yield classes that are not supported."""
    found = [
        (match.start(), name)
        for match in _ATTRIBUTES.finditer(prose)
        for name in parse_attributes(match["attributes"])[0]
    ]
    fenced, _ = divs(manuscript)
    found += [(manuscript.position(div.first), div.bare) for div in fenced if div.bare]
    for position, name in sorted(found):
        refused = name in CLASSES or next(
            (begin for begin in CLASSES if begin.endswith("-") and name.startswith(begin)), None
        )
        if refused:
            advice = message(CLASSES[name if refused is True else refused])
            yield position, message("the class .{name} is not supported.", name=name), advice
        elif name == "callout" or (
            name.startswith("callout-") and name.removeprefix("callout-") not in CALLOUTS
        ):
            known = ", ".join(f".callout-{kind}" for kind in CALLOUTS)
            yield (
                position,
                message("there is no callout .{name}.", name=name),
                message("Known: {known}.", known=known),
            )


def _markup(manuscript: Manuscript, words: str) -> _Found:
    """Yield HTML and LaTeX in the text, which is lost in the other formats."""
    for found in _TAG.finditer(words):
        if not found.group().startswith("</"):
            advice = message(TAGS.get(found["name"].lower(), SAME))
            yield (
                found.start(),
                message("the HTML {found} is lost in PDF and Word.", found=found.group()),
                advice,
            )
    for found in _LATEX_FORMULA.finditer(words):
        yield (
            found.start(),
            message("{found} is printed as it stands.", found=found.group().strip()),
            message("Write formulas between $ and $, or $$ and $$."),
        )
    pages = [
        found.start()
        for found in _NEW_PAGE.finditer(words)
        if _stands_alone(manuscript, words, *found.span())
    ]
    for found in _LATEX.finditer(blank(words, MACRO, _LATEX_FORMULA)):
        if found.start() in pages:
            continue
        is_escape = found.start() < manuscript.header_end and len(found["name"]) == 1  # YAML's
        if is_escape or found["name"] == "end":  # its \\begin is named
            continue
        advice = message(COMMANDS.get(found["name"], ONLY_FORMULAS))
        yield (
            found.start(),
            message("the LaTeX {found} is lost in HTML and Word.", found=found.group()),
            advice,
        )


def _signs(words: str) -> _Found:
    """Yield emoji and alerts, which would be printed literally or be missing from the PDF."""
    for found in _EMOJI_NAME.finditer(words):
        yield (
            found.start(),
            message("{found} would be printed as it stands.", found=found.group()),
            message("Say it in words."),
        )
    for found in _EMOJI.finditer(words):
        yield (
            found.start(),
            message("{found} is missing from the fonts of the PDF.", found=found.group()),
            message("Say it in words."),
        )
    for found in _ALERT.finditer(words):
        name = found["name"].lower()
        kind = name if name in CALLOUTS else "note"
        yield (
            found.start(),
            message("[!{name}] would be printed as it stands.", name=found["name"]),
            message("Write ::: {{.callout-{kind}}} … :::.", kind=kind),
        )


def _footnotes(prose: str) -> _Found:
    """Yield footnotes that are defined twice, never defined, or never referred to."""
    references: dict[str, int] = {}
    defined: dict[str, int] = {}
    for found in _FOOTNOTE.finditer(prose):
        at_start = prose[: found.start()].endswith("\n") or not found.start()
        if found["defines"] and at_start:
            if found["name"] in defined:
                yield (
                    found.start(),
                    message("the footnote [^{name}] is defined twice.", name=found["name"]),
                    message("Rename one of the two."),
                )
            defined[found["name"]] = found.start()
        else:
            references.setdefault(found["name"], found.start())
    for name in references.keys() - defined.keys():
        yield (
            references[name],
            message("there is no text for the footnote [^{name}].", name=name),
            message("Write it: [^{name}]: …", name=name),
        )
    for name in defined.keys() - references.keys():
        yield (
            defined[name],
            message("nothing refers to the footnote [^{name}].", name=name),
            message("Write [^{name}] where it belongs, or remove it.", name=name),
        )
