"""What a form says beside its questions: how to answer, and what is wrong with an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from alianzas.instruments.expressions import number_codes, plain, standing_alone
from alianzas.instruments.form_pages import Form, Page
from alianzas.survey.questions import Question
from human_files.language.labels import Labels

_INCOME = ("income_before", "income_after")
Words = dict[str, str]


class Hints:
    """The words of a form in each of the ``languages``.

    ``currency`` is the study's, as an ISO code; ``years`` are those of the incomes asked for: base year
    and last year, if the study says which.
    """

    def __init__(
        self,
        form: Form,
        labels: Labels,
        languages: Sequence[str],
        currency: str = "",
        years: Sequence[int] = (),
    ) -> None:
        self.form, self.labels, self.languages = form, labels, languages
        self.currency = currency
        role = form.questionnaire.role
        self._money = {role(name) for name in _INCOME}
        self._years = dict(zip(map(role, _INCOME), years, strict=False))
        self._founded, self.invitation = role("founded"), role("invitation")
        self.no_answer = self.words("form.no_answer")
        self.refused = self.words("form.refused")
        self.required = self.words("form.required")
        self.one_per_row = self.words("form.one_per_row")

    def words(self, key: str, **fields: Callable[[str], object] | object) -> Words:
        """Return a label by language, its fields filled; a field may be a function of the language."""
        return {
            language: self.labels(f"instruments.{key}", language).format(
                **{
                    name: field(language) if callable(field) else field
                    for name, field in fields.items()
                }
            )
            for language in self.languages
        }

    def about(self, title: Mapping[str, str]) -> Words:
        """Return what the form begins with."""
        return self.words("form.about", title=lambda language: title[language])

    def heading(self, page: Page) -> Words:
        """Return the title of a page, else its number; empty for questions of no section."""
        if page.title is not None:
            return page.title.by_language()
        if page.number is None:
            return dict.fromkeys(self.languages, "")
        return self.words("form.page", n=page.number)

    def is_money(self, question: Question) -> bool:
        """Return whether a question asks for an amount of money."""
        return question.id in self._money

    def hint(self, question: Question) -> Words | None:
        """Return how a question is answered, where that goes without saying nowhere."""
        if question.type == "select_multiple":
            return self.words("form.several")
        if question.type in ("integer", "decimal"):
            money, year = self._money_words(question), self._year(question)
            parts = [year, money, self._range(question), self._codes(question)]
            return _joined([part for part in parts if part is not None])
        if question.id == self.invitation:
            return self.words("form.invitation")
        return self.words("form.no_personal") if question.type in ("text", "code") else None

    def rule(self, question: Question) -> Words:
        """Return what an answer that is not accepted has to be."""
        if question.type == "select_multiple":
            code = standing_alone(question, self.form)[0]
            answers = self.form.questionnaire.answers(question)
            named = answers[code].by_language() if code in answers else self.no_answer
            return self.words("form.alone", answer=lambda language: named[language])
        found = [self._range(question), self._codes(question)]
        return _joined([part for part in found if part is not None])

    def _money_words(self, question: Question) -> Words | None:
        """Return the currency of an amount."""
        if not (self.is_money(question) and self.currency):
            return None
        return self.words(
            "form.money", currency=lambda language: _currency(self.currency, language)
        )

    def _year(self, question: Question) -> Words | None:
        """Return the year that an amount is asked of."""
        year = self._years.get(question.id)
        return None if year is None else self.words("form.of_year", year=year)

    def _codes(self, question: Question) -> Words | None:
        """Return the number that means no answer to a question that must be answered."""
        codes = number_codes(question, self.form) if question.required else []
        return self.words("form.no_answer_code", code=plain(codes[0])) if codes else None

    def _range(self, question: Question) -> Words:
        """Return the numbers allowed, in words."""
        low, high = question.minimum, question.maximum
        kind = "whole" if question.type == "integer" else "number"
        if question.id == self._founded and kind == "whole":
            return self.words("form.year")
        key = (
            f"form.{kind}"
            + {
                (False, False): "",
                (True, False): "_from",
                (False, True): "_to",
                (True, True): "_between",
            }[low is not None, high is not None]
        )
        given = {name: plain(x) for name, x in (("low", low), ("high", high)) if x is not None}
        return self.words(key, **given)


def _joined(parts: Sequence[Words]) -> Words:
    """Return sentences one after the other, by language."""
    return {language: " ".join(part[language] for part in parts) for language in parts[0]}


def _currency(code: str, language: str) -> str:
    """Return a currency in words and as a code: US dollars (USD)."""
    from babel.numbers import get_currency_name

    return f"{get_currency_name(code, count=2, locale=language)} ({code})"
