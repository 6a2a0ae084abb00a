"""The questionnaire as shown in the article's appendix: data dictionary and item wordings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.sentences import sentence
from alianzas.survey.derived_words import made_from
from alianzas.survey.phrases import join
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.questions import Question
from honest_results.tables import Column, Table
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.lists import join_words
from human_files.language.numbers import format_value, locale_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_ITEM, _ANSWERS, _ASKED = "survey.item.", "survey.dictionary.answers.", "survey.dictionary.asked."
_WORDING = "survey.column.wording_"


def data_dictionary_table(questionnaire: Questionnaire, labels: Labels) -> Table:
    """Return a row per question or derived variable: name, wording, type, answers, who is asked."""
    import pandas as pd

    texts: dict[str, Mapping[str, str]] = dict(questionnaire.label_texts())
    words = labels.with_texts(texts)
    rows = []
    for question in questionnaire.questions:
        texts[_ANSWERS + question.id] = _answers(question, questionnaire, words)
        texts[_ASKED + question.id] = _asked(question, questionnaire, words)
        rows.append(
            {
                "variable": question.id,
                "wording": _ITEM + question.id,
                "type": f"survey.question_type.{question.type}",
                "answers": _ANSWERS + question.id,
                "asked": _ASKED + question.id,
            }
        )
    for name, derived in questionnaire.derived.items():
        texts[_ITEM + name] = derived.label.by_language()
        texts[_ANSWERS + name] = made_from(derived, words)
        rows.append(
            {
                "variable": name,
                "wording": _ITEM + name,
                "type": "survey.question_type.derived",
                "answers": _ANSWERS + name,
                "asked": "survey.asked.nobody",
            }
        )
    return Table(
        "data_dictionary",
        pd.DataFrame(rows),
        [
            Column("variable", "survey.column.variable"),
            Column("wording", "survey.column.question", "label"),
            Column("type", "survey.column.type", "label"),
            Column("answers", "survey.column.answers", "label"),
            Column("asked", "survey.column.asked", "label"),
        ],
        notes=[_note(questionnaire)],
        labels=texts,
    )


def _answers(question: Question, questionnaire: Questionnaire, words: Labels) -> dict[str, str]:
    """Return what may be answered, in each language."""
    found = {}
    for language in current_languages():
        answers = questionnaire.answers(question)
        listed = [f"{code} = {label.words(language)}" for code, label in answers.items()]
        if question.type == "rating":
            found[language] = f"{listed[0]} … {listed[-1]}"
        elif listed:
            found[language] = "; ".join(listed)
        else:
            found[language] = _range(question, questionnaire, words, language)
        codes = questionnaire.missing_codes(question)
        if codes and question.id not in questionnaire.administrative:
            missing = words("survey.range.missing", language)
            told = ", ".join(str(code) for code in codes)
            found[language] += "; " + missing.format(codes=told)
    return found


def _note(questionnaire: Questionnaire) -> str:
    """Return the key of the table's note, which names what ends with the import."""
    asked = [r for r in ("consent", "invitation") if questionnaire.role(r) is not None]
    how = "none" if not asked else asked[0] if len(asked) == 1 else None
    return "survey.note.dictionary" + (f".{how}" if how else "")


def _range(question: Question, questionnaire: Questionnaire, words: Labels, language: str) -> str:
    """Return the allowed range of a number in words."""
    limits = {
        "minimum": question.minimum,
        "maximum": question.maximum,
    }
    kind = "year" if question.id == questionnaire.role("founded") else "number"
    texts = {
        name: format_value(value, kind, language, None if kind == "year" else 0)
        for name, value in limits.items()
        if value is not None
    }
    if not texts:
        return words("survey.range.any", language)
    key = "survey.range." + ("both" if len(texts) == 2 else next(iter(texts)))
    return words(key, language).format(**texts)


def _asked(question: Question, questionnaire: Questionnaire, words: Labels) -> dict[str, str]:
    """Return who is asked the question, and whether it must be answered."""
    conditions = questionnaire.conditions(question)
    asked = dict(words.by_language("survey.asked.all"))
    met: dict[str, list[str]] = {language: [] for language in current_languages()}
    for name, codes in conditions.items():
        answers = questionnaire.answers(questionnaire[name])
        labels = words.with_texts({f"code.{c}": answers[c].by_language() for c in codes})
        listed = join([f"code.{c}" for c in codes], labels)
        for language in current_languages():
            one = words("survey.asked.some", language)
            met[language].append(one.format(variable=name, answers=listed[language]))
    if conditions:
        asked = {language: join_words(met[language], language) for language in current_languages()}
    if question.required:
        must = words.by_language("survey.asked.required")
        asked = {
            language: f"{asked[language]}; {must[language]}" for language in current_languages()
        }
    return asked


def item_wordings_table(questionnaire: Questionnaire, labels: Labels) -> Table:
    """Return one row per statement with its wording in every language, grouped by construct."""
    import pandas as pd

    texts: dict[str, Mapping[str, str]] = dict(questionnaire.label_texts())
    for code in current_languages():
        named = {k: locale_of(k).languages[code] for k in current_languages()}
        texts[_WORDING + code] = sentence("survey.column.wording_in", labels, language=named)
    rows = []
    for construct in questionnaire.constructs:
        for item in questionnaire.items(construct):
            wording = item.wording.by_language()
            rows.append(
                {
                    "construct": f"survey.construct.{construct}",
                    "item": item.id,
                    "reverse": "survey.reverse.yes" if item.reverse else "survey.reverse.no",
                    **{
                        f"wording_{language}": wording[language] for language in current_languages()
                    },
                }
            )
    columns = [
        "construct",
        "item",
        "reverse",
        *(f"wording_{language}" for language in current_languages()),
    ]
    return Table(
        "item_wordings",
        pd.DataFrame(rows, columns=columns),
        [
            Column("item", "survey.column.item"),
            *(Column(f"wording_{code}", _WORDING + code) for code in current_languages()),
            Column("reverse", "survey.column.reverse", "label"),
        ],
        labels=texts,
        group="construct",
    )
