"""The text of an HTML page as a reader sees it, for comparing what two engines render."""

from __future__ import annotations

from collections.abc import Collection
from html.parser import HTMLParser

_SKIPPED = ("head", "script", "style", "template")
#: Elements without an end.
VOID = (
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "wbr",
)

#: The only fact that the engines print differently: their name.
ENGINE = ("colophon.engine",)


class _Reader(HTMLParser):
    """Collects the text of a page, without that of the parts to leave out."""

    def __init__(self, without: Collection[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._without = {place for key in without for place in (f"card-{key}", f"#card-{key}")}
        self._skipping: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        own = {value for name, value in attrs if name in ("id", "href")}
        if self._skipping or tag in _SKIPPED or own & self._without:
            self._skipping.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._skipping:
            while self._skipping.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self.words.append(data)


def visible_text(html: str, without: Collection[str] = ENGINE) -> str:
    """Return the text of a page without any white space.

    Facts whose key is in ``without`` are left out, and so are their cards.
    """
    reader = _Reader(without)
    reader.feed(html)
    reader.close()
    return "".join("".join(reader.words).split())
