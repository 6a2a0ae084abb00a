"""What a team needs for the survey: the form for KoboToolbox and ODK, and the same on paper."""

from __future__ import annotations

from collections.abc import Iterator

from alianzas.config.study_model import present
from alianzas.instruments.consent_paper import survey_consent
from alianzas.instruments.form_languages import columns_in
from alianzas.instruments.form_pages import Form, form_of
from alianzas.instruments.hints import Hints
from alianzas.instruments.limesurvey import limesurvey
from alianzas.instruments.questionnaire_paper import questionnaire_paper
from alianzas.instruments.study_at_hand import StudyAtHand
from alianzas.instruments.survey_plan import SurveyPlan
from alianzas.instruments.words import PaperWords
from alianzas.instruments.xlsform import xlsform
from alianzas.instruments.xlsform_workbook import workbook
from alianzas.survey.questionnaire import Questionnaire, load_questionnaire


def survey_instruments(at_hand: StudyAtHand) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the survey: path in the study's folder of instruments, and content."""
    form = survey_form(at_hand)
    hints = form_hints(form, at_hand)
    title, identity = at_hand.short_title, at_hand.study.study.replace("-", "_")
    sheets = xlsform(form, title, identity, hints, columns_in(at_hand.languages))
    yield "survey/xlsform.xlsx", workbook(sheets)
    yield "survey/limesurvey.txt", limesurvey(form, title, hints)
    for language in at_hand.languages:
        words = at_hand.words(language)
        text = questionnaire_paper(form, hints, words)
        paper = at_hand.paper(words("form.title"), language, text)
        yield from paper.files("survey/questionnaire", "docx", "pdf")
        if form.consent is not None:
            invited = form.questionnaire.role("invitation") is not None
            text = survey_consent(at_hand.study, words, len(form.questions), invited=invited)
            paper = at_hand.paper(words("consent.title"), language, text)
            yield from paper.files("survey/consent", "docx", "pdf")


def survey_form(at_hand: StudyAtHand) -> Form:
    """Return the form of the study's questionnaire."""
    return form_of(_questionnaire(at_hand))


def survey_plan(at_hand: StudyAtHand, words: PaperWords) -> SurveyPlan:
    """Return what the settings of the survey plan, in the language of ``words``."""
    settings = present(at_hand.study.survey)
    return SurveyPlan(settings, _questionnaire(at_hand), words, at_hand.study.confidence)


def _questionnaire(at_hand: StudyAtHand) -> Questionnaire:
    path = at_hand.codebook("questionnaire")
    lists = present(at_hand.study.survey).lists
    return load_questionnaire(at_hand.root / path, lists, path)


def form_hints(form: Form, at_hand: StudyAtHand) -> Hints:
    """Return the words of the study's form."""
    settings, country = at_hand.study.survey, at_hand.study.country
    income = settings.income if settings is not None else None
    years = () if income is None else (income.base_year, income.last_year)
    return Hints(form, at_hand.labels, at_hand.languages, country.currency, years)
