"""Reading the source of a document: every reference to a result, with its line.

The text is not parsed here (Pandoc does that when it renders) but searched, so that a mistake can be
reported with its line. Code and comments are blanked, never removed: a position in the blanked text
is the same position in the file.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import yaml

from human_files.errors import ManuscriptError, Problem
from human_files.language.messages import message
from human_files.yaml_limits import refuse_bombs
from human_files.yaml_mistakes import line_of_mistake, yaml_mistake

#: What the labels of theorems and the like, and of callouts, begin with.
STATEMENTS = ("thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr", "alg")
CALLOUTS = {"note": "nte", "tip": "tip", "warning": "wrn", "important": "imp", "caution": "cau"}

#: What a label may begin with, as Quarto knows it.
LABEL_KINDS = ("fig", "tbl", "sec", "eq", "lst", *STATEMENTS, *CALLOUTS.values())

#: The definition of a command for formulas.
MACRO = re.compile(
    r"^\\(?:(?:re)?newcommand|providecommand|def|DeclareMathOperator)\b.*$", re.MULTILINE
)

_CODE = re.compile(
    r"^[ \t]*(?P<fence>`{3,}|~{3,})(?P<information>[^`\n]*)\n(?P<body>(?:.*\n)*?)"
    r"[ \t]*(?P=fence)[`~]*[ \t]*$"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?P<code>(?:(?!\n[ \t]*\n)[\s\S])+?)(?<!`)(?P=ticks)(?!`)"
    r"|<!--[\s\S]*?-->",
    re.MULTILINE,
)
_ALL = re.compile(r".+")
_HEADER = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*$", re.MULTILINE | re.DOTALL)
#: Words in brackets with attributes in braces.
SPAN = re.compile(r"\[(?P<text>[^\[\]{}]*)\]\{(?P<attributes>[^{}]*)\}")
_KEY_ALONE = re.compile(r"\[(?P<key>[a-z][a-z0-9_-]*(?:\.[a-z0-9][a-z0-9_-]*)+)\](?![({\[:])")
_DIV = re.compile(r"^[ \t]*:{3,}[ \t]*\{(?P<attributes>[^{}]*)\}", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{(?P<attributes>[^{}]*)\}")
_INSERT = re.compile(r'^:::[ \t]*\{insert="(?P<name>[\w-]+)"\}[ \t]*\n:::[ \t]*$', re.MULTILINE)
_LABEL = re.compile(rf"#((?:{'|'.join(LABEL_KINDS)})-[\w-]+)")
_ANCHOR = re.compile(r"\{[^{}]*#([\w-]+)[^{}]*\}")
_PAIR = re.compile(r"([\w-]+)=(?:\"([^\"]*)\"|'([^']*)'|([^\s}]+))")
_CITE = re.compile(r"(?<![\w\\/@.])@(?:\{([^}\s]+)\}|(\w+(?:[:.#$%&+?<>~/-]\w+)*))")
_IMAGE_TARGET = re.compile(
    r"\((?P<target>[^()\s]+)(?:\s+\"[^\"]*\")?\)(?:\{(?P<attributes>[^{}]*)\})?"
)


@dataclass(frozen=True)
class Reference:
    """Something the text refers to: a fact, table, figure, insert, label, cross-reference or citation.

    A ``label`` is a place that can be referred to; a ``crossref`` refers to one.
    """

    kind: str
    name: str
    line: int
    options: Mapping[str, str] = field(default_factory=dict)


def blank(text: str, *patterns: re.Pattern[str]) -> str:
    """Return ``text`` with every match replaced by spaces; lines and positions stay the same."""
    for pattern in patterns:
        text = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
    return text


def _read_header(text: Manuscript) -> None:
    """Read the YAML header, whose keys are looked for later; raises YAML's own errors.

    And ConfigurationError for one that stands for more than a header can.
    """
    header = text.text[: text.header_end].rstrip()
    refuse_bombs(header, text.file)
    yaml.compose(header.removesuffix("...").removesuffix("---"), Loader=yaml.SafeLoader)


@dataclass(frozen=True)
class Code:
    """Code in the text: where it starts and ends, and what it says.

    ``information`` is what follows the opening fence of a block; None for code within a line.
    """

    start: int
    end: int
    text: str
    information: str | None = None


@dataclass(frozen=True)
class Manuscript:
    """The source of a document in one language.

    Attributes
    ----------
    file : str
        Path relative to the compendium, such as "manuscript/article.en.qmd".
    language : str
        Such as "en".
    text : str
        Pandoc's Markdown.
    places : tuple of (str, int)
        The file and line in which each line really stands, where the text was put together or lost
        parts; empty where it is the file's.
    """

    file: str
    language: str
    text: str
    places: tuple[tuple[str, int], ...] = ()

    @classmethod
    def read(cls, file: str, language: str, root: Path | str = ".") -> Manuscript:
        """Read ``file``.

        Raises ManuscriptError where it does not exist, is not UTF-8 text, or its header is no YAML.
        """
        try:
            raw = Path(root, file).read_bytes()
            text = raw.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
            found = cls(file, language, text)
            _read_header(found)
            return found
        except FileNotFoundError:
            problem = Problem(file, message("is missing."), message("Restore the file."))
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            problem = Problem(
                file, message("this is not UTF-8 text."), message("Save the file as UTF-8."), line
            )
        except yaml.YAMLError as error:
            found_there = message(
                "the header is not valid YAML: {reason}.", reason=yaml_mistake(error)
            )
            advice = message('Check colons and quotation marks near this line: title: "One: two".')
            problem = Problem(file, found_there, advice, line_of_mistake(error) or 1)
        raise ManuscriptError(problem)

    @property
    def document(self) -> str:
        """The name of the document: the file's without its endings."""
        return Path(self.file).name.split(".")[0]

    @cached_property
    def prose(self) -> str:
        """The text with code and comments blanked."""
        return blank(self.text, _CODE)

    @property
    def header_end(self) -> int:
        """The position after the YAML header; 0 without one."""
        found = _HEADER.match(self.text)
        return found.end() if found else 0

    @property
    def body(self) -> str:
        """The prose with the YAML header blanked."""
        return blank(self.prose[: self.header_end], _ALL) + self.prose[self.header_end :]

    @property
    def code(self) -> list[Code]:
        """The code in the text, within lines and in blocks."""
        return [
            Code(*found.span(), found["body"], found["information"].strip())
            if found["fence"]
            else Code(*found.span(), found["code"])
            for found in _CODE.finditer(self.text)
            if found["fence"] or found["ticks"]
        ]

    def line(self, position: int) -> int:
        """Return the line (first = 1) of a position in the text."""
        return bisect_left(self._line_ends, position) + 1

    @cached_property
    def _line_ends(self) -> list[int]:
        """The positions of all line breaks."""
        return [found.start() for found in re.finditer("\n", self.text)]

    def position(self, line: int) -> int:
        """Return the position where a line (first = 1) begins."""
        if line <= 1:
            return 0
        ends = self._line_ends
        return (ends[line - 2] if line - 2 < len(ends) else len(self.text)) + 1

    def place(self, line: int) -> tuple[str, int]:
        """Return the file and the line in which a line of the text (first = 1) really stands."""
        return self.places[line - 1] if self.places else (self.file, line)

    def located(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return problems with lines of the text, with the files and lines in which these stand."""
        if not self.places:
            return [*problems]
        return [
            replace(one, file=self.place(one.row)[0], row=self.place(one.row)[1])
            if one.row is not None and one.file == self.file
            else one
            for one in problems
        ]

    def references(self) -> list[Reference]:
        """Return every reference, in the order of the text."""
        return [*self._references]

    @cached_property
    def _references(self) -> list[Reference]:
        """All references, found once."""
        prose = self.prose
        found = [
            *self._spans(prose),
            *self._tables(prose),
            *self._figures(prose),
            *self._inserts(prose),
            *self._labels(prose),
            *self._citations(prose),
        ]
        return sorted(found, key=lambda reference: reference.line)

    def _spans(self, prose: str) -> Iterator[Reference]:
        """Yield facts, and keys in brackets that are not marked as facts."""
        for found in SPAN.finditer(prose):
            classes, options = parse_attributes(found["attributes"])
            if "fact" in classes:
                key = " ".join(found["text"].split())
                yield Reference("fact", key, self.line(found.start()), options)
        for found in _KEY_ALONE.finditer(prose):
            yield Reference("bare-key", found["key"], self.line(found.start()))

    def _tables(self, prose: str) -> Iterator[Reference]:
        """Yield the tables that the document shows."""
        for found in _DIV.finditer(prose):
            _, options = parse_attributes(found["attributes"])
            label = _LABEL.search(found["attributes"])
            if "table" in options:
                line = self.line(found.start())
                yield Reference(
                    "table", options["table"], line, {"label": label[1] if label else ""}
                )

    def _inserts(self, prose: str) -> Iterator[Reference]:
        """Yield the texts that rules write for the document."""
        for found in _INSERT.finditer(prose):
            yield Reference("insert", found["name"], self.line(found.start()))

    def with_inserts(self, folder: Path) -> Manuscript:
        """Return the document with each ``::: {insert="name"}`` replaced by the text it names.

        The texts are ``<folder>/<name>.<language>.md``. Lines below an insert no longer match the file.
        """

        def text(found: re.Match[str]) -> str:
            return (folder / f"{found['name']}.{self.language}.md").read_text(encoding="utf-8")

        return Manuscript(self.file, self.language, _INSERT.sub(text, self.text))

    def _figures(self, prose: str) -> Iterator[Reference]:
        """Yield the images of the document."""
        for start in (found.end() for found in re.finditer(r"!\[", prose)):
            target = _IMAGE_TARGET.match(prose, _closing_bracket(prose, start) + 1)
            if target:
                label = _LABEL.search(target["attributes"] or "")
                options = {"label": label[1] if label else ""}
                yield Reference("figure", target["target"], self.line(start), options)

    def _labels(self, prose: str) -> Iterator[Reference]:
        """Yield the labels that can be referred to."""
        for found in _ATTRIBUTES.finditer(prose):
            for label in _LABEL.finditer(found["attributes"]):
                yield Reference("label", label[1], self.line(found.start()))

    def _citations(self, prose: str) -> Iterator[Reference]:
        """Yield citations and cross-references, which are written alike."""
        anchors = {*_ANCHOR.findall(prose)}
        for found in _CITE.finditer(prose):
            name = found[1] or found[2]
            first = name[:1].lower() + name[1:]  # @Fig-flow is @fig-flow at the start of a sentence
            is_crossref = first.split("-")[0] in LABEL_KINDS and "-" in first
            kind, name = ("crossref", first) if is_crossref else ("citation", name)
            options = {"label": name} if name in anchors and not is_crossref else {}
            yield Reference(kind, name, self.line(found.start()), options)


def parse_attributes(text: str) -> tuple[list[str], dict[str, str]]:
    """Return the classes and the key–value pairs of Pandoc attributes (without the braces)."""
    options = {key: a or b or c for key, a, b, c in _PAIR.findall(text)}
    return re.findall(r"(?<!\S)\.([\w-]+)", _PAIR.sub(" ", text)), options


def _closing_bracket(text: str, start: int) -> int:
    """Return the position of the bracket that closes one opened just before ``start``."""
    depth = 1
    for found in re.compile(r"[\[\]]").finditer(text, start):
        depth += 1 if found.group() == "[" else -1
        if depth == 0:
            return found.start()
    return len(text)


def citation_keys(bibliography: str) -> list[str]:
    """Return the keys of the entries of a BibTeX file's text."""
    entries = re.findall(r"^[ \t]*@(\w+)\s*[{(]\s*([^,\s{}()]+)\s*,", bibliography, re.MULTILINE)
    return [key for kind, key in entries if kind.lower() not in ("comment", "string", "preamble")]


def named(text: Manuscript, kind: str) -> list[str]:
    """Return the ids of what a text names, sorted.

    ``kind`` is "fact", "table", "figure" or "insert". For rules, which request what a document shows.
    """
    names = {
        reference.name.removeprefix("figures/")
        for reference in text.references()
        if reference.kind == kind
    }
    return sorted(names - {""})
