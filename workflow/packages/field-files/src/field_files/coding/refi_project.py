"""Reading REFI-QDA 1.0 projects (.qdpx), as NVivo, ATLAS.ti, MAXQDA, QualCoder … export them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

from field_files.coding.coding_file import CodingFile, Passage, SetAside
from field_files.coding.coding_remarks import tell_counting, warn_of_unnamed_coders
from field_files.coding.positions import (
    SourceText,
    Span,
    begins_with,
    quotation,
    settle_together,
)
from field_files.coding.refi_archive import Archive
from field_files.coding.refi_cases import CaseVariables, ProjectCase, read_cases
from field_files.coding.refi_elements import (
    PROJECT,
    child,
    children,
    guid,
    local,
    read_codes,
    require_namespace,
)
from field_files.coding.refi_names import distinct_codes, distinct_users
from field_files.coding.refi_selections import (
    codes_of,
    is_text,
    own_text,
    selections_in,
    span_of,
    without_text,
)
from field_files.coding.safe_xml import parse_xml
from human_files.language.messages import counted_message, message, template

FORMAT = template("REFI-QDA project")
_SOURCES = ("TextSource", "PDFSource", "PictureSource", "AudioSource", "VideoSource")
#: This many characters of a passage are shown in messages.
_SHOWN = 60


class _Holder(NamedTuple):
    """An element with selections: its source and the source's name, and its text, if it has one."""

    element: Element
    source: Element
    name: str
    selections: list[Element]
    text: SourceText | None


def read_project(source: Path | bytes, file: str) -> CodingFile:
    """Return the coded passages of a project's archive (its path or its bytes).

    Raises CodingFileError if it is not a project; single codings that cannot be read are set aside.
    """
    archive = Archive(source, file)
    name = archive.project
    root = parse_xml(archive.read(name), f"{file} ({name})")
    require_namespace(root, "Project", (PROJECT,), f"{file} ({name})")
    return _Reader(root, archive, file).read()


class _Reader:
    """Reads one project; ``result`` is what was found so far."""

    def __init__(self, root: Element, archive: Archive, file: str) -> None:
        self.root, self.archive = root, archive
        self.users, about_users = distinct_users(children(child(root, "Users"), "User"))
        named = read_codes(child(root, "CodeBook"))
        self.cases = read_cases(root, named)
        self.case_codes = {code for case in self.cases for code in case.codes}
        themes = {key: code for key, code in named.items() if key not in self.case_codes}
        self.codes, about_codes = distinct_codes(themes)
        program = (root.get("origin") or "").strip()
        self.result = CodingFile(file, FORMAT, program, list(self.codes.values()), explicit=False)
        self.result.notes += [*about_codes, *about_users]
        self.unknown_users: Counter[str] = Counter()
        self.seen: set[int] = set()

    def read(self) -> CodingFile:
        """Read all sources, then add what concerns the project as a whole."""
        sources = list(children(child(self.root, "Sources"), *_SOURCES))
        notes = children(child(self.root, "Notes"), "Note")
        sources += [one for one in notes if any(local(inner) == "Coding" for inner in _inside(one))]
        holders = [holder for one in sources for holder in self._holders(one)]
        texts = [holder.text for holder in holders if holder.text is not None]
        settle_together(texts)
        for holder in holders:
            self._read_holder(holder, _marked(holders, holder.source))
        self._read_strays()
        tell_counting(
            self.result, [(one.name, one.text) for one in holders if one.text is not None]
        )
        self._read_variables()
        self._tell_coders()
        return self.result

    def _holders(self, source: Element) -> list[_Holder]:
        """Return a source and the texts in it (of a PDF, of a recording), with their selections."""
        name = " ".join((source.get("name") or "").split()) or guid(source)
        self.result.sources.append(name)
        elements = [source, *(one for one in _inside(source) if one is not source and is_text(one))]
        found = []
        for element in elements:
            selections = selections_in(element)
            text = self._text(element, name, selections) if is_text(element) else None
            found.append(_Holder(element, source, name, selections, text))
        return found

    def _read_holder(self, holder: _Holder, marked: set[tuple[str, str]]) -> None:
        """Read the codings of a text or page; ``marked`` are those in the texts of its source."""
        ranges = self._case_ranges(holder)
        for selection in holder.selections:
            self._read_selection(selection, holder, ranges, marked)
        for _, code in self._codings(holder.element):
            if code in self.case_codes:
                self.result.for_cases += 1
                continue
            why = message("codes the whole source, not a passage of it")
            self._set_aside(holder.name, code, why)

    def _text(self, holder: Element, name: str, selections: Sequence[Element]) -> SourceText | None:
        """Return the text of a source; None, with a warning, where the archive lacks it."""
        coded = [one for one in selections if next(children(one, "Coding"), None) is not None]
        spans = [span for one in coded if (span := span_of(one, holder)) is not None]
        content = child(holder, "PlainTextContent")
        raw = None if content is None else (content.text or "").encode()
        path = holder.get("plainTextPath")
        if raw is None and path:
            raw = self.archive.source(path)
        if raw is None:
            if coded:
                where = path or message("a path that the project does not give")
                self.result.warnings.append(
                    message(
                        'the text of "{name}" is not in the archive ({where}): the words of '
                        "its passages cannot be read or checked.",
                        name=name,
                        where=where,
                    )
                )
            return None
        return SourceText(raw, spans, self.result.program)

    def _read_selection(
        self,
        selection: Element,
        holder: _Holder,
        ranges: Sequence[tuple[str, int, int]],
        marked: set[tuple[str, str]],
    ) -> None:
        """Add the codings of a selection to the result.

        ``ranges`` are the parts of the text that belong to a case; ``marked`` are selections and
        codes in the text of the page, of which the page has a second mark.
        """
        codings, text = list(self._codings(selection)), holder.text
        span = span_of(selection, holder.element)
        place = text.locate(span) if text and span else None
        start, end = (span.start, span.end) if span and not text else place or (None, None)
        words = text.text[start:end] if text and place else own_text(selection)
        case = self._case_of(selection, ranges, start, end)
        for coding, code in codings:
            if code in self.case_codes:
                self.result.for_cases += 1
                continue
            why = _reason(selection, span, text, place, words)
            if local(selection) == "PDFSelection" and (guid(selection), code) in marked:
                why = message(
                    "is marked on the page and in the text of the page; the second is read"
                )
            if not code:
                why = message("names no code")
            elif code not in self.codes:
                why = message("has a code that is not in the project's codebook")
            if why:
                self._set_aside(holder.name, code, why)
                continue
            coder = self._coder(coding, selection)
            known = self.codes[code].name
            row = Passage(case, holder.name, coder, known, start, end, words, 1)
            self.result.passages.append(row)
        if codings and text and place and span:
            self._check_words(text, span, place, holder.name)

    def _check_words(self, text: SourceText, span: Span, place: tuple[int, int], name: str) -> None:
        """Warn where the words that a selection quotes are elsewhere in the text."""
        words = quotation(span.name)
        if words is None or begins_with(text.text[slice(*place)], span.name):
            return
        whole = " ".join(text.text.split())
        if words in whole:
            found = text.quotes(*place)
            self.result.warnings.append(
                message(
                    'the passage "{words}" is not at its place ({start}–{end}) in '
                    '"{name}", where the text says "{found}".',
                    words=_short(words),
                    start=place[0],
                    end=place[1],
                    name=name,
                    found=_short(found),
                )
            )

    def _codings(self, element: Element) -> Iterator[tuple[Element, str]]:
        """Yield the codings of an element with the identifiers of their codes, "" for none."""
        for coding in children(element, "Coding"):
            self.seen.add(id(coding))
            for code in codes_of(coding):
                yield coding, code

    def _read_strays(self) -> None:
        """Set the codings aside that are in no source, selection or note."""
        for parent in _inside(self.root):
            for coding in children(parent, "Coding"):
                if id(coding) in self.seen:
                    continue
                why = message("is in <{name}>, where no passages are", name=local(parent))
                name = (parent.get("name") or "").strip() or guid(parent)
                for code in codes_of(coding):
                    self._set_aside(name, code, why)

    def _coder(self, coding: Element, selection: Element) -> str:
        """Return the name of who made a coding; "" if that is unknown."""
        user = (
            guid(coding, "creatingUser")
            or guid(coding, "modifyingUser")
            or guid(selection, "creatingUser")
            or guid(selection, "modifyingUser")
        )
        if user in self.users:
            return self.users[user]
        if user:
            self.unknown_users[user] += 1
            return user
        return self._only_user()

    def _only_user(self) -> str:
        """Return the name of the project's user, if it has one alone, else ""."""
        return next(iter(self.users.values())) if len(self.users) == 1 else ""

    def _case_ranges(self, holder: _Holder) -> list[tuple[str, int, int]]:
        """Return which parts of a text belong to which case; −1 stands for its end."""
        source, element = holder.source, holder.element
        found = [(case.name, 0, -1) for case in self.cases if guid(source) in case.sources]
        for one in {id(source): source, id(element): element}.values():
            found += [(case.name, 0, -1) for case in self._cases_coded(one)]
        for selection in holder.selections:
            span = span_of(selection, element)
            place = span and (span.start, span.end)
            if holder.text and span:
                place = holder.text.locate(span)
            if place:
                found += [(case.name, *place) for case in self._cases_coded(selection)]
        return found

    def _cases_coded(self, element: Element) -> Iterator[ProjectCase]:
        """Yield the cases that an element is coded with."""
        codes = {code for coding in children(element, "Coding") for code in codes_of(coding)}
        yield from (case for case in self.cases if case.codes & codes)

    def _case_of(
        self,
        selection: Element,
        ranges: Sequence[tuple[str, int, int]],
        start: int | None,
        end: int | None,
    ) -> str:
        """Return the case of a passage; "" where the project names none, or several."""
        named = {case.name for case in self.cases if guid(selection) in case.selections}
        for case, first, last in ranges:
            whole = last == -1
            if whole or (start is not None and end is not None and first <= start and end <= last):
                named.add(case)
        return named.pop() if len(named) == 1 else ""

    def _read_variables(self) -> None:
        """Read from variables which codes are absent; say which variables say nothing of codes."""
        variables = CaseVariables(self.root, self.cases, self.result.codes)
        # A project has one value for all who coded in it.
        for coder in self.result.coders or [self._only_user()]:
            self.result.passages += [
                Passage(case, "", coder, code, None, None, "", 0)
                for case, code in variables.absences
            ]
        self.result.notes += variables.notes()

    def _tell_coders(self) -> None:
        """Warn of codings that nobody is named for, or somebody who is no user."""
        warn_of_unnamed_coders(self.result)
        for user, count in sorted(self.unknown_users.items()):
            self.result.warnings.append(
                counted_message(
                    count,
                    '{n} coding was made by "{user}", who is not among the project\'s users.',
                    '{n} codings were made by "{user}", who is not among the project\'s users.',
                    user=user,
                )
            )

    def _set_aside(self, source: str, code: str, why: str) -> None:
        """Note that a coding is set aside, and why."""
        known = self.codes.get(code)
        what = (
            message('"{code}" in "{source}"', code=known.name, source=source)
            if known
            else message('a coding in "{source}"', source=source)
        )
        self.result.set_aside.append(SetAside(what, why))


def _reason(
    selection: Element,
    span: Span | None,
    text: SourceText | None,
    place: tuple[int, int] | None,
    words: str,
) -> str | None:
    """Return why a selection is no passage of a text, or None if it is one."""
    why = without_text(selection)
    if why and words and local(selection) == "PDFSelection":
        return None
    if why:
        return why
    if span is None:
        return message("does not say where it begins and ends")
    if span.start == span.end:
        return message("is empty: it begins and ends at {start}", start=span.start)
    if span.start > span.end:
        return message("ends ({end}) before it begins ({start})", start=span.start, end=span.end)
    if span.start < 0:
        return message("begins at {start}, before the text of its source", start=span.start)
    if text and place is None:
        if text.is_beyond(span):
            return message(
                "is at {start}–{end}, beyond the text of its source",
                start=span.start,
                end=span.end,
            )
        return message("is at {start}–{end}, within one character", start=span.start, end=span.end)
    return None


def _inside(element: Element) -> Iterator[Element]:
    """Yield an element and those in it, without comments and instructions."""
    yield from (one for one in element.iter() if isinstance(one.tag, str))


def _marked(holders: Sequence[_Holder], source: Element) -> set[tuple[str, str]]:
    """Return the identifiers of the selections in the texts of a source, with those of codes."""
    return {
        (guid(one), code)
        for holder in holders
        if holder.source is source
        for one in children(holder.element, "PlainTextSelection")
        for coding in children(one, "Coding")
        for code in codes_of(coding)
    }


def _short(text: str) -> str:
    """Return a text, shortened for a message."""
    return text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + " …"
