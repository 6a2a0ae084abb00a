"""What a team needs for the survey: the form for KoboToolbox and ODK."""

from __future__ import annotations

from collections.abc import Iterator

from alianzas.instruments.form_languages import columns_in
from alianzas.instruments.form_pages import Form, form_of
from alianzas.instruments.hints import Hints
from alianzas.instruments.study_at_hand import StudyAtHand
from alianzas.instruments.xlsform import xlsform
from alianzas.instruments.xlsform_workbook import workbook
from alianzas.survey.questionnaire import load_questionnaire


def survey_instruments(at_hand: StudyAtHand) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the survey: path in the study's folder of instruments, and content."""
    form = survey_form(at_hand)
    hints = form_hints(form, at_hand)
    title, identity = at_hand.short_title, at_hand.study.study.replace("-", "_")
    sheets = xlsform(form, title, identity, hints, columns_in(at_hand.languages))
    yield "survey/xlsform.xlsx", workbook(sheets)


def survey_form(at_hand: StudyAtHand) -> Form:
    """Return the form of the study's questionnaire."""
    settings = at_hand.study.survey
    assert settings is not None
    path = at_hand.codebook("questionnaire")
    return form_of(load_questionnaire(at_hand.root / path, settings.lists, path))


def form_hints(form: Form, at_hand: StudyAtHand) -> Hints:
    """Return the words of the study's form."""
    settings, country = at_hand.study.survey, at_hand.study.country
    income = settings.income if settings is not None else None
    years = () if income is None else (income.base_year, income.last_year)
    return Hints(form, at_hand.labels, at_hand.languages, country.currency, years)
