"""What a study made from a copy of another one still says of that one's country.

An error is what nobody writes on purpose: a title that names another country and not the study's own,
the name, adjective or code of another country, its list of regions. A doubt is what may be meant:
another country in a question or a sentence, its money. A study that compares itself with another
country says so, `compared_with: [EC]` under `country:`, and nothing about that one is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from alianzas.config.study_model import Study
from alianzas.inputs import countries
from alianzas.inputs.countries import Named
from alianzas.inputs.yaml_words import words_of
from honest_results.project import STUDIES, study_file, study_names
from human_files.errors import Problem, UserError
from human_files.language.messages import message
from human_files.settings_files import read_yaml

#: What the title page prints, and what says which country this is.
_PRINTED = ("article.title", "article.short_title", "article.keywords")
_IDENTITY = ("country.name", "country.adjective", "country.region")
#: Files that quote what others published, of whatever country.
_QUOTING = ("claims.yaml", "propositions.yaml")
#: Where other countries are named by right: authors' affiliations, paths, the generator's truth.
_ELSEWHERE = re.compile(r"^article\.authors|(?:^|\.)(?:file|texts|profiles|consensus|measures)$")


def leftovers(study: Study, root: Path) -> list[Problem]:
    """Return what cannot be meant."""
    others = other_countries_of(study, root)
    return [
        *_wrong_code(study),
        *_told(study, others, root, _IDENTITY, unless_own=False),
        *_told(study, others, root, _PRINTED, unless_own=True),
        *_copied_lists(study, root),
    ]


def doubtful_leftovers(study: Study, root: Path) -> list[Problem]:
    """Return what may be meant and is more often forgotten."""
    others = other_countries_of(study, root)
    certain = {(problem.file, problem.row) for problem in leftovers(study, root)}
    found = [*_other_money(study, others)]
    for path in sorted((root / STUDIES / study.study).glob("**/*.yaml")):
        if path.name in _QUOTING:
            continue
        file = path.relative_to(root).as_posix()
        for other in others:
            lines = [
                word
                for word in words_of(path)
                if other.pattern.search(word.text)
                and not _ELSEWHERE.search(word.address)
                and (file, word.line) not in certain
            ]
            if lines:
                first, further = lines[0], len(lines) - 1
                more = message(" (and {n} more here)", n=further) if further else ""
                found.append(named_elsewhere(study, file, first.line, other, first.address, more))
    return found


def other_countries_of(study: Study, root: Path) -> list[Named]:
    """Return the countries that the study does not say it is compared with."""
    others = countries.other_countries(study.country.code, root)
    return [other for other in others if other.code not in study.country.compared_with]


def named_elsewhere(
    study: Study, file: str, line: int, other: Named, address: str = "", more: str = ""
) -> Problem:
    """Return the problem that a text names another country."""
    return Problem(
        file,
        message(
            "names {name}, and the study is one of {country}{more}.",
            name=other.name,
            country=study.country.name.first,
            more=more,
        ),
        message(
            "Correct it; or, if it is meant, say `compared_with: [{code}]` under `country:` in "
            "{study_file}.",
            code=other.code,
            study_file=study_file(study.study),
        ),
        line,
        address or None,
    )


def _wrong_code(study: Study) -> Iterator[Problem]:
    """Yield the problem that code and name of the country are those of two countries."""
    code = next(filter(None, map(countries.code_of, study.country.name.given.values())), None)
    if code is not None and code != study.country.code:
        yield Problem(
            study_file(study.study),
            message(
                '"{code}" is the code of {country}, and the name is {name}.',
                code=study.country.code,
                country=countries.territory(study.country.code) or message("no country"),
                name=study.country.name.first,
            ),
            message("Write `code: {code}`, or correct the name.", code=code),
            column="country.code",
        )


def _told(
    study: Study, others: list[Named], root: Path, addresses: tuple[str, ...], *, unless_own: bool
) -> Iterator[Problem]:
    """Yield a problem for each of these settings that names another country."""
    file = study_file(study.study)
    own = countries.named(study.country.model_dump())
    for word in words_of(root / file):
        if not word.address.startswith(addresses):
            continue
        if unless_own and own.pattern.search(word.text):
            continue  # a comparison: a doubt at most
        for other in others:
            if other.pattern.search(word.text):
                yield named_elsewhere(study, file, word.line, other, word.address)


def _copied_lists(study: Study, root: Path) -> Iterator[Problem]:
    """Yield a problem for each list of answers that is that of a study of another country."""
    if study.survey is None:
        return
    for name in study_names(root):
        code, lists = _lists(name, root)
        if code is None or code in (study.country.code, *study.country.compared_with):
            continue
        for title, answers in study.survey.lists.items():
            if len(answers) > 2 and {*answers} == {*lists.get(title, ())}:
                yield Problem(
                    study_file(study.study, "survey"),
                    message(
                        'the answers are those of the study "{name}", of {country}.',
                        name=name,
                        country=countries.territory(code),
                    ),
                    message("Write those of this country."),
                    column=f"lists.{title}",
                )


def _lists(study: str, root: Path) -> tuple[str | None, Mapping[str, Mapping[str, object]]]:
    """Return the country's code and the lists of answers of a study; nothing where it is broken."""
    try:
        country = read_yaml(root / study_file(study))["country"]["code"]
        path = root / study_file(study, "survey")
        lists = (read_yaml(path).get("lists") or {}) if path.is_file() else {}
    except (UserError, TypeError, KeyError, AttributeError):
        return None, {}
    return str(country), lists


def _other_money(study: Study, others: list[Named]) -> Iterator[Problem]:
    """Yield the doubt that money is that of another country and not the study's own."""
    money, own = study.country.currency, countries.currencies(study.country.code)
    if own and money not in own:
        for other in others:
            if money in countries.currencies(other.code):
                yield Problem(
                    study_file(study.study),
                    message(
                        "{money} is the money of {name}; that of {country} is {own}.",
                        money=money,
                        name=other.name,
                        country=study.country.name.first,
                        own=", ".join(own),
                    ),
                    message(
                        "Correct it, unless incomes were asked in it; then say `compared_with: "
                        "[{code}]` under `country:`.",
                        code=other.code,
                    ),
                    column="country.currency",
                )
                return
