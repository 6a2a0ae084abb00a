"""The questionnaire on paper: boxes, rating grids, lines to write on, skip instructions in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from alianzas.instruments.data_entry_key import data_entry_key
from alianzas.instruments.expressions import no_answer
from alianzas.instruments.form_pages import Form, Page
from alianzas.instruments.hints import Hints
from alianzas.instruments.markdown import BOX, blank, boxes, lines, plain, table, together
from alianzas.instruments.numbering import next_question, numbers_of
from alianzas.instruments.words import PaperWords
from alianzas.survey.questions import Question
from human_files.language.lists import join_words

#: Statements of a grid, which is not split between pages; of more, another grid is made.
_GRID = 10
#: Points of a scale whose names fit over the columns of a grid.
_WIDE = 5
#: Answers from which they stand one after the other, and not below each other.
_MANY = 7


def questionnaire_paper(form: Form, hints: Hints, words: PaperWords) -> str:
    """Return the Markdown of the questionnaire in the language of ``words``."""
    return "\n\n".join(_Writer(form, hints, words).blocks())


class _Writer:
    """Writes the blocks of the questionnaire in one language."""

    def __init__(self, form: Form, hints: Hints, words: PaperWords) -> None:
        self.form, self.hints, self.words = form, hints, words
        self.language = words.language
        self.numbers = numbers_of(form)

    def blocks(self) -> Iterator[str]:
        """Yield everything from consent to the key for data entry."""
        yield self.words.fill_in("institution")
        if self.form.consent is not None:
            yield f"# {self._word('questionnaire.consent')}"
            yield together([*self._question(self.form.consent), f"**{self._stop()}**"])
        for place, page in enumerate(self.form.pages):
            yield from self._page(place, page)
        yield f"**{self._word('questionnaire.end')}**"
        yield from data_entry_key(self.form, self.numbers, self.words)

    def _word(self, key: str, **fields: object) -> str:
        return plain(self.words(key, **fields))

    def _stop(self) -> str:
        """Return what somebody who refuses is told."""
        consent = self.form.questionnaire.consent
        assert consent is not None
        answers = self.form.questionnaire.answers(self.form.questionnaire[consent.question])
        refusing = [text for code, text in answers.items() if code not in consent.agrees]
        return self._word("questionnaire.refused", answers=self._either(refusing))

    def _either(self, answers: Sequence[object]) -> str:
        """Return answers in quotation marks: “A” or “B”."""
        quoted = [self.words.quoted(text.words(self.language)) for text in answers]  # type: ignore[attr-defined]
        return join_words(quoted, self.language, either=True)

    def _page(self, place: int, page: Page) -> Iterator[str]:
        """Yield the heading of a page, who is asked, and its questions."""
        if page.number is not None:
            named = self.words("form.page", n=page.number)
            if page.title is not None:
                named = f"{named}. {page.title.words(self.language)}"
            yield f"# {plain(named)}"
        before = [f"**{self._skip(place, page)}**"] if page.asked_if else []
        for block in self._blocks_of(page):
            yield together([*before, *block])
            before = []

    def _blocks_of(self, page: Page) -> Iterator[list[str]]:
        """Yield what stays together: a grid of statements, or a question with its answers."""
        for rated, run in groupby(page.questions, key=_scale):
            questions = list(run)
            if rated is not None and len(questions) > 1:
                for start in range(0, len(questions), _GRID):
                    yield self._grid(questions[start : start + _GRID])
            else:
                for question in questions:
                    yield self._question(question)

    def _skip(self, place: int, page: Page) -> str:
        """Return whom a page is meant for, and where the others go on."""
        questionnaire = self.form.questionnaire
        conditions = []
        for name, opening in page.asked_if.items():
            answers = questionnaire.answers(questionnaire[name])
            given = self._either([answers[code] for code in opening])
            number = self.numbers.get(name, "–")
            conditions.append(self.words("questionnaire.marked", answers=given, n=number))
        told = join_words(conditions, self.language)
        target = next_question(self.form, place, self.numbers)
        otherwise = (
            self._word("questionnaire.otherwise_end")
            if target is None
            else self._word("questionnaire.otherwise", n=target)
        )
        return f"{self._word('questionnaire.only_if', conditions=told)} {otherwise}"

    def _grid(self, questions: Sequence[Question]) -> list[str]:
        """Return statements with a box per point of their scale."""
        scale = self.form.questionnaire.answers(questions[0])
        points = {code: plain(text.words(self.language)) for code, text in scale.items()}
        codes = [code for q in questions if (code := no_answer(q, self.form)) is not None]
        if codes:
            points[codes[0]] = plain(self.hints.no_answer[self.language])
        rows = []
        for question in questions:
            said = f"{self.numbers[question.id]}\\. {plain(question.wording.words(self.language))}"
            left_out = set() if no_answer(question, self.form) else set(codes)
            rows.append([said, *("" if code in left_out else BOX for code in points)])
        told = plain(self.hints.one_per_row[self.language])
        heads = list(points.values())
        if len(points) > _WIDE:  # their names would not fit: numbers, explained above
            told += " " + "; ".join(f"**{code}** {name}" for code, name in points.items()) + "."
            heads = list(points)
        share = 65 // len(points) if len(points) <= _WIDE else 8
        widths = [100 - share * len(points), *(share for _ in points)]
        grid = table(
            [self._word("questionnaire.statement"), *heads],
            rows,
            widths,
            centred=range(1, len(points) + 1),
        )
        return [told, grid]

    def _question(self, question: Question) -> list[str]:
        """Return a question with the place for its answer."""
        said = f"**{self.numbers[question.id]}\\. {plain(question.wording.words(self.language))}**"
        hint = self.hints.hint(question)
        shown = plain(hint[self.language]) if hint is not None else ""
        if question.type in ("select_one", "rating"):
            shown = self._word("questionnaire.mark_one")
        if question.type in ("text", "code") and question.id != self.hints.invitation:
            answer = lines(*[blank()] * 2) if question.type == "text" else lines(blank(24))
        elif question.type in ("integer", "decimal", "code"):
            answer = lines(blank(24))
        else:
            answer = self._choices(question)
        head = f"{said} *{shown}*" if shown else said
        return [head, answer]

    def _choices(self, question: Question) -> str:
        """Return the answers to choose from, each with its box."""
        answers = self.form.questionnaire.answers(question).values()
        names = [plain(text.words(self.language)) for text in answers]
        if no_answer(question, self.form) is not None:
            names.append(plain(self.hints.no_answer[self.language]))
        return boxes(names, inline=len(names) > _MANY)


def _scale(question: Question) -> str | None:
    """Return the scale that a question is rated on, or None."""
    return question.scale if question.type == "rating" else None
