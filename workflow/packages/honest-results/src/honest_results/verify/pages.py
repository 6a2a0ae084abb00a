"""HTML pages: words, numbers, pictures and data in them; the markup too, where one engine made both."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote_to_bytes

from honest_results.documents.page_text import VOID
from honest_results.verify.findings import FileFindings, Kind, Status
from honest_results.verify.reading import UnreadableError, readable
from honest_results.verify.words import Allowed, Token, compare_tokens, tokens
from human_files.language.messages import message

_CODE = ("style", "script")
#: Elements whose words nobody sees on the page.
_UNSEEN = ("head", "template", *_CODE)
#: Attributes that a reader meets, seen or read aloud.
_READ = ("alt", "aria-label", "title")
#: Classes that follow from the length of a text, which is another one where a commit has another name.
_BY_LENGTH = ("long",)
#: What hides words, or shows others, where an element says it of itself.
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0|font-size\s*:\s*0|color\s*:"
    r"|text-indent\s*:\s*-|position\s*:\s*absolute|clip\s*:|transform\s*:|content\s*:"
)


@dataclass(frozen=True)
class Embedded:
    """A file that a page holds in itself: its type, its bytes, and where it is used."""

    type: str
    content: bytes
    place: str


@dataclass
class Page:
    """What a page holds.

    Attributes
    ----------
    all : list of Token
        Markup, words, styles and scripts, in order.
    seen : list of Token
        The words on the page, alternative texts and titles among them.
    embedded : list of Embedded
        Pictures and data.
    code : int
        Number of characters of styles and scripts.
    hiding : set of str
        What elements say of themselves that could hide words, and where.
    """

    all: list[Token] = field(default_factory=list)
    seen: list[Token] = field(default_factory=list)
    embedded: list[Embedded] = field(default_factory=list)
    code: int = 0
    hiding: set[str] = field(default_factory=set)


def read_page(text: str) -> Page:
    """Return what an HTML page holds; raises UnreadableError where it is none."""
    reader = _Reader()
    with readable():
        reader.feed(text)
        reader.close()
    if not reader.page.seen or "html" not in reader.started:
        raise UnreadableError(message("It is no HTML page."))
    if reader.open_code:
        raise UnreadableError(message("It ends in the middle of a style or script."))
    return reader.page


CompareEmbedded = Callable[[str, bytes, bytes, FileFindings], None]


def compare_pages(
    published: Page,
    rebuilt: Page,
    sink: FileFindings,
    allowed: Allowed,
    compare_embedded: CompareEmbedded,
    by_words: bool,
) -> None:
    """Compare two pages; ``by_words`` where another engine made the other one.

    ``compare_embedded`` takes a type and both contents of a file that the pages hold.
    """
    if by_words:
        compare_tokens(published.seen, rebuilt.seen, sink, allowed)
        for what in sorted(published.hiding - rebuilt.hiding):
            note = message("The page says so itself, and the rebuilt one does not.")
            sink.add("extra", "markup", "", what, "", note)
        sink.uncompared(
            message(
                "{file}: styles and scripts ({n} characters), made by another engine.",
                file=sink.file,
                n=published.code,
            )
        )
    else:
        compare_tokens(published.all, rebuilt.all, sink, allowed)
    _compare_embedded(published.embedded, rebuilt.embedded, sink, compare_embedded)


def _compare_embedded(
    mine: Sequence[Embedded],
    theirs: Sequence[Embedded],
    sink: FileFindings,
    compare: CompareEmbedded,
) -> None:
    """Compare the files in two pages, in their order among those of one type."""
    types = dict.fromkeys(one.type for one in (*theirs, *mine))
    for type_ in types:
        own, others = ([one for one in side if one.type == type_] for side in (mine, theirs))
        is_font = "font" in type_
        for at in range(max(len(own), len(others))):
            name = type_.partition(";")[0]
            place = message("embedded {type} {n}", type=name, n=at + 1)
            if at < len(own) and at < len(others):
                compare(type_, own[at].content, others[at].content, sink.within(place))
            elif not is_font:
                side = own if at < len(own) else others
                status: Status = "extra" if at < len(own) else "missing"
                sink.add(status, "picture", f"{place} {side[at].place}".strip())


class _Reader(HTMLParser):
    """Reads a page into its tokens."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.started: set[str] = set()
        self.open_code = ""
        self._place = ""
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in an element, with its attributes."""
        self.started.add(tag)
        said = {name: value or "" for name, value in attrs}
        if len(said) != len(attrs):
            raise UnreadableError(message("An element has an attribute twice."))
        if said.get("id"):
            self._place = f"#{said['id']}"
        shown = [f"{name}={self._value(name, value)}" for name, value in sorted(said.items())]
        self._add(Token(f"<{' '.join([tag, *shown])}>", "markup", self._place))
        style = said.get("style", "") + (" display:none" if "hidden" in said else "")
        if _HIDING.search(style):
            self.page.hiding.add(f"<{tag} style={' '.join(style.split())}>")
        if not self._unseen:
            # Quarto gives a picture its alternative text twice.
            for text, name in {
                said[name]: name for name in reversed(_READ) if name in said
            }.items():
                kind: Kind = "alt" if name == "alt" else "word"
                self.page.seen += [Token(token.text, kind, self._place) for token in tokens(text)]
        if tag in _CODE:
            self.open_code = tag
        if tag not in VOID and (self._unseen or tag in _UNSEEN):
            self._unseen.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in an element that closes itself, as those of a drawing do."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Take in the end of an element."""
        self._add(Token(f"</{tag}>", "markup", self._place))
        if tag == self.open_code:
            self.open_code = ""
        if tag in self._unseen:
            while self._unseen.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Take in words; of a style or script, line by line."""
        if self.open_code:
            self.page.code += len(data)
            self.page.all += [
                Token(line.strip(), "markup", f"<{self.open_code}>")
                for line in data.splitlines()
                if line.strip()
            ]
            return
        found = tokens(data, self._place)
        self.page.all += found
        if not self._unseen:
            self.page.seen += found

    def handle_comment(self, data: str) -> None:
        """Take in a comment."""
        self._add(Token(f"<!--{data}-->", "markup", self._place))

    def handle_decl(self, decl: str) -> None:
        """Take in the declaration of the kind of document."""
        self._add(Token(f"<!{decl}>", "markup"))

    def handle_pi(self, data: str) -> None:
        """Take in an instruction to a program."""
        self._add(Token(f"<?{data}>", "markup"))

    def unknown_decl(self, data: str) -> None:
        """Take in what is no HTML."""
        self._add(Token(f"<![{data}]>", "markup"))

    def _add(self, token: Token) -> None:
        self.page.all.append(token)

    def _value(self, name: str, value: str) -> str:
        """Return an attribute as it is compared: a file in it is kept apart, by its type."""
        if name == "class":
            return " ".join(word for word in value.split() if word not in _BY_LENGTH)
        if not value.startswith("data:"):
            return value
        head, _, body = value.removeprefix("data:").partition(",")
        try:
            content = (
                base64.b64decode(unquote_to_bytes(body), validate=True)
                if head.endswith(";base64")
                else unquote_to_bytes(body)
            )
        except binascii.Error:
            return value
        type_ = head.removesuffix(";base64")
        self.page.embedded.append(Embedded(type_, content, self._place))
        return f"data:{type_}"
