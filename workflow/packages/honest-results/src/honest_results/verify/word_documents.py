"""Word files and workbooks: their words and pictures; every part, where one engine made both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from xml.etree import ElementTree

from honest_results.verify.findings import FileFindings, Kind
from honest_results.verify.pictures import compare_pictures
from honest_results.verify.reading import (
    UnreadableError,
    read_parts,
    readable,
    without_entities,
)
from honest_results.verify.words import Allowed, Token, compare_tokens, tokens
from human_files.language.messages import message

_WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXTS = (f"{_WORDS}t", f"{_WORDS}delText", f"{_WORDS}instrText")
#: Between two of these stands a space.
_BREAKS = (f"{_WORDS}p", f"{_WORDS}tc", f"{_WORDS}br", f"{_WORDS}tab")
_PICTURES = re.compile(r"/media/")
_XML = (".xml", ".rels", ".vml")
#: What makes words invisible, changed or said beside the text, in a Word file.
_SPECIAL = (
    *("vanish", "webHidden", "ins", "del", "moveFrom", "moveTo", "commentReference", "comment"),
    *("object", "pict", "AlternateContent", "altChunk", "txbxContent", "color", "highlight"),
    *("shd", "specVanish", "fldSimple"),
)


def compare_word_files(
    published: bytes, rebuilt: bytes, sink: FileFindings, allowed: Allowed, by_words: bool
) -> None:
    """Compare two Word files or workbooks.

    Part by part; ``by_words`` where another engine made the other one: then by the words of the text,
    the alternative texts and the pictures in order, and by what is used to hide or change words.
    """
    mine, theirs = read_parts(published), read_parts(rebuilt)
    if "[Content_Types].xml" not in mine:
        raise UnreadableError(message("It is no file of Word or Excel."))
    if by_words:
        _compare_words(mine, theirs, sink, allowed)
        return
    for name in sorted(mine.keys() | theirs.keys()):
        if name not in theirs:
            sink.add("extra", "file", name, note=message("A part that the rebuilt file has not."))
        elif name not in mine:
            sink.add("missing", "file", name)
        elif _PICTURES.search(name):
            compare_pictures(mine[name], theirs[name], sink, name)
        elif name.lower().endswith(_XML):
            part = sink.within(name)
            pair = [_tokens_of(side[name]) for side in (mine, theirs)]
            compare_tokens(pair[0], pair[1], part, allowed)
        elif mine[name] == theirs[name]:
            sink.same("file")
        else:
            sink.add("different", "file", name)


def _compare_words(
    mine: dict[str, bytes], theirs: dict[str, bytes], sink: FileFindings, allowed: Allowed
) -> None:
    """Compare what a reader sees in two Word files of different engines."""
    pair = [[*read_words(side)] for side in (mine, theirs)]
    compare_tokens(pair[0], pair[1], sink, allowed)
    counts = [_special(side) for side in (mine, theirs)]
    for name, number in counts[0].items():
        if number and not counts[1].get(name):
            note = message("Marks of this kind can hide or change words; the rebuild has none.")
            sink.add("extra", "markup", f"w:{name}", number, 0, note)
    shown = [
        [side[name] for name in sorted(side, key=_in_order(side)) if _PICTURES.search(name)]
        for side in (mine, theirs)
    ]
    for at in range(max(map(len, shown))):
        place = message("picture {n}", n=at + 1)
        if at >= len(shown[0]) or at >= len(shown[1]):
            sink.add("extra" if at < len(shown[0]) else "missing", "picture", place)
        else:
            compare_pictures(shown[0][at], shown[1][at], sink, place)
    sink.uncompared(message("{file}: styles and layout, made by another engine.", file=sink.file))


def _tokens_of(part: bytes) -> list[Token]:
    """Return everything in a part of XML: elements with their attributes, and words."""
    found: list[Token] = []
    with readable():
        root = ElementTree.fromstring(without_entities(part))
        for event, node in _walk(root):
            name = re.sub(r"\{[^}]*\}", "", str(node.tag))
            if event == "end":
                found.append(Token(f"</{name}>", "markup"))
                found += tokens(node.tail or "")
                continue
            said = {re.sub(r"\{[^}]*\}", "", key): value for key, value in node.attrib.items()}
            alt = said.pop("descr", None)
            shown = [f'{key}="{value}"' for key, value in sorted(said.items())]
            found.append(Token(f"<{' '.join([name, *shown])}>", "markup"))
            found += _with_kind(tokens(alt or ""), "alt")
            found += tokens(node.text or "")
    return found


def _walk(node: ElementTree.Element) -> Iterator[tuple[str, ElementTree.Element]]:
    """Yield the start and the end of each element, in order."""
    waiting: list[tuple[str, ElementTree.Element]] = [("start", node)]
    while waiting:
        event, at = waiting.pop()
        yield event, at
        if event == "start":
            waiting.append(("end", at))
            waiting += [("start", child) for child in reversed(at)]


def read_words(parts: dict[str, bytes]) -> Iterator[Token]:
    """Yield the words of the text, the notes and the comments, and the alternative texts."""
    for name in ("document", "footnotes", "endnotes", "comments"):
        part = parts.get(f"word/{name}.xml")
        if part is None:
            continue
        said: list[str] = []
        with readable():
            for node in ElementTree.fromstring(without_entities(part)).iter():
                if node.tag in _BREAKS:
                    said.append(" ")
                elif node.tag in _TEXTS:
                    said.append(node.text or "")
                elif node.get("descr") and str(node.tag).endswith("docPr"):
                    yield from tokens("".join(said), name)
                    said = []
                    yield from _with_kind(tokens(node.get("descr") or "", name), "alt")
        yield from tokens("".join(said), name)


def _with_kind(found: Iterable[Token], kind: Kind) -> list[Token]:
    """Return tokens as those of another kind."""
    return [Token(token.text, kind, token.place) for token in found]


def _special(parts: dict[str, bytes]) -> dict[str, int]:
    """Return how often each means to hide or change words is used in the text."""
    text = parts.get("word/document.xml", b"")
    return {
        name: len(re.findall(rb"<(?:\w+:)?" + name.encode() + rb"[ />]", text)) for name in _SPECIAL
    }


def _in_order(parts: dict[str, bytes]) -> Callable[[str], tuple[int, str]]:
    """Return what sorts pictures by the place where the text first shows them."""
    text = parts.get("word/document.xml", b"").decode("utf-8", "replace")
    ids: dict[str, str] = {}
    with readable():
        links = ElementTree.fromstring(
            without_entities(parts.get("word/_rels/document.xml.rels", b"<none/>"))
        )
        ids = {link.get("Target", ""): link.get("Id", "") for link in links}

    def place(name: str) -> tuple[int, str]:
        at = text.find(f'"{ids.get(name.removeprefix("word/"), "")}"')
        return (at if at >= 0 else len(text), name)

    return place
