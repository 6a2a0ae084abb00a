"""What in the answers cannot be right, as messages: the row, the value, and what to do."""

from __future__ import annotations

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.quality.number_quality import Doubt, doubts
from alianzas.survey.quality.scale_quality import Contradiction, contradictions
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.responses.respondents import Account
from human_files.errors import Problem

_ASIDE = "Until then nothing is concluded from incomes."


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
        "item_rest": f"correlates {one.value:.2f} with the rest of its scale",
        "loading": f"loads {one.value:.2f} on its scale, against the other items",
        "alpha": f"the scale's alpha is {one.value:.2f}, so its items contradict each other",
    }[one.kind]
    change = "remove `reverse: true` from" if reverse else "add `reverse: true` to"
    advice = (
        f"Look at how it was asked and coded. If it is worded against the others, {change} "
        f"{one.item or 'the item concerned'} in {questionnaire.file}; if it is bad, take it out of "
        "the scale. "
        f"`survey.quality.least_item_rest` in {study_file} is the bound. Until then nothing is "
        f'concluded from "{one.construct}".'
    )
    column = questionnaire[one.item].export_column if one.item else one.construct
    return Problem(file, f"{what} ({one.firms} firms).", advice, column=column)


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
    advice = "Correct the answer in the file"
    if bound:
        advice += f", or widen `survey.quality.{bound}` in {study_file} if it is right"
    column = questionnaire[one.question].export_column
    return Problem(file, f"{_found(one)}{firm}.", f"{advice}. {_ASIDE}", row, column)


def _found(one: Doubt) -> str:
    """Return what is odd about a number."""
    against = f"{one.against:,.0f}" if one.against is not None else ""
    if one.kind in ("unit", "growth") and one.factor is not None:
        times = max(one.factor, 1 / one.factor)
        size = "larger" if one.factor > 1 else "smaller"
        unit = "; it looks typed in another unit" if one.kind == "unit" else ""
        return f"{one.value:,.0f} is {times:,.0f} times {size} than {against}{unit}"
    if one.kind == "negative":
        return f"{one.value:,.0f} is no income above zero"
    if one.kind == "heaped":
        return f"{one.value:,.0f} is the answer of {one.firms} firms, like a filler"
    if one.kind == "founded":
        return (
            f"{one.value:.0f} is after {against.replace(',', '')}, for which it reports an income"
        )
    return f"{one.value:.0f} makes a firm of more than {against} years"
