"""PDF files: their words page by page, their pages as they look, and what a page does not show."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from honest_results.verify.findings import FileFindings, Status
from honest_results.verify.pictures import compare_pixels
from honest_results.verify.reading import UnreadableError, readable
from honest_results.verify.words import Allowed, Token, compare_tokens, tokens
from human_files.language.messages import message

if TYPE_CHECKING:
    from honest_results.verify.pictures import Pixels

#: Pixels per point at which pages are compared.
_SCALE = 1.5
#: A hyphen at the end of a line, where a word may have been broken, and one inside a word.
_BROKEN = re.compile("[\ufffe\u00ad]\\s*|(?<=[^\\W\\d_])[-\u2010\u2011]\\s*(?=[^\\W\\d_])")
_MOST_PAGES = 2000
#: What a file says about the program that wrote it, and when.
_PROGRAM = ("Creator", "Producer", "CreationDate", "ModDate")


@dataclass
class Pdf:
    """What a PDF file holds.

    Attributes
    ----------
    pages : list of list of Token
        The words of each page, without running heads and page numbers.
    heads : list of Token
        These.
    said : mapping of str to str
        Title, keywords and so on, the program and the dates.
    beside : list of str
        Links, attachments, scripts, signatures: what is there beside the pages.
    alts : list of Token
        Alternative texts of figures.
    shapes : list of Counter
        The shapes of each page, by kind, size and colour.
    """

    pages: list[list[Token]] = field(default_factory=list)
    heads: list[Token] = field(default_factory=list)
    said: Mapping[str, str] = field(default_factory=dict)
    beside: list[str] = field(default_factory=list)
    alts: list[Token] = field(default_factory=list)

    def words(self) -> list[Token]:
        """Return the words of all pages."""
        return [token for page in self.pages for token in page]


def read_pdf(content: bytes) -> Pdf:
    """Return what a PDF file holds; raises UnreadableError where it is none."""
    with readable(), closing(_open(content)) as document:
        texts = []
        found = Pdf(said=document.get_metadata_dict(skip_empty=True))
        for number, page in enumerate(document, start=1):
            texts.append(page.get_textpage().get_text_range())
            for alt in _alts(page):
                found.alts += _as_alts(alt, _page(number))
            found.beside += [f"{_page(number)}: {link}" for link in _links(document, page)]
        heads, bodies = _without_heads(texts)
        found.heads = [token for head in heads for token in tokens(head)]
        found.pages = [
            tokens(_BROKEN.sub("", body), _page(number))
            for number, body in enumerate(bodies, start=1)
        ]
        found.beside += _beside(document)
        return found


def compare_pdf_files(
    published: bytes, rebuilt: bytes, sink: FileFindings, allowed: Allowed, by_words: bool
) -> None:
    """Compare two PDF files; ``by_words`` where another engine made the other one.

    Words are compared in any case. Where one engine made both, pages with the same words are compared
    as pictures; of the others (the name of a commit may be longer, and move what follows), the shapes.
    """
    mine, theirs = read_pdf(published), read_pdf(rebuilt)
    moves = by_words or bool(allowed.phrases or allowed.pairs)
    compare_tokens(mine.words(), theirs.words(), sink, allowed, moved="same" if moves else "minor")
    compare_tokens(mine.alts, theirs.alts, sink, allowed, moved="same")
    _compare_said(mine.said, theirs.said, sink, allowed)
    compare_tokens(_packet(published), _packet(rebuilt), sink, allowed)
    links = [{link.partition(": ")[2] for link in one.beside} for one in (mine, theirs)]
    for link in sorted(links[0] - links[1]):
        sink.add("extra", "markup", "", link, "")
    for link in sorted(links[1] - links[0]):
        sink.add("missing", "markup", "", "", link)
    if by_words:
        sink.uncompared(
            message("{file}: pictures and layout, made by another engine.", file=sink.file)
        )
        return
    if len(mine.pages) != len(theirs.pages) and not moves:
        note = message(
            "{n} pages, and {others} in the rebuilt one.",
            n=len(mine.pages),
            others=len(theirs.pages),
        )
        sink.add("different", "picture", "", len(mine.pages), len(theirs.pages), note)
    compare_tokens(mine.heads, theirs.heads, sink, allowed)
    with readable(), closing(_open(published)) as one, closing(_open(rebuilt)) as two:
        _compare_looks(mine, theirs, one, two, sink)


def _compare_looks(mine: Pdf, theirs: Pdf, one: Any, two: Any, sink: FileFindings) -> None:
    """Compare pages with the same words as pictures, and the others by their shapes."""
    shapes: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    colours: tuple[set[str], set[str]] = (set(), set())
    moved = False
    for at in range(max(len(one), len(two))):
        both = at < len(one) and at < len(two)
        if both and [token.text for token in mine.pages[at]] == [
            token.text for token in theirs.pages[at]
        ]:
            status, note = compare_pixels(_look(one[at]), _look(two[at]))
            sink.add(status, "picture", _page(at + 1), note=note)
            continue
        moved = True
        for side, document in enumerate((one, two)):
            if at < len(document):
                found, inks = _shapes(document[at])
                shapes[side].update(found)
                colours[side].update(inks)
    if not moved:
        return
    extra, missing = shapes[0] - shapes[1], shapes[1] - shapes[0]
    sides: tuple[tuple[Status, Counter[str]], ...] = (("extra", extra), ("missing", missing))
    for status, apart in sides:
        for shape, number in list(apart.items())[:20]:
            shown = f"{number} × {shape}"
            pair = (shown, "") if status == "extra" else ("", shown)
            sink.add(status, "picture", message("shapes of the pages"), *pair)
    for colour in sorted(colours[0] - colours[1]):
        note = message("Words in a colour that the rebuilt pages have not.")
        sink.add("extra", "picture", message("colour of words"), colour, "", note)
    if not extra and not missing:
        sink.same("picture")


def _open(content: bytes) -> Any:
    import pypdfium2

    if not content.startswith(b"%PDF-"):
        raise UnreadableError(message("It is no PDF file."))
    if b"%%EOF" not in content[-2048:]:
        raise UnreadableError(message("It is cut off: the end of a PDF file is missing."))
    document = pypdfium2.PdfDocument(content)
    if not 0 < len(document) <= _MOST_PAGES:
        raise UnreadableError(message("It has no pages, or too many."))
    return document


def _page(number: int) -> str:
    return message("page {n}", n=number)


def _without_heads(texts: list[str]) -> tuple[list[str], list[str]]:
    """Return the running heads and page numbers, and the pages without them."""
    lines = [[line.strip() for line in text.split("\n") if line.strip()] for text in texts]
    firsts = Counter(page[0] for page in lines if page)
    common, times = max(firsts.items(), key=lambda item: item[1], default=("", 0))
    heads = []
    for number, page in enumerate(lines, start=1):
        if page and times > 1 and page[0] == common:
            heads.append(page.pop(0))
        if page and page[-1] == str(number):
            heads.append(page.pop())
    return heads, ["\n".join(page) for page in lines]


def _compare_said(
    mine: Mapping[str, str], theirs: Mapping[str, str], sink: FileFindings, allowed: Allowed
) -> None:
    """Compare what the files say about themselves; program and dates belong to the surroundings."""
    for name in sorted(mine.keys() | theirs.keys()):
        one, two = mine.get(name, ""), theirs.get(name, "")
        if name in _PROGRAM and re.fullmatch(r"(Typst|D:)[\d.:Z+'-]*|Typst [\d.]{1,12}", one):
            sink.environment(f"PDF {name}", one, two)
        else:
            compare_tokens(tokens(one, name), tokens(two, name), sink, allowed)


def _packet(content: bytes) -> list[Token]:
    """Return what the packet of metadata says, but for program, dates and ids, which follow."""
    packets = re.findall(rb"<x:xmpmeta.*?</x:xmpmeta>", content, re.DOTALL)
    text = b" ".join(packets).decode("utf-8", "replace")
    text = re.sub(r"(?s)<xmp(MM)?:(\w+(?:ID|Date|Tool))>.*?</xmp\1?:\2>", "", text)
    return tokens(text, message("metadata"))


def _look(page: Any) -> Pixels:
    """Return a page as it looks."""
    import numpy as np

    return np.asarray(page.render(scale=_SCALE, rev_byteorder=True).to_numpy(), dtype=np.float32)


def _shapes(page: Any) -> tuple[list[str], list[str]]:
    """Return the shapes of a page in words, wherever they stand, and the colours of its letters."""
    import pypdfium2.raw as raw

    found, inks = [], []
    for shape in page.get_objects(max_depth=4):
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        raw.FPDFPageObj_GetFillColor(shape.raw, red, green, blue, alpha)
        colour = f"#{red.value:02x}{green.value:02x}{blue.value:02x}/{alpha.value}"
        if shape.type == raw.FPDF_PAGEOBJ_TEXT:
            mode = raw.FPDFTextObj_GetTextRenderMode(shape.raw)
            inks.append(f"{colour} ({mode})")
            continue
        left, bottom, right, top = shape.get_bounds()
        kind = {
            raw.FPDF_PAGEOBJ_PATH: message("shape"),
            raw.FPDF_PAGEOBJ_IMAGE: message("picture"),
        }.get(shape.type, message("other object"))
        found.append(f"{kind} {right - left:.0f} × {top - bottom:.0f} {colour}")
    return found, inks


def _alts(page: Any) -> Iterator[str]:
    """Yield the alternative texts of the figures of a page."""
    import pypdfium2.raw as raw

    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return
    waiting = [
        raw.FPDF_StructTree_GetChildAtIndex(tree, at)
        for at in range(raw.FPDF_StructTree_CountChildren(tree))
    ][::-1]
    while waiting:
        element = waiting.pop()
        if not element:
            continue
        text = _words_of(raw.FPDF_StructElement_GetAltText, element)
        if text:
            yield text
        waiting += [
            raw.FPDF_StructElement_GetChildAtIndex(element, at)
            for at in range(raw.FPDF_StructElement_CountChildren(element))
        ][::-1]
    raw.FPDF_StructTree_Close(tree)


def _words_of(get: Callable[..., int], element: Any) -> str:
    """Return a text that PDFium writes into a buffer of the length it asks for."""
    length = get(element, None, 0)
    if not length:
        return ""
    buffer = ctypes.create_string_buffer(length)
    get(element, buffer, length)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def _as_alts(text: str, place: str) -> list[Token]:
    return [Token(token.text, "alt", place) for token in tokens(text)]


def _links(document: Any, page: Any) -> Iterator[str]:
    """Yield where the links of a page lead outside, and the other notes that lie on it."""
    import pypdfium2.raw as raw

    for at in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        note = raw.FPDFPage_GetAnnot(page.raw, at)
        kind = raw.FPDFAnnot_GetSubtype(note)
        if kind != raw.FPDF_ANNOT_LINK:
            yield f"{message('note on the page')} ({kind})"
        else:
            action = raw.FPDFLink_GetAction(raw.FPDFAnnot_GetLink(note))
            length = raw.FPDFAction_GetURIPath(document.raw, action, None, 0) if action else 0
            if length:
                buffer = ctypes.create_string_buffer(length)
                raw.FPDFAction_GetURIPath(document.raw, action, buffer, length)
                yield buffer.value.decode("utf-8", "replace")
        raw.FPDFPage_CloseAnnot(note)


def _beside(document: Any) -> list[str]:
    """Return the attachments, scripts and signatures of a file."""
    import pypdfium2.raw as raw

    found = [
        ": " + message("attachment {name}", name=document.get_attachment(at).get_name())
        for at in range(document.count_attachments())
    ]
    if raw.FPDFDoc_GetJavaScriptActionCount(document.raw):
        found.append(": " + message("a script"))
    if raw.FPDF_GetSignatureCount(document.raw):
        found.append(": " + message("a signature"))
    return found
