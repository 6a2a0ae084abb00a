"""Parts, labels and figures that Pandoc would number wrongly, lose or print literally.

Each such place is reported with its line before anything is rendered. What Quarto supports and is
refused here is in :mod:`honest_results.documents.constructs`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from honest_results.documents.advice import FIGURE
from honest_results.documents.divs import Div, divs
from honest_results.documents.source import CALLOUTS, LABEL_KINDS, Manuscript
from human_files.errors import Problem
from human_files.language.messages import message, template

_LABELLED = re.compile(
    rf"\{{[^{{}}\n]*#(?P<label>(?P<kind>{'|'.join(LABEL_KINDS)})-[\w-]+)[^{{}}\n]*\}}"
)
_IMAGE = re.compile(
    r"!\[(?P<caption>(?:[^\[\]]|\[[^\[\]]*\])*)\](?P<target>\([^()\s]*[^()]*\))?(?P<attributes>\{[^{}]*\})?"
)
_KNOWN = re.compile(r"[#.][\w-]+|width=\"?[\d.]+(?:%|cm|mm|in|pt)\"?")
_SEPARATOR = re.compile(r"\|?[ ]*:?-+:?[ ]*(?:[|+][ ]*:?-+:?[ ]*)*\|?")
_RULE = re.compile(r"-{2,}(?:[ ]+-+)*")
_CAPTION = re.compile(r"^(?:[Tt]able)?:[ \t]")
_FENCE = re.compile(r"^[ \t]*:{3,}")
_ALONE = re.compile(r"^[ \t]*(?::{3,}.*|#{1,6}[ \t].*)$", re.MULTILINE)


def check_structure(manuscript: Manuscript) -> Iterator[Problem]:
    """Yield a problem for each part, label or figure that Pandoc would read differently."""
    text = manuscript.body
    fenced, stray = divs(manuscript)
    for line, what, advice in (
        *(
            (
                line,
                message("::: closes nothing."),
                message("Remove it, or open a part above: ::: {{…}}."),
            )
            for line in stray
        ),
        *_fences(text, fenced),
        *(problem for div in fenced for problem in _div(manuscript, text, div)),
        *_labels(manuscript, text, fenced),
        *_captions(text),
        *_images(manuscript, text, fenced),
    ):
        yield Problem(manuscript.file, what, advice, line)


#: Line, what was found, what to write instead.
_Found = Iterator[tuple[int, str, str]]


# Parts ---------------------------------------------------------------------------------------------


def _fences(text: str, fenced: Sequence[Div]) -> _Found:
    """Yield fences that open nothing."""
    fences = {div.first for div in fenced} | {div.last for div in fenced}
    for number, line in enumerate(text.split("\n"), start=1):
        if _FENCE.match(line) and number not in fences and line.strip(" \t:"):
            advice = message(
                "Write ::: {{.name}} at the start of a line; a title goes into the part, as a "
                "heading."
            )
            yield number, message('"{line}" opens nothing.', line=line.strip()), advice


def _div(manuscript: Manuscript, text: str, div: Div) -> _Found:
    """Yield what is wrong with one part."""
    lines = text.split("\n")
    last = len(lines) + 1 if div.last is None else div.last
    content = "\n".join(lines[div.first : last - 1])
    if ".fact" in " ".join(text for name, text in div.options.items() if name != "when"):
        found = message("a fact in a title between quotation marks would be printed as it stands.")
        yield div.first, found, message("Write the title as a heading inside: ## ….")
    if div.last is None:
        if "when" not in div.options:  # those are named with the conditions
            yield (
                div.first,
                message("the part opened here is not closed."),
                message("Close it with :::"),
            )
    elif div.callout:
        yield from _callout(div)
    elif div.kind in CALLOUTS.values():
        kind = next(name for name, code in CALLOUTS.items() if code == div.kind)
        advice = message("Write ::: {{#{label} .callout-{kind}}}.", label=div.label, kind=kind)
        yield div.first, message("{label} is not a callout.", label=div.label), advice
    elif div.is_box:
        advice = message(
            'The only option of a theorem or proof is name="…"; a heading does the same.'
        )
        yield from _options(div, ("name",), advice)
    elif div.kind == "fig":
        yield from _group(div, content)
    elif div.kind == "tbl" and "table" not in div.options:
        yield from _typed_table(div, content)
    elif div.kind == "lst":
        blocks = [code for code in manuscript.code if code.information is not None]
        has_code = any(div.holds(manuscript.line(code.start)) for code in blocks)
        if not has_code or not _paragraphs_in(content):
            found = message(
                "the listing {label} needs a code block and a caption.", label=div.label
            )
            yield div.first, found, message("Write the code block, an empty line, the caption.")
    elif any(name.startswith("layout") for name in div.options):
        advice = message(
            "Figures side by side are one: ::: {{#fig-… layout-ncol=2}}, the figures, their "
            "caption."
        )
        yield div.first, message("the layout of this part would be lost."), advice


def _options(div: Div, allowed: Sequence[str], advice: str) -> _Found:
    """Yield the options of a part that would be lost."""
    unknown = sorted(set(div.options) - {*allowed})
    if unknown:
        yield (
            div.first,
            message("the option {unknown}= would be lost.", unknown=", ".join(unknown)),
            advice,
        )


def _callout(div: Div) -> _Found:
    """Yield what is wrong with a callout."""
    advice = message(
        'All callouts look alike. Their only options are title="…" and collapse="true".'
    )
    yield from _options(div, ("title", "collapse"), advice)
    if div.options.get("collapse", "true") not in ("true", "false"):
        found = message('collapse="{value}" is unknown.', value=div.options["collapse"])
        yield div.first, found, message("Allowed: true, false.")
    wanted = CALLOUTS[div.callout]
    if div.kind in LABEL_KINDS and div.kind != wanted:
        found = message(
            "the label {label} does not belong to a {callout}.",
            label=div.label,
            callout=div.callout,
        )
        yield div.first, found, message("Begin it with {wanted}-.", wanted=wanted)


def _group(div: Div, content: str) -> _Found:
    """Yield what is wrong with several figures under one caption."""
    advice = message(
        "The only options of figures under one caption are layout-ncol= and layout-nrow=."
    )
    yield from _options(div, ("layout-ncol", "layout-nrow"), advice)
    for name in ("layout-ncol", "layout-nrow"):
        if not re.fullmatch(r"[1-9]", div.options.get(name, "1")):
            yield (
                div.first,
                message('{name}="{value}" is unknown.', name=name, value=div.options[name]),
                message("Allowed: 1 to 9."),
            )
    said = _paragraphs_in(_IMAGE.sub(" ", content))
    if len([*_IMAGE.finditer(content)]) < 2:
        found = message("the figure {label} does not contain several figures.", label=div.label)
        yield (
            div.first,
            found,
            message("For one figure write ![Caption.](figures/<name>){{#fig-<name>}}."),
        )
    elif len(said) != 1 or not content.rstrip().endswith(said[-1].rstrip()):
        found = message(
            "the figure {label} needs its caption: one paragraph after the figures.",
            label=div.label,
        )
        yield div.first, found, message("Write the figures, an empty line, the caption.")


def _typed_table(div: Div, content: str) -> _Found:
    """Yield what is wrong with a table that is typed."""
    yield from _options(div, (), message("A table that is typed has no options."))
    paragraphs = _paragraphs_in(content)
    if not any(is_table(one) for one in paragraphs):
        found = message("there is no table in {label}.", label=div.label)
        yield (
            div.first,
            found,
            message('Write ::: {{#{label} table="<name>"}}, or a table.', label=div.label),
        )
    elif is_table(paragraphs[-1]):
        found = message("the table {label} has no caption.", label=div.label)
        yield div.first, found, message("Write it after the table, with an empty line between.")


def _paragraphs_in(text: str) -> list[str]:
    """Return the paragraphs of a text."""
    return [part for part in re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.strip("\n")) if part.strip()]


# Labels and figures --------------------------------------------------------------------------------

_IN_DIV = template("Write it where the part opens: ::: {{#…}}.")
_WHERE = {
    "sec": template("Write it after a heading: # Heading {{#sec-…}}."),
    "fig": FIGURE,
    "tbl": template("Write ::: {{#tbl-…}}, the table, its caption, :::."),
    "eq": template(
        "Write $$ … $$ {{#eq-…}}, with one space before the label and nothing right after it."
    ),
}


def _labels(manuscript: Manuscript, text: str, fenced: Sequence[Div]) -> _Found:
    """Yield labels in places where nothing is numbered."""
    opening = {div.first for div in fenced}
    for found in _LABELLED.finditer(text):
        label, kind, line = found["label"], found["kind"], manuscript.line(found.start())
        before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        is_alone = found.group() == f"{{#{label}}}"
        if _FENCE.match(before):
            fits = line in opening and kind not in ("sec", "eq")
        elif re.match(r"#{1,6}[ \t]", before):
            fits = kind == "sec"
        elif kind == "eq":
            ends = not text[found.end() : found.end() + 1].strip()
            fits = is_alone and ends and before.endswith("$$ ")
        elif kind == "tbl":
            fits = _is_caption(text, found.start())
            if fits and not is_alone:
                advice = message("Write {{#{label}}} alone.", label=label)
                yield (
                    line,
                    message("the options of the table {label} would be lost.", label=label),
                    advice,
                )
        else:
            fits = kind == "fig" and text[: found.start()].endswith(")")
        if not fits:
            what = message("the label {label} is where there is nothing to number.", label=label)
            yield line, what, message(_WHERE.get(kind, _IN_DIV))


def _captions(text: str) -> _Found:
    """Yield captions of typed tables without a label, and therefore without a number."""
    number, before = 1, ""
    for paragraph in re.split(r"\n(?=[ \t]*\n)", text):
        lines = paragraph.strip("\n").split("\n")
        begin = next((index for index, line in enumerate(lines) if _CAPTION.match(line)), None)
        if begin is not None and "{#tbl-" not in paragraph:
            above = "\n".join(lines[:begin]) or before
            if is_table(above) or lines[begin].lower().startswith("table:"):
                found = message("the caption of the table has no label, and so no number.")
                skipped = len(paragraph) - len(paragraph.lstrip("\n"))
                yield number + skipped + begin, found, message("End it with {{#tbl-…}}.")
        before = paragraph.strip("\n") or before
        number += paragraph.count("\n") + 1


def is_table(paragraph: str) -> bool:
    """Say whether Pandoc reads a paragraph as a table, or as the end of one with empty lines."""
    lines = [line.strip() for line in paragraph.split("\n")]
    if not lines[0]:
        return False
    is_grid = lines[0].startswith("+-") and lines[-1].startswith("+") and len(lines) > 2
    is_pipe = len(lines) > 2 and "|" in lines[0] and _SEPARATOR.fullmatch(lines[1]) is not None
    is_ruled = any(_RULE.fullmatch(line) for line in (*lines[:2], lines[-1])) and len(lines) > 1
    return is_grid or is_pipe or is_ruled


def _is_caption(text: str, position: int) -> bool:
    """Say whether a position is in the caption of a typed table, after it or before."""
    before = _paragraphs_in(text[:position])
    after = _paragraphs_in(text[position:])[1:2]
    lines = before[-1].split("\n")
    begin = next((index for index, line in enumerate(lines) if _CAPTION.match(line)), None)
    if begin is None:
        return False
    above = ["\n".join(lines[:begin])] if begin else before[-2:-1]
    return any(is_table(one) for one in (*above, *after))


def _images(manuscript: Manuscript, text: str, fenced: Sequence[Div]) -> _Found:
    """Yield what is wrong with an image."""
    for found in _IMAGE.finditer(text):
        line = manuscript.line(found.start())
        if not found["target"]:
            yield (
                line,
                message("the image {found} has no file.", found=found.group()[:40]),
                message(FIGURE),
            )
            continue
        name = found["target"][1:-1]
        lost = _KNOWN.sub("", (found["attributes"] or "{}")[1:-1]).strip()
        if lost:
            advice = message('It has its own alternative text; its only option is width="50%".')
            yield (
                line,
                message("{lost} of the figure {name} would be lost.", lost=lost, name=name),
                advice,
            )
        is_part = any(div.kind == "fig" and div.holds(line) for div in fenced)
        if name.startswith("figures/") and not found["caption"].strip() and not is_part:
            yield (
                line,
                message("the figure {name} has no caption.", name=name),
                message("Write it between the brackets."),
            )
        if not _stands_alone(text, found):
            what = message("the figure {name} is inside a paragraph, list or table.", name=name)
            yield line, what, message("Give it a paragraph of its own.")


def _stands_alone(text: str, image: re.Match[str]) -> bool:
    """Say whether the paragraph of an image contains only images and fences."""
    start = max(text.rfind("\n\n", 0, image.start()), 0)
    end = text.find("\n\n", image.end())
    paragraph = text[start : end if end >= 0 else len(text)]
    is_indented = text[text.rfind("\n", 0, image.start()) + 1] in " \t"
    return not is_indented and not _ALONE.sub("", _IMAGE.sub("", paragraph)).strip()
