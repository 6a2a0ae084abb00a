"""Two folders of results compared: file by file, each by what it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from honest_results.documents.word_files import REFERENCE
from honest_results.verify import pages, pdf_files, rows, values, word_documents
from honest_results.verify.drawings import compare_drawings
from honest_results.verify.findings import FileFindings, Findings, Kind
from honest_results.verify.isolation import isolated
from honest_results.verify.pictures import compare_pictures
from honest_results.verify.reading import (
    LARGEST,
    TOO_LARGE,
    UnreadableError,
    read_json,
    read_parts,
    read_text,
    readable,
)
from honest_results.verify.resemblance import others_of_its_kind, seems_another
from honest_results.verify.surroundings import Surroundings, compare_surroundings
from honest_results.verify.words import Allowed, compare_texts
from human_files.language.messages import message

#: Files of facts on the surroundings, and of all facts.
_FACTS = ("facts.json", "source.json")
_PAGES, _PDF, _OFFICE = (".html",), (".pdf",), (".docx", ".xlsx")
#: Word's styles, for who runs Quarto by hand.
_FOR_QUARTO = f"manuscript/{REFERENCE}"
#: A published file of so many times the size of the rebuilt one, and so many bytes more, is not read.
_TIMES, _MUCH = 20, 16 * 1024**2
_TEXTS = (".md", ".yml", ".yaml", ".csl", ".txt", ".bib")


@dataclass
class Comparison:
    """Two folders of results on their way to be compared.

    Attributes
    ----------
    published, rebuilt : path
        The folders.
    surroundings : Surroundings
        The facts on the surroundings.
    """

    published: Path
    rebuilt: Path
    surroundings: Surroundings = field(default_factory=Surroundings)

    def run(self, *, count: bool = True) -> Findings:
        """Compare everything; with ``count``, count also what files hold whose bytes are the same."""
        findings = Findings()
        mine, theirs = (_files(folder) for folder in (self.published, self.rebuilt))
        allowed = self._allowed(findings)
        by_words = any(
            one != two
            for name, one, two in findings.environment
            if name in self.surroundings.engine
        )
        hashes = {_hash(path): name for name, path in sorted(theirs.items(), reverse=True)}
        for name in sorted(mine.keys() | theirs.keys()):
            sink = FileFindings(findings, name)
            if name not in theirs:
                sink.add("extra", "file", note=_also(mine[name], hashes, name))
            elif name in mine:
                reader = Reader(self.surroundings, allowed, by_words, count)
                self._compare(name, mine[name], theirs[name], sink, reader, hashes)
            elif name == _FOR_QUARTO:
                sink.same("file")  # it is made for the first of several studies only
            else:
                sink.add("missing", "file")
        return findings

    def _allowed(self, findings: Findings) -> Allowed:
        """Compare the facts on the surroundings, and return what may differ for their sake."""
        allowed = Allowed()
        for name in _FACTS:
            try:
                sides = [_facts_in(Path(folder, name)) for folder in (self.published, self.rebuilt)]
            except UnreadableError:
                continue  # told when the file is compared
            apart = Findings()  # what is not in order is told when the file is compared
            sink = FileFindings(apart, name)
            found = compare_surroundings(sides[0], sides[1], self.surroundings, sink)
            findings.environment += apart.environment
            allowed.pairs |= found.pairs
            allowed.phrases += found.phrases
            allowed.close += values.close_values(sides[0], sides[1])
        for path in sorted(self.rebuilt.rglob("*.csv")):
            other = self.published / path.relative_to(self.rebuilt)
            if other.is_file() and other.read_bytes() != path.read_bytes():
                try:
                    pair = [rows.read_rows(side.read_bytes()) for side in (other, path)]
                except UnreadableError:
                    continue
                allowed.close += rows.close_cells(pair[0], pair[1])
        allowed.phrases.sort(key=lambda phrase: -len(phrase[1]))
        return allowed

    def _compare(
        self,
        name: str,
        mine: Path,
        theirs: Path,
        sink: FileFindings,
        reader: Reader,
        hashes: Mapping[str, str],
    ) -> None:
        """Compare two files of one name."""
        try:
            if mine.is_symlink():
                raise UnreadableError(message("It is a link to another file."))
            if mine.stat().st_size > LARGEST:
                raise UnreadableError(message(TOO_LARGE))
            content, wanted = mine.read_bytes(), theirs.read_bytes()
            if content == wanted:
                with suppress(UnreadableError):  # the rebuilt file is no better
                    reader.count(name, wanted, sink)
                sink.same("file")
                return
            swapped = _also(mine, hashes, name)
            if swapped:
                sink.add("different", "file", note=swapped)
                return
            if len(content) > _TIMES * len(wanted) + _MUCH:
                raise UnreadableError(message("It is many times larger than the rebuilt file."))
            others = others_of_its_kind(self.rebuilt, name)
            found = isolated(partial(reader.found, name, content, wanted, others))
            if found is None:
                raise UnreadableError(message("Reading it takes too much memory or time."))
            sink.take(found)
        except UnreadableError as error:
            sink.add("different", "file", note=str(error))


@dataclass(frozen=True)
class Reader:
    """Compares two contents by the ending of their name."""

    surroundings: Surroundings
    allowed: Allowed
    by_words: bool
    counts: bool

    def found(self, name: str, mine: bytes, theirs: bytes, rebuilt: Mapping[str, Path]) -> Findings:
        """Return what differs in a file, whatever its content is.

        ``rebuilt`` are the rebuilt files of its kind, of which it may be another one.
        """
        findings = Findings()
        sink = FileFindings(findings, name)
        try:
            if not mine:
                raise UnreadableError(message("It is empty."))
            with readable():
                other = seems_another(name, mine, rebuilt)
                if other:
                    raise UnreadableError(
                        message("Swapped: its words are those of the rebuilt {other}.", other=other)
                    )
                self.compare(name, mine, theirs, sink)
            if sink.is_same:
                self.tell_bytes(name, sink)
        except UnreadableError as error:
            sink.add("different", "file", note=str(error))
        return findings

    def compare(self, name: str, mine: bytes, theirs: bytes, sink: FileFindings) -> None:
        """Compare two contents; what is of no known kind, by its bytes."""
        ending = PurePosixPath(name).suffix
        if ending == ".json":
            self._compare_json(name, mine, theirs, sink)
        elif ending == ".csv":
            pair = [rows.read_rows(side) for side in (mine, theirs)]
            rows.compare_rows(pair[0], pair[1], sink, self.allowed, _cells_of(name))
        elif ending == ".md":
            rows.compare_markdown(read_text(mine), read_text(theirs), sink, self.allowed)
        elif ending in _TEXTS:
            compare_texts(read_text(mine), read_text(theirs), sink, self.allowed)
        elif ending in (".png", ".jpg"):
            compare_pictures(mine, theirs, sink)
        elif ending == ".svg":
            compare_drawings(mine, theirs, sink, self.allowed)
        elif ending in _PAGES:
            one, two = (pages.read_page(read_text(side)) for side in (mine, theirs))
            compare = self.compare_embedded
            pages.compare_pages(one, two, sink, self.allowed, compare, self.by_words)
        elif ending in _PDF:
            pdf_files.compare_pdf_files(mine, theirs, sink, self.allowed, self.by_words)
        elif ending in _OFFICE:
            by_words = self.by_words and ending == ".docx"
            word_documents.compare_word_files(mine, theirs, sink, self.allowed, by_words)
        else:
            note = message("Compared by its bytes: a file of no known kind.")
            sink.add("different", "file", note=note)

    def count(self, name: str, content: bytes, sink: FileFindings) -> None:
        """Count what a file holds that is the same byte for byte."""
        if not self.counts:
            return
        ending = PurePosixPath(name).suffix
        if ending == ".csv":
            sink.same(_cells_of(name), rows.count_cells(content))
        elif ending == ".md":
            rows.count_markdown(read_text(content), sink)
        elif ending in (".png", ".svg", ".jpg"):
            sink.same("picture")
        elif ending in _PAGES:
            page = pages.read_page(read_text(content))
            _count(page.seen, sink)
            sink.same("picture", sum(one.type.startswith("image/") for one in page.embedded))
        elif ending in _PDF:
            pdf = pdf_files.read_pdf(content)
            _count([*pdf.words(), *pdf.alts], sink)
            sink.same("picture", len(pdf.pages))
        elif ending == ".docx":
            _count(word_documents.read_words(read_parts(content)), sink)
        elif ending == ".json":
            found = read_json(content)
            facts = found.get("facts") if isinstance(found, dict) else None
            if name.endswith(_FACTS) and isinstance(facts, dict):
                values.compare_facts(facts, facts, sink, self.allowed, self.surroundings.keys)
            else:
                values.compare_values(found, found, sink, self.allowed)

    def tell_bytes(self, name: str, sink: FileFindings) -> None:
        """Tell a file whose content is the same, and its bytes are not."""
        is_text = name.endswith((*_TEXTS, ".csv", ".json"))
        is_text |= name.endswith(".pdf") and not self.by_words
        if is_text and not sink.is_explained:
            sink.add("minor", "file", note=message("The same content, written otherwise."))
        else:
            sink.same("file")

    def compare_embedded(self, type_: str, mine: bytes, theirs: bytes, sink: FileFindings) -> None:
        """Compare two files that pages hold."""
        if type_.startswith("image/svg"):
            compare_drawings(mine, theirs, sink, self.allowed)
        elif type_.startswith("image/"):
            compare_pictures(mine, theirs, sink)
        elif mine == theirs:
            sink.same("value")
        elif type_.startswith("text/csv"):
            try:
                pair = [rows.read_rows(side) for side in (mine, theirs)]
            except UnreadableError as error:
                sink.add("different", "cell", note=str(error))
                return
            rows.compare_rows(pair[0], pair[1], sink, self.allowed, "cell")
        else:
            sink.add("different", "value", note=message("Other bytes."))

    def _compare_json(self, name: str, mine: bytes, theirs: bytes, sink: FileFindings) -> None:
        """Compare two JSON files; facts in them as facts."""
        one, two = read_json(mine), read_json(theirs)
        facts = two.get("facts") if isinstance(two, dict) else None
        is_facts = name.startswith("facts/") or name in _FACTS
        if not (is_facts and isinstance(facts, dict) and isinstance(one, dict)):
            values.compare_values(one, two, sink, self.allowed)
            return
        own = one.get("facts")
        if isinstance(own, dict):
            compare_surroundings(own, facts, self.surroundings, sink)
        values.compare_facts(own, facts, sink, self.allowed, self.surroundings.keys)
        rest = [{key: what for key, what in side.items() if key != "facts"} for side in (one, two)]
        values.compare_values(rest[0], rest[1], sink, self.allowed)


def _cells_of(name: str) -> Kind:
    """Return what the cells of a CSV file are in a report."""
    return "plotted" if name.startswith("figures/") else "cell"


def _count(found: Any, sink: FileFindings) -> None:
    """Count the words and numbers of a document."""
    for token in found:
        sink.same(token.kind)


def _files(folder: Path) -> dict[str, Path]:
    """Return the files in a folder, at any depth, by their path in it."""
    return {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_symlink() or not path.is_dir()
    }


def _hash(path: Path) -> str:
    """Return the hash of a file's bytes; "" for what is no file."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST:
        return ""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _also(path: Path, hashes: Mapping[str, str], name: str) -> str:
    """Say which file of the rebuild a published one is, under another name; "" for none."""
    other = hashes.get(_hash(path) or "-")
    if other is None or other == name:
        return ""
    return message("Swapped: it is the rebuilt {other}, byte for byte.", other=other)


def _facts_in(path: Path) -> dict[str, Any]:
    """Return the facts of a file of facts; none where it has none."""
    if not path.is_file() or path.is_symlink():
        return {}
    content = read_json(path.read_bytes())
    facts = content.get("facts") if isinstance(content, dict) else None
    return facts if isinstance(facts, dict) else {}
