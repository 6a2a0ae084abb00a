"""Reading REFI-QDA 1.0 projects (.qdpx), as NVivo, ATLAS.ti, MAXQDA, QualCoder … export them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

from field_files.coding.coding_file import CodingFile, Passage, SetAside
from field_files.coding.errors import CodingFileError
from field_files.coding.positions import SourceText, Span, begins_with, quotation
from field_files.coding.refi_archive import Archive
from field_files.coding.refi_elements import (
    PROJECT,
    ProjectCase,
    child,
    children,
    guid,
    local,
    read_cases,
    read_codes,
    require_namespace,
)
from field_files.coding.safe_xml import parse_xml
from human_files.errors import Problem
from human_files.language.messages import counted_message, message, template

FORMAT = template("REFI-QDA project")
#: A variable of a case records that a code is present or absent, if it has the name of the code.
_YES_NO = {"1": 1, "true": 1, "0": 0, "false": 0}
_SOURCES = ("TextSource", "PDFSource", "PictureSource", "AudioSource", "VideoSource")
#: Elements with text: that of a text itself, of a PDF, of a recording, of a picture.
_TEXTS = ("TextSource", "Representation", "Transcript", "TextDescription")
_WITHOUT_TEXT = {
    "PictureSelection": template("an area of a picture has no text"),
    "AudioSelection": template("a stretch of a recording has no text; code its transcript"),
    "VideoSelection": template("a stretch of a recording has no text; code its transcript"),
    "PDFSelection": template("an area of a page, exported without its text"),
}
#: This many characters of a passage are shown in messages.
_SHOWN = 60


def read_project(source: Path | bytes, file: str) -> CodingFile:
    """Return the coded passages of a project's archive (its path or its bytes).

    Raises CodingFileError if it is not a project; single codings that cannot be read are set aside.
    """
    archive = Archive(source, file)
    name = archive.project
    if name is None:
        found = message("is a ZIP archive without project.qde, so it is not a REFI-QDA project.")
        advice = message(
            "Export the project as REFI-QDA (.qdpx) and give that file, not a zipped folder."
        )
        raise CodingFileError(Problem(file, found, advice))
    root = parse_xml(archive.read(name), f"{file} ({name})")
    require_namespace(root, "Project", (PROJECT,), f"{file} ({name})")
    return _Reader(root, archive, file).read()


class _Reader:
    """Reads one project; ``result`` is what was found so far."""

    def __init__(self, root: Element, archive: Archive, file: str) -> None:
        self.root, self.archive = root, archive
        self.users = {
            guid(user): (user.get("name") or "").strip() or guid(user)
            for user in children(child(root, "Users"), "User")
        }
        self.codes = read_codes(child(root, "CodeBook"))
        self.cases = read_cases(root, self.codes)
        self.case_codes = {code for case in self.cases for code in case.codes}
        codes = [code for identifier, code in self.codes.items() if not self._is_case(identifier)]
        program = (root.get("origin") or "").strip()
        self.result = CodingFile(file, FORMAT, program, codes, explicit=False)
        self.unknown_users: Counter[str] = Counter()

    def read(self) -> CodingFile:
        """Read all sources, then add what concerns the project as a whole."""
        for source in children(child(self.root, "Sources"), *_SOURCES):
            self._read_source(source)
        self._read_values()
        unnamed = sum(not passage.coder for passage in self.result.passages)
        if unnamed:
            self.result.about_coders.append(
                counted_message(
                    unnamed,
                    "{n} coding does not say who made it; name the coder (--coder, or one "
                    "project per coder).",
                    "{n} codings do not say who made them; name the coder (--coder, or one "
                    "project per coder).",
                )
            )
            self.result.warnings += self.result.about_coders
        for user, count in sorted(self.unknown_users.items()):
            self.result.warnings.append(
                counted_message(
                    count,
                    '{n} coding was made by "{user}", who is not among the project\'s users.',
                    '{n} codings were made by "{user}", who is not among the project\'s users.',
                    user=user,
                )
            )
        return self.result

    def _is_case(self, identifier: str) -> bool:
        """Return whether a code represents a case."""
        return identifier in self.case_codes

    def _read_source(self, source: Element) -> None:
        """Read the codings of a source and of the texts in it (of a PDF, of a recording)."""
        name = " ".join((source.get("name") or "").split()) or guid(source)
        self.result.sources.append(name)
        holders = [source, *(one for one in source.iter() if one is not source and _is_text(one))]
        marked = {guid(one) for holder in holders for one in children(holder, "PlainTextSelection")}
        selected = [
            [one for one in holder if isinstance(one.tag, str) and local(one).endswith("Selection")]
            for holder in holders
        ]
        texts = [
            self._text(holder, name, selections) if _is_text(holder) else None
            for holder, selections in zip(holders, selected, strict=True)
        ]
        for holder, selections, text in zip(holders, selected, texts, strict=True):
            ranges = self._case_ranges(source, holder, selections, text)
            for selection in selections:
                twin = local(selection) == "PDFSelection" and guid(selection) in marked
                self._read_selection(selection, holder, text, name, ranges, twin)
            for coding, code in self._codings(holder):
                if self._is_case(guid_of_code(coding)):
                    self.result.for_cases += 1
                    continue
                self._set_aside(name, code, message("codes the whole source, not a passage of it"))

    def _text(self, holder: Element, name: str, selections: Sequence[Element]) -> SourceText | None:
        """Return the text of a source; None, with a warning, where the archive lacks it."""
        spans = [span for one in selections if (span := _span(one, holder)) is not None]
        content = child(holder, "PlainTextContent")
        raw = None if content is None else (content.text or "").encode()
        path = holder.get("plainTextPath")
        if raw is None and path:
            raw = self.archive.source(path)
        if raw is None:
            if any(next(children(one, "Coding"), None) is not None for one in selections):
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
        holder: Element,
        text: SourceText | None,
        name: str,
        ranges: Sequence[tuple[str, int, int]],
        twin: bool,
    ) -> None:
        """Add the codings of a selection to the result.

        ``ranges`` are the parts of the text that belong to a case; ``twin`` says that the same
        passage is also marked in the text of the page.
        """
        codings = list(self._codings(selection))
        span = _span(selection, holder)
        place = text.locate(span) if text and span else None
        start, end = (span.start, span.end) if span and not text else place or (None, None)
        words = text.text[start:end] if text and place else _own_text(selection)
        case = self._case_of(selection, ranges, start, end)
        for coding, code in codings:
            if self._is_case(guid_of_code(coding)):
                self.result.for_cases += 1
                continue
            known = _WITHOUT_TEXT.get(local(selection))
            why = message(known) if known else None
            if twin:
                why = message(
                    "is marked on the page and in the text of the page; the second is read"
                )
            elif why and words and local(selection) == "PDFSelection":
                why = None
            elif span is None and why is None:
                why = message("does not say where it begins and ends")
            elif span and text and place is None:
                why = message(
                    "is at {start}–{end}, beyond the text of its source",
                    start=span.start,
                    end=span.end,
                )
            if code is None:
                why = message("has a code that is not in the project's codebook")
            if why:
                self._set_aside(name, code, why)
                continue
            coder = self._coder(coding, selection)
            row = Passage(case, name, coder, code or "", start, end, words, 1)
            self.result.passages.append(row)
        if codings and text and place and span:
            self._check_words(text, span, place, name)

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

    def _codings(self, element: Element) -> Iterator[tuple[Element, str | None]]:
        """Yield the codings of an element with the names of their codes, None for unknown ones."""
        for coding in children(element, "Coding"):
            code = self.codes.get(guid_of_code(coding))
            yield coding, None if code is None else code.name

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
        return next(iter(self.users.values())) if len(self.users) == 1 else ""

    def _case_ranges(
        self,
        source: Element,
        holder: Element,
        selections: Sequence[Element],
        text: SourceText | None,
    ) -> list[tuple[str, int, int]]:
        """Return which parts of a text belong to which case; −1 stands for its end."""
        found = [(case.name, 0, -1) for case in self.cases if guid(source) in case.sources]
        for element in {id(source): source, id(holder): holder}.values():
            found += [(case.name, 0, -1) for case in self._cases_coded(element)]
        for selection in selections:
            span = _span(selection, holder)
            place = text.locate(span) if text and span else span and (span.start, span.end)
            if place:
                found += [(case.name, *place) for case in self._cases_coded(selection)]
        return found

    def _cases_coded(self, element: Element) -> Iterator[ProjectCase]:
        """Yield the cases that an element is coded with."""
        codes = {guid_of_code(coding) for coding in children(element, "Coding")}
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

    def _read_values(self) -> None:
        """Read from the cases' variables which codes are absent: 0 or false."""
        names = {code.name.casefold(): code.name for code in self.result.codes}
        coders = self.result.coders
        for case in self.cases:
            for variable, value in case.values.items():
                code = names.get(variable.casefold())
                if code is None or value.lower() not in _YES_NO:
                    continue
                number = _YES_NO[value.lower()]
                if number == 0:
                    # A project has one value for all who coded in it.
                    self.result.passages += [
                        Passage(case.name, "", coder, code, None, None, "", 0) for coder in coders
                    ]

    def _set_aside(self, source: str, code: str | None, why: str) -> None:
        """Note that a coding is set aside, and why."""
        what = (
            message('"{code}" in "{source}"', code=code, source=source)
            if code
            else message('a coding in "{source}"', source=source)
        )
        self.result.set_aside.append(SetAside(what, why))


def guid_of_code(coding: Element) -> str:
    """Return the identifier of the code of a coding."""
    reference = child(coding, "CodeRef")
    return "" if reference is None else guid(reference, "targetGUID")


def _is_text(element: Element) -> bool:
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


def _span(selection: Element, holder: Element) -> Span | None:
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
    return Span(name, start, end)


def _own_text(selection: Element) -> str:
    """Return the words in a selection itself, which an area of a PDF may have."""
    for holder in (selection, child(selection, "Representation")):
        content = None if holder is None else child(holder, "PlainTextContent")
        if content is not None and content.text:
            return " ".join(content.text.split())
    return ""


def _short(text: str) -> str:
    """Return a text, shortened for a message."""
    return text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + " …"
