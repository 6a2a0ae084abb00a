"""The files with which a study begins: settings of its branches, and folders for its data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from alianzas import data_package
from alianzas.config.study_files import load_study
from alianzas.starting import country_data
from alianzas.starting.settings_templates import LABELS, FirstWords, filled, in_yaml
from honest_results.project import study_file
from human_files.language.current import speaking
from human_files.language.grammar import grammar, known_languages
from human_files.language.labels import load_labels

#: The branches that have data, each with the folders for them.
FOLDERS = {"literature": (".",), "cases": (".", "texts"), "survey": (".",)}
#: The keyword that each branch adds to the title page.
_KEYWORDS = {"literature": "systematic_review", "cases": "case_studies", "survey": "survey"}
_ALWAYS = ("strategic_alliances", "small_businesses")
#: The currency that stands where a country has none of its own in CLDR: the code for no currency.
_NO_MONEY = "XXX"


@dataclass(frozen=True)
class NewStudy:
    """What a person decides before a study begins."""

    study: str
    country: str
    languages: Sequence[str]
    branches: Sequence[str]


def begin(new: NewStudy, root: Path, today: date) -> list[str]:
    """Write the files of a new study that are not there yet; return their paths, settings first."""
    words = first_words(new, root)
    contents = {
        **_settings(new, words, root, today),
        **_readmes(new, words),
    }
    written = [name for name in contents if not (root / name).exists()]
    for name in written:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(contents[name], encoding="utf-8")
    for branch in new.branches:
        for folder in FOLDERS.get(branch, ()):
            (root / "data" / new.study / branch / folder).mkdir(parents=True, exist_ok=True)
    with speaking(new.languages, new.country):
        package = data_package.write(load_study(new.study, root), root)
    return [*written, package.relative_to(root).as_posix()]


def first_words(new: NewStudy, root: Path) -> FirstWords:
    """Return the words of a new study in its languages."""
    first = new.languages[0]
    country = country_data.country_name(new.country, first) or new.country
    known = ", ".join(f"{one} ({grammar(one).name})" for one in known_languages(root))
    fields = {"study": new.study, "country": country, "known": known}
    return FirstWords(load_labels(LABELS, root=root), new.languages, fields)


def _settings(new: NewStudy, words: FirstWords, root: Path, today: date) -> dict[str, str]:
    """Return the files in the folder of the study, by path."""
    values = {
        "study": new.study,
        "code": new.country,
        "languages": ", ".join(new.languages),
        **_country(new, words, root),
        "currency": country_data.currency_of(new.country) or _NO_MONEY,
        "title": _title(new, words),
        "short_title": words.text("short_title"),
        "keywords": _keywords(new, words),
        "seed": f"{today:%Y%m%d}",
        "last_year": str(today.year - 1),
        "first_year": str(today.year - 12),
        "focus_year": str(today.year - 6),
        "answer_year": str(today.year - 1),
        "base_year": str(today.year - 4),
        "readers": words.text("placeholder.readers"),
        "lists": _lists(new, words, root),
        "proposition": words.text("proposition"),
        "proposition_from": words.text("proposition.from"),
        "proposition_to": words.text("proposition.to"),
        "strands": _strands(new, words),
        "needs": "{supported: observed, not_supported: observed, because: "
        + f"{words.text('proposition.because')}}}",
    }
    names = ["study", *new.branches, *(["propositions"] if "synthesis" in new.branches else [])]
    return {study_file(new.study, name): filled(name, words, values, root) for name in names}


def _country(new: NewStudy, words: FirstWords, root: Path) -> dict[str, str]:
    """Return how the country is called, as YAML; a word in brackets where a language lacks it."""
    found = {
        "name": {one: country_data.country_name(new.country, one) for one in new.languages},
        "adjective": {one: country_data.adjective(new.country, one, root) for one in new.languages},
        "region": {one: country_data.wider_region(new.country, one, root) for one in new.languages},
    }
    return {
        key: in_yaml(
            {one: word or words.said(f"placeholder.{key}", one) for one, word in by.items()}
        )
        for key, by in found.items()
    }


def _title(new: NewStudy, words: FirstWords) -> str:
    """Return the working title, as YAML."""
    names = {one: country_data.country_name(new.country, one) for one in new.languages}
    return in_yaml(
        {one: words.said("title", one, country=name or new.country) for one, name in names.items()}
    )


def working_titles(study: str, country: str, languages: Sequence[str], root: Path) -> set[str]:
    """Return the titles that ``alianzas new`` gives: as long as one stands, nobody has written one."""
    new = NewStudy(study, country, languages, ())
    words = first_words(new, root)
    return {
        words.said("title", one, country=country_data.country_name(country, one) or country)
        for one in languages
    }


def _keywords(new: NewStudy, words: FirstWords) -> str:
    """Return the lines of the keywords."""
    names = [*_ALWAYS, *(_KEYWORDS[one] for one in new.branches if one in _KEYWORDS)]
    return "\n".join(f"    {name}: {words.text(f'keyword.{name}')}" for name in names)


def _lists(new: NewStudy, words: FirstWords, root: Path) -> str:
    """Return the section with the country's regions; nothing where they are not known."""
    regions = country_data.regions(new.country, new.languages, root)
    if not regions:
        return ""
    answers = [f"    {code}: {in_yaml(names)}" for code, names in regions.items()]
    return "\n".join([words.comment("survey.lists"), "lists:", "  region:", *answers, ""])


def _strands(new: NewStudy, words: FirstWords) -> str:
    """Return the lines with what each branch says of the first proposition."""
    said = {
        "literature": ["review:", f"  text: {words.text('proposition.review')}"],
        "cases": ["cases:", f"  text: {words.text('proposition.cases')}"],
        "survey": [
            "survey:",
            "  rule: {kind: more, fact: survey.drivers.compatibility.beta, smallest: 0.05}",
        ],
    }
    lines = [line for branch in new.branches for line in said.get(branch, ())]
    return "\n".join(f"      {line}" for line in lines)


def _readmes(new: NewStudy, words: FirstWords) -> dict[str, str]:
    """Return what stands in the folders for data, by path."""
    folder = f"data/{new.study}"
    strands = [branch for branch in new.branches if branch in FOLDERS]
    table = [f"| `{branch}/` | {words.said(f'readme.{branch}')} |" for branch in strands]
    head = [f"# {words.said('readme.title')}", words.said("readme.head")]
    readmes = {f"{folder}/README.md": [*head, "\n".join(["| | |", "|---|---|", *table])]}
    for branch in strands:
        readmes[f"{folder}/{branch}/README.md"] = [
            f"# {words.said(f'readme.{branch}').partition(':')[0]}",
            words.said("readme.level"),
            words.said("readme.later"),
        ]
    return {name: "\n\n".join(parts) + "\n" for name, parts in readmes.items()}
