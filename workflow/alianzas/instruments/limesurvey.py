"""The questionnaire as a survey structure of LimeSurvey: a tab-separated file that it imports.

Codes there have letters and digits alone, answers no more than five. Those of ours that are longer
become A1, A2 …, so that responses are to be exported with full answers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from alianzas.instruments.expressions import (
    no_answer,
    number_codes,
    plain,
    standing_alone,
)
from alianzas.instruments.form_pages import Form, Page
from alianzas.instruments.hints import Hints
from alianzas.survey.form_names import limesurvey_choices, limesurvey_code, limesurvey_names
from alianzas.survey.questions import Question

#: The columns that the import knows; others are attributes of a question.
_COLUMNS = ("class", "type/scale", "name", "relevance", "text", "help", "language", "mandatory")
_ATTRIBUTES = (
    *("min_num_value_n", "max_num_value_n", "num_value_int_only", "em_validation_q"),
    *("em_validation_q_tip", "exclude_all_others", "hidden"),
)
_LONGEST_ANSWER = 5
#: The import guesses the encoding from so many bytes; where these end within a letter it takes the file
#: for Japanese.
_SAMPLE = 1000
Row = dict[str, str]


def limesurvey(form: Form, title: Mapping[str, str], hints: Hints) -> bytes:
    """Return the file; ``title`` is the study's by language, the first one the base language."""
    first, *others = _Writer(form, title, hints).rows()
    content = b""
    for spaces in range(4):  # in a cell that is not read; a letter has four bytes at most
        content = _table([{**first, "help": " " * spaces}, *others])
        if _is_whole(content[:_SAMPLE]):
            break
    return content


def _table(rows: Sequence[Row]) -> bytes:
    """Return the rows under their header, tab-separated."""
    out = io.StringIO()
    writer = csv.DictWriter(
        out, [*_COLUMNS, *_ATTRIBUTES], delimiter="\t", restval="", lineterminator="\n"
    )
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _is_whole(sample: bytes) -> bool:
    """Return whether the bytes end with a letter, not within one."""
    try:
        sample.decode()
    except UnicodeDecodeError:
        return False
    return True


class _Writer:
    """Writes the rows of the survey, of its languages, and of its groups in each language."""

    def __init__(self, form: Form, title: Mapping[str, str], hints: Hints) -> None:
        self.form, self.title, self.hints = form, title, hints
        self.codes = limesurvey_names(form.questionnaire)
        taken = {code.lower() for code in self.codes.values()}
        self.grids: dict[str, str] = {}  # statement → code of its grid
        for place, page in enumerate(form.pages):
            for run in self._runs(page):
                if len(run) > 1:
                    code = limesurvey_code(page.name or f"grid{place}", taken)
                    self.grids |= {question.id: code for question in run}

    def rows(self) -> Iterator[Row]:
        """Yield all rows."""
        first, *others = self.title
        survey = {"language": first, "additional_languages": " ".join(others)}
        survey |= {"format": "G", "anonymized": "Y", "datestamp": "Y", "ipaddr": "N", "refurl": "N"}
        for name, value in survey.items():
            yield {"class": "S", "name": name, "text": value}
        for language, title in self.title.items():
            texts = {"surveyls_title": title, "surveyls_welcometext": self._about(language)}
            for name, text in texts.items():
                yield {"class": "SL", "name": name, "text": _html(text), "language": language}
        for language in self.title:
            for row in self._groups(language):
                yield {**row, "language": language}

    def _about(self, language: str) -> str:
        return self.hints.about(self.title)[language].replace("**", "")

    def _groups(self, language: str) -> Iterator[Row]:
        """Yield the groups with their questions in one language."""
        number = 1
        consent = self.form.consent
        if consent is not None:
            yield {"class": "G", "type/scale": "1", "name": self._word("consent", language)}
            yield from self._question(consent, language, mandatory=True)
            number += 1
        agreed = [] if consent is None else [self._opened({consent.id: self._agreeing()})]
        for page in self.form.pages:
            title = self.hints.heading(page)[language] or self._title(language)
            relevance = " and ".join(
                [*agreed, *([self._opened(page.asked_if)] * bool(page.asked_if))]
            )
            head = {"class": "G", "type/scale": str(number), "name": _html(title)}
            yield {**head, "relevance": relevance or "1"}
            number += 1
            for run in self._runs(page):
                if len(run) > 1:
                    yield from self._grid(run, language)
                else:
                    yield from self._question(run[0], language)
        if self.form.office:
            yield {"class": "G", "type/scale": str(number), "name": self._word("office", language)}
            for question in self.form.office:
                yield self._row(question, "S", language) | {"hidden": "1"}

    def _title(self, language: str) -> str:
        return self.hints.words("form.title")[language]

    def _word(self, key: str, language: str) -> str:
        return _html(self.hints.words(f"form.{key}")[language])

    def _agreeing(self) -> Sequence[str]:
        consent = self.form.questionnaire.consent
        assert consent is not None
        return consent.agrees

    def _runs(self, page: Page) -> Iterator[list[Question]]:
        """Yield statements on one scale together, which are a grid, and other questions alone."""
        for (scale, _), run in groupby(page.questions, key=self._kind):
            questions = list(run)
            if scale is not None and len(questions) > 1:
                yield questions
            else:
                yield from ([question] for question in questions)

    def _kind(self, question: Question) -> tuple[str | None, bool]:
        return (question.scale if question.type == "rating" else None, question.required)

    def _answers(self, question: Question) -> dict[str, str]:
        """Return the code in LimeSurvey of each answer, that for no answer included."""
        codes = list(self.form.questionnaire.answers(question))
        if question.type == "select_multiple":  # where nothing is marked, nothing is answered
            return limesurvey_choices(codes)
        if (code := no_answer(question, self.form)) is not None:
            codes.append(code)
        fits = all(len(code) <= _LONGEST_ANSWER and code.isalnum() for code in codes)
        return {code: code if fits else f"A{k}" for k, code in enumerate(codes, start=1)}

    def _opened(self, asked_if: Mapping[str, Sequence[str]]) -> str:
        """Return the condition that questions have one of some answers."""
        parts = []
        for name, opening in asked_if.items():
            question = self.form.questionnaire[name]
            codes = self._answers(question)
            field = self.codes[name]
            if question.type == "select_multiple":
                tests = [f'{field}_{codes[answer]}.NAOK == "Y"' for answer in opening]
            else:
                whole = f"{self.grids[name]}_{field}" if name in self.grids else field
                tests = [f'{whole}.NAOK == "{codes[answer]}"' for answer in opening]
            parts.append(f"({' or '.join(tests)})")
        return " and ".join(parts)

    def _row(self, question: Question, kind: str, language: str) -> Row:
        hint = self.hints.hint(question)
        return {
            "class": "Q",
            "type/scale": kind,
            "name": self.codes[question.id],
            "relevance": "1",
            "text": _html(question.wording.words(language)),
            "help": _html(hint[language]) if hint is not None else "",
            "mandatory": "Y" if question.required else "N",
        }

    def _grid(self, run: Sequence[Question], language: str) -> Iterator[Row]:
        """Yield statements on one scale."""
        first = run[0]
        yield {
            **self._row(first, "F", language),
            "name": self.grids[first.id],
            "text": _html(self.hints.one_per_row[language]),
        }
        for question in run:
            text = _html(question.wording.words(language))
            name = self.codes[question.id]
            yield {"class": "SQ", "type/scale": "0", "name": name, "text": text}
        yield from self._choices(first, "A", language)

    def _question(
        self, question: Question, language: str, *, mandatory: bool = False
    ) -> Iterator[Row]:
        """Yield a question that stands alone, with its answers."""
        kinds = {"rating": "L", "select_one": "L", "select_multiple": "M", "text": "T", "code": "S"}
        row = self._row(question, kinds.get(question.type, "N"), language)
        if mandatory:
            row["mandatory"] = "Y"
        if question.type in ("integer", "decimal"):
            row |= self._limits(question, language)
        if question.type == "select_multiple":
            codes = self._answers(question)
            alone = [codes[c] for c in standing_alone(question, self.form) if c in codes]
            row |= {"exclude_all_others": ";".join(alone)}
        yield row
        if question.type in ("rating", "select_one"):
            yield from self._choices(question, "A", language)
        if question.type == "select_multiple":
            yield from self._choices(question, "SQ", language)

    def _limits(self, question: Question, language: str) -> Row:
        """Return what a number has to be."""
        whole = {"num_value_int_only": "1"} if question.type == "integer" else {}
        low, high = question.minimum, question.maximum
        codes = number_codes(question, self.form)
        if not codes or (low is None and high is None):
            limits = {"min_num_value_n": low, "max_num_value_n": high}
            return whole | {k: plain(x) for k, x in limits.items() if x is not None}
        bounds = [f"this >= {plain(low)}"] if low is not None else []
        bounds += [f"this <= {plain(high)}"] if high is not None else []
        rule = " or ".join([f"({' and '.join(bounds)})", *(f"this == {plain(c)}" for c in codes)])
        tip = _html(self.hints.rule(question)[language])
        empty = "is_empty(this)"
        return whole | {"em_validation_q": f"{empty} or {rule}", "em_validation_q_tip": tip}

    def _choices(self, question: Question, kind: str, language: str) -> Iterator[Row]:
        """Yield the answers to choose from: A of a list or grid, SQ of one with several answers."""
        answers = self.form.questionnaire.answers(question)
        for code, named in self._answers(question).items():
            text = (
                answers[code].words(language)
                if code in answers
                else f"{self.hints.no_answer[language]} ({code})"
            )
            yield {"class": kind, "type/scale": "0", "name": named, "text": _html(text)}


def _html(text: str) -> str:
    """Return a text that LimeSurvey shows as it is: it is HTML there, and braces are expressions."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("{", "{ ")
