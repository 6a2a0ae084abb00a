"""The account of submissions as facts and as a table, and what personal data was found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from alianzas.config.survey_settings import Exclusion
from alianzas.survey.phrases import fill, join
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.responses.respondents import Account
from honest_results.design import Design
from honest_results.facts import Fact
from honest_results.tables import Column, Table
from human_files.language.current import current_languages, in_first_language
from human_files.language.labels import Labels

#: Optional checks, and the setting whose value their phrase prints.
_OPTIONAL = {"straight_lining": "longest_run", "speeding": "seconds_per_question"}


def account_facts(
    account: Account, questionnaire: Questionnaire, rules: Exclusion, labels: Labels
) -> list[Fact]:
    """Return the facts of the import."""
    facts = [
        Fact("survey.received.n", account.received, "count"),
        Fact("survey.kept.n", account.kept, "count"),
        Fact("survey.kept.percent", account.kept / account.received, "percent", n=account.received),
        Fact("survey.excluded.n", sum(account.excluded.values()), "count"),
        Fact(
            "survey.exclusion.missing_share",
            rules.missing_share,
            "percent",
            design=Design("survey.exclusion.missing_share"),
        ),
        *_questionnaire(questionnaire),
    ]
    for reason, n in account.excluded.items():
        facts.append(Fact(f"survey.excluded.{reason}.n", n, "count"))
        facts.append(Fact(f"survey.flagged.{reason}.n", account.flagged.get(reason), "count"))
    facts += _days(account, labels)
    facts += [_check(reason, account, rules, labels) for reason in _OPTIONAL]
    key = "survey.phrase.screening." + ("applied" if rules.screening else "none")
    numbers = {"n": account.excluded["screened_out"]}
    if rules.screening and not numbers["n"]:
        key += ".none"
    facts.append(_phrase("survey.exclusion.screening", fill(key, labels, numbers)))
    return [*facts, *_personal(account, labels), *_coded_missing(account, labels)]


def _questionnaire(questionnaire: Questionnaire) -> list[Fact]:
    """Return how many statements and scales are asked, where there are any."""
    items = questionnaire.items()
    if not items:
        return []
    file = questionnaire.read_from or None
    facts = [
        Fact(
            "survey.questionnaire.items.n",
            len(items),
            "count",
            design=Design("questions", file),
        ),
        Fact(
            "survey.questionnaire.constructs.n",
            len(questionnaire.constructs),
            "count",
            design=Design("constructs.*", file),
        ),
    ]
    scales = list(dict.fromkeys(item.scale for item in items))
    if len({len(questionnaire.scales[scale]) for scale in scales}) == 1:
        points, design = len(questionnaire.scales[scales[0]]), Design(f"scales.{scales[0]}.*", file)
        facts.append(Fact("survey.scale.points", points, "count", design=design))
    return facts


def _coded_missing(account: Account, labels: Labels) -> list[Fact]:
    """Return whether, and how many, answers of the firms kept are codes for "no answer"."""
    state = "some" if account.unanswered else "none"
    told = labels.by_language(f"survey.missing_codes.state.{state}")
    any_given = Fact("survey.missing_codes.state", state, "phrase", text=told)
    if not account.unanswered:
        return [any_given]
    answers = sum(n for codes in account.unanswered.values() for n in codes.values())
    codes = list(dict.fromkeys(code for given in account.unanswered.values() for code in given))
    named = labels.with_texts(
        {f"code.{k}": dict.fromkeys(current_languages(), c) for k, c in enumerate(codes)}
    )
    key, n = "survey.missing_codes", len(account.unanswered)
    how = ("one" if answers == 1 else "some") + (".one" if n == 1 else ".some")
    text = fill(
        f"survey.phrase.missing_codes.{how}",
        labels,
        {"answers": answers, "questions": n},
        {"codes": join([f"code.{k}" for k in range(len(codes))], named)},
    )
    return [
        any_given,
        Fact(f"{key}.answers.n", answers, "count"),
        Fact(f"{key}.questions.n", n, "count"),
        _phrase(key, text),
    ]


def _days(account: Account, labels: Labels) -> list[Fact]:
    """Return the first and the last day of fieldwork, and whether the file says when it was."""
    state = "unknown" if account.first is None else "known"
    text = labels.by_language(f"survey.fieldwork.state.{state}")
    days = [_day("first", account.first, labels), _day("last", account.last, labels)]
    return [*days, Fact("survey.fieldwork.state", state, "phrase", text=text)]


def _day(name: str, day: date | None, labels: Labels) -> Fact:
    """Return the fact of the first or the last day of fieldwork."""
    from babel.dates import format_date

    from human_files.language.grammar import grammar
    from human_files.language.numbers import locale_of

    if day is None:
        unknown = labels.by_language("survey.fieldwork.unknown")
        return Fact(f"survey.fieldwork.{name}", None, "label", text=unknown)
    text = {
        language: format_date(day, grammar(language).date, locale_of(language))
        for language in current_languages()
    }
    return Fact(f"survey.fieldwork.{name}", day.isoformat(), "label", text=text)


def _phrase(stem: str, text: Mapping[str, str]) -> Fact:
    return Fact(f"{stem}.phrase", in_first_language(text), "phrase", text=text)


def _check(reason: str, account: Account, rules: Exclusion, labels: Labels) -> Fact:
    """Return the phrase on what an optional check of the answers' quality did."""
    threshold = getattr(rules, _OPTIONAL[reason])
    stem = f"survey.exclusion.{reason}"
    if threshold is None:
        return _phrase(stem, labels.by_language(f"survey.phrase.{reason}.off"))
    limit = fill(
        "survey.number", labels, {"n": threshold}, kind="number", decimals=_places(threshold)
    )
    numbers = {"n": account.excluded[reason]}
    key = f"survey.phrase.{reason}.on" + ("" if numbers["n"] else ".none")
    return _phrase(stem, fill(key, labels, numbers, {"limit": limit}))


def _places(threshold: float) -> int:
    """Return the number of decimals of a threshold."""
    return 0 if float(threshold).is_integer() else 1


def _personal(account: Account, labels: Labels) -> list[Fact]:
    """Return how many columns and answers with personal data were removed, and of what kinds."""
    whole = sum(column.whole for column in account.personal)
    partly = sum(column.cells for column in account.personal if not column.whole)
    kinds = list(dict.fromkeys(column.kind for column in account.personal))
    key, n = "survey.personal_data", whole
    if not kinds:
        text = labels.by_language("survey.phrase.personal_data.none")
    else:
        names = join([f"survey.personal_data.{kind}" for kind in kinds], labels)
        stem = "survey.phrase.personal_data.found"
        text = fill(stem, labels, {"columns": whole, "answers": partly}, {"names": names})
    return [
        Fact(f"{key}.columns.n", n, "count"),
        Fact(f"{key}.answers.n", partly, "count"),
        _phrase(key, {language: text[language] for language in current_languages()}),
    ]


def account_table(account: Account, questionnaire: Questionnaire) -> Table:
    """Return the table of received, excluded by reason, and kept submissions.

    Without a question of consent nobody can be set aside for it, and the table does not say so.
    """
    import pandas as pd

    rows: list[tuple[str, int, Any]] = [("received", account.received, None)]
    rows += [
        (reason, n, account.flagged.get(reason))
        for reason, n in account.excluded.items()
        if reason != "no_consent" or questionnaire.consent is not None
    ]
    rows.append(("kept", account.kept, None))
    frame = pd.DataFrame(
        {
            "step": [f"survey.account.{name}" for name, _, _ in rows],
            "n": [n for _, n, _ in rows],
            "percent": [n / account.received for _, n, _ in rows],
            "flagged": pd.Series([flagged for _, _, flagged in rows], dtype=object),
        }
    )
    complete = None not in account.flagged.values()
    notes = ["survey.note.account", f"survey.note.account_{'all' if complete else 'off'}"]
    return Table(
        "respondent_account",
        frame,
        [
            Column("step", "survey.column.step", "label"),
            Column("n", "survey.column.n", "count"),
            Column("percent", "survey.column.percent", "percent", decimals=1),
            Column("flagged", "survey.column.flagged", "count"),
        ],
        notes=notes,
    )
