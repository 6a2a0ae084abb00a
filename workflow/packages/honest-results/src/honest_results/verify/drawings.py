"""SVG drawings: compared shape by shape; where a shape differs, as they look, and by their words."""

from __future__ import annotations

import re
from collections import Counter
from xml.etree import ElementTree

from honest_results.verify.findings import FileFindings
from honest_results.verify.pictures import compare_pixels, drawn
from honest_results.verify.reading import UnreadableError, readable, without_entities
from honest_results.verify.tolerances import judge
from honest_results.verify.words import Allowed, compare_texts
from human_files.language.messages import message

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


def compare_drawings(
    published: bytes, rebuilt: bytes, sink: FileFindings, allowed: Allowed, place: str = ""
) -> None:
    """Compare two SVG files.

    Shapes may differ within the tolerance of coordinates. Beyond it the two are drawn and compared as
    pictures; their words, links, and the kinds of what they are made of have to be the same then.
    """
    if published == rebuilt:
        sink.same("picture")
        return
    try:
        mine, theirs = _events(published), _events(rebuilt)
    except UnreadableError as error:
        sink.add("different", "picture", place, note=str(error))
        return
    if len(mine) == len(theirs) and all(map(_alike, mine, theirs)):
        sink.same("picture")
        return
    if not _is_as_large(mine, theirs):
        sink.add("different", "picture", place, note=message("Another size."))
        return
    made_of = [_kinds(events) for events in (mine, theirs)]
    new = sorted(made_of[0] - made_of[1])
    if new:
        note = message("It is made of what the rebuilt drawing has not: {names}.", names=_list(new))
        sink.add("different", "picture", place, note=note)
        return
    words = [" ".join(_words(events)) for events in (mine, theirs)]
    compare_texts(words[0], words[1], sink, allowed, place)
    try:
        status, note = compare_pixels(drawn(published), drawn(rebuilt))
    except UnreadableError as error:
        status, note = "different", str(error)
    if status == "same" and _counts(mine) != _counts(theirs):
        status = "minor"
        note = message("It looks the same, and is made of other shapes.")
    sink.add(status, "picture", place, note=note)


Event = tuple[str, str]


def _events(content: bytes) -> list[Event]:
    """Return everything in a drawing in order: elements, attributes, words and comments."""
    builder = ElementTree.TreeBuilder(insert_comments=True, insert_pis=True)
    with readable():
        parser = ElementTree.XMLParser(target=builder)
        parser.feed(without_entities(content))
        root = parser.close()
        events: list[Event] = []
        for node in root.iter():
            tag = node.tag if isinstance(node.tag, str) else "!comment"
            events.append(("element", tag))
            events += [(f"{tag} {name}", value) for name, value in sorted(node.attrib.items())]
            events += [("words", text.strip()) for text in (node.text, node.tail) if text]
        return [event for event in events if event[1]]


def _alike(mine: Event, theirs: Event) -> bool:
    """Say whether two events are the same, numbers of attributes within their tolerance."""
    if mine == theirs:
        return True
    if mine[0] != theirs[0] or mine[0] in ("element", "words"):
        return False
    if _NUMBER.sub("#", mine[1]) != _NUMBER.sub("#", theirs[1]):
        return False
    numbers = zip(_NUMBER.findall(mine[1]), _NUMBER.findall(theirs[1]), strict=True)
    return all(judge("coordinate", float(one), float(two)) == "same" for one, two in numbers)


def _is_as_large(mine: list[Event], theirs: list[Event]) -> bool:
    """Say whether two drawings have one size, so that one can be drawn like the other."""
    sizes: list[list[Event]] = []
    for events in (mine, theirs):
        root = events[0][1]
        about = [event for event in events[1:10] if event[0].startswith(f"{root} ")]
        sizes.append([one for one in about if one[0].endswith((" width", " height", " viewBox"))])
    return len(sizes[0]) == len(sizes[1]) and all(map(_alike, *sizes))


def _kinds(events: list[Event]) -> set[str]:
    """Return the kinds of elements and attributes, and the links."""
    named = {what if kind == "element" else kind for kind, what in events if kind != "words"}
    links = {what for kind, what in events if kind.endswith("href") and not what.startswith("#")}
    return named | links


def _counts(events: list[Event]) -> Counter[str]:
    """Return how many elements of each kind there are."""
    return Counter(what for kind, what in events if kind == "element")


def _words(events: list[Event]) -> list[str]:
    """Return the words of a drawing: what is written, titles, descriptions, what letters say."""
    return [what for kind, what in events if kind == "words"]


def _list(names: list[str]) -> str:
    """Return names without their namespaces."""
    return ", ".join(re.sub(r"\{[^}]*\}", "", name) for name in names[:10])
