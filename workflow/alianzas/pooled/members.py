"""The studies that are compared, as a step is given them: names, settings, records, facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from human_files.language.current import current_languages
from human_files.settings import Text

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.config.survey_settings import SurveySettings
    from alianzas.pooled.outcome_words import Countries
    from alianzas.survey.questionnaire import Questionnaire
    from honest_results.provenance import Source
    from honest_results.step import Run


class Survey(NamedTuple):
    """The survey of a study."""

    study: str
    settings: SurveySettings
    questionnaire: Questionnaire


def surveys_of(run: Run) -> Iterator[Survey]:
    """Yield the survey of each member that has one (parameters ``members``, ``settings``)."""
    from alianzas.config.survey_settings import SurveySettings
    from alianzas.survey.questionnaire import load_questionnaire
    from alianzas.survey.survey_setup import with_defaults

    for study, file in zip(run.params.members, files(run, "questionnaires"), strict=True):
        given = SurveySettings.model_validate(run.params.settings[study]["survey"])
        questionnaire = load_questionnaire(file, given.lists)
        yield Survey(study, with_defaults(given, questionnaire), questionnaire)


def records_by_study(run: Run, name: str) -> dict[str, tuple[pd.DataFrame, tuple[Source, ...]]]:
    """Return the records of the input ``name`` of each member, with the raw files behind them."""
    from honest_results.records import read_records

    found = {}
    for study, path in zip(run.params.members, files(run, name), strict=True):
        frame, sources = read_records(path)
        run.remember({f"{study}.{name}": {"sources": sources}})
        found[study] = (frame, tuple(sources))
    return found


def facts_by_study(run: Run, *names: str) -> dict[str, dict[str, dict[str, Any]]]:
    """Return the facts in these inputs of each member, with their sources, and remember nothing."""
    from honest_results.fact_merging import merge_facts

    by_input = zip(*(files(run, name) for name in names), strict=True)
    return {
        study: merge_facts([*paths])
        for study, paths in zip(run.params.members, by_input, strict=True)
    }


def files(run: Run, name: str) -> list[str]:
    """Return the files of an input, one for each member."""
    found = run.input[name]
    return [found] if isinstance(found, str) else [*found]


def countries_of(settings: Mapping[str, Mapping[str, Any]]) -> Countries:
    """Return what each study is called: its country, with its own name where two are of one.

    In a language in which the study does not name its country, it is called as CLDR calls it.
    """
    named = {
        study: {
            language: _country_name(own["country"], language) for language in current_languages()
        }
        for study, own in settings.items()
    }
    seen = [tuple(names.values()) for names in named.values()]
    return {
        study: names
        if seen.count(tuple(names.values())) == 1
        else {language: f"{words} ({study})" for language, words in names.items()}
        for study, names in named.items()
    }


def _country_name(country: Mapping[str, Any], language: str) -> str:
    """Return what a country is called in a language."""
    from babel import Locale

    name = Text.model_validate(country["name"])
    if language in name.given or "" in name.given:
        return name.words(language)
    return str(Locale(language).territories.get(country["code"]) or name.words(language))
