"""What in the answers cannot be right, as messages: the row, the value, and what to do."""

from __future__ import annotations

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.quality.number_quality import Doubt, doubts
from alianzas.survey.quality.scale_quality import Contradiction, contradictions
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.responses.respondents import Account
from human_files.errors import Problem
from human_files.language.messages import message, template

_ASIDE = template("Until then nothing is concluded from incomes.")


def quality_problems(
    account: Account, questionnaire: Questionnaire, settings: SurveySettings, study_file: str
) -> list[Problem]:
    """Return a message on every contradiction within a scale and every doubtful number."""
    file = settings.responses.file
    told = [
        _scale(one, questionnaire, file, study_file)
        for one in contradictions(account.answers, questionnaire, settings)
    ]
    return told + [
        _number(one, account, questionnaire, file, study_file)
        for one in doubts(account.answers, questionnaire, settings)
    ]


def _scale(one: Contradiction, questionnaire: Questionnaire, file: str, study_file: str) -> Problem:
    """Return the message on an item that contradicts its scale, or on the scale."""
    reverse = one.item is not None and questionnaire[one.item].reverse
    what = {
        "item_rest": message(
            "correlates {value} with the rest of its scale", value=f"{one.value:.2f}"
        ),
        "loading": message(
            "loads {value} on its scale, against the other items", value=f"{one.value:.2f}"
        ),
        "alpha": message(
            "the scale's alpha is {value}, so its items contradict each other",
            value=f"{one.value:.2f}",
        ),
    }[one.kind]
    words = {
        "item": one.item or message("the item concerned"),
        "file": questionnaire.file,
        "study_file": study_file,
        "construct": one.construct,
    }
    advice = (
        message(
            "Look at how it was asked and coded. If it is worded against the others, remove "
            "`reverse: true` from {item} in {file}; if it is bad, take it out of the scale. "
            "`survey.quality.least_item_rest` in {study_file} is the bound. Until then nothing is "
            'concluded from "{construct}".',
            **words,
        )
        if reverse
        else message(
            "Look at how it was asked and coded. If it is worded against the others, add "
            "`reverse: true` to {item} in {file}; if it is bad, take it out of the scale. "
            "`survey.quality.least_item_rest` in {study_file} is the bound. Until then nothing is "
            'concluded from "{construct}".',
            **words,
        )
    )
    column = questionnaire[one.item].export_column if one.item else one.construct
    return Problem(file, f"{what} " + message("({n} firms).", n=one.firms), advice, column=column)


def _number(
    one: Doubt, account: Account, questionnaire: Questionnaire, file: str, study_file: str
) -> Problem:
    """Return the message on a doubtful number."""
    row = None if one.place is None else account.rows[one.place]
    firm = "" if one.place is None else f" ({account.answers['respondent'].iloc[one.place]})"
    bound = {
        "unit": "unit_factor",
        "growth": "largest_change",
        "heaped": "heaped",
        "age": "oldest",
    }.get(one.kind)
    advice = (
        message(
            "Correct the answer in the file, or widen `survey.quality.{bound}` in {study_file} "
            "if it is right.",
            bound=bound,
            study_file=study_file,
        )
        if bound
        else message("Correct the answer in the file.")
    )
    column = questionnaire[one.question].export_column
    return Problem(file, f"{_found(one)}{firm}.", f"{advice} {message(_ASIDE)}", row, column)


def _found(one: Doubt) -> str:
    """Return what is odd about a number."""
    against = f"{one.against:,.0f}" if one.against is not None else ""
    if one.kind in ("unit", "growth") and one.factor is not None:
        times = max(one.factor, 1 / one.factor)
        words = {"value": f"{one.value:,.0f}", "times": f"{times:,.0f}", "against": against}
        told = (
            message("{value} is {times} times larger than {against}", **words)
            if one.factor > 1
            else message("{value} is {times} times smaller than {against}", **words)
        )
        if one.kind == "unit":
            told += message("; it looks typed in another unit")
        return told
    if one.kind == "negative":
        return message("{value} is no income above zero", value=f"{one.value:,.0f}")
    if one.kind == "heaped":
        return message(
            "{value} is the answer of {n} firms, like a filler",
            value=f"{one.value:,.0f}",
            n=one.firms,
        )
    if one.kind == "founded":
        return message(
            "{value} is after {against}, for which it reports an income",
            value=f"{one.value:.0f}",
            against=against.replace(",", ""),
        )
    return message(
        "{value} makes a firm of more than {n} years",
        value=f"{one.value:.0f}",
        n=against,
    )
