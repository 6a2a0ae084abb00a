"""Evidence: the passages behind the codes, with one telling passage per code for the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from alianzas.cases.adjudication import AGREEMENT
from alianzas.cases.case_codes import CaseCodes
from alianzas.cases.case_texts import find_passage, sources_by_case
from alianzas.cases.masked_passages import marks_in, masked_passage
from honest_results.tables import Column, Table
from human_files.errors import DataError, Problem, did_you_mean
from human_files.language.current import current_languages
from human_files.language.grammar import grammar, known_languages
from human_files.language.messages import either, message
from human_files.personal_data import without_personal_data
from human_files.sheet_reading import read_sheet

if TYPE_CHECKING:
    import pandas as pd

TRANSLATIONS = ("case", "passage", "language", "translation")

#: Translations of passages: (case, passage) → language → text.
Translations = Mapping[tuple[str, str], Mapping[str, str]]


class TranslationError(DataError):
    """A mistake in the sheet of translated passages."""


def choose_passages(codings: pd.DataFrame, profiles: pd.DataFrame) -> pd.DataFrame:
    """Return one passage per code that is present in some case, in the codebook's order.

    ``codings`` as adjudicated. A passage the coders agreed on takes precedence over one settled
    later; then comes the case quoted least so far, so that every case has its say; then the order
    of the cases. Columns dimension, code, case, firm, source, start, end, passage.
    """
    import pandas as pd

    firms = dict(zip(profiles["case"], profiles["firm"], strict=True))
    quoted: Counter[str] = Counter()
    chosen = []
    for _, group in codings.groupby("code", sort=False):
        present = group[group["value"] == 1].to_dict("records")
        if present:
            best = min(
                present, key=lambda row: (row["settled_by"] != AGREEMENT, quoted[row["case"]])
            )
            quoted[best["case"]] += 1
            chosen.append({**best, "firm": firms[best["case"]]})
    columns = ["dimension", "code", "case", "firm", "source", "start", "end", "passage"]
    return pd.DataFrame(chosen, columns=columns)


def read_translations(path: Path | str, texts: Mapping[str, str]) -> Translations:
    """Return the translations in a sheet with the columns case, passage, language, translation.

    ``texts`` holds the cases' texts by file name; ``passage`` must occur word for word in the
    case's text. Raises TranslationError with every problem of the sheet.
    """
    file = str(path)
    problems: list[Problem] = []
    found: dict[tuple[str, str], dict[str, str]] = {}
    by_case = sources_by_case(texts)
    # A sheet may hold more languages than those in which the study is read.
    languages = [*dict.fromkeys([*current_languages(), *known_languages()])]
    for row in read_sheet(path, TRANSLATIONS).rows:

        def add(column: str, what: str, advice: str, number: int = row.number) -> None:
            problems.append(Problem(file, what, advice, number, column))

        sources = by_case.get(row.cells["case"], [])
        if not sources:
            add(
                "case",
                message('unknown case "{case}".', case=row.cells["case"]),
                did_you_mean(row.cells["case"], by_case),
            )
        elif not any(find_passage(texts[source], row.cells["passage"]) for source in sources):
            found_in = message("does not occur in {files}.", files=either(sources))
            add("passage", found_in, message("Copy it word for word from the text."))
        if row.cells["language"] not in languages:
            advice = did_you_mean(row.cells["language"], languages)
            add(
                "language",
                message('unknown language "{language}".', language=row.cells["language"]),
                advice,
            )
        if not row.cells["translation"]:
            add(
                "translation",
                message("this cell is empty."),
                message("Translate the passage, or delete the row."),
            )
        passage = masked_passage(row.cells["passage"], [texts[source] for source in sources])
        texts_of = found.setdefault((row.cells["case"], _plain(passage)), {})
        if row.cells["language"] in texts_of:
            add(
                "passage",
                message("is translated twice into the same language."),
                message("Keep one of the rows."),
            )
        texts_of[row.cells["language"]] = without_personal_data(row.cells["translation"])
    if problems:
        raise TranslationError(problems)
    return found


def evidence_table(chosen: pd.DataFrame, translations: Translations, codes: CaseCodes) -> Table:
    """Return the table ``case_evidence``: code, passage, case and place, grouped by dimension.

    A passage without a translation into the article's language is printed in the original. A note says
    in how many passages personal data are masked.
    """
    frame = chosen.assign(
        item=chosen["dimension"] + "." + chosen["code"],
        quotation="cases.quotation." + chosen["code"],
        place=[f"{row.source}: {row.start}–{row.end}" for row in chosen.itertuples()],
    )
    labels = dict(codes.labels())
    for row in chosen.itertuples():
        translated = translations.get((str(row.case), _plain(str(row.passage))), {})
        labels[f"cases.quotation.{row.code}"] = {
            language: as_quotation(translated.get(language, _plain(str(row.passage))), language)
            for language in current_languages()
        }
    is_translated = any({*current_languages()} & {*into} for into in translations.values())
    notes = ["cases.note.evidence_translated" if is_translated else "cases.note.evidence"]
    masked = marks_in(chosen["passage"])
    if masked:
        notes.append("cases.note.masked_one" if masked == 1 else "cases.note.masked")
    return Table(
        id="case_evidence",
        frame=frame,
        columns=[
            Column("item", "cases.column.code", "label"),
            Column("quotation", "cases.column.passage", "label"),
            Column("firm", "cases.column.case"),
            Column("place", "cases.column.place"),
        ],
        notes=notes,
        values={"masked": {"value": masked, "kind": "count"}},
        labels=labels,
        group="dimension",
    )


def as_quotation(text: str, language: str) -> str:
    """Return ``text`` between the quotation marks of ``language``; marks inside become inner ones."""
    left, right, inner_left, inner_right = grammar(language).quotation
    for opening, closing in ("«»", "“”"):
        whole = text.startswith(opening) and text.find(closing) == len(text) - 1
        if whole:
            text = text[1:-1]
    for sign in "«“":
        text = text.replace(sign, inner_left)
    for sign in "»”":
        text = text.replace(sign, inner_right)
    return f"{left}{text}{right}"


def _plain(passage: str) -> str:
    """Return a passage with line breaks and repeated blanks reduced to single blanks."""
    return " ".join(passage.split())
