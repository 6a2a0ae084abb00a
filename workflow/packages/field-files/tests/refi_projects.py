"""REFI-QDA projects in the manner of several programs, to be read or to be broken."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "urn:QDA-XML:project:1.0"
CODEBOOK_NAMESPACE = "urn:QDA-XML:codebook:1.0"


def guid(kind: str, name: str) -> str:
    """Return an identifier made from a name, as a program would draw one."""
    import uuid

    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{kind}/{name}")).upper()


@dataclass
class Project:
    """What a project holds; ``xml`` and ``archive`` write it.

    ``passages`` are (source, start, end, code, user); texts by source. ``line_end`` is how texts are
    stored, ``counted`` how long a line end counts in positions, ``units`` counts UTF-16.
    """

    texts: dict[str, str]
    codes: list[str]
    passages: list[tuple[str, int, int, str, str]]
    users: list[str] = field(default_factory=lambda: ["Ana", "Bruno"])
    origin: str = "Test 1.0"
    namespace: str = NAMESPACE
    folder: str = "sources"
    member: str = "project.qde"
    line_end: str = "\n"
    counted: int = 1
    units: bool = False
    mark: bytes = b""
    quote_names: bool = True
    cases: str = ""
    variables: str = ""
    more_codes: str = ""
    more_sources: str = ""
    without_texts: tuple[str, ...] = ()

    def xml(self) -> str:
        codes = "".join(
            f"<Code guid={quoteattr(guid('code', code))} name={quoteattr(code)} isCodable='true'/>"
            for code in self.codes
        )
        users = "".join(
            f"<User guid='{guid('user', user)}' name={quoteattr(user)}/>" for user in self.users
        )
        return (
            f"<?xml version='1.0' encoding='utf-8'?><Project name='Test' "
            f"origin={quoteattr(self.origin)} xmlns='{self.namespace}'>"
            f"<Users>{users}</Users><CodeBook><Codes>{codes}{self.more_codes}</Codes></CodeBook>"
            f"<Variables>{self.variables}</Variables><Cases>{self.cases}</Cases>"
            f"<Sources>{''.join(map(self._source, self.texts))}{self.more_sources}</Sources>"
            "</Project>"
        )

    def _source(self, name: str) -> str:
        marks = "".join(
            self.selection(name, start, end, code, user)
            for source, start, end, code, user in self.passages
            if source == name
        )
        path = f"internal://{guid('source', name)}.txt"
        return (
            f"<TextSource guid='{guid('source', name)}' name={quoteattr(name)} "
            f"plainTextPath='{path}'>{marks}</TextSource>"
        )

    def selection(self, source: str, start: int, end: int, code: str, user: str) -> str:
        """Return a selection; places are those in the text with plain line ends."""
        words = self.texts[source][start:end]
        name = escape(" ".join(words.split())) if self.quote_names else f"{start},{end}"
        first, last = (self.count(self.texts[source][:place]) for place in (start, end))
        identifier = guid("selection", f"{source}{start}{end}{code}{user}")
        creator = f"creatingUser='{guid('user', user)}'" if user else ""
        return (
            f"<PlainTextSelection guid='{identifier}' name={quoteattr(name)} "
            f"startPosition='{first}' endPosition='{last}'>"
            f"<Coding guid='{guid('coding', identifier)}' {creator}>"
            f"<CodeRef targetGUID='{guid('code', code)}'/></Coding></PlainTextSelection>"
        )

    def count(self, text: str) -> int:
        length = len(text.encode("utf-16-le")) // 2 if self.units else len(text)
        return length + (self.counted - 1) * text.count("\n")

    def archive(self) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as file:
            file.writestr(self.member, self.xml())
            for name, text in self.texts.items():
                if name not in self.without_texts:
                    stored = self.mark + text.replace("\n", self.line_end).encode()
                    file.writestr(f"{self.folder}/{guid('source', name)}.txt", stored)
        return buffer.getvalue()
