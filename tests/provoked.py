"""Mistakes of people who begin: what they do, where they look, and what they have to be told.

Each is one mistake and gives one message, which names the place and what to do. The place is the same
in every language; the words are the person's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from half_finished import changes as made
from half_finished.changes import CASES, LITERATURE, RESPONSES, Change

STUDY = "config/studies/ecuador"
CONFIG = "config/config.yaml"
FORM = "config/codebooks/questionnaire.yaml"
ARTICLE = "manuscript/article.es.qmd"


@dataclass(frozen=True)
class Mistake:
    """What was done (None: nothing to files), who looks, and what is named: places and remedies.

    ``look`` is a part of the check (``settings``, ``cases`` …) or a command line.
    """

    change: Change | None
    look: str | Sequence[str]
    named: Sequence[str]


def cell(row: int, header: str, value: object) -> Change:
    """Return the change of one cell of the survey's answers."""

    def make(folder: Path) -> None:
        book = openpyxl.load_workbook(folder / RESPONSES)
        sheet = book.worksheets[0]
        names = [str(one.value or "").rpartition("/")[2] for one in sheet[1]]
        sheet.cell(row, names.index(header) + 1).value = value
        book.save(folder / RESPONSES)

    return made.together(make, made.described)


def header(old: str, new: str) -> Change:
    """Return the change of a header of the survey's answers."""

    def make(folder: Path) -> None:
        book = openpyxl.load_workbook(folder / RESPONSES)
        for one in book.worksheets[0][1]:
            group, slash, name = str(one.value or "").rpartition("/")
            if name == old:
                one.value = f"{group}{slash}{new}"
        book.save(folder / RESPONSES)

    return made.together(make, made.described)


def settings(file: str, old: str, new: str, *named: str) -> Mistake:
    """Return a mistake in a file of settings."""
    return Mistake(made.replaced(f"{STUDY}/{file}.yaml", old, new), "settings", named)


def sheet(part: str, file: str, old: str, new: str, *named: str) -> Mistake:
    """Return a mistake in a sheet or text of a branch."""
    return Mistake(made.together(made.replaced(file, old, new), made.described), part, named)


def text(words: str, *named: str) -> Mistake:
    """Return a mistake in the Spanish article."""
    return Mistake(made.sentence("es", words), "manuscript", named)


def command(line: str, *named: str, change: Change | None = None) -> Mistake:
    """Return a mistake in a command line."""
    return Mistake(change, line.split(), named)


def raw(file: str, content: bytes, is_data: bool = True) -> Change:
    """Return the change that leaves other bytes in a file."""

    def make(folder: Path) -> None:
        (folder / file).write_bytes(content)

    return made.together(make, made.described) if is_data else make


def first_lines(file: str, change: Callable[[str], str]) -> Change:
    """Return the change of a file's first line."""

    def make(folder: Path) -> None:
        first, _, rest = (folder / file).read_text(encoding="utf-8").partition("\n")
        (folder / file).write_text(f"{change(first)}\n{rest}", encoding="utf-8")

    return made.together(make, made.described)


SETTINGS = {
    "key misspelt": settings("study", "\nseed:", "\nsede: 1\nseed:", "study.yaml", "sede", "seed"),
    "key missing": settings("study", "seed: 20260129", "", "study.yaml", "`seed:`"),
    "country in small letters": settings("study", "code: EC", "code: ec", "country.code", "ec"),
    "currency by its sign": settings("study", "currency: USD", "currency: $", "country.currency"),
    "confidence in percent": settings("study", "confidence: 0.95", "confidence: 95", "95", "1"),
    "number in words": settings("study", "seed: 20260129", "seed: veinte", "seed", "veinte"),
    "seed with decimals": settings("study", "seed: 20260129", "seed: 1.5", "seed", "1.5"),
    "list for a number": settings("study", "seed: 20260129", "seed: [1, 2]", "study.yaml", "seed"),
    "key twice": settings("study", "seed: 20260129", "seed: 1\nseed: 2", "study.yaml", "seed"),
    "indentation": settings("study", "  currency: USD", "   currency: USD", "study.yaml"),
    "colon in words": settings(
        "study", "region: {en: Latin America", "region: {en: Latin: America", "study.yaml"
    ),
    "tab": settings("study", "  currency: USD", "\tcurrency: USD", "study.yaml"),
    "quotation mark not closed": settings(
        "cases", "profiles: data", 'profiles: "data', "cases.yaml"
    ),
    "window the wrong way round": settings(
        "literature", "{first: 2014, last: 2025}", "{first: 2025, last: 2014}", "window", "2025"
    ),
    "unknown level": settings(
        "cases", "provenance: illustrative", "provenance: inventado", "provenance", "illustrative"
    ),
    "name with spaces": settings(
        "literature", "- name: akinson", "- name: Web of Science", "web-of-science"
    ),
    "coder named twice": settings("cases", "{name: coder-2,", "{name: coder-1,", "coder-1"),
    "condition misspelt": settings(
        "cases", "rigorous_planning, formal", "rigorous_plannin, formal", "rigorous_planning"
    ),
    "anchors out of order": settings("cases", "crossover: 25", "crossover: 5", "10, 5, 50"),
    "predictor misspelt": settings(
        "survey", "second: contract}", "second: contrato}", "contrato", "drivers"
    ),
    "share above one": settings("survey", "missing_share: 0.25", "missing_share: 25", "25", "1"),
    "study that is not there": Mistake(
        made.replaced(CONFIG, "studies: [ecuador]", "studies: [ecuadr]"), "settings", ("ecuadr",)
    ),
    "engine misspelt": Mistake(
        made.replaced(CONFIG, "engine: auto", "engine: word"), "settings", ("engine", "word")
    ),
    "format misspelt": Mistake(
        made.replaced(CONFIG, "[html, pdf, docx]", "[html, pfd]"), "settings", ("formats", "pdf")
    ),
    "settings not in UTF-8": Mistake(
        raw(f"{STUDY}/study.yaml", b"country: Per\xfa\n", is_data=False),
        "settings",
        ("study.yaml", "UTF-8"),
    ),
}

SHEETS = {
    "judgement neither 1 nor 0": sheet(
        "cases",
        f"{CASES}/coding-coder-1.csv",
        "rigorous_planning,1,",
        "rigorous_planning,sí,",
        "value",
        "1",
        "0",
    ),
    "unknown code of a case": sheet(
        "cases", f"{CASES}/coding-coder-2.csv", "rigorous_planning,", "rigurous_planning,", "code"
    ),
    "year of two digits": sheet("cases", f"{CASES}/cases.csv", "2011,18", "11,18", "founded", "11"),
    "country by name": sheet("cases", f"{CASES}/cases.csv", "Café,EC,", "Café,Ecuador,", "EC"),
    "employees with a separator": sheet(
        "cases", f"{CASES}/cases.csv", "2011,18,", '2011,"1,8",', "employees"
    ),
    "column of a sheet renamed": Mistake(
        first_lines(f"{CASES}/cases.csv", lambda line: line.replace("founded", "foundd")),
        "cases",
        ("cases.csv", "founded", "foundd"),
    ),
    "text of a case missing": Mistake(
        made.together(made.removed(f"{CASES}/texts/altura-viva.md"), made.described),
        "cases",
        (f"{CASES}/texts/altura-viva.md",),
    ),
    "unknown decision": sheet(
        "literature", f"{LITERATURE}/screening-pass-1.csv", ",include,", ",incluir,", "decision"
    ),
    "coding not made": Mistake(
        made.removed(f"{LITERATURE}/coding-pass-2.csv"),
        "literature",
        ("coding-pass-2.csv", "alianzas literature coding-sheet ecuador"),
    ),
    "unknown theory": sheet(
        "literature",
        f"{LITERATURE}/coding-pass-1.csv",
        "entrepreneurship_theory",
        "entrepreneurship_theroy",
        "theory",
        "entrepreneurship_theory",
    ),
    "title of another record": sheet(
        "literature",
        f"{LITERATURE}/coding-pass-1.csv",
        "Unveiling the synergy",
        "Something quite different",
        "title",
        "alam-2024-unveiling",
    ),
    "bibliography that is a PDF": Mistake(
        raw(f"{LITERATURE}/melendez-delgado-2026.bib", b"%PDF-1.7\n"), "literature", ("PDF",)
    ),
    "bibliography cut off": Mistake(
        raw(f"{LITERATURE}/akinson-sundara-rajan-2026.ris", b"TY  - JOUR\nTI  - A title\n"),
        "literature",
        ("akinson-sundara-rajan-2026.ris", "A title"),
    ),
    "empty bibliography": Mistake(
        raw(f"{LITERATURE}/akinson-sundara-rajan-2026.ris", b""), "literature", (".ris",)
    ),
    "answer beyond the scale": Mistake(cell(5, "SC2", 7), "survey", ("5", "SC2", "7", "1–5")),
    "answer that is none": Mistake(cell(6, "region", "Lima"), "survey", ("6", "region", "Lima")),
    "decimal comma in a number": Mistake(cell(7, "employees", "12,5"), "survey", ("7", "12.5")),
    "column of the export missing": Mistake(header("SC2", "SC_2"), "survey", ("SC2", "SC_2")),
    "questionnaire: unknown list": Mistake(
        made.replaced(FORM, "list: region", "list: regoin"), "survey", ("regoin", "region")
    ),
    "raw file changed by hand": Mistake(
        made.replaced(f"{CASES}/texts/altura-viva.md", " ", "  "),
        "package",
        ("altura-viva.md", "alianzas describe ecuador"),
    ),
}

TEXTS = {
    "figure misspelt": text("![X.](figures/floww){#fig-x}", "article.es.qmd", "figures/floww"),
    "table misspelt": text('::: {#tbl-x table="drivrs"}\nX.\n:::', "article.es.qmd", "drivrs"),
    "source not in the bibliography": text("Se sabe [@nadie1999].", "@nadie1999"),
    "reference to nothing": text("Vea @tbl-ninguna.", "@tbl-ninguna"),
    "callout misspelt": text("::: {.callout-nota}\nX.\n:::", "article.es.qmd", ".callout-nota"),
    "HTML": text("Un <b>énfasis</b>.", "<b>", "**…**"),
    "LaTeX page break": text("Antes. \\textbf{X} después.", "\\textbf"),
    "number by hand": text("Participaron 412 empresas.", "412", "[", "{.fact}"),
}

COMMANDS = {
    "no such command": command("chek", "chek", "check"),
    "no such study": command("check peruu", "peruu"),
    "no such option": command("check --quik", "--quik"),
    "option without value": command("preview --port", "--port"),
    "port in words": command("preview --port ocho", "--port", "ocho"),
    "sheet into a folder that is not there": command(
        "literature screening-sheet ecuador --output nada/hoja.xlsx", "nada/hoja.xlsx"
    ),
    "sheet of another kind": command(
        "literature screening-sheet ecuador --output hoja.docx", "hoja.docx", ".xlsx"
    ),
    "sheet that exists": command(
        "cases sheet ecuador --output hoja.xlsx",
        "hoja.xlsx",
        change=made.written("hoja.xlsx", "x"),
    ),
    "results not built": command("claims ecuador", "make paper"),
    "export that is not there": command(
        "literature import export.ris --output records.csv", "export.ris"
    ),
}

MISTAKES = SETTINGS | SHEETS | TEXTS | COMMANDS
