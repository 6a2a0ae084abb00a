"""Questionnaires, and the forms made of them."""

from __future__ import annotations

from pathlib import Path

from alianzas.instruments.form_languages import columns_in
from alianzas.instruments.form_pages import form_of
from alianzas.instruments.hints import Hints
from alianzas.instruments.xlsform import XlsForm, xlsform
from alianzas.instruments.xlsform_workbook import workbook
from alianzas.survey.questionnaire import Questionnaire, load_questionnaire
from human_files.language.labels import Labels, load_labels

ROOT = Path(__file__).resolve().parents[2]
STUDIES = ROOT / "tests/worlds/studies"
QUESTIONNAIRES = {
    "shared": ROOT / "config/codebooks/questionnaire.yaml",
    "short": STUDIES / "short/questionnaire.yaml",
    "secondary": STUDIES / "secondary/questionnaire.yaml",
    "odd": ROOT / "tests/fieldwork/odd_questionnaire.yaml",
}
LANGUAGES = ("en", "es")
TITLE = {"en": "Alliances", "es": "Alianzas"}


def labels() -> Labels:
    return load_labels("instruments", languages=LANGUAGES, root=ROOT)


def questionnaire_named(name: str) -> Questionnaire:
    return load_questionnaire(QUESTIONNAIRES[name])


def hints_of(questionnaire: Questionnaire, languages: tuple[str, ...] = LANGUAGES) -> Hints:
    return Hints(form_of(questionnaire), labels(), languages, "PEN", (2021, 2024))


def sheets_of(questionnaire: Questionnaire, languages: tuple[str, ...] = LANGUAGES) -> XlsForm:
    hints = hints_of(questionnaire, languages)
    title = {language: TITLE[language] for language in languages}
    return xlsform(hints.form, title, "peru", hints, columns_in(languages))


def book_of(questionnaire: Questionnaire, languages: tuple[str, ...] = LANGUAGES) -> bytes:
    return workbook(sheets_of(questionnaire, languages))
