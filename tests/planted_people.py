"""Personal data of eight countries, planted in eleven places, and looked for in all that is made.

``python tests/planted_people.py`` plants them in the cut study, checks and builds it, and prints what
was named and what was left.
"""

from __future__ import annotations

import base64
import contextlib
import csv
import io
import re
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pandas as pd
import pypdf
from openpyxl.comments import Comment

from alianzas.cases.case_texts import find_passage
from alianzas.config.study_files import load_study
from alianzas.inputs.personal_data import doubtful_people, personal_data
from compendium import Compendium, copy_project
from cut_study.cutting import cut
from honest_results.project import MADE
from human_files.personal_data import find_personal_data
from human_files.workbook_writing import timeless

STUDY = "ecuador"
CASES, SURVEY = "data/ecuador/cases", "data/ecuador/survey/responses.xlsx"
QUESTIONNAIRE = "config/studies/ecuador/questionnaire.yaml"
RIS = "data/ecuador/literature/akinson-sundara-rajan-2026.ris"
#: Numbers of persons and firms, and a phone, of each country. None is known to be anybody's: they are
#: the examples of those who explain the check digits.
NUMBERS = {
    "EC": ("cédula 1710034065", "RUC 1790011674001", "099 123 4567"),
    "PE": ("DNI 10117410-2", "RUC 20100070970", "+51 987 654 321"),
    "MX": ("CURP BOXW310820HNERXN09", "RFC GODE561231GR8", "+52 55 1234 5678"),
    "CO": ("C.C. 52.123.456", "NIT 213.123.432-1", "+57 310 123 4567"),
    "BR": ("CPF 390.533.447-05", "CNPJ 16.727.230/0001-97", "+55 11 98765-4321"),
    "CL": ("RUN 12.531.909-2", "RUT 76.086.428-5", "+56 9 8765 4321"),
    "AR": ("DNI 20.123.456", "CUIT 20-05536168-2", "+54 9 11 2345-6789"),
    "ES": ("NIF 54362315K", "NIE X2482300W", "+34 612 34 56 78"),
}
#: Where a build leaves things, beside the sources that people write.
MADE_PLACES = (*MADE, "logs", ".snakemake", ".check", "draft", "scratch")


def email(country: str, place: str) -> str:
    """Return the address that stands for a country at one place alone."""
    return f"{country.lower()}.{place}@correo.example.org"


def told(country: str, place: str) -> str:
    """Return what is planted: an address, a phone, and the numbers of a person and a firm."""
    person, firm, phone = NUMBERS[country]
    return f"{email(country, place)}, tel. {phone}, {person}, {firm}"


def secrets(places: Iterator[str] | list[str]) -> list[str]:
    """Return all that must not be found: as it is written, and digits alone."""
    found = [email(country, place) for place in places for country in NUMBERS]
    for numbers in NUMBERS.values():
        for one in numbers:
            bare = one if one[0] in "+0" else one.partition(" ")[2]
            found += [bare, re.sub(r"\D", "", bare)] if re.sub(r"\D", "", bare) else [bare]
    return [one for one in dict.fromkeys(found) if len(one) > 7]


@dataclass(frozen=True)
class Place:
    """A place: its name, the file that is to be named, and what plants there."""

    name: str
    file: str
    plant: Callable[[Path], None]


def _case_passage(folder: Path) -> None:
    """Put them into a passage that the first coder quotes, and that is translated."""
    quoted = (each for each in _rows(folder / CASES / "coding-coder-1.csv") if each["passage"])
    row = next(each for each in quoted if each["case"] == "hilos-del-colca")
    passage = row["passage"]
    longer = f"{passage[:-1]} ({'; '.join(told(each, 'passage') for each in NUMBERS)})"
    text = folder / CASES / "texts" / row["source"]
    words = text.read_text(encoding="utf-8")
    start, end = find_passage(words, passage) or (0, 0)
    text.write_text(words[:start] + longer + words[end:], encoding="utf-8")
    for path in (folder / CASES).glob("co*.csv"):
        _write(path, [_quoting(longer, passage, each) for each in _rows(path)])


def _quoting(longer: str, passage: str, row: dict[str, str]) -> dict[str, str]:
    return row | {"passage": longer} if row["passage"] == passage else row


def _column(file: str, name: str) -> Callable[[Path], None]:
    def plant(folder: Path) -> None:
        rows = _rows(folder / file)
        for number, row in enumerate(rows):
            country = [*NUMBERS][number % len(NUMBERS)]
            row[name] = told(country, name) if number < len(NUMBERS) else ""
        _write(folder / file, rows)

    return plant


def _survey_columns(folder: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        for name in ("correo", "persona_entrevistada", "instagram"):
            for number, country in enumerate(NUMBERS):
                said = {"correo": email(country, "extra"), "instagram": f"@{country.lower()}_extra"}
                _cell(book, name, number + 2, said.get(name, f"Ana Plantada {country.title()}"))

    _change_book(folder, change)


def _free_text(folder: Path) -> None:
    question = (
        "  - id: comentario\n    section: income\n    column: comentario\n    type: text\n"
        "    wording: {en: Comment, es: Comentario}\n"
    )
    _questionnaire(folder, lambda text: f"{text.rstrip()}\n{question}")

    def change(book: openpyxl.Workbook) -> None:
        for number, country in enumerate(NUMBERS):
            _cell(book, "comentario", number + 2, f"Todo bien. Soy {told(country, 'free')}")

    _change_book(folder, change)


def _label(folder: Path) -> None:
    words = "; ".join(told(each, "label") for each in NUMBERS)
    _questionnaire(
        folder,
        lambda text: text.replace('es: "Volveríamos a', f'es: "Dudas: {words}. Volveríamos a', 1),
    )


def _reference_field(tag: str, place: str) -> Callable[[Path], None]:
    def plant(folder: Path) -> None:
        path = folder / RIS
        lines = "".join(f"{tag}  - Dept. {told(each, place)}, Quito\n" for each in NUMBERS)
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("ER  -", f"{lines}ER  -", 1), encoding="utf-8")

    return plant


def _unseen(folder: Path) -> None:
    """Put them into a comment, the properties and a hidden sheet of the workbook."""

    def change(book: openpyxl.Workbook) -> None:
        words = [told(each, "unseen") for each in NUMBERS]
        book.worksheets[0]["B2"].comment = Comment("\n".join(words), "Ana Plantada")
        book.properties.description = words[0]
        hidden = book.create_sheet("Notas")
        hidden.sheet_state = "veryHidden"
        for row in (["caso", "nota"], *(["x", word] for word in words)):
            hidden.append(row)

    _change_book(folder, change)


def _file_name(folder: Path) -> None:
    for country in NUMBERS:
        name = f"altura-viva.{email(country, 'name')}.md"
        (folder / CASES / "texts" / name).write_text("Nota de campo.\n", encoding="utf-8")


def _manuscript(folder: Path) -> None:
    for path in (folder / "manuscript").glob("article.*.qmd"):
        text = path.read_text(encoding="utf-8").rstrip()
        words = "\n\n".join(f"Preguntas: {told(each, 'text')}." for each in NUMBERS)
        path.write_text(f"{text}\n\n{words}\n", encoding="utf-8")


PLACES = (
    Place("passage of a case", f"{CASES}/texts/hilos-del-colca.md", _case_passage),
    Place(
        "memo of a coding sheet",
        f"{CASES}/coding-coder-1.csv",
        _column(f"{CASES}/coding-coder-1.csv", "memo"),
    ),
    Place(
        "coder of a coding sheet",
        f"{CASES}/coding-coder-2.csv",
        _column(f"{CASES}/coding-coder-2.csv", "coder"),
    ),
    Place("free text of the survey", SURVEY, _free_text),
    Place("further columns of the survey", SURVEY, _survey_columns),
    Place("note of a reference", RIS, _reference_field("N1", "note")),
    Place("affiliation of a reference", RIS, _reference_field("AD", "affiliation")),
    Place("comment, properties, hidden sheet", SURVEY, _unseen),
    Place("label of the questionnaire", QUESTIONNAIRE, _label),
    Place("name of a file", f"{CASES}/texts/altura-viva.ec.name@correo.example.org.md", _file_name),
    Place("text of the article", "manuscript/article.es.qmd", _manuscript),
)
#: What cannot be masked, since people wrote it to be printed: the build stops.
STOPPING = ("label of the questionnaire", "name of a file", "text of the article")
MARKED = ("passage", "memo", "coder", "free", "extra", "note", "affiliation", "unseen", "label")


def plant(folder: Path, *left_out: str) -> None:
    """Plant at every place but some."""
    for place in PLACES:
        if place.name not in left_out:
            place.plant(folder)


def named(folder: Path) -> list[str]:
    """Return what the check tells of personal data in what is shared as it is: problems and doubts."""
    study = load_study(STUDY, folder)
    return [str(one) for one in [*personal_data(study, folder), *doubtful_people(study, folder)]]


def recall() -> dict[str, int]:
    """Return how many of the four pieces of each country are found in a sentence."""
    return {
        country: len(find_personal_data(told(country, "text"), "EC", handles=False))
        for country in NUMBERS
    }


def left(folder: Path, looked_for: list[str]) -> list[tuple[str, str]]:
    """Return each secret that a file in what was made holds, however the file is packed."""
    found = []
    for top in MADE_PLACES:
        for path in sorted((folder / top).rglob("*")):
            if path.is_file() and not path.is_symlink() and not _is_input(path, folder):
                text = _said(path)
                found += [
                    (path.relative_to(folder).as_posix(), secret)
                    for secret in looked_for
                    if re.search(rf"(?<![\d.]){re.escape(secret)}(?!\d)", text)
                ]
    return found


def _is_input(path: Path, folder: Path) -> bool:
    """Return whether a path leads, through a link of a folder apart, to a source."""
    return any(parent.is_symlink() for parent in path.parents if folder in parent.parents)


def _said(path: Path) -> str:
    """Return all text in a file, and its name, with what a name of Snakemake's stands for."""
    parts = [path.name, path.read_bytes().decode("utf-8", "ignore")]
    with contextlib.suppress(ValueError):
        parts.append(base64.b64decode(path.name, "-_").decode("utf-8", "ignore"))
    if path.suffix == ".parquet":
        parts.append(pd.read_parquet(path).to_csv())
    elif path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                text = archive.read(name).decode("utf-8", "ignore")
                parts += [text, re.sub(r"<[^>]*>", "", text)]
    elif path.suffix == ".pdf":
        pages = pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages
        for page in pages:
            words = page.extract_text()
            parts += [words, re.sub(r"-?\s*\n\s*", "", words)]
    elif path.suffix in (".json", ".html", ".svg"):
        parts.append(re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), parts[1]))
    return "\n".join(parts)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _change_book(folder: Path, change: Callable[[openpyxl.Workbook], None]) -> None:
    path = folder / SURVEY
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    path.write_bytes(timeless(path.read_bytes()))


def _cell(book: openpyxl.Workbook, name: str, row: int, said: str) -> None:
    sheet = book.worksheets[0]
    headers = [cell.value for cell in sheet[1]]
    column = headers.index(name) + 1 if name in headers else sheet.max_column + 1
    sheet.cell(1, column).value = name
    sheet.cell(row, column).value = said


def _questionnaire(folder: Path, change: Callable[[str], str]) -> None:
    own, shared = folder / QUESTIONNAIRE, folder / "config/codebooks/questionnaire.yaml"
    text = (own if own.is_file() else shared).read_text(encoding="utf-8")
    own.write_text(change(text), encoding="utf-8")


def remove_stopping(folder: Path) -> None:
    """Take away what stops a build, as people would once they were told."""
    for path in (folder / CASES / "texts").glob("*@*"):
        path.unlink()
    for path in (folder / "manuscript").glob("article.*.qmd"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.partition("\n\nPreguntas: ")[0] + "\n", encoding="utf-8")
    _questionnaire(folder, lambda text: re.sub(r'es: "Dudas: .*?\. Volver', 'es: "Volver', text))


def main() -> int:
    """Plant, check, build; print the table. The code is 0 where nothing is left."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary, "planted")
        compendium = copy_project(folder, cut)
        plant(folder)
        return report(compendium)


def report(compendium: Compendium) -> int:
    """Print what the check names and what builds leave behind."""
    folder = compendium.folder
    looked_for = secrets([*MARKED, "name", "text"])
    checked = compendium.alianzas("check", STUDY)
    lines = (checked.stdout + checked.stderr).splitlines()
    print(
        f"planted: {len(PLACES)} places, {len(NUMBERS)} countries; check ends with {checked.returncode}"
    )
    for place in PLACES:
        telling = [line for line in lines if place.file in line and "personal data" in line]
        print(f"  {place.name:<36} {'named' if telling else 'NOT NAMED'} ({len(telling)} lines)")
    print("found of 4 in a sentence:", recall())
    code = 0
    for what in ("as planted", "without what stops it"):
        if what != "as planted":
            remove_stopping(folder)
        done = compendium.alianzas("build")
        leaks = left(folder, looked_for)
        files = sum(
            1 for top in MADE_PLACES for path in (folder / top).rglob("*") if path.is_file()
        )
        print(f"build {what}: ends with {done.returncode}; {files} files made, {len(leaks)} leaks")
        for leak in leaks[:20]:
            print("   ", *leak)
        code = code or int(bool(leaks))
        last = done
    if last.returncode:
        print(last.stdout[-1500:], last.stderr[-3000:])
    return code or last.returncode


if __name__ == "__main__":
    sys.exit(main())
