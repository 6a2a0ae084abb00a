"""The selections of a REFI-QDA source: where they are, their own words, and their codings."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from field_files.coding.positions import Span
from field_files.coding.refi_elements import child, children, guid, local
from human_files.language.messages import message, template

#: Elements with text: that of a text itself, a note, a PDF, a recording, a picture.
_TEXTS = ("TextSource", "Note", "Representation", "Transcript", "TextDescription")
_WITHOUT_TEXT = {
    "PictureSelection": template("an area of a picture has no text"),
    "AudioSelection": template("a stretch of a recording has no text; code its transcript"),
    "VideoSelection": template("a stretch of a recording has no text; code its transcript"),
    "PDFSelection": template("an area of a page, exported without its text"),
}


def without_text(selection: Element) -> str | None:
    """Return why a selection of this kind has no text, or None if it has one."""
    known = _WITHOUT_TEXT.get(local(selection))
    return message(known) if known else None


def selections_in(holder: Element) -> list[Element]:
    """Return the selections in a text, a page, a picture or a recording."""
    return [one for one in holder if isinstance(one.tag, str) and local(one).endswith("Selection")]


def codes_of(coding: Element) -> Iterator[str]:
    """Yield the identifiers of the codes of a coding; "" for one that names none."""
    references = [guid(one, "targetGUID") for one in children(coding, "CodeRef")]
    yield from references or [""]


def is_text(element: Element) -> bool:
    """Return whether an element has a text, or selections in one."""
    return (
        isinstance(element.tag, str)
        and local(element) in _TEXTS
        and (
            element.get("plainTextPath") is not None
            or child(element, "PlainTextContent") is not None
            or child(element, "PlainTextSelection") is not None
        )
    )


def span_of(selection: Element, holder: Element) -> Span | None:
    """Return where a selection begins and ends, as written; in a transcript, by its marks."""
    name = selection.get("name") or ""
    if local(selection) == "TranscriptSelection":
        marks = {guid(one): one.get("position") for one in children(holder, "SyncPoint")}
        places = [
            marks.get(guid(selection, attribute)) for attribute in ("fromSyncPoint", "toSyncPoint")
        ]
    elif local(selection) == "PlainTextSelection":
        places = [selection.get("startPosition"), selection.get("endPosition")]
    else:
        return None
    try:
        start, end = (int(place or "") for place in places)
    except ValueError:
        return None
    return Span(name, start, end, _quoted(selection))


def own_text(selection: Element) -> str:
    """Return the words in a selection itself, which an area of a PDF may have."""
    for holder in (selection, child(selection, "Representation")):
        content = None if holder is None else child(holder, "PlainTextContent")
        if content is not None and content.text:
            return " ".join(content.text.split())
    return ""


def _quoted(selection: Element) -> str:
    """Return the words of a passage that a selection gives besides its name, if it does."""
    description = child(selection, "Description")
    return own_text(selection) or ("" if description is None else (description.text or "").strip())
